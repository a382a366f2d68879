"""A house with a few people, on a real database, at a time that the test sets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from adapters.digest import derived
from adapters.identity import secrets
from adapters.identity.identity import Identity, open_identity
from adapters.keys.store import open_keys
from adapters.store.engine import open_engine
from domain.actor import Actor, Level
from domain.errors import NotFound
from domain.instants import day_of
from domain.words import Words
from tests.support.office_rules import OfficeRules
from tests.support.people import PEOPLE, Roster, someone
from workflows.identity.shapes import Attempt

GOOD = "four words at random"
OFFICER = someone(Level.DISTRICT_AUTHORITY)


@dataclass
class Clock:
    """The present, as the test sets it."""

    present: datetime = datetime(2026, 11, 2, 1, tzinfo=UTC)

    def now(self) -> datetime:
        return self.present

    def later(self, **by: float) -> None:
        self.present += timedelta(**by)


@dataclass
class People(Roster):
    """The people of all tests, until one is moved or leaves."""

    changed: dict[str, Actor | None] = field(default_factory=dict)

    def actor(self, actor_id: str, on: date | None = None, office: str = "") -> Actor:
        del on, office  # they hold what they hold
        found = self.changed.get(actor_id, PEOPLE.get(actor_id))
        if found is None:
            raise NotFound(Words("无", "nobody"), code="actor.unknown")
        return found

    def change(self, actor: Actor, **what: Any) -> None:  # noqa: ANN401 - fields of an actor
        self.changed[actor.id] = replace(actor, **what)

    def leave(self, actor: Actor) -> None:
        self.changed[actor.id] = None


@dataclass
class House:
    """What the tests ask; ``again`` is another process over the same database."""

    identity: Identity
    clock: Clock
    people: People
    again: Callable[[], Identity]
    rules: OfficeRules

    def attempt(self, password: str = GOOD, account: str = OFFICER.id, **more: str) -> Attempt:
        return Attempt(account=account, password=password, **{"address": "10.0.0.1", **more})


@pytest.fixture
def dear() -> None:
    """Ask for it where passwords are to cost what they cost."""


@pytest.fixture(autouse=True)
def _cheap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are cheap to try, so that a test may try many."""
    if "dear" not in request.fixturenames:
        cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        monkeypatch.setattr(secrets, "HASHER", cheap)
        monkeypatch.setattr(secrets, "NOBODY", cheap.hash("nobody"))


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    """A house in which the officer has a password."""
    clock, people = Clock(), People()
    rules = OfficeRules(today=lambda: day_of(clock.now()))
    engine, others = open_engine(database_url), open_engine(database_url)
    with open_keys(f"sqlite:///{tmp_path / 'keys.db'}") as keys:
        derive = partial(derived, keys.index_key())
        opened = partial(open_identity, clock=clock, roster=people, office_rules=rules, keys=keys, derive=derive,
                         at=None)  # fmt: skip
        house = House(opened(engine), clock, people, partial(opened, others), rules)
        house.identity.credentials.set(OFFICER.id, GOOD)
        yield house
    engine.dispose()
    others.dispose()
