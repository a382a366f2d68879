"""Follows the log and tells of each row whether it is what was written, and if not, what is damaged.

Where all is in order, nearly everywhere, a page is followed in one go; a row that is not in order is examined alone.
After a damage the audit goes on from both witnesses, what the row says and what it should say, until a later row agrees
with one of them: so each damage is told where it is, and once.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from adapters.store.damage import Damage, Kind, damage, span
from adapters.store.hashing import GENESIS, NO_EVENT, chain_hash, event_hash

STREAMS: Final = 100_000
"""How many ends of streams are kept at hand; when there are more, all are let go and asked for again."""

SUSPECTS: Final = 1_000


Columns: TypeAlias = tuple[int, bytes, int, bytes, bytes, bytes, bytes, bytes, int]
"""A row of the log as the driver gives it, its texts as the bytes they are stored in; ``Stored`` has the names."""


class Stored(NamedTuple):
    """A row of the log by the names of its columns."""

    position: int
    stream: bytes
    version: int
    name: bytes
    data: bytes
    meta: bytes
    event_hash: bytes
    chain_hash: bytes
    recorded_at: int


End: TypeAlias = tuple[int, bytes, *tuple[bytes, ...]]
"""Where a stream ends: its version, and the hashes one of which the next event was chained to."""

EMPTY: Final[End] = (0, NO_EVENT)


class Audit:
    """Takes the rows in the order of their positions. ``ask`` finds the end of a stream before a position."""

    def __init__(self, ask: Callable[[bytes, int], End]) -> None:
        self._ask = ask
        self._ends: dict[bytes, End] = {}
        self._forgotten = False
        self._position = 0
        self._chains: tuple[bytes, ...] = (GENESIS,)
        self._recorded_at = 0
        self._missing = 0
        self._suspects: deque[bytes] = deque(maxlen=SUSPECTS)

    @property
    def chain(self) -> bytes:
        """The chain_hash of the last row."""
        return self._chains[0]

    def follow(self, rows: Sequence[Columns], start: int) -> int:
        """Move past all rows from ``start`` on that are in order; where the first stands that is not, else the end."""
        last, chain, recorded = self._position, self._chains[0], self._recorded_at
        ends, end_of = self._ends, self._end
        index = start
        for position, stream, version, name, data, meta, hashed, chained, recorded_at in rows[start:]:
            end = ends.get(stream) or end_of(stream, position)
            if (
                position != last + 1
                or version != end[0] + 1
                or recorded_at < recorded
                or hashed != event_hash(end[1], stream, version, name, data, meta)
                or chained != chain_hash(chain, position, recorded_at, hashed)
            ):
                break
            ends[stream] = (version, hashed)
            last, chain, recorded = position, chained, recorded_at
            index += 1
        if index > start:
            self._position, self._chains, self._recorded_at = last, (chain,), recorded
            self._make_room()
        return index

    def examine(self, row: Stored) -> Iterator[Damage]:
        """What is wrong with a row that is not simply in order, if anything; moves the audit past it."""
        if row.position < 1:
            yield damage(row.position, Kind.MISPLACED)
            self._suspects.append(row.event_hash)
            return
        if row.position > self._position + 1:
            yield damage(self._position + 1, Kind.MISSING, positions=span(self._position + 1, row.position - 1))
            self._missing += row.position - 1 - self._position
            self._chains = ()
        self._position = row.position
        proper, wrong = self._in_its_stream(row)
        yield from wrong
        yield from self._in_the_chain(row, proper, damaged=bool(wrong))

    def _in_its_stream(self, row: Stored) -> tuple[tuple[bytes, ...], list[Damage]]:
        """The hashes the row could rightly have, and what is wrong with its place or content."""
        version, *hashes = end = self._end(row.stream, row.position)
        if row.version != version + 1:
            return self._out_of_turn(row, end)
        proper = tuple(_hash(row, previous) for previous in hashes)
        if row.event_hash in proper:
            self._ends[row.stream] = (row.version, row.event_hash)
            return (row.event_hash,), []
        self._ends[row.stream] = (row.version, row.event_hash, *proper[:1])
        self._suspects.append(row.event_hash)
        kind = Kind.HASH if self._chained(row, proper) else Kind.CONTENT
        return proper, [damage(row.position, kind)]

    def _out_of_turn(self, row: Stored, end: End) -> tuple[tuple[bytes, ...], list[Damage]]:
        """A version that does not follow: because of rows lost before it, or because the row itself is damaged."""
        version, *hashes = end
        skipped = row.version - version - 1
        if skipped > 0:
            lost = any(_hash(row, suspect) == row.event_hash for suspect in self._suspects)
            if lost or self._missing >= skipped:
                self._missing -= 0 if lost else skipped
                self._ends[row.stream] = (row.version, row.event_hash)
                return (row.event_hash,), []
        proper = row._replace(version=version + 1)
        if any(_hash(proper, previous) == row.event_hash for previous in hashes):
            self._ends[row.stream] = (proper.version, row.event_hash)
        self._suspects.append(row.event_hash)
        stream = row.stream.decode(errors="replace")
        wrong = damage(row.position, Kind.VERSION, stream=stream, found=row.version, needed=proper.version)
        return (row.event_hash,), [wrong]

    def _in_the_chain(self, row: Stored, proper: tuple[bytes, ...], *, damaged: bool) -> Iterator[Damage]:
        """Whether the row follows the row before it."""
        found = {
            chain_hash(chain, row.position, row.recorded_at, hashed): hashed
            for chain in self._chains
            for hashed in (row.event_hash, *proper)
        }
        if row.chain_hash in found or not self._chains:
            if row.recorded_at < self._recorded_at:
                yield damage(row.position, Kind.TIME)
            self._recorded_at = max(row.recorded_at, self._recorded_at)
            self._chains = (row.chain_hash,)
            return
        if not damaged:
            yield damage(row.position, Kind.CHAIN)
        self._chains = (row.chain_hash, *tuple(found)[:2])

    def _chained(self, row: Stored, proper: tuple[bytes, ...]) -> bool:
        return any(
            chain_hash(chain, row.position, row.recorded_at, hashed) == row.chain_hash
            for chain in self._chains
            for hashed in proper
        )

    def _end(self, stream: bytes, position: int) -> End:
        end = self._ends.get(stream)
        if end is None:
            return self._ask(stream, position) if self._forgotten else EMPTY
        return end

    def _make_room(self) -> None:
        if len(self._ends) > STREAMS:
            self._ends.clear()
            self._forgotten = True


def _hash(row: Stored, previous: bytes) -> bytes:
    return event_hash(previous, row.stream, row.version, row.name, row.data, row.meta)
