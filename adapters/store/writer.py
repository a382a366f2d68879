"""The one writer of this process, and its maker of keys: what waits together is stored together (group commit)."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import structlog

from adapters.store.appending import Appender
from adapters.store.batch import Accepted, Command, Outcome
from adapters.store.codec import Keys
from adapters.store.group import Group
from domain.errors import StoreUnavailable
from workflows.ports import KeyStore

Listener: TypeAlias = Callable[[int], None]

log = structlog.get_logger(__name__)


class Writer:
    """Stores commands, batch by batch, and tells listeners how far the log has come."""

    def __init__(self, appender: Appender) -> None:
        self._appender = appender
        self._listeners: list[Listener] = []
        self._group: Group[Command, Outcome] = Group("log-writer", self._store)

    async def store(self, command: Command) -> Outcome:
        """What became of the command, durably. Raises ``StoreUnavailable``, or what the database says of the data."""
        return await self._group.ask(command)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with the last position after each batch; gives back the end of it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def close(self) -> None:
        """Store what waits, take no more."""
        self._group.close()
        self._appender.release()

    def _store(self, commands: Sequence[Command]) -> Sequence[Outcome | BaseException]:
        outcomes = self._outcomes(commands)
        last = max((outcome.last for outcome in outcomes if isinstance(outcome, Accepted)), default=0)
        if last:
            self._tell(last)
        return outcomes

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

    async def keys(self, subjects: frozenset[str]) -> Keys:
        """The keys of these subjects; None for one that was destroyed."""
        if not subjects:
            return {}
        found = self._keys.keys(tuple(subjects), create=False)
        if all(found.values()):
            return found
        return await self._group.ask(subjects)

    def close(self) -> None:
        """Make what waits, take no more."""
        self._group.close()

    def _make(self, asked: Sequence[frozenset[str]]) -> Sequence[Keys | BaseException]:
        made = self._keys.keys(tuple(frozenset().union(*asked)), create=True)
        return [{subject: made[subject] for subject in subjects} for subjects in asked]
