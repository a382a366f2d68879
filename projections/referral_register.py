"""The referral register 转办台账: each time a lead went to another office or organ, and what came back (R737 5, 8)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Index, Select, select

from domain.instants import microseconds
from domain.lead.intake.events import LeadCarriedOver, LeadReferred, LeadTakenBack, ReceiptNoted
from domain.lead.stage import Stage
from domain.lead.verification.events import LeadReferredElsewhere
from domain.words import Words
from projections.base import Change, Projection, flag, key, number, place, text
from projections.registers import ALL, L, Page, RegisterFilter, arranged, narrowed, page, stored_fields, telling
from projections.risk_ledger import lead_of
from projections.stored import instant
from workflows.ports import Recorded

REFERRALS: Final = Projection("referral_register", version=1)


class Step(StrEnum):
    """What happened to a lead on its way to others and back."""

    REFERRED = "referred"
    ELSEWHERE = "elsewhere"
    RECEIPT = "receipt"
    RETURNED = "returned"


OUTWARD: Final = (Step.REFERRED, Step.ELSEWHERE)
"""With these a referral begins; what follows for the same lead until the next one belongs to it."""

STEPS: Final = REFERRALS.table(
    key("lead"),
    place("position"),
    text("step"),
    number("at"),
    text("receiver_office"),
    text("who"),
    text("paper"),
    text("said"),
    flag("disputed"),
    Index("referral_register_order", "at", "lead", "position"),
)
"""``who`` received or sent back; ``said`` is free text of people: sealed in the log, veiled for most readers."""


@REFERRALS.on(LeadReferred)
def _referred(event: LeadReferred, at: Recorded) -> Change:
    return STEPS.set(
        *_key(at), **_step(Step.REFERRED, event.occurred), receiver_office=event.receiver, who=event.receiver_organ,
        paper=event.letter.reference, said=event.reason,
    )  # fmt: skip


@REFERRALS.on(LeadReferredElsewhere)
def _elsewhere(event: LeadReferredElsewhere, at: Recorded) -> Change:
    step = _step(Step.ELSEWHERE, event.occurred)
    return STEPS.set(*_key(at), **step, who=event.receiver, paper=event.letter.reference, said=event.reason)


CARRIED: Final[Mapping[Stage, Step]] = {Stage.REFERRED: Step.REFERRED, Stage.REFERRED_ELSEWHERE: Step.ELSEWHERE}


@REFERRALS.on(LeadCarriedOver)
def _carried(event: LeadCarriedOver, at: Recorded) -> Iterator[Change]:
    """An older ledger says that it went out; to whom, at best by the office's own words."""
    if event.stage in CARRIED:
        step = _step(CARRIED[event.stage], event.reached_at)
        yield STEPS.set(*_key(at), **step, paper=event.reference, said=event.stated_text)


@REFERRALS.on(ReceiptNoted)
def _receipted(event: ReceiptNoted, at: Recorded) -> Change:
    step = _step(Step.RECEIPT, event.occurred)
    return STEPS.set(*_key(at), **step, said=event.received_by, paper=event.receipt.reference)


@REFERRALS.on(LeadTakenBack)
def _returned(event: LeadTakenBack, at: Recorded) -> Change:
    return STEPS.set(
        *_key(at), **_step(Step.RETURNED, event.occurred), who=event.returned_by, said=event.reason,
        disputed=event.disputed, paper=event.superior_decision.reference if event.superior_decision else "",
    )  # fmt: skip


def _key(at: Recorded) -> tuple[str, int]:
    return lead_of(at), at.position


def _step(step: Step, occurred: datetime) -> dict[str, object]:
    return {"step": step, "at": microseconds(occurred)}


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral: to whom, by which letter, its receipt, its return. ``said`` are its reasons."""

    lead: str
    position: int
    number: str
    subject: str
    natural_person: bool
    office: str
    organ: str
    division: str
    step: Step
    at: datetime | None
    receiver_office: str
    who: str
    paper: str
    said: str
    receipt: str = ""
    receipted_at: datetime | None = None
    received_by: str = ""
    returned_at: datetime | None = None
    returned_by: str = ""
    returned_because: str = ""
    disputed: bool = False
    superior_decision: str = ""

    @property
    def kind(self) -> Words:
        """Within the line of offices, or to another organ."""
        return Words("转其他机关", "elsewhere") if self.step is Step.ELSEWHERE else Words("转办", "in line")

    @property
    def status(self) -> Words:
        """How far it is."""
        if self.returned_at is not None:
            return Words("已退回", "returned")
        return Words("已签收", "receipted") if self.receipted_at is not None else Words("待回执", "awaiting receipt")


T: Final = STEPS.table
_ROWS: Final[Select[Any]] = telling(stored_fields(Referral), T).where(T.c.step.in_(OUTWARD))

SORTS: Final = {"number": L.c.number, "organ": L.c.organ, "at": T.c.at, "who": T.c.who, "paper": T.c.paper}
"""Columns by which the register is sorted."""


def referrals(
    connection: Connection, wanted: RegisterFilter = ALL, *, after: tuple[Any, ...] | None = None, limit: int = 50
) -> Page[Referral]:
    """A page of the register, the earliest referral first."""
    order = arranged(wanted.sort, SORTS, (T.c.at, T.c.lead, T.c.position))
    found = page(connection, narrowed(_ROWS, wanted), order, after, limit, descending=wanted.descending)
    answers = _answers(connection, {row["lead"] for row in found.rows})
    return Page(tuple(_referral(row, answers.get(row["position"], ())) for row in found.rows), found.following)


def _answers(connection: Connection, leads: Iterable[str]) -> Mapping[int, list[Any]]:
    """Position of a referral → the steps that answered it, up to the next referral of the lead."""
    query = select(T).where(T.c.lead.in_(sorted(leads))).order_by(T.c.lead, T.c.position)
    found: defaultdict[int, list[Any]] = defaultdict(list)
    last: dict[str, int] = {}
    for row in connection.execute(query):
        if row.step in OUTWARD:
            last[row.lead] = row.position
        elif row.lead in last:
            found[last[row.lead]].append(row)
    return found


def _referral(stored: Mapping[str, Any], answers: Iterable[Any]) -> Referral:
    made: dict[str, Any] = {**stored, "step": Step(stored["step"]), "at": instant(stored["at"])}
    for each in answers:
        if each.step == Step.RECEIPT:
            made |= {"receipt": each.paper, "receipted_at": instant(each.at), "received_by": each.said}
        else:
            made |= {"returned_at": instant(each.at), "returned_by": each.who, "returned_because": each.said}
            made |= {"disputed": each.disputed, "superior_decision": each.paper}
    return Referral(**made)
