"""From a legal command to its events, on the transfer and, where its story needs it, on the lead: one decision."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from domain.lead.decide import Decision
from domain.lead.disposal.commands import OpenTransfer
from domain.lead.disposal.events import TransferMoved
from domain.lead.state import Lead
from domain.lead.vocabulary import TransferMark
from domain.numbers import NumberIssued, Numbers, Series, draw_document_number
from domain.outcome import outcome
from domain.procedure import Ruling, Situation
from domain.transfer import commands as c
from domain.transfer import events as e
from domain.transfer.base import TransferCommand, TransferEvent
from domain.transfer.on_lead import BEYOND, told
from domain.transfer.stage import TransferStage
from domain.transfer.state import Transfer

RECORDS: Final[dict[type, type[TransferEvent]]] = {
    c.FormTeam: e.TeamFormed,
    c.SubmitReport: e.TransferReported,
    c.ReportAgain: e.TransferReportedAgain,
    c.ApproveTransfer: e.TransferApproved,
    c.RefuseTransfer: e.TransferRefused,
    c.DeliverTransfer: e.TransferDelivered,
    c.NotePoliceReceipt: e.TransferReceipted,
    c.NoteSupplementRequest: e.SupplementAsked,
    c.SendSupplement: e.TransferSupplemented,
    c.NoteReRouting: e.TransferReRouted,
    c.NoteNotPoliceMatter: e.NotPoliceMatter,
    c.NoteFiling: e.TransferFiled,
    c.NoteNonFiling: e.TransferNotFiled,
    c.HandOverItems: e.ItemsHandedOver,
    c.NotePoliceStatus: e.StatusNoted,
    c.AskReconsideration: e.ReconsiderationAsked,
    c.SuggestSupervision: e.SupervisionSuggested,
    c.AcceptNonFiling: e.NonFilingAccepted,
    c.NoteReasonsAsked: e.ReasonsAsked,
    c.NotePoliceReasons: e.PoliceExplained,
    c.NoteFilingOrder: e.FilingOrdered,
    c.NoteReasonsStand: e.ReasonsStood,
    c.NoteLimitNotPassed: e.LimitNotPassed,
    c.NoteReturn: e.TransferReturned,
}
"""Every command's event: the fields they share, the move, and what ``ADDED`` adds."""

LETTER: Final = "移送"
"""What stands between the organ's mark and the year in the letter's number."""


def open_transfer(command: OpenTransfer, ruling: Ruling, situation: Situation) -> Decision:
    """T1, judged as M17 on the lead: the track begins under the lead's next number, and the lead remembers it."""
    lead = situation.states[f"lead/{command.lead}"]
    actor = situation.actor
    stream = f"transfer/{command.lead}-{len(lead.transfers) + 1}"
    begun = e.TransferSuspected(
        move="T1",
        came_from=TransferStage.UNOPENED,
        stage=TransferStage.SUSPECTED,
        occurred=command.occurred,
        lead=command.lead,
        held=lead.closing_from or lead.stage,
        office=actor.office,
        organ=actor.organ,
        division=actor.division,
        suspicion=command.suspicion,
        offence=command.offence,
        by_opinion=command.by_opinion,
    )
    opened = outcome(TransferMoved, command, ruling, track=stream, track_version=1, mark=TransferMark.OPENED)
    return ((stream, begun), (f"lead/{command.lead}", opened))


def reads(command: TransferCommand, situation: Situation) -> tuple[str, ...]:
    """The streams a decision looks at: the transfer's own first, its lead's, and the number series if it draws."""
    streams = (f"transfer/{command.transfer}", f"lead/{command.lead}")
    return (*streams, _series(situation).stream) if isinstance(command, c.ApproveTransfer) else streams


def decide(command: TransferCommand, ruling: Ruling, situation: Situation) -> Decision:
    """The events of a legal command."""
    transfer, lead = _before(command, situation)
    added = ADDED[type(command)](command, situation) if type(command) in ADDED else {}
    event = outcome(RECORDS[type(command)], command, ruling, **added)
    drawn = (_draw(command, situation),) if isinstance(command, c.ApproveTransfer) else ()
    echoed = tuple((f"lead/{command.lead}", each) for each in told(event, transfer, lead))
    return ((f"transfer/{command.transfer}", event), *drawn, *echoed)


def _before(command: TransferCommand, situation: Situation) -> tuple[Transfer, Lead]:
    """The transfer and its lead as they are now."""
    return situation.states[f"transfer/{command.transfer}"], situation.states[f"lead/{command.lead}"]


def _series(situation: Situation) -> Series:
    """The letters of one organ and year; the year is that of the drawing."""
    return Series(issuer=situation.actor.office, type="transfer", year=situation.today.year)


def _draw(command: TransferCommand, situation: Situation) -> tuple[str, NumberIssued]:
    series = _series(situation)
    numbers: Numbers = situation.states.get(series.stream) or Numbers()
    used_by = f"transfer/{command.transfer}"
    return series.stream, draw_document_number(situation.actor.mark, LETTER, series, numbers, used_by)


def _refused(_: c.RefuseTransfer, situation: Situation) -> dict[str, object]:
    actor = situation.actor
    return {"signer": actor.id, "level": actor.level, "position": actor.position}


def _approved(command: c.ApproveTransfer, situation: Situation) -> dict[str, object]:
    actor = situation.actor
    signed = {"signer": actor.id, "level": actor.level, "position": actor.position}
    return {**signed, "organ": actor.organ, "number": _draw(command, situation)[1].number}


def _delivered(command: c.DeliverTransfer, situation: Situation) -> dict[str, object]:
    transfer, _ = _before(command, situation)
    enclosed = tuple(paper for paper in (command.designation,) if paper is not None)
    bundle = replace(command.bundle, other=(*command.bundle.other, *enclosed))
    return {"number": transfer.number, "organ": situation.actor.organ, "bundle": bundle}


def _filed(command: c.NoteFiling, situation: Situation) -> dict[str, object]:
    transfer, lead = _before(command, situation)
    offence = command.offence or transfer.offence
    return {"police": transfer.police, "offence": offence, "moved_lead": lead.stage not in BEYOND}


ADDED: Final[dict[type, Callable[[Any, Situation], dict[str, object]]]] = {
    c.ApproveTransfer: _approved,
    c.RefuseTransfer: _refused,
    c.DeliverTransfer: _delivered,
    c.NoteFiling: _filed,
}
"""What an event takes from who acts and from the states."""
