"""Guarded durable commands per second, beside what stores events without guards."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import chain, count, cycle, islice
from typing import Final

from adapters.clock import SystemClock
from adapters.store.appending import Appender
from adapters.store.batch import Command, command_of
from adapters.store.codec import Codec, encode_meta
from adapters.store.upcasts import UPCASTS
from adapters.store.writer import Writer
from bench.databases import Databases
from bench.measure import Sample, in_threads, together
from bench.peers import native, plain
from bench.product import Product, product, reporting
from bench.results import Race, Table
from bench.size import Size
from domain.catalogue import CATALOGUE
from workflows.ports import Append, Head, Recorded

FASTEST: Final = 20_000
"""Rows made ready for each second; a writer that is faster than that is slowed down by making more."""
AIM_NATIVE: Final = 8.0
AIM_PREPARED: Final = 0.6
EIGHT: Final = 8


def run(databases: Databases, size: Size) -> list[Table]:
    """One table for each kind of database."""
    return [_on(kind, databases, size) for kind in databases.kinds]


def _on(kind: str, databases: Databases, size: Size) -> Table:
    race = Race(f"Durable commands, {kind}", "commands/s", size.rounds)
    with databases.fresh(kind) as (url, folder), product(url, folder) as house, ExitStack() as stack:
        leads = asyncio.run(_registered(house, size.leads))
        asyncio.run(house.send(reporting(leads[0])))
        like = house.store.tail(f"lead/{leads[0]}").events[-1]
        name, data = _codec(house).encode(like.stream, like.version, like.event, {})
        meta = encode_meta(like.meta, bytes(32))
        writer = Writer(Appender(house.store.engine, SystemClock()), lambda *_: {})
        stack.callback(writer.close)
        for many in size.crowds:
            threads = f"{many} thread" + "s" * (many > 1)
            save = stack.enter_context(native(url, many, name, data + meta))
            insert = stack.enter_context(plain(url, many, name, data, meta))
            race.run(
                {
                    _ours(many): _guarded(house, leads, many, size.seconds),
                    f"registration: sealed, numbered, {many} at once": _registering(house, many, size.seconds),
                    f"prepared rows, {many} at once": _prepared(house, writer, like, many, size.seconds),
                    f"library's recorder, {threads}": _threaded(many, save, size.seconds),
                    f"plain insert and commit, {threads}": _threaded(many, insert, size.seconds),
                }
            )
        _compare(race, kind, size.crowds)
    return race.table


def _compare(race: Race, kind: str, crowds: tuple[int, ...]) -> None:
    """The aims hold for the greatest crowd; native is aimed at on PostgreSQL alone."""
    libraries = [f"library's recorder, {many} thread" + "s" * (many > 1) for many in crowds]
    many = crowds[-1]
    aim = AIM_NATIVE if kind == "PostgreSQL" else None
    race.ratio(f"guarded ÷ library, both {many} at once", _ours(many), libraries[-1], aim=aim)
    race.ratio(f"guarded, {many} at once ÷ library at its best", _ours(many), *libraries, aim=aim)
    race.ratio(f"guarded ÷ prepared rows, {many} at once", _ours(many), f"prepared rows, {many} at once",
               aim=AIM_PREPARED)  # fmt: skip
    for each, library in zip(crowds[:-1], libraries, strict=False):
        race.ratio(f"guarded ÷ library, both {each} at once", _ours(each), library)


def _ours(many: int) -> str:
    return f"guarded command, {many} at once"


async def _registered(house: Product, many: int) -> list[str]:
    registrations = [house.registration() for _ in range(many)]
    await asyncio.gather(*map(house.send, registrations))
    return [registration.lead for registration in registrations]


def _guarded(house: Product, leads: list[str], many: int, seconds: float) -> Callable[[], Sample]:
    """Each task has leads of its own: nobody waits for another's turn."""
    mine = [cycle(leads[task % len(leads) :: many]) for task in range(many)]
    return lambda: together(many, lambda task: house.send(reporting(next(mine[task]))), seconds)


def _registering(house: Product, many: int, seconds: float) -> Callable[[], Sample]:
    return lambda: together(many, lambda _: house.send(house.registration()), seconds)


def _threaded(many: int, save: Callable[[int], object], seconds: float) -> Callable[[], Sample]:
    return lambda: in_threads(many, save, seconds)


def _prepared(house: Product, writer: Writer, like: Recorded, many: int, seconds: float) -> Callable[[], Sample]:
    """The same rows, encoded and hashed before the clock starts: what is left is the writer and the database."""
    codec, rounds = _codec(house), count(1)
    ahead = int(FASTEST * seconds * min(1.0, many / EIGHT) / many) + 1

    def race() -> Sample:
        number = next(rounds)
        rows = [_rows(codec, like, f"lead/prepared-{many}-{number}-{task}") for task in range(many)]
        ready = [chain(list(islice(each, ahead)), each) for each in rows]
        return together(many, lambda task: writer.store(next(ready[task])), seconds)

    return race


def _rows(codec: Codec, like: Recorded, stream: str) -> Iterator[Command]:
    """Command after command of one stream, each with an event like that one."""
    head = Head()
    for number in count(1):
        command_id = f"{stream}-{number}"
        append = Append(command_id, bytes(32), ((stream, like.event),), {stream: head}, like.meta)
        command = command_of(append, codec, {})
        head = Head(head.version + 1, command.rows[-1].event_hash)
        yield command


def _codec(house: Product) -> Codec:
    return Codec(CATALOGUE, UPCASTS, house.keys)
