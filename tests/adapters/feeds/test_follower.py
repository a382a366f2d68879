"""The feed is filled from the log exactly once, in order, and again to the same bytes."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from adapters.clock import SystemClock
from adapters.feeds.follower import FeedFollower
from adapters.feeds.reading import open_feed
from adapters.feeds.tables import FEED, FEED_LEADS, prepare_feed
from adapters.follow.health import examine
from adapters.follow.tables import EFFECTS
from adapters.store.store import Store
from domain.errors import FeedStopped
from domain.feeds import FeedRightsNoted
from projections.feeds import translating
from projections.feeds.feed import FeedRow
from tests.support.feed_rows import unguarded
from tests.support.histories import history
from tests.support.product import opened, record
from tests.support.waiting import comes_true
from workflows.health import Condition, Followed


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Any:  # noqa: ANN401 - generator fixture
    with opened(database_url, tmp_path) as store:
        yield store


def following(store: Store, **options: Any) -> FeedFollower:  # noqa: ANN401 - those of the follower
    return FeedFollower(store, clock=SystemClock(), **options)


def everything(store: Store) -> list[tuple[Any, ...]]:
    with store.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(FEED).order_by(FEED.c.sequence))]


def read(store: Store) -> list[FeedRow]:
    with open_feed(store) as feed:
        return list(feed.read(0, 10_000))


def start_anew(store: Store) -> None:
    """As if nothing had ever been told, under the same name."""
    with unguarded(store.engine) as connection:
        connection.execute(delete(FEED))
        connection.execute(delete(FEED_LEADS))
        connection.execute(update(EFFECTS).values(position=0))


def test_every_row_has_the_next_number_and_its_events_position(store: Store) -> None:
    last = record(store, history(1))
    follower = following(store, batch=7)
    follower.catch_up()
    rows = everything(store)

    assert [row.sequence for row in read(store)] == list(range(1, len(rows) + 1))
    assert follower.standing() == (last, len(rows))
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)
    first = json.loads(rows[0][11])
    assert first["id"] == f"{prepare_feed(store.engine)}:1"
    assert first["type"] == "chufei.lead.registered.v1"


def test_built_again_from_the_log_it_is_the_same_to_the_byte(store: Store) -> None:
    record(store, history(2))
    following(store, batch=11).catch_up()
    before = everything(store)
    start_anew(store)
    following(store, batch=500).catch_up()

    assert everything(store) == before


def test_two_followers_tell_everything_once(store: Store) -> None:
    one, other = following(store, batch=3, poll=0.01), following(store, batch=5, poll=0.01)
    one.start()
    other.start()
    last = record(store, history(3))

    assert comes_true(lambda: one.standing().position == last)
    one.stop()
    other.stop()
    before = everything(store)
    start_anew(store)
    following(store).catch_up()
    assert everything(store) == before


def health_of(store: Store) -> Followed:
    """What health tells of the feed, by what stands in the database."""
    (feed,) = (each for each in examine(store, [], SystemClock().now()).followers if each.name == "feed")
    return feed


def test_what_cannot_be_told_stops_the_feed_and_only_the_feed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    last = record(store, history(1, tries=60))
    poisoned = last - 2
    really = translating.translate

    def translate(recorded: Any, *known: Any) -> Any:  # noqa: ANN401 - as it is
        if recorded.position == poisoned:
            raise KeyError(recorded.event)
        return really(recorded, *known)

    monkeypatch.setattr("adapters.feeds.filling.translate", translate)
    follower = following(store)
    with pytest.raises(FeedStopped, match=rf"before event {poisoned}, .*KeyError"):
        follower.catch_up()
    assert follower.standing().position == poisoned - 1
    follower.start()
    assert comes_true(lambda: health_of(store).condition is Condition.TROUBLED)
    assert f"event {poisoned}" in health_of(store).trouble
    follower.stop()

    monkeypatch.undo()
    follower.catch_up()
    assert follower.standing().position == last


def test_a_position_that_was_put_back_doubles_nothing(store: Store) -> None:
    record(store, history(1, tries=60))
    following(store).catch_up()
    before = everything(store)
    with store.writing() as connection:
        connection.execute(update(EFFECTS).values(position=3))

    with pytest.raises(Exception, match="tables were changed"):
        following(store).catch_up()
    assert everything(store) == before


def test_narrower_rights_withdraw_every_lead_that_was_lost(store: Store) -> None:
    record(store, history(1, tries=60))
    following(store).catch_up()
    with store.engine.connect() as connection:
        leads = sorted(connection.scalars(select(FEED_LEADS.c.lead)))
    (begun, *_) = store.log(0, 1)
    noted = FeedRightsNoted(
        subscriber="sys-1", was_office="370104", was_division="370104", office="370105", division="370105",
        occurred=begun.recorded_at + timedelta(seconds=1),
    )  # fmt: skip
    record(store, [(("feed/sys-1", noted),)])
    following(store).catch_up()
    *_, changed = rows = [row for row in read(store) if row.addressee]

    assert [row.lead for row in rows[:-1]] == leads
    assert {row.type for row in rows[:-1]} == {"chufei.lead.withdrawn.v1"}
    assert json.loads(changed.body)["data"] == {"reread": False}
    assert changed.subject_token == "to-sys-1.chufei_feed_rights-changed_v1"  # noqa: S105 - no secret


def test_the_feed_opens_nobodys_data(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    opened_personal: list[bool] = []
    really = store.log

    def log(after: int, limit: int, *, open_personal: bool = True) -> Any:  # noqa: ANN401 - as it is
        opened_personal.append(open_personal)
        return really(after, limit, open_personal=open_personal)

    record(store, history(1, tries=60))
    monkeypatch.setattr(store, "log", log)
    following(store).catch_up()

    assert set(opened_personal) == {False}
