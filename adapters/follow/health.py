"""Looks how those who follow the log are: the positions they reached, their signs of life, what is set aside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from adapters.follow import effects, versions
from adapters.follow.pages import recorded_at
from adapters.follow.pulse import signs
from adapters.follow.quarantine import held
from adapters.follow.tables import EFFECTS, PROJECTIONS
from adapters.store.store import Store
from projections.base import Projection
from workflows.health import Followed, Health, Held, Kind, Place, Sign


def examine(store: Store, projections: Sequence[Projection], now: datetime, trouble: str = "") -> Health:
    """Look now, without catching up and without touching anything."""
    with store.engine.connect() as connection:
        generations = connection.execute(select(PROJECTIONS).order_by(PROJECTIONS.c.version, PROJECTIONS.c.generation))
        outside = connection.execute(select(EFFECTS).order_by(EFFECTS.c.name))
        look = _Look(store, now, generations.all(), outside.all(), signs(connection), held(connection, projections))
    head = store.head()
    models = (each for projection in projections for each in look.at_model(projection, head))
    return Health(head, (*models, *look.at_effects(head)), trouble)


@dataclass(frozen=True, slots=True)
class _Look:
    """What the tables of the followers say at one moment."""

    store: Store
    now: datetime
    generations: Sequence[Row[Any]]
    outside: Sequence[Row[Any]]
    signs: dict[str, tuple[Sign, ...]]
    held: Sequence[Held]

    def at_model(self, projection: Projection, head: int) -> Iterator[Followed]:
        """Every generation of a read model, those of this program's version first."""
        mine = [row for row in self.generations if row.name == projection.name]
        ours = [row for row in mine if row.version == projection.version]
        if not ours:
            yield self._followed(
                head, 0, kind=Kind.MODEL, name=projection.name, version=projection.version, place=Place.GONE, signs=()
            )
        for row in (*ours, *(row for row in mine if row not in ours)):
            place = Place.OTHER if row not in ours else Place.LIVE if row.live else Place.BUILDING
            yield self._followed(
                head,
                row.position,
                kind=Kind.MODEL,
                name=row.name,
                version=row.version,
                generation=row.generation,
                place=place,
                signs=self.signs.get(versions.sign_of(row.name, row.version), ()),
                held=tuple(each for each in self.held if each.name == row.name) if place is Place.LIVE else (),
            )

    def at_effects(self, head: int) -> Iterator[Followed]:
        """Everything that is done outside our tables."""
        for row in self.outside:
            given = self.signs.get(effects.sign_of(row.name), ())
            yield self._followed(head, row.position, kind=Kind.EFFECT, name=row.name, signs=given)

    def _followed(self, head: int, position: int, **known: Any) -> Followed:  # noqa: ANN401 - fields of ``Followed``
        behind, ahead = max(head - position, 0), max(position - head, 0)
        waiting = recorded_at(self.store, position + 1) if behind else None
        return Followed(position=position, behind=behind, ahead=ahead, waiting_since=waiting, now=self.now, **known)
