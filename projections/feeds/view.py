"""What one subscriber is shown of the feed: a function of the row and of today's rights, the same sequences for all.

Of a row there are three sights. Whoever is shown its lead gets the event; whoever was shown the lead until this very
row moved it away gets a tombstone; anybody else gets a stub, so that no sequence is missing.
"""

from enum import Enum
from hashlib import sha256
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, FromClause, and_, case, false, literal

from domain.actor import Actor
from domain.lead.sight import OUTSIDERS
from domain.lead.sight import shown_to as is_shown
from projections.feeds.envelope import withdrawn, withheld
from projections.feeds.feed import FeedRow
from projections.sight import Reader, shown_to


class Sight(Enum):
    """What a subscriber gets at a sequence."""

    SHOWN = "shown"
    WITHDRAWN = "withdrawn"
    WITHHELD = "withheld"


class Place(NamedTuple):
    """Where a lead lies and who answers for it (``domain.lead.guards.Located``)."""

    office: str
    division: str


def sight_of(row: FeedRow, actor: Actor) -> Sight:
    """What somebody gets of a row, by the rights he has now.

    A row for one subscriber is his alone; one that withdraws a lead from him counts only while he may not see it, so
    that whoever got a right back reads the feed again without deleting what he may hold.
    """
    shown = bool(row.lead) and is_shown(actor, Place(row.office, row.division))
    if row.addressee:
        return Sight.SHOWN if row.addressee == actor.id and not shown else Sight.WITHHELD
    if shown:
        return Sight.SHOWN
    moved = bool(row.was_office) and is_shown(actor, Place(row.was_office, row.was_division))
    return Sight.WITHDRAWN if moved else Sight.WITHHELD


def seen(row: FeedRow, actor: Actor, epoch: str) -> bytes:
    """The bytes that somebody gets at a sequence."""
    sight = sight_of(row, actor)
    if sight is Sight.SHOWN:
        return row.body
    return withdrawn(epoch, row.sequence, row.lead) if sight is Sight.WITHDRAWN else withheld(epoch, row.sequence)


def sight_in_sql(feed: FromClause, actor: Actor) -> ColumnElement[Any]:
    """The same in SQL, so that what somebody is not shown never leaves the database: the value of a ``Sight``."""
    reader = None if actor.level in OUTSIDERS else Reader(actor.office, actor.division)
    here = _shown(reader, feed)
    there = _shown(reader, _Moved(feed)) & (feed.c.was_office != "")
    mine = and_(feed.c.addressee == actor.id, ~here if reader else literal(True))  # noqa: FBT003 - a literal of SQL
    return case(
        (feed.c.addressee != "", case((mine, Sight.SHOWN.value), else_=Sight.WITHHELD.value)),
        (here, Sight.SHOWN.value),
        (there, Sight.WITHDRAWN.value),
        else_=Sight.WITHHELD.value,
    )


def _shown(reader: Reader | None, leads: Any) -> ColumnElement[bool]:  # noqa: ANN401 - what has the two columns
    return false() if reader is None else shown_to(reader, leads) & (leads.c.lead != "")


class _Moved:
    """A feed whose rows lie where their leads lay before."""

    def __init__(self, feed: FromClause) -> None:
        self.c = _Before(feed.c.lead, feed.c.was_office, feed.c.was_division)


class _Before(NamedTuple):
    lead: ColumnElement[Any]
    office: ColumnElement[Any]
    division: ColumnElement[Any]


def rights_digest(actor: Actor) -> str:
    """What a view depends on, in 16 digits: with the same digest the same page is the same bytes."""
    told = "\n".join((RULE, actor.id, actor.office, actor.division, str(actor.level in OUTSIDERS)))
    return sha256(told.encode()).hexdigest()[:DIGITS]


DIGITS: Final = 16
RULE: Final = "1"
"""Another one whenever ``sight_of`` decides otherwise: pages that were kept for ever must then not be used."""
