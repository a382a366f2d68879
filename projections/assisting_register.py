"""The assisting register 协办台账: each request to assist that was taken on, until it is answered (R737 20 ¶1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Index, Select, func

from domain.instants import microseconds
from domain.lead.intake.events import AssistanceAnswered, AssistanceRegistered, AssistanceTakenOver
from domain.lead.stage import Stage
from domain.words import Words
from projections.base import Change, Projection, day, key, number, text
from projections.registers import ALL, L, Page, RegisterFilter, arranged, narrowed, page, stored_fields, telling
from projections.risk_ledger import lead_of
from projections.stored import instant, iso_day, read, stored_day
from workflows.ports import Recorded

ASSISTING: Final = Projection("assisting_register", version=1)

ASSISTANCES: Final = ASSISTING.table(
    key("lead"),
    text("requester"),
    text("letter"),
    number("registered_at"),
    day("reply_by"),
    text("matter"),
    number("answered_at"),
    text("answer"),
    text("findings"),
    number("taken_over_at"),
    text("decision"),
    Index("assisting_register_order", "registered_at", "lead"),
)
"""``matter`` and ``findings`` are free text about people: sealed in the log, veiled for most readers."""


@ASSISTING.on(AssistanceRegistered)
def _registered(event: AssistanceRegistered, at: Recorded) -> Change:
    return ASSISTANCES.set(
        lead_of(at), requester=event.requester, letter=event.letter.reference, matter=event.matter,
        registered_at=microseconds(event.occurred), reply_by=iso_day(event.reply_by),
    )  # fmt: skip


@ASSISTING.on(AssistanceAnswered)
def _answered(event: AssistanceAnswered, at: Recorded) -> Change:
    """Where several answers went out, the last one counts."""
    return ASSISTANCES.set(
        lead_of(at), answered_at=microseconds(event.occurred), answer=event.answer.reference, findings=event.findings
    )


@ASSISTING.on(AssistanceTakenOver)
def _taken_over(event: AssistanceTakenOver, at: Recorded) -> Change:
    return ASSISTANCES.set(lead_of(at), taken_over_at=microseconds(event.occurred), decision=event.decision.reference)


@dataclass(frozen=True, slots=True)
class Assistance:
    """A request to assist: whose, on what, due when; its answer, or the decision that made the case ours."""

    lead: str
    number: str
    subject: str
    natural_person: bool
    office: str
    organ: str
    division: str
    stage: Stage
    requester: str
    letter: str
    registered_at: datetime | None
    reply_by: date | None
    matter: str
    answered_at: datetime | None
    answer: str
    findings: str
    taken_over_at: datetime | None
    decision: str

    @property
    def status(self) -> Words:
        """How far it is."""
        if self.taken_over_at is not None:
            return Words("已转本地管辖", "taken over")
        return Words("已答复", "answered") if self.answered_at is not None else Words("待答复", "to be answered")


T: Final = ASSISTANCES.table
_ROWS: Final[Select[Any]] = telling(
    stored_fields(Assistance), T, stage=func.coalesce(L.c.stage, Stage.ASSISTING.value)
).where(T.c.registered_at.is_not(None))

SORTS: Final = {
    "number": L.c.number, "organ": L.c.organ, "requester": T.c.requester, "registered_at": T.c.registered_at,
    "reply_by": T.c.reply_by, "answered_at": T.c.answered_at,
}  # fmt: skip
"""Columns by which the register is sorted."""


def assistances(
    connection: Connection, wanted: RegisterFilter = ALL, *, after: tuple[Any, ...] | None = None, limit: int = 50
) -> Page[Assistance]:
    """A page of the register, the earliest request first."""
    order = arranged(wanted.sort, SORTS, (T.c.registered_at, T.c.lead))
    found = page(connection, narrowed(_ROWS, wanted), order, after, limit, descending=wanted.descending)
    return Page(tuple(map(_assistance, found.rows)), found.following)


_READ: Final[Mapping[str, Any]] = {
    "stage": Stage,
    "registered_at": instant,
    "reply_by": stored_day,
    "answered_at": instant,
    "taken_over_at": instant,
}


def _assistance(stored: Mapping[str, Any]) -> Assistance:
    return Assistance(**read(stored, _READ))
