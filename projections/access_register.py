"""The register of reads 查阅记录: who was shown personal data of which lead or report, when, why and by which way.

It holds no personal data: leads and reports by their id, readers by that of the directory. A read of a list is one row,
with the leads on it beside, so that it is found from either end. Of a report nothing stands here but that it was read,
or that somebody was shown who sent it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import CompoundSelect, Connection, Index, Select, func, literal, select, union_all

from domain.access import AccessRecorded, Ground, View
from domain.instants import microseconds
from domain.tip.events import IdentityOpened
from domain.tip.reading import TipRead
from projections.base import Change, Projection, key, number, place, text
from projections.registers import L, Page, page
from projections.sight import Reader, overseen
from projections.stored import instant, items_of, listed
from projections.tips import TIPS
from workflows.ports import Recorded

ACCESS: Final = Projection("access_register", version=2)

READS: Final = ACCESS.table(
    place("position"),
    number("at"),
    text("actor"),
    text("office"),
    text("view"),
    text("register"),
    text("narrowed"),
    text("ground"),
    text("reason"),
    text("channel"),
    text("tip"),
    Index("access_register_reader", "actor", "at"),
)
READ_LEADS: Final = ACCESS.table(
    place("position"), key("lead"), Index("access_register_lead", "lead", "position"), suffix="leads"
)


@ACCESS.on(AccessRecorded)
def _recorded(event: AccessRecorded, at: Recorded) -> Iterator[Change]:
    meta = at.meta
    yield READS.insert(
        at.position, at=microseconds(event.occurred), actor=meta.actor, office=meta.office, view=event.view,
        register=event.register, narrowed=listed(event.narrowed), ground=event.ground, reason=meta.reason,
        channel=meta.channel,
    )  # fmt: skip
    for lead in event.leads:
        yield READ_LEADS.insert(at.position, lead)


@ACCESS.on(TipRead)
def _tip_read(event: TipRead, at: Recorded) -> Change:
    return _of_report(event.tip, event.occurred, View.TIP, Ground.WORK, at)


@ACCESS.on(IdentityOpened)
def _identity_opened(event: IdentityOpened, at: Recorded) -> Change:
    """Why is sealed with the report: it may tell of whom it is about."""
    return _of_report(at.stream.partition("/")[2], event.occurred, View.INFORMANT, Ground.STATED, at)


def _of_report(tip: str, occurred: datetime, view: View, ground: Ground, at: Recorded) -> Change:
    meta = at.meta
    return READS.insert(
        at.position, at=microseconds(occurred), actor=meta.actor, office=meta.office, view=view, ground=ground,
        reason=meta.reason, channel=meta.channel, tip=tip,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One read. ``leads``: of how many leads of those that whoever asks oversees; ``number``: of one of them.

    Of a report (``OF_TIPS``) there are no leads, and ``number`` is its own.
    """

    position: int
    at: datetime
    actor: str
    office: str
    view: View
    register: str
    narrowed: tuple[str, ...]
    ground: Ground
    reason: str
    channel: str
    leads: int
    number: str


@dataclass(frozen=True, slots=True)
class AccessFilter:
    """Which reads, of leads before whom: those of an auditor's area, or those that a leader's organ answers for.

    ``lead``: of this one alone, ``tip``: of this report alone.
    """

    reader: Reader
    answering: bool = False
    lead: str = ""
    tip: str = ""
    by: str = ""
    since: datetime | None = None
    until: datetime | None = None


R: Final = READS.table
RL: Final = READ_LEADS.table
TR: Final = TIPS.table


def accesses(
    connection: Connection, wanted: AccessFilter, *, after: tuple[Any, ...] | None = None, limit: int = 50
) -> Page[AccessRow]:
    """A page of reads, the last first."""
    kinds = [of(wanted) for of, other in ((_of_leads, wanted.tip), (_of_tips, wanted.lead)) if not other]
    of = union_all(*kinds).subquery("told")
    query = select(*(each for each in R.c if each.name != "tip"), of.c.leads, of.c.number)
    query = query.join(of, of.c.position == R.c.position)
    found = page(connection, _narrowed(query, wanted), (-R.c.position,), after, limit)
    return Page(tuple(map(_row, found.rows)), found.following)


def _of_leads(wanted: AccessFilter) -> Select[Any] | CompoundSelect[Any]:
    leads = (
        select(RL.c.position, func.count().label("leads"), func.min(L.c.number).label("number"))
        .join(L, L.c.lead == RL.c.lead)
        .where(overseen(wanted.reader, L, answering=wanted.answering))
        .group_by(RL.c.position)
    )
    if wanted.lead:
        leads = leads.where(RL.c.lead == wanted.lead)
    return leads


def _of_tips(wanted: AccessFilter) -> Select[Any]:
    """Reports lie where leads do: in an area, with an office that has them in hand."""
    found = (
        select(R.c.position, literal(0).label("leads"), TR.c.number)
        .join(TR, TR.c.tip == R.c.tip)
        .where(R.c.tip != "", overseen(wanted.reader, TR, answering=wanted.answering))
    )
    return found.where(R.c.tip == wanted.tip) if wanted.tip else found


def report_numbered(connection: Connection, number: str, reader: Reader, *, answering: bool) -> str:
    """The id of a report of which it is told who read it, by its number; empty where there is none."""
    query = select(TR.c.tip).where(TR.c.number == number, overseen(reader, TR, answering=answering))
    return connection.scalar(query) or ""


def _narrowed(query: Select[Any], wanted: AccessFilter) -> Select[Any]:
    if wanted.by:
        query = query.where(R.c.actor == wanted.by)
    if wanted.since is not None:
        query = query.where(R.c.at >= microseconds(wanted.since))
    if wanted.until is not None:
        query = query.where(R.c.at < microseconds(wanted.until))
    return query


def _row(stored: Mapping[str, Any]) -> AccessRow:
    read = {
        "at": instant(stored["at"]),
        "view": View(stored["view"]),
        "ground": Ground(stored["ground"]),
        "narrowed": items_of(stored["narrowed"]),
    }
    return AccessRow(**{**stored, **read})


def on_record(connection: Connection, /, leads: Sequence[str], *, since: datetime, **same: str) -> frozenset[str]:
    """Those of some leads that were read since then, with these columns the same: reader, view, list, reason, way."""
    alike = (R.c[name] == each for name, each in same.items())
    recent = select(R.c.position).where(R.c.at >= microseconds(since), *alike)
    query = select(RL.c.lead).where(RL.c.position.in_(recent), RL.c.lead.in_(leads))
    return frozenset(connection.scalars(query))
