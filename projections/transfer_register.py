"""The transfer register 移送台账: one row a transfer to the police, its status, its papers and its dates (R310)."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Index, Select, func, select, true

from domain.instants import microseconds
from domain.lead.stage import Stage
from domain.transfer import events as e
from domain.transfer.base import TransferEvent
from domain.transfer.stage import STATUS_WORDS, TRANSFER_WORDS, PoliceStatus, TransferStage
from domain.words import Words
from projections.base import Change, Projection, count, day, flag, key, number, text
from projections.registers import Page, arranged, page
from projections.risk_ledger import LEADS
from projections.sight import Reader, below, shown_to
from projections.stored import instant, iso_day, items_of, listed, read, stored_day
from workflows.ports import Recorded

REGISTER: Final = Projection("transfer_register", version=1)

MOMENTS: Final[dict[type[TransferEvent], str]] = {
    e.TransferSuspected: "suspected_at",
    e.TransferReported: "reported_at",
    e.TransferReportedAgain: "reported_at",
    e.TransferApproved: "approved_at",
    e.TransferRefused: "refused_at",
    e.TransferDelivered: "delivered_at",
    e.TransferReceipted: "receipted_at",
    e.SupplementAsked: "supplement_asked_at",
    e.TransferSupplemented: "supplemented_at",
    e.TransferReRouted: "re_routed_at",
    e.NotPoliceMatter: "returned_at",
    e.TransferFiled: "filing_notice_at",
    e.TransferNotFiled: "not_filed_at",
    e.ItemsHandedOver: "handed_over_at",
    e.StatusNoted: "police_status_at",
    e.ReconsiderationAsked: "reconsideration_at",
    e.SupervisionSuggested: "supervision_at",
    e.FilingOrdered: "filing_ordered_at",
    e.NonFilingAccepted: "ended_at",
    e.ReasonsStood: "ended_at",
    e.TransferReturned: "returned_at",
}
"""Event → the column of its moment; where it happens again, the last one counts."""

TRANSFERS: Final = REGISTER.table(
    key("transfer"),
    text("lead"),
    text("office"),
    text("organ"),
    text("division"),
    text("held"),
    text("offence"),
    flag("by_opinion"),
    text("team"),
    text("number"),
    text("police"),
    text("stage"),
    text("police_status"),
    text("case_number"),
    day("filed_on"),
    *(number(column) for column in dict.fromkeys(MOMENTS.values())),
    count("updated_position"),
    Index("transfer_register_order", "suspected_at", "transfer"),
    Index("transfer_register_lead", "lead"),
)


@REGISTER.on(TransferEvent)
def _stage(event: TransferEvent, at: Recorded) -> Change:
    return TRANSFERS.set(_id(at), stage=event.stage, updated_position=at.position)


@REGISTER.on(*MOMENTS)
def _moment(event: TransferEvent, at: Recorded) -> Change:
    return TRANSFERS.set(_id(at), **{MOMENTS[type(event)]: microseconds(event.occurred)})


@REGISTER.on(e.TransferSuspected)
def _suspected(event: e.TransferSuspected, at: Recorded) -> Change:
    return TRANSFERS.set(
        _id(at),
        lead=event.lead,
        office=event.office,
        organ=event.organ,
        division=event.division,
        held=event.held,
        offence=event.offence,
        by_opinion=event.by_opinion is not None,
    )


@REGISTER.on(e.TransferReportedAgain)
def _reported_again(event: e.TransferReportedAgain, at: Recorded) -> tuple[Change, ...]:
    return (TRANSFERS.set(_id(at), by_opinion=True),) if event.by_opinion is not None else ()


@REGISTER.on(e.TeamFormed)
def _team(event: e.TeamFormed, at: Recorded) -> Change:
    return TRANSFERS.set(_id(at), team=listed(officer.id for officer in event.team))


@REGISTER.on(e.TransferApproved)
def _approved(event: e.TransferApproved, at: Recorded) -> Change:
    return TRANSFERS.set(_id(at), number=event.number)


@REGISTER.on(e.TransferDelivered)
def _delivered(event: e.TransferDelivered, at: Recorded) -> Change:
    return TRANSFERS.set(_id(at), police=event.police)


@REGISTER.on(e.TransferReRouted)
def _re_routed(event: e.TransferReRouted, at: Recorded) -> Change:
    return TRANSFERS.set(_id(at), police=event.police)


@REGISTER.on(e.TransferFiled)
def _filed(event: e.TransferFiled, at: Recorded) -> Change:
    known = {"offence": event.offence} if event.offence else {}
    return TRANSFERS.set(
        _id(at), police=event.police, filed_on=iso_day(event.filed_on), case_number=event.case_number, **known
    )


@REGISTER.on(e.StatusNoted)
def _status(event: e.StatusNoted, at: Recorded) -> Change:
    return TRANSFERS.set(_id(at), police_status=event.status)


def _id(at: Recorded) -> str:
    return at.stream.partition("/")[2]


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A transfer as the register has it. ``held`` is the lead's stage when it opened; ``team`` are roster ids."""

    transfer: str
    lead: str
    lead_number: str
    subject: str
    natural_person: bool
    office: str
    organ: str
    division: str
    held: Stage | None
    offence: str
    by_opinion: bool
    team: tuple[str, ...]
    number: str
    police: str
    stage: TransferStage
    police_status: PoliceStatus | None
    case_number: str
    filed_on: date | None
    suspected_at: datetime | None
    reported_at: datetime | None
    approved_at: datetime | None
    refused_at: datetime | None
    delivered_at: datetime | None
    receipted_at: datetime | None
    supplement_asked_at: datetime | None
    supplemented_at: datetime | None
    re_routed_at: datetime | None
    filing_notice_at: datetime | None
    not_filed_at: datetime | None
    reconsideration_at: datetime | None
    supervision_at: datetime | None
    filing_ordered_at: datetime | None
    ended_at: datetime | None
    handed_over_at: datetime | None
    police_status_at: datetime | None
    returned_at: datetime | None
    updated_position: int

    @property
    def status(self) -> Words:
        """What the register shows: the stage, and after filing what the police's own case reached."""
        if self.stage is TransferStage.FILED and self.police_status is not None:
            return STATUS_WORDS[self.police_status]
        return TRANSFER_WORDS[self.stage]


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferFilter:
    """Which transfers to show; what is empty does not narrow. ``division`` takes in everything below it.

    ``shown_to`` keeps those of leads that whoever asks is shown at all; ``sort`` and ``descending`` as in
    ``projections.registers.RegisterFilter``.
    """

    stages: tuple[TransferStage, ...] = ()
    lead: str = ""
    office: str = ""
    division: str = ""
    shown_to: Reader | None = None
    sort: str = ""
    descending: bool = False


