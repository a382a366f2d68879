"""What a page of the log puts into the feed: its rows, finished, and what is remembered of the leads they are about."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Final, NamedTuple

from sqlalchemy import Connection, exists, select

from adapters.feeds.tables import FEED, FEED_LEADS
from adapters.follow.pages import Item, Unreadable
from domain.errors import FeedStopped
from domain.feeds import FeedRightsNoted
from domain.instants import microseconds
from domain.words import Words
from projections.feeds.envelope import Outgoing, finished
from projections.feeds.facts import NOTHING, Facts, read, stored
from projections.feeds.telling import TRANSLATIONS
from projections.feeds.translating import lead_of, rights_changed, translate
from projections.inserting import upsert
from projections.sight import Reader, shown_to
from workflows.ports import Recorded

assert TRANSLATIONS  # noqa: S101 - importing them filled the table

Row = dict[str, object]


class Place(NamedTuple):
    """Where new rows go: the feed's name and its last sequence."""

    epoch: str
    sequence: int

    def rows(self, told: Iterable[Outgoing], already: int = 0) -> list[Row]:
        """The rows with the numbers that follow."""
        return [_row(out, self.epoch, number) for number, out in enumerate(told, self.sequence + already + 1)]


class Told(NamedTuple):
    """What is to be written: up to which position, the rows, what is known of their leads from now on."""

    last: int
    rows: Sequence[Row]
    facts: Mapping[str, Facts]


def told(connection: Connection, items: Sequence[Item], place: Place) -> Told:
    """As many events as can be told together: up to one that changes somebody's rights, or that cannot be told.

    Raises ``FeedStopped`` where the very first cannot.
    """
    first = items[0]
    if isinstance(first, Recorded) and isinstance(first.event, FeedRightsNoted):
        return Told(first.position, place.rows(_of_rights(connection, first, first.event)), {})
    facts = _known(connection, items)
    touched: dict[str, Facts] = {}
    rows: list[Row] = []
    last = first.position - 1
    for item in items:
        if isinstance(item, Recorded) and isinstance(item.event, FeedRightsNoted):
            break
        try:
            lead, now, more = _one(item, facts, place, len(rows))
        except FeedStopped:
            if last < first.position:
                raise
            break
        if now is not facts.get(lead, NOTHING):
            facts[lead] = touched[lead] = now
        rows += more
        last = item.position
    return Told(last, rows, touched)


def write(connection: Connection, told: Told) -> None:
    """Write it all but the position."""
    if told.rows:
        connection.execute(FEED.insert(), told.rows)
    if told.facts:
        remembered = [_remembered(*each) for each in told.facts.items()]
        connection.execute(upsert(FEED_LEADS, connection.dialect.name), remembered)


def _one(item: Item, facts: Mapping[str, Facts], place: Place, already: int) -> tuple[str, Facts, list[Row]]:
    """What one event tells: its lead, what is known of it now, the rows. Raises ``FeedStopped``.

    That names its position and kind alone, never a value.
    """
    if isinstance(item, Unreadable):
        raise FeedStopped(_UNTOLD.fill(position=item.position, why=item.error))
    try:
        translated = translate(item, facts.get(lead_of(item), NOTHING))
        return translated.lead, translated.now, place.rows(translated.out, already)
    except Exception as error:
        why = f"{item.name}, {type(error).__name__}"
        raise FeedStopped(_UNTOLD.fill(position=item.position, why=why)) from error


def _of_rights(connection: Connection, recorded: Recorded, event: FeedRightsNoted) -> tuple[Outgoing, ...]:
    """The leads somebody lost, as they lie at this position; nothing for who had no rights before."""
    if not event.was_office:
        return ()
    leads = FEED_LEADS.c
    before = shown_to(Reader(event.was_office, event.was_division), FEED_LEADS)
    now = shown_to(Reader(event.office, event.division), FEED_LEADS) if event.office else leads.lead == ""
    lost = select(leads.lead, leads.office, leads.division).where(before, ~now).order_by(leads.lead)
    gained = connection.scalar(select(exists().where(now, ~before)))
    rows = [(row.lead, row.office, row.division) for row in connection.execute(lost)]
    return rights_changed(recorded, rows, gained=bool(gained))


def _known(connection: Connection, items: Iterable[Item]) -> dict[str, Facts]:
    """What is remembered of the leads that these events are about."""
    leads = {lead_of(item) for item in items if isinstance(item, Recorded)} - {""}
    rows = connection.execute(select(FEED_LEADS.c.lead, FEED_LEADS.c.facts).where(FEED_LEADS.c.lead.in_(leads)))
    return {row.lead: read(row.facts) for row in rows}


def _row(out: Outgoing, epoch: str, sequence: int) -> Row:
    body = finished(out, epoch, sequence)
    return {
        "sequence": sequence, "position": out.position, "type": out.type, "stream": out.stream,
        "lead": out.lead, "office": out.office, "division": out.division, "was_office": out.was_office,
        "was_division": out.was_division, "addressee": out.addressee, "recorded_at": microseconds(out.recorded),
        "body": body, "digest": sha256(body).hexdigest(),
    }  # fmt: skip


def _remembered(lead: str, facts: Facts) -> Row:
    return {"lead": lead, "office": facts.office, "division": facts.division, "facts": stored(facts)}


_UNTOLD: Final = Words(
    "对外事件流停在第 {position} 号事件之前：它不能按声明的内容对外说明（{why}）。",
    "The feed stands before event {position}, which cannot be told in the forms declared ({why}).",
)
