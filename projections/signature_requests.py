"""提请签批: the papers that somebody asked to have signed, and the leader's word on them.

A paper waits for whoever may sign it until a leader's word. Whoever asked is told that word, and finds what he asked
for until the lead has no use for it any more: that is the lead's own rule (``domain.lead.standing.requests``), by which
rows go here.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Index, Select, and_, case, exists, func, or_, select

from domain.instants import microseconds
from domain.lead.base import LeadEvent
from domain.lead.signatures import SIGNATURES, ended
from domain.lead.stage import Stage
from domain.lead.standing.events import OfficerRecused, PaperSigned, SignatureRequested
from domain.lead.vocabulary import Matter
from projections.base import Change, Projection, flag, key, number, text
from projections.registers import L, Page, page, stored_fields, telling
from projections.risk_ledger import lead_of
from projections.sight import Reader, shown_to
from projections.stored import instant, read
from workflows.ports import Recorded

REQUESTED: Final = Projection("signature_requests", version=2)

REQUESTS: Final = REQUESTED.table(
    key("lead"),
    key("matter"),
    key("target"),
    key("asking_organ"),
    key("asker"),
    number("asked_at"),
    number("position"),
    text("proposal"),
    Index("signature_requests_order", "asked_at", "lead"),
    Index("signature_requests_asker", "asker"),
)
"""``proposal`` is free text about people: sealed in the log, veiled in lists."""

WORDS: Final = REQUESTED.table(
    key("lead"),
    key("matter"),
    key("target"),
    key("organ"),
    number("position"),
    number("said_at"),
    flag("approved"),
    text("signer"),
    suffix="words",
)
"""The last word of an organ's leader upon a paper; of an inward one (``organ`` empty) whoever he is of."""


@REQUESTED.on(LeadEvent)
def _moved(event: LeadEvent, at: Recorded) -> Iterator[Change]:
    return (REQUESTS.delete(lead=lead_of(at), matter=each) for each in sorted(ended(event.came_from, event.stage)))


@REQUESTED.on(SignatureRequested)
def _requested(event: SignatureRequested, at: Recorded) -> Change:
    return REQUESTS.insert(
        lead_of(at), event.matter, event.target, event.organ, event.asker,
        asked_at=microseconds(event.occurred), position=at.position, proposal=event.proposal,
    )  # fmt: skip


@REQUESTED.on(PaperSigned)
def _answered(event: PaperSigned, at: Recorded) -> Change:
    organ = event.organ if SIGNATURES[event.matter].document else ""
    return WORDS.insert(
        lead_of(at), event.matter, event.target, organ,
        position=at.position, said_at=microseconds(event.occurred), approved=event.approved, signer=event.signer,
    )  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper that somebody asked for: since when it waits, or (``said_at``) when whoever signs said what.

    ``word`` is the position in the log of what he said, where his reasons stand.
    """

    lead: str
    number: str
    subject: str
    natural_person: bool
    office: str
    division: str
    stage: Stage
    matter: Matter
    target: str
    asked_at: datetime
    said_at: datetime | None
    approved: bool | None
    signer: str | None
    word: int | None


T: Final = REQUESTS.table
W: Final = WORDS.table
OUTWARD: Final = tuple(matter.value for matter, rule in SIGNATURES.items() if rule.document)
_STAGE: Final = func.coalesce(L.c.stage, Stage.UNREGISTERED.value)
_ROWS: Final[Select[Any]] = telling(stored_fields(Unsigned), T, stage=_STAGE)
_ANSWER: Final = and_(
    *(W.c[name] == T.c[name] for name in ("lead", "matter", "target")),
    W.c.organ == case((T.c.matter.in_(OUTWARD), T.c.asking_organ), else_=""),
    W.c.position > T.c.position,
)
"""A word upon a paper that was said after it was asked for."""
_SAID: Final[Mapping[str, ColumnElement[Any]]] = {
    **{name: W.c[name] for name in ("said_at", "approved", "signer")}, "word": W.c.position,
}  # fmt: skip
_ASKED: Final[Select[Any]] = telling(stored_fields(Asked), T, stage=_STAGE, **_SAID).outerjoin(W, _ANSWER)
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


def asked_by(
    connection: Connection, officer: str, reader: Reader, *, since: datetime, limit: int = 50
) -> tuple[Asked, ...]:
    """What somebody asked for and waits for, or was answered since a moment; what happened last comes first."""
    at = func.coalesce(W.c.said_at, T.c.asked_at)
    open_or_lately = or_(W.c.said_at.is_(None), W.c.said_at >= microseconds(since))
    query = _ASKED.where(T.c.asker == officer, shown_to(reader, L), open_or_lately)
    found = connection.execute(query.order_by(at.desc(), T.c.lead, T.c.matter, T.c.target).limit(limit))
    return tuple(_asked(row) for row in found.mappings())


def _for(matters: Collection[Matter], reader: Reader, organ: str, officer: str) -> tuple[ColumnElement[bool], ...]:
    waits = ~exists().where(_ANSWER)
    own = or_(T.c.matter.not_in(OUTWARD), T.c.asking_organ == organ)
    others = and_(T.c.asker != officer, func.coalesce(L.c.handler, "") != officer)
    return T.c.matter.in_([each.value for each in matters]), shown_to(reader, L), waits, own, others


_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    "stage": Stage,
    "matter": Matter,
    "asked_at": instant,
    "said_at": instant,
}


def _asked(stored: Mapping[Any, Any]) -> Asked:
    return Asked(**read(stored, _READ))


def _unsigned(stored: Mapping[str, Any]) -> Unsigned:
    return Unsigned(**read(stored, _READ))
