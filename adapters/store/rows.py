"""Reads what is stored as it is stored, as fast as the driver can: for the proof, which reads everything.

Texts come as bytes, so that also what is no longer text can be told; rows come past SQLAlchemy's results, which would
cost more than the hashing. SQLite keeps a value of any type in any column: one of another type than was written is not
what was written even where its bytes are, for nobody finds it again; so here it reads as something else.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, Final

from sqlalchemy import Connection

from adapters.store.audit import EMPTY, Columns, End
from adapters.store.commands import CommandColumns, Run
from adapters.store.engine import POSTGRESQL, SQLITE, told_by_sqlalchemy

EVENTS: Final = """
    select position, bytes(stream), whole(version), bytes(type), raw(data), raw(meta),
        raw(event_hash), raw(chain_hash), whole(recorded_at)
    from events order by position
"""
METAS: Final = "select position, raw(meta) from events where position in (:listed)"
END: Final = """
    select whole(version), raw(event_hash) from events
    where stream = :stream and position < :before order by version desc limit 1
"""
COMMANDS: Final = """
    select bytes(command_id), raw(digest), whole(first_position), whole(last_position)
    from commands where command_id in (:listed) order by first_position
"""
ALL_COMMANDS: Final = """
    select bytes(command_id), raw(digest), whole(first_position), whole(last_position)
    from commands where bytes(command_id) > :after order by 1 limit :limit
"""
UNFOUND: Final = """
    select position from (table events) as e
    where (select position from events where stream = e.stream and version = e.version) is distinct from e.position
    order by position limit :limit
"""
COUNT: Final = "select count(*) from commands"

DIALECTS: Final = {
    SQLITE: (
        (r"bytes\((\w+)\)", r"iif(typeof(\1) = 'text', cast(\1 as blob), x'00')"),
        (r"raw\((\w+)\)", r"iif(typeof(\1) = 'blob', \1, x'')"),
        (r"whole\((\w+)\)", r"iif(typeof(\1) = 'integer', \1, -1)"),
        (r"in \(:listed\)", "in (select value from json_each(:listed))"),
        (r"\(table events\) as e", "events as e not indexed"),
        ("is distinct from", "is not"),
    ),
    POSTGRESQL: (
        (r"bytes\((\w+)\)", r"convert_to(\1, 'UTF8')"),
        (r"(?:raw|whole)\((\w+)\)", r"\1"),
        (r"in \(:listed\)", "= any(:listed)"),
        (r":(\w+)", r"%(\1)s"),
    ),
}
"""How each database says what the queries above leave open."""


class Rows:
    """The rows of both tables, within one transaction of a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    def events(self, size: int) -> Iterator[Sequence[Columns]]:
        """All events in the order of their positions, page by page."""
        with self._asked(EVENTS, {}, cursor="events") as cursor:
            while page := cursor.fetchmany(size):
                yield page

    def commands(self, command_ids: Sequence[str]) -> Sequence[CommandColumns]:
        """The rows of these commands, in the order of their first positions."""
        return self._fetch(COMMANDS, listed=self._list(command_ids))

    def all_commands(self, size: int) -> Iterator[Sequence[Run]]:
        """All commands in the order of their ids, page by page."""
        after = b""
        while page := list(map(Run._make, self._fetch(ALL_COMMANDS, after=after, limit=size))):
            yield page
            after = page[-1].command_id

    def metas(self, positions: Sequence[int]) -> Mapping[int, bytes]:
        """The meta of these events."""
        return dict(self._fetch(METAS, listed=self._list(positions)))

    def end_of(self, stream: bytes, position: int) -> End:
        """Where a stream ended before a position."""
        rows = self._fetch(END, stream=stream.decode(errors="replace"), before=position)
        return rows[0] if rows else EMPTY

    def unfound(self, limit: int) -> Sequence[int]:
        """The positions of events that are there, but are not found by stream and version: an index has gone wrong."""
        return [row[0] for row in self._fetch(UNFOUND, limit=limit)]

    def count(self) -> int:
        """How many commands there are."""
        count: int = self._fetch(COUNT)[0][0]
        return count

    def _fetch(self, query: str, **parameters: object) -> list[Any]:
        with self._asked(query, parameters) as cursor:
            return list(cursor.fetchall())

    @contextmanager
    def _asked(self, query: str, parameters: Mapping[str, object], cursor: str = "") -> Iterator[Any]:
        """A cursor over the answer; one with a name leaves it in PostgreSQL until it is fetched, as SQLite's all do."""
        for left_open, said in DIALECTS[self._dialect]:
            query = re.sub(left_open, said, query)
        driver = self._connection.connection
        over = driver.cursor(cursor, binary=True) if self._dialect == POSTGRESQL else driver.cursor()
        with told_by_sqlalchemy(self._connection), closing(over):
            over.execute(query, parameters)
            yield over

    def _list(self, values: Sequence[Any]) -> object:
        return list(values) if self._dialect == POSTGRESQL else json.dumps(values)
