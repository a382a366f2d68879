"""What the subscriptions show: the address as it was asked for, where it stands, which secrets sign, why it stopped."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from adapters.follow.followers import Followers
from domain.subscription import events as e
from domain.subscription.stage import DELIVERED
from domain.subscription.stage import SubscriptionStage as S
from projections.subscriptions import SUBSCRIBED, Replay, Subscribed, subscription, subscriptions
from tests.support.product import opened, record
from tests.support.samples import NOON, build

ASKED: Final = build(
    e.SubscriptionAsked, move="W01", came_from=S.UNASKED, stage=S.ASKED, url="https://hooks.example.cn/", account="a1",
    after=7, types=("chufei.lead.*", "chufei.lead.closed.v1"), office="370104", division="370104",
)  # fmt: skip
LATER: Final = NOON + timedelta(hours=2)


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Followers]:
    with opened(database_url, tmp_path) as store, Followers(store, [SUBSCRIBED]) as followers:
        yield followers


def happened(here: Followers, name: str, *events: object) -> Subscribed:
    record(here.store, [((f"subscription/{name}", event),) for event in events])
    here.catch_up()
    found = here.ask(subscription, name)
    assert found is not None
    return found


def moved(kind: Any, stage: S, **more: object) -> object:  # noqa: ANN401 - an event class
    return build(kind, stage=stage, occurred=LATER, **more)


def test_a_subscription_is_shown_as_it_was_asked_for(here: Followers) -> None:
    found = happened(here, "s1", ASKED)

    assert found == Subscribed(
        id="s1", url="https://hooks.example.cn/", account="a1", office="370104", division="370104", after=7,
        types=("chufei.lead.*", "chufei.lead.closed.v1"), stage=S.ASKED, stopped="", secret=1, overlap_until=None,
        spell=0, asked_at=NOON, changed_at=NOON,
    )  # fmt: skip


def test_a_receiver_that_stopped_us_is_told_apart_from_somebody_who_paused(here: Followers) -> None:
    paused = moved(e.SubscriptionPaused, S.PAUSED)
    resumed = moved(e.SubscriptionResumed, S.ACTIVE)

    assert happened(here, "s1", ASKED, moved(e.SubscriptionUnanswered, S.PAUSED)).stopped == "unanswered"
    assert happened(here, "s1", resumed).stopped == ""
    assert happened(here, "s1", moved(e.SubscriptionGone, S.DISABLED)).stopped == "gone"
    found = happened(here, "s1", resumed, paused)
    assert (found.stopped, found.stage, found.spell, found.changed_at) == ("", S.PAUSED, 2, LATER)


def test_two_secrets_sign_while_they_overlap(here: Followers) -> None:
    found = happened(here, "s1", ASKED, moved(e.SecretRotated, S.ASKED, secret=2, overlap_until=LATER))

    assert happened(here, "s2", ASKED).secrets(NOON) == (1,)
    assert found.secrets(LATER - timedelta(seconds=1)) == (2, 1)
    assert found.secrets(LATER) == (2,)


def test_replays_stand_with_the_subscription_and_others_without_one(here: Followers) -> None:
    happened(here, "s2", ASKED, moved(e.SubscriptionEnded, S.ENDED))
    happened(here, "s1", ASKED, *(moved(e.ReplayAsked, S.ASKED, replay=n, first=n, last=n + 3) for n in (1, 2)))

    all_of_them = here.ask(subscriptions)
    assert {each.id: each.replays for each in all_of_them} == {"s1": (Replay(1, 1, 4), Replay(2, 2, 5)), "s2": ()}
    assert [each.id for each in here.ask(subscriptions, DELIVERED)] == ["s1"]
