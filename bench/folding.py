"""From stored bytes to a state, without a database: our codec and evolve beside the library's mapper and aggregate."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from eventsourcing.application import Application, project_aggregate

from adapters.store.batch import Row, command_of
from adapters.store.codec import Codec
from adapters.store.upcasts import UPCASTS
from bench.databases import Databases
from bench.histories import ours, theirs
from bench.measure import Sample, alone
from bench.product import Product, append_of, product
from bench.results import Race, Table
from bench.size import Size
from domain.catalogue import CATALOGUE
from workflows.desks import fold
from workflows.ports import Head

AIM: Final = 5.0
STREAM: Final = "lead/folded"


def run(databases: Databases, size: Size) -> list[Table]:
    """One table; the database only lends its key store."""
    race = Race("Fold a lead from stored bytes, no database", "events/s", size.rounds)
    with databases.fresh("SQLite") as (url, folder), product(url, folder) as house:
        for many in size.histories:
            rows = _rows(house, many)
            masked, opened = f"ours, {many} events", f"ours with personal data opened, {many} events"
            library = f"library's default aggregate, {many} events"
            race.run(
                {
                    masked: _ours(house, rows, size.seconds),
                    opened: _opened(house, rows, size.seconds),
                    library: _library(many, size.seconds),
                }
            )
            race.ratio(f"ours ÷ library, {many} events", masked, library, aim=AIM)
            race.ratio(f"ours with personal data opened ÷ library, {many} events", opened, library)
    return [race.table]


def _rows(house: Product, many: int) -> tuple[Row, ...]:
    """A history as it would lie in the log, some of its texts sealed."""
    codec = Codec(CATALOGUE, UPCASTS, house.keys)
    append = append_of(STREAM, ours(many), Head())
    subjects = frozenset[str]().union(*(codec.subjects(stream, event) for stream, event in append.events))
    return command_of(append, codec, house.keys.keys(tuple(subjects), create=True)).rows


def _ours(house: Product, rows: tuple[Row, ...], seconds: float) -> Callable[[], Sample]:
    """As a decision reads a lead: by the very generator that reads what the database gave."""
    codec = Codec(CATALOGUE, UPCASTS, house.keys)
    stored = [(row.version, row.name, row.data, row.version, row.event_hash) for row in rows]
    return lambda: alone(lambda: fold(STREAM, codec.decode_masked(STREAM, stored)), seconds, weight=len(rows))


def _opened(house: Product, rows: tuple[Row, ...], seconds: float) -> Callable[[], Sample]:
    decode = Codec(CATALOGUE, UPCASTS, house.keys).decode

    def once() -> object:
        events = (decode(row.version, row.stream, row.version, row.name, row.data, open_personal=True) for row in rows)
        return fold(STREAM, events)

    return lambda: alone(once, seconds, weight=len(rows))


def _library(many: int, seconds: float) -> Callable[[], Sample]:
    mapper = Application[UUID]().mapper  # in memory, all its parts by default
    stored = [mapper.to_stored_event(event) for event in theirs(many).collect_events()]

    def once() -> object:
        return project_aggregate(None, map(mapper.to_domain_event, stored))

    return lambda: alone(once, seconds, weight=many)
