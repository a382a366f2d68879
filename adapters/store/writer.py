"""The one writer of this process, and its maker of keys: what waits together is stored together (group commit)."""

from asyncio import Future
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

import structlog

from adapters.store.appending import Appender
from adapters.store.batch import Accepted, Command, Known, Moved, Outcome, heads_left
from adapters.store.group import Group
from adapters.store.walks import Keys
from domain.errors import CommandReused, StoreUnavailable
from domain.words import Words
from workflows.ports import Conflict, Head, KeyStore, Stored

Answer: TypeAlias = Stored | Conflict
Heads: TypeAlias = Callable[[int, int], Mapping[str, Head]]
Listener: TypeAlias = Callable[[int], None]

log = structlog.get_logger(__name__)


class Writer:
    """Stores commands, batch by batch, and tells listeners how far the log has come.

    ``heads`` finds the heads that the events between two positions left, for a command that was stored before.
    """

    def __init__(self, appender: Appender, heads: Heads) -> None:
        self._appender = appender
        self._heads = heads
        self._listeners: list[Listener] = []
        self._group: Group[Command, Answer] = Group("log-writer", self._store)

    def store(self, command: Command) -> Future[Answer]:
        """What becomes of the command, durably; commands are stored in the order in which they are given.

        The future raises ``CommandReused``, ``StoreUnavailable``, or what the database says of the data.
        """
        return self._group.ask(command)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with the last position after each batch; gives back the end of it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def close(self) -> None:
        """Store what waits, take no more."""
        self._group.close()
        self._appender.release()

    def _store(self, commands: Sequence[Command]) -> Sequence[Answer | BaseException]:
        outcomes = self._outcomes(commands)
        last = max((outcome.last for outcome in outcomes if isinstance(outcome, Accepted)), default=0)
        if last:
            self._tell(last)
        return list(map(self._answer, commands, outcomes))

    def _answer(self, command: Command, outcome: Outcome | BaseException) -> Answer | BaseException:
        match outcome:
            case Accepted(first, last):
                return Stored(first, last, heads_left(command.rows))
            case Moved(streams):
                return Conflict(streams)
            case Known(first, last, digest) if digest == command.digest:
                return self._first_answer(first, last)
            case Known():
                return CommandReused(_REUSED.fill(command_id=command.command_id))
            case error:
                return error

    def _first_answer(self, first: int, last: int) -> Answer | BaseException:
        """What was answered the first time. Where it cannot be read, whoever asked hears it and none of his batch."""
        try:
            return Stored(first, last, self._heads(first, last), repeated=True)
        except Exception as error:  # noqa: BLE001 - whatever it is, he must hear it
            return error

    def _outcomes(self, commands: Sequence[Command]) -> Sequence[Outcome | BaseException]:
        """All at once; one by one where a command is there twice, or where one that is bad would fail the others."""
        if len({command.command_id for command in commands}) == len(commands):
            try:
                return self._appender.append(commands)
            except StoreUnavailable as error:
                return [error] * len(commands)
            except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must hear it
                if len(commands) == 1:
                    return [error]
        return [outcome for command in commands for outcome in self._outcomes([command])]

    def _tell(self, position: int) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(position)
            except Exception:
                log.exception("a listener of the log failed", position=position)


class KeyMaker:
    """Finds the keys to seal with; new ones are made batch by batch, durable before anything is sealed with them."""

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys
        self._group: Group[frozenset[str], Keys] = Group("key-maker", self._make)

    def at_hand(self, subjects: frozenset[str]) -> Keys:
        """Those keys that can be given at once; None for one that was destroyed."""
        return self._keys.at_hand(tuple(subjects)) if subjects else {}

    async def make(self, subjects: frozenset[str]) -> Keys:
        """The keys of these subjects, made where they were not; None for one that was destroyed."""
        return await self._group.ask(subjects)

    def close(self) -> None:
        """Make what waits, take no more."""
        self._group.close()

    def _make(self, asked: Sequence[frozenset[str]]) -> Sequence[Keys | BaseException]:
        made = self._keys.keys(tuple(frozenset().union(*asked)), create=True)
        return [{subject: made[subject] for subject in subjects} for subjects in asked]


_REUSED: Final = Words(
    "命令编号 {command_id} 已用于另一项操作；请换一个编号。",
    "The command id {command_id} was used for another command; take a new one.",
)
