"""Proves the log unbroken, or says what is broken: re-hashes every stored byte, both chains, and the table of commands.

What stands in one database can prove that nothing in it was changed, moved or taken out, except the newest commands,
when their events and their rows are cut off together: that takes a witness outside (a signed checkpoint).
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import ARRAY, Connection, Engine, LargeBinary, Text, any_, bindparam, cast, func, select

from adapters.store.audit import EMPTY, Audit, End, Stored
from adapters.store.commands import Run, Runs
from adapters.store.damage import Damage, Kind, damage
from adapters.store.engine import POSTGRESQL
from adapters.store.tables import COMMANDS, EVENTS

PAGE: Final = 1_000
LIMIT: Final = 10_000
"""After so many damages the rest is not worth telling."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: how many events and commands were checked, the chain_hash of the last event, every damage."""

    events: int
    commands: int
    chain_hash: bytes
    damages: tuple[Damage, ...]

    @property
    def sound(self) -> bool:
        """Whether the log is what was written."""
        return not self.damages


def verify(engine: Engine) -> Report:
    """Check the whole log as it stands now, in memory that does not grow with it; writers need not wait.

    At most ``LIMIT`` damages are told.
    """
    with engine.connect() as connection:
        if engine.dialect.name == POSTGRESQL:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901 - the same one
        with connection.begin():
            pass_ = _Pass(connection)
            damages = tuple(islice(pass_.damages(), LIMIT))
        return Report(pass_.events, pass_.commands, pass_.audit.chain, damages)


class _Pass:
    """One pass over one snapshot of the log."""

    def __init__(self, connection: Connection) -> None:
        self.audit = Audit(self._end_of)
        self.events = 0
        self.commands = 0
        self._connection = connection
        self._queries = _Queries(connection.dialect.name)
        self._runs = Runs()

    def damages(self) -> Iterator[Damage]:
        """Every damage, in the order it is come upon."""
        sound = True
        for page in self._pages():
            for wrong in self._in_page(page):
                sound = False
                yield wrong
        self._runs.close()
        for wrong in self._in_commands():
            sound = False
            yield wrong
        if not sound or self._connection.execute(self._queries.count).scalar_one() != self.commands:
            yield from self._surplus()

    def _in_page(self, page: Sequence[Stored]) -> Iterator[Damage]:
        for row in page:
            if not self.audit.sound(row):
                yield from self._in_row(row)
            elif not self._runs.add(row.position, row.meta):
                yield self._without_command(row)
        self.events += len(page)
        yield from self._in_commands()

    def _in_row(self, row: Stored) -> Iterator[Damage]:
        wrong = list(self.audit.examine(row))
        for one in wrong:
            self._runs.excuse(one.position, row.position - 1 if one.kind is Kind.MISSING else one.position)
        yield from wrong
        if all(one.kind is Kind.MISSING for one in wrong) and not self._runs.add(row.position, row.meta):
            yield self._without_command(row)

    def _without_command(self, row: Stored) -> Damage:
        """An event whose meta was written so that it names no command: not by this software."""
        self._runs.excuse(row.position, row.position)
        return damage(row.position, Kind.CONTENT)

    def _in_commands(self) -> Iterator[Damage]:
        runs = self._runs.take()
        ids = [run.command_id.decode() for run in runs]
        found = self._connection.execute(self._queries.commands, {"ids": self._queries.listed(ids)}).all()
        rows = list(map(Run._make, found))
        self.commands += len(rows)
        yield from self._runs.compare(runs, rows)

    def _surplus(self) -> Iterator[Damage]:
        """Rows of commands that the events say nothing of."""
        after = b""
        while page := self._connection.execute(self._queries.all_commands, {"after": after, "limit": PAGE}).all():
            rows = [Run._make(row) for row in page]
            metas = self._connection.execute(self._queries.metas, {"positions": [row.first for row in rows]})
            by_position = dict(map(tuple, metas))
            for row in rows:
                wrong = self._runs.surplus(row, by_position.get(row.first))
                if wrong is not None:
                    yield wrong
            after = rows[-1].command_id

    def _pages(self) -> Iterator[list[Stored]]:
        after = _LOWEST
        while True:
            rows = self._connection.execute(self._queries.page, {"after": after, "limit": PAGE})
            page = list(map(Stored._make, rows.all()))
            if not page:
                return
            yield page
            after = page[-1].position

    def _end_of(self, stream: bytes, position: int) -> End:
        """Where a stream ended before a position, when the audit has forgotten."""
        row = self._connection.execute(self._queries.end, {"stream": stream.decode(), "position": position}).first()
        return EMPTY if row is None else End(row.version, (row.event_hash,))


_LOWEST: Final = -(2**63)


class _Queries:
    """What is asked of the tables; texts come as the bytes they are stored in."""

    def __init__(self, dialect: str) -> None:
        def stored(column: Any) -> Any:  # noqa: ANN401 - a column, or a function of it
            return func.convert_to(column, "UTF8") if dialect == POSTGRESQL else cast(column, LargeBinary)

        event, command = EVENTS.c, COMMANDS.c
        command_id = stored(command.command_id)
        row = (command_id, command.digest, command.first_position, command.last_position)
        texts = {event.stream, event.type}
        self.page = (
            select(*(stored(column) if column in texts else column for column in event))
            .where(event.position > bindparam("after"))
            .order_by(event.position)
            .limit(bindparam("limit"))
        )
        self.end = (
            select(event.version, event.event_hash)
            .where(event.stream == bindparam("stream"), event.position < bindparam("position"))
            .order_by(event.version.desc())
            .limit(1)
        )
        self.metas = select(event.position, event.meta).where(
            event.position.in_(bindparam("positions", expanding=True))
        )
        self.count = select(func.count()).select_from(COMMANDS)
        ids = (
            bindparam("ids", type_=ARRAY(Text))
            if dialect == POSTGRESQL
            else func.json_each(bindparam("ids", type_=Text))
        )
        self.commands = select(*row).where(
            command.command_id == any_(ids)
            if dialect == POSTGRESQL
            else command.command_id.in_(select(ids.table_valued("value").c.value))
        )
        self.listed = list if dialect == POSTGRESQL else json.dumps
        self.all_commands = (
            select(*row).where(command_id > bindparam("after")).order_by(command_id).limit(bindparam("limit"))
        )
