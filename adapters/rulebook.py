"""The rulebook as the log has it: ``rulebook/main``, folded."""

from datetime import date
from functools import reduce
from threading import Lock
from typing import Any

from adapters.store.store import Store
from domain.instants import day_of
from domain.office_rules import RULEBOOK, Rulebook, evolve
from workflows.law.set_here import value_on
from workflows.ports import Clock


class StreamRulebook:
    """May be used from any thread. Every question first reads what the log has since the last one, in one query."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock, self._lock = store, clock, Lock()
        self._book, self._version = Rulebook(), 0

    def book(self) -> Rulebook:
        """All that was ever set, as of now."""
        with self._lock:
            past = self._store.past(RULEBOOK, self._version)
            events: Any = past.events
            self._book, self._version = reduce(evolve, events, self._book), past.head.version
            return self._book

    def number(self, rule: str, day: date | None = None) -> int:
        """The number of a rule on a day, else today."""
        return value_on(self.book(), rule, day or day_of(self._clock.now()))
