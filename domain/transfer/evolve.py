"""The whole life of a transfer, folded: the stage reached stands in the event."""

from collections.abc import Iterable
from functools import reduce

from domain.transfer import events as e
from domain.transfer.stage import TransferStage
from domain.transfer.state import Transfer


def evolve(transfer: Transfer, event: e.AnyTransferEvent) -> Transfer:
    """The transfer after an event; never refuses."""
    latest = transfer.latest if event.stage is transfer.stage else max(transfer.latest, event.occurred)
    moved = transfer._replace(stage=event.stage, version=transfer.version + 1, latest=latest)
    return _remember(moved, event)


def fold(transfer_id: str, events: Iterable[e.AnyTransferEvent]) -> Transfer:
    """The transfer after all its events, from nothing."""
    return reduce(evolve, events, Transfer(transfer_id))


def _remember(transfer: Transfer, event: e.AnyTransferEvent) -> Transfer:  # noqa: C901, PLR0911, PLR0912 - one exhaustive match, few lines an arm
    match event:
        case e.TransferSuspected():
            return _opened(transfer, event)
        case e.TeamFormed():
            team = tuple(officer.id for officer in event.team)
            return transfer._replace(team=team, members=tuple(dict.fromkeys((*transfer.members, *team))))
        case e.TransferApproved():
            return transfer._replace(number=event.number)
        case e.TransferDelivered():
            return transfer._replace(police=event.police)
        case e.TransferReceipted():
            return transfer._replace(accepted=event.occurred)
        case e.TransferReRouted():
            passed_on = max(transfer.latest, event.occurred)  # whoever has it now received it after that
            return transfer._replace(police=event.police, accepted=None, latest=passed_on)
        case e.TransferFiled():
            return transfer._replace(moved_lead=event.moved_lead, filed=event.occurred)
        case e.TransferNotFiled():
            upheld = event.came_from is TransferStage.RECONSIDERATION
            return transfer._replace(notified=event.occurred, reconsidered=transfer.reconsidered or upheld)
        case e.StatusNoted():
            return transfer._replace(status=event.status)
        case e.ReconsiderationAsked():
            return transfer._replace(asked=event.occurred)
        case e.SupervisionSuggested():
            return transfer._replace(supervised_from=event.came_from, ordered=False)
        case e.FilingOrdered():
            return transfer._replace(ordered=True)
        case (
            e.TransferReported()
            | e.TransferReportedAgain()
            | e.TransferRefused()
            | e.NonFilingAccepted()
            | e.SupplementAsked()
            | e.TransferSupplemented()
            | e.NotPoliceMatter()
            | e.ItemsHandedOver()
            | e.TransferReturned()
        ):
            return transfer
        case e.ReasonsAsked() | e.PoliceExplained() | e.ReasonsStood() | e.LimitNotPassed():
            return transfer


def _opened(transfer: Transfer, event: e.TransferSuspected) -> Transfer:
    return transfer._replace(
        lead=event.lead,
        held=event.held,
        office=event.office,
        organ=event.organ,
        division=event.division,
        offence=event.offence,
    )
