"""What a command is judged on: states of streams, read, remembered, or foreseen from what is on its way to the log."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any, Final

from workflows.desks import fold
from workflows.ports import Append, Conflict, EventStore, Sent, Stored
from workflows.states import Known, States, Turns


class Repository:
    """Loads states, and keeps them true to the log. Used from one event loop, by whoever has the streams' turns."""

    def __init__(self, store: EventStore, states: States) -> None:
        self._store: Final = store
        self._states: Final = states

    def turns(self, streams: Iterable[str]) -> Turns:
        """The turns of these streams: who holds them is the only one to judge on them."""
        return self._states.locked(streams)

    async def load(self, stream: str) -> Known:
        """The state in memory, which may be old or not come true, or else as the log has it."""
        known = self._states.get(stream)
        if known is not None:
            return known
        read = await asyncio.to_thread(self._read, stream)
        self._states.put(stream, read.state, read.head)
        return read

    async def moved_on(self, known: Mapping[str, Known]) -> bool:
        """Whether a stream judged from memory is not as remembered; nothing is refused on old or foreseen knowledge."""
        moved = False
        for stream, each in known.items():
            if each.fresh:
                continue
            if not await each.holds():
                self._states.forget([stream])
                moved = True
                continue
            read = await asyncio.to_thread(self._read, stream, each.head.version, each.state)
            if read.head != each.head:
                self._states.put(stream, read.state, read.head)
                moved = True
        return moved

    def foresee(self, append: Append, sent: Sent, known: Mapping[str, Known]) -> None:
        """Remember the states as they will be, so that the next command need not wait until this one is durable."""
        written: dict[str, list[Any]] = {}
        for stream, event in append.events:
            written.setdefault(stream, []).append(event)
        for stream, events in written.items():
            before = known[stream].state if stream in known else None
            self._states.put(stream, fold(stream, events, before), sent.heads[stream], sent.answer)

    async def outcome(self, sent: Sent) -> Stored | Conflict:
        """What became of an append; whatever did not come true as foreseen is forgotten. Raises as the answer does."""
        try:
            outcome = await sent.answer
        except BaseException:
            self._states.forget(sent.heads)
            raise
        if isinstance(outcome, Conflict):
            self._states.forget([*sent.heads, *outcome.streams])
        elif outcome.repeated:
            self._states.forget(sent.heads)
        return outcome

    def _read(self, stream: str, after: int = 0, state: object = None) -> Known:
        """What a decision needs of a stream, folded where it is read."""
        past = self._store.past(stream, after)
        return Known(fold(stream, past.events, state), past.head, fresh=True)
