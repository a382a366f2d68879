"""How the read models are: told from the positions they reached, never from a thread that says it runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from adapters.follow.pages import recorded_at
from adapters.follow.quarantine import Parked, parked
from adapters.follow.registry import live
from adapters.store.store import Store
from projections.base import Projection

PATIENCE: Final = timedelta(seconds=30)
"""How long an event may wait for a read model before that counts as standing still."""


@dataclass(frozen=True, slots=True)
class ModelHealth:
    """One read model: ``waiting_since`` is when the first event it has not taken was recorded.

    ``failed`` are the events it could not take, ``waiting`` how many are parked behind them.
    """

    name: str
    version: int
    generation: int
    position: int
    behind: int
    waiting_since: datetime | None
    failed: tuple[Parked, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class Health:
    """All read models, and the trouble (the machine's, not an event's) that this process has at the moment."""

    head: int
    models: tuple[ModelHealth, ...]
    trouble: str

    @property
    def degraded(self) -> bool:
        """Whether some events are missing from what people read, or this process is in trouble."""
        return bool(self.trouble) or any(model.failed for model in self.models)

    def frozen(self, now: datetime, patience: timedelta = PATIENCE) -> tuple[str, ...]:
        """Names of the read models that have not taken an event for longer than ``patience``."""
        since = ((model.name, model.waiting_since) for model in self.models)
        return tuple(name for name, waiting in since if waiting is not None and now - waiting > patience)


def examine(store: Store, projections: Sequence[Projection], trouble: str = "") -> Health:
    """Look at the positions now."""
    head = store.head()
    with store.engine.connect() as connection:
        standings = live(connection, projections)
        aside = parked(connection, projections)
    models = []
    for each in standings:
        mine = [
            event for event in aside if (event.name, event.version) == (each.projection.name, each.projection.version)
        ]
        failed = tuple(event for event in mine if event.error)
        models.append(
            ModelHealth(
                name=each.projection.name,
                version=each.projection.version,
                generation=each.generation,
                position=each.position,
                behind=max(head - each.position, 0),
                waiting_since=recorded_at(store, each.position + 1),
                failed=failed,
                waiting=len(mine) - len(failed),
            )
        )
    return Health(head, tuple(models), trouble)
