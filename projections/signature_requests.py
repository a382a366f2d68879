"""待签批: the papers that somebody asked to have signed, until a leader's word, or until nobody waits for it any more.

What ends a request is the lead's own rule (``domain.lead.standing.requests``); here its rows go.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Index, Select, and_, func, or_, select

from domain.instants import microseconds
from domain.lead.base import LeadEvent
from domain.lead.signatures import SIGNATURES, ended
from domain.lead.stage import Stage
from domain.lead.standing.events import OfficerRecused, PaperSigned, SignatureRequested
from domain.lead.vocabulary import Matter
from projections.base import Change, Projection, key, number, text
from projections.registers import L, Page, page, stored_fields, telling
from projections.risk_ledger import lead_of
from projections.sight import Reader, shown_to
from projections.stored import instant
from workflows.ports import Recorded

REQUESTED: Final = Projection("signature_requests", version=1)

REQUESTS: Final = REQUESTED.table(
    key("lead"),
    key("matter"),
    key("target"),
    key("asking_organ"),
    key("asker"),
    number("asked_at"),
    text("proposal"),
    Index("signature_requests_order", "asked_at", "lead"),
)
"""``proposal`` is free text about people: sealed in the log, veiled in lists."""


@REQUESTED.on(LeadEvent)
def _moved(event: LeadEvent, at: Recorded) -> Iterator[Change]:
    return (REQUESTS.delete(lead=lead_of(at), matter=each) for each in sorted(ended(event.came_from, event.stage)))


@REQUESTED.on(SignatureRequested)
def _requested(event: SignatureRequested, at: Recorded) -> Change:
    return REQUESTS.insert(
        lead_of(at), event.matter, event.target, event.organ, event.asker,
        asked_at=microseconds(event.occurred), proposal=event.proposal,
    )  # fmt: skip


@REQUESTED.on(PaperSigned)
def _answered(event: PaperSigned, at: Recorded) -> Change:
    of_the_organ = {"asking_organ": event.organ} if SIGNATURES[event.matter].document else {}
    return REQUESTS.delete(lead=lead_of(at), matter=event.matter, target=event.target, **of_the_organ)


@REQUESTED.on(OfficerRecused)
def _recused(event: OfficerRecused, at: Recorded) -> Change:
    return REQUESTS.delete(lead=lead_of(at), asker=event.officer)


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A paper that waits: of which lead, what is proposed, by whom, of which organ, since when."""

    lead: str
    number: str
    subject: str
    natural_person: bool
    office: str
    organ: str
    division: str
    stage: Stage
    matter: Matter
    target: str
    asker: str
    asking_organ: str
    asked_at: datetime
    proposal: str


T: Final = REQUESTS.table
OUTWARD: Final = tuple(matter.value for matter, rule in SIGNATURES.items() if rule.document)
_ROWS: Final[Select[Any]] = telling(
    stored_fields(Unsigned), T, stage=func.coalesce(L.c.stage, Stage.UNREGISTERED.value)
)
_ORDER: Final = (T.c.asked_at, T.c.lead, T.c.matter, T.c.target, T.c.asking_organ, T.c.asker)


def unsigned(
    connection: Connection, matters: Collection[Matter], reader: Reader, *, organ: str, officer: str,
    after: tuple[Any, ...] | None = None, limit: int = 50,
) -> Page[Unsigned]:  # fmt: skip
    """A page of what waits for somebody of an organ who may sign such matters, the longest wait first.

    Outward papers are those of his own organ. What he asked for himself, or handles, is for another.
    """
    query = _ROWS.where(*_for(matters, reader, organ, officer))
    found = page(connection, query, _ORDER, after, limit)
    return Page(tuple(map(_unsigned, found.rows)), found.following)


class Brief(NamedTuple):
    """A paper that waits, and up to where in the log its lead went."""

    lead: str
    matter: Matter
    target: str
    lead_at: int


def briefly(
    connection: Connection, matters: Collection[Matter], reader: Reader, *, organ: str, officer: str
) -> tuple[Brief, ...]:
    """All that ``unsigned`` shows page by page, in its order, in one query: to be counted."""
    query = select(T.c.lead, T.c.matter, T.c.target, func.coalesce(L.c.updated_position, 0))
    query = query.select_from(T.outerjoin(L, T.c.lead == L.c.lead)).where(*_for(matters, reader, organ, officer))
    rows = connection.execute(query.order_by(*_ORDER)).all()
    return tuple(Brief(lead, Matter(matter), target, at) for lead, matter, target, at in rows)


def _for(matters: Collection[Matter], reader: Reader, organ: str, officer: str) -> tuple[ColumnElement[bool], ...]:
    own = or_(T.c.matter.not_in(OUTWARD), T.c.asking_organ == organ)
    others = and_(T.c.asker != officer, func.coalesce(L.c.handler, "") != officer)
    return T.c.matter.in_([each.value for each in matters]), shown_to(reader, L), own, others


def _unsigned(stored: Mapping[str, Any]) -> Unsigned:
    read = {
        "stage": Stage(stored["stage"]),
        "matter": Matter(stored["matter"]),
        "asked_at": instant(stored["asked_at"]),
    }
    return Unsigned(**{**stored, **read})