ALL: Final = TransferFilter()
T: Final = TRANSFERS.table
L: Final = LEADS.table

SORTS: Final = {
    "lead_number": L.c.number,
    **{name: T.c[name] for name in ("organ", "offence", "number", "police", "filed_on", *MOMENTS.values())},
}
"""Columns by which the register is sorted."""


def transfers(
    connection: Connection, wanted: TransferFilter = ALL, *, after: tuple[Any, ...] | None = None, limit: int = 50
) -> Page[TransferRow]:
    """A page of the register, the earliest suspected first."""
    order = arranged(wanted.sort, SORTS, (T.c.suspected_at, T.c.transfer))
    found = page(connection, _ROWS.where(*_conditions(wanted)), order, after, limit, descending=wanted.descending)
    return Page(tuple(map(_row, found.rows)), found.following)


_OF_LEAD: Final[dict[str, ColumnElement[Any]]] = {
    "lead_number": L.c.number,
    "subject": L.c.subject,
    "natural_person": func.coalesce(L.c.natural_person, true()),  # of whom nothing is known may be a person
}
_ROWS: Final[Select[Any]] = (
    select(*((_OF_LEAD[f.name] if f.name in _OF_LEAD else T.c[f.name]).label(f.name) for f in fields(TransferRow)))
    .select_from(T.outerjoin(L, T.c.lead == L.c.lead))
    .where(T.c.suspected_at.is_not(None))
)

_READ: Final[dict[str, Any]] = {
    "lead_number": lambda stored: stored or "",
    "subject": lambda stored: stored or "",
    "held": lambda stored: Stage(stored) if stored else None,
    "team": items_of,
    "stage": TransferStage,
    "police_status": lambda stored: PoliceStatus(stored) if stored else None,
    "filed_on": stored_day,
    **dict.fromkeys(MOMENTS.values(), instant),
}


def _row(stored: Any) -> TransferRow:  # noqa: ANN401 - a row of the database
    return TransferRow(**read(stored, _READ))


def _conditions(wanted: TransferFilter) -> list[ColumnElement[bool]]:
    simple: tuple[tuple[Any, Any], ...] = (
        (wanted.stages, T.c.stage.in_(wanted.stages)),
        (wanted.lead, T.c.lead == wanted.lead),
        (wanted.office, T.c.office == wanted.office),
        (wanted.division, below(T.c.division, wanted.division)),
    )
    seen = [] if wanted.shown_to is None else [shown_to(wanted.shown_to, L)]
    return seen + [condition for given, condition in simple if given]
