"""The roster as the log has it: ``directory/main``, folded, with the names opened."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from pathlib import Path
from threading import Lock
from typing import Any, Final, NoReturn

from adapters.store.store import Store
from domain.actor import HOLDERS, Actor, Grade, Level, Role
from domain.directory.commands import DIRECTORY
from domain.directory.evolve import evolve
from domain.directory.powers import actor_on, actors_on, arriving, has_power, stands_in_for
from domain.directory.state import Directory, DirectoryStage
from domain.errors import NotFound
from domain.instants import day_of
from domain.values.divisions import contains
from domain.words import Words
from workflows.ports import Clock

ACTING: Final = frozenset({Role.HANDLER, Role.LEADER, Role.ARCHIVIST})
"""Whoever holds a power also needs one of these roles to use it."""

MISSING: Final = Words(
    "名册还是空的；运行 chufei init --data {folder} 装入示例名册，加 --staff 文件 则装入本单位的名册",
    "the directory is empty; run chufei init --data {folder} for a sample, with --staff FILE for your own people",
)
NOBODY: Final = Words(
    "名册里没有账号“{id}”；用 chufei staff list 查看账号",
    "nobody in the roster has the account {id}; chufei staff list shows them",
)
NO_POWER: Final = Words(
    "“{id}”在 {day} 不能以 {office} 的名义办理；用 chufei staff show {id} 查看其岗位",
    "{id} may not act for {office} on {day}; chufei staff show {id} tells his posts",
)
OWN: Final = Words("本单位", "his own office")


class StreamRoster:
    """May be used from any thread. Every question first reads what the log has since the last one, in one query.

    So a power that another process gave or ended counts at the next question. Any question may raise ``NotFound``
    (``roster.missing``).
    """

    def __init__(self, store: Store, clock: Clock, folder: Path) -> None:
        self._store, self._clock, self._folder = store, clock, folder
        self._lock = Lock()
        self._state = Directory()
        self._today: tuple[int, date, Mapping[str, Actor]] = (0, date.min, {})

    def directory(self) -> Directory:
        """All of it, as of now."""
        with self._lock:
            tail = self._store.tail(DIRECTORY, self._state.version)
            events: Iterator[Any] = (each.event for each in tail.events)
            self._state = reduce(evolve, events, self._state)
            return self._state

    def actor(self, actor_id: str, on: date | None = None, office: str = "") -> Actor:
        """The person. Raises ``NotFound`` (``actor.unknown``, ``actor.no-power``)."""
        state, day = self._standing(), on or self._day()
        found = self._people(state).get(actor_id) if (on, office) == (None, "") else None
        found = found or actor_on(state, actor_id, day, office)
        return found or self._nowhere(state, actor_id, day, office)

    @staticmethod
    def _nowhere(state: Directory, actor_id: str, day: date, office: str = "") -> NoReturn:
        if actor_id not in state.accounts:
            raise NotFound(NOBODY.fill(id=actor_id), code="actor.unknown")
        where = Words(office, office) if office else OWN
        words = (text.format(id=actor_id, day=day, office=name) for text, name in zip(NO_POWER, where, strict=True))
        raise NotFound(Words(*words), code="actor.no-power")

    def arriving(self, actor_id: str) -> Actor:
        """The person as he comes in today. Raises ``NotFound`` (``actor.unknown``, ``actor.no-power``)."""
        state = self._standing()
        own = self._people(state).get(actor_id)
        found = own if own is not None and has_power(own) else arriving(state, actor_id, self._day())
        return found or self._nowhere(state, actor_id, self._day())

    def stands_in_for(self, actor: Actor) -> tuple[str, ...]:
        """Ids of the colleagues on whose behalf somebody may act today, in the office he acts for."""
        return stands_in_for(self._standing(), actor.id, self._day(), actor.office)

    def holders(self, levels: Sequence[Level], grade: Grade | None, division: str) -> tuple[str, ...]:
        """Ids of those who hold such a power over an area; where nobody does, of those who do within it."""
        able = [actor for actor in self if _may(actor, levels, grade)]
        over = tuple(actor.id for actor in able if contains(actor.division, division))
        return over or tuple(actor.id for actor in able if contains(division, actor.division))

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._people(self._standing()).values())

    def _people(self, state: Directory) -> Mapping[str, Actor]:
        """Everybody today, made once for each version and day."""
        today = self._day()
        version, day, people = self._today
        if (version, day) != (state.version, today):
            people = {each.id: each for each in actors_on(state, today)}
            self._today = (state.version, today, people)
        return people

    def _standing(self) -> Directory:
        state = self.directory()
        if state.stage is DirectoryStage.EMPTY:
            raise NotFound(MISSING.fill(folder=self._folder), code="roster.missing")
        return state

    def _day(self) -> date:
        return day_of(self._clock.now())


def _may(actor: Actor, levels: Sequence[Level], grade: Grade | None) -> bool:
    graded = grade is None or actor.position in HOLDERS[grade]
    return actor.level in levels and graded and bool(ACTING & set(actor.roles))
