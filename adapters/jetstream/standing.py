"""What a relay tells of itself: how far it is, that it is alive, and what stands in its way."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Engine, delete, func, inspect, select

from adapters.feeds.tables import FEED
from adapters.follow.pulse import Pulse, signs, this_process
from adapters.follow.tables import PULSES
from adapters.jetstream.tables import METADATA, RELAYS
from adapters.store.beside import make
from adapters.store.engine import writing
from domain.instants import instant_of
from projections.inserting import upsert
from workflows.health import Followed, Kind
from workflows.ports import Clock


class Standing:
    """The row of one stream, and the signs of life of this process beside it."""

    def __init__(self, engine: Engine, stream: str, clock: Clock) -> None:
        self._engine = engine
        self._stream = stream
        self._pulse = Pulse(engine, [sign_of(stream)], this_process(), clock)
        self._trouble = ""
        with writing(engine) as connection:
            make(connection, METADATA)
            row = connection.execute(select(RELAYS).where(RELAYS.c.stream == stream)).one_or_none()
        self._sequence: int = row.sequence if row else 0
        self._diverged: str = row.diverged if row else ""
        self._kept = (self._sequence, self._diverged)

    @property
    def known(self) -> bool:
        """Whether anything was ever put on this stream."""
        return bool(self._kept[0])

    def told(self, sequence: int, trouble: str) -> None:
        """Remember for the next beat; of a relay at work it is told with every message.

        In trouble it may not have seen the stream yet: where that ended is known from before.
        """
        self._trouble = trouble
        if not trouble:
            self._sequence, self._diverged = sequence, ""

    def beat(self) -> None:
        """Give a sign of life; write down how far it is, where that has changed."""
        self._pulse.reached(self._sequence)
        self._pulse.beat(self._trouble)
        self._keep()

    def end(self, diverged: str = "") -> None:
        """Say goodbye; with the code of the fault where a person must look."""
        self._diverged = diverged or self._diverged
        self._keep()
        self._pulse.end()

    def _keep(self) -> None:
        now = (self._sequence, self._diverged)
        if now == self._kept:
            return
        with writing(self._engine) as connection:
            row = {"stream": self._stream, "sequence": self._sequence, "diverged": self._diverged}
            connection.execute(upsert(RELAYS, connection.dialect.name), row)
        self._kept = now


def sign_of(stream: str) -> str:
    """Under which a relay gives signs of life."""
    return f"relay:{stream}"


def forget(engine: Engine, stream: str) -> bool:
    """Take a stream out of health, with the signs of life of relays that died; whether it was known."""
    with writing(engine) as connection:
        if not inspect(connection).has_table(RELAYS.name):
            return False
        connection.execute(delete(PULSES).where(PULSES.c.follower == sign_of(stream)))
        return connection.execute(delete(RELAYS).where(RELAYS.c.stream == stream)).rowcount == 1


def relays(engine: Engine, clock: Clock) -> Iterable[Followed]:
    """How the relays of this feed are; none where there never was one."""
    with engine.connect() as connection:
        return tuple(_relays(connection, clock.now())) if inspect(connection).has_table(RELAYS.name) else ()


def _relays(connection: Connection, now: datetime) -> Iterator[Followed]:
    head = connection.scalar(_HEAD) or 0
    given = signs(connection)
    for row in connection.execute(select(RELAYS).order_by(RELAYS.c.stream)):
        waiting = connection.scalar(select(FEED.c.recorded_at).where(FEED.c.sequence == row.sequence + 1))
        yield Followed(
            kind=Kind.RELAY,
            name=row.stream,
            position=row.sequence,
            behind=max(head - row.sequence, 0),
            waiting_since=None if waiting is None else instant_of(waiting),
            signs=given.get(sign_of(row.stream), ()),
            diverged=row.diverged,
            now=now,
        )


_HEAD: Final = select(func.max(FEED.c.sequence))
