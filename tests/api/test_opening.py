"""The one door to sealed data, as every way in uses it."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from adapters.store.store import Store
from api import opening
from api.app import App
from api.bootstrap import bootstrap
from api.opening import MOST, Reading, opened, opened_meanwhile, unexplained
from api.settings import DATABASE_URL, Settings
from domain.access import AccessRecorded, View
from domain.errors import StoreUnavailable
from domain.words import Words
from tests.api.conftest import begin
from workflows.ports import Append


class Place(NamedTuple):
    """Where a lead lies, and who answers for it."""

    division: str = "370104014"
    office: str = "370104014"


HERE: Final = Place()
AWAY: Final = Place("370105001", "370105001")


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[App]:
    settings = Settings.read({DATABASE_URL: database_url}, data=str(begin(tmp_path / "data", database_url)))
    with bootstrap(settings) as made:
        yield made


def reading(app: App, who: str = "qj-01", reason: str = "") -> Reading:
    return Reading(app.roster.actor(who), View.SHOW, "http", reason)


def recorded(app: App) -> list[Any]:
    return [each for each in app.store.log(limit=10_000) if isinstance(each.event, AccessRecorded)]


def test_only_what_is_opened_is_on_record_with_its_way_in(app: App) -> None:
    leads = opened(app, reading(app), {"l1": HERE, "l2": AWAY})

    assert leads == {"l1"}
    (one,) = recorded(app)
    assert (one.stream, one.event.leads, one.meta.channel) == ("access/l1", ("l1",), "http")


def test_nothing_opened_is_nothing_recorded(app: App) -> None:
    assert opened(app, reading(app), {}) == frozenset()
    assert opened(app, reading(app), {"l2": AWAY}) == frozenset()
    assert opened(app, reading(app, "qj-06"), {"l1": HERE}) == frozenset()
    assert opened(app, reading(app, "yw-01", "检修"), {"l1": HERE}) == frozenset()
    assert recorded(app) == []


def test_whoever_needs_a_reason_can_be_told(app: App) -> None:
    assert unexplained(reading(app, "qj-06"), {"l1": HERE, "l2": AWAY})
    assert not unexplained(reading(app, "qj-06", "抽查"), {"l1": HERE})
    assert not unexplained(reading(app, "qj-06"), {"l2": AWAY}), "no reason would open it"
    assert not unexplained(reading(app), {"l1": HERE})


def test_a_coroutine_opens_the_same_door(app: App) -> None:
    async def asks() -> frozenset[str]:
        return await opened_meanwhile(app, reading(app), {"l1": HERE})

    assert asyncio.run(asks()) == {"l1"}
    assert app.loop.run(opened_meanwhile(app, reading(app, "qj-02"), {"l1": HERE})) == {"l1"}, "on the loop of commands"
    assert len(recorded(app)) == 2


def test_a_long_list_is_parted_and_every_lead_of_it_named(app: App) -> None:
    leads = {f"l{number}": HERE for number in range(2 * MOST + 1)}

    assert opened(app, reading(app), leads) == leads.keys()
    assert sorted(lead for each in recorded(app) for lead in each.event.leads) == sorted(leads)
    assert len(recorded(app)) == 3
    opened(app, reading(app), leads)
    assert len(recorded(app)) == 3


def test_after_a_while_the_same_read_is_recorded_anew(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(app, reading(app), {"l1": HERE})
    opened(app, reading(app), {"l1": HERE})
    assert len(recorded(app)) == 1
    monkeypatch.setattr(opening, "_span", lambda _: timedelta(0))
    opened(app, reading(app), {"l1": HERE})

    assert len(recorded(app)) == 2


def test_another_reason_way_or_view_is_another_read(app: App) -> None:
    for each in (
        reading(app), reading(app, reason="复核"), replace(reading(app), channel="cli"),
        replace(reading(app), view=View.DIFF), replace(reading(app), register="ledger"), reading(app, "qj-02"),
    ):  # fmt: skip
        opened(app, each, {"l1": HERE})

    assert len(recorded(app)) == 6


def test_what_cannot_be_stored_opens_nothing(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Store, __: Append) -> None:
        raise StoreUnavailable(Words("磁盘已满", "the disk is full"))

    monkeypatch.setattr(Store, "send", full)
    with pytest.raises(StoreUnavailable):
        opened(app, reading(app), {"l1": HERE})
