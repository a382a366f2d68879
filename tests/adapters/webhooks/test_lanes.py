"""What a subscriber is told: the types it chose, as its account may see them, replays beside what is new, signed."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Final

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from adapters.clock import SystemClock
from adapters.webhooks.book import LIVE
from adapters.webhooks.patience import STEPS
from domain.subscription.stage import SubscriptionStage as S
from projections.feeds.events.rights import WITHDRAWN, WITHHELD
from projections.subscriptions import Replay
from tests.support.receiver import TAKEN, Called, Receiver, Reply, receiving, status
from tests.support.subscribers import MOVED, House, subscribed
from tests.support.telling import run, until_told

CLOSED: Final = "chufei.lead.closed.v1"


def test_only_types_that_were_chosen_are_told_and_what_must_be_deleted(house: House) -> None:
    house.feed.types = (MOVED, CLOSED, WITHDRAWN, WITHHELD, "chufei.lead.moved.v10")
    house.feed.last = 230
    receiver = run(house, lambda _: TAKEN, types=(CLOSED,))
    assert receiver.sequences == [n for n in range(1, 231) if n % 5 in {2, 3}]
    assert house.book().lanes("s1")[LIVE].cursor == 230

    house.desk.known.clear()
    receiver = run(house, lambda _: TAKEN, types=("chufei.lead.*",), after=225)
    assert receiver.sequences == [], "the lane stands where it stood"


def test_what_is_told_is_what_the_account_may_see(house: House) -> None:
    house.feed.last = 2

    async def go() -> Receiver:
        async with receiving() as receiver:
            house.ask(subscribed(url=f"http://127.0.0.1:{receiver.port}/", account="a7"))
            await until_told(house, house.deliverer(render=lambda row, account: f"{account} {row.sequence}".encode()))
            return receiver

    assert [each.body for each in asyncio.run(go()).calls] == [b"a7 1", b"a7 2"]


def test_a_replay_is_told_in_order_beside_what_is_new_under_the_same_ids(house: House) -> None:
    house.feed.last = 20
    replays = (Replay(1, 3, 6), Replay(2, 5, 5), Replay(3, 19, 22))
    receiver = run(house, lambda _: TAKEN, after=10, replays=replays)
    house.feed.last = 25

    async def go() -> Receiver:
        async with receiving() as again:
            house.desk.change("s1", url=f"http://127.0.0.1:{again.port}/")
            await until_told(house, house.deliverer())
            return again

    told = receiver.sequences + asyncio.run(go()).sequences
    assert Counter(told) == Counter([*range(11, 26), *range(3, 7), 5, *range(19, 23)])
    for alone in ({3, 4, 6}, {*range(11, 19), 23, 24, 25}):  # told on one lane each
        assert [n for n in told if n in alone] == sorted(alone)
    assert {number: lane.cursor for number, lane in house.book().lanes("s1").items()} == {0: 25, 1: 6, 2: 5, 3: 22}
    assert receiver.most_at_once == 1


def test_what_is_new_and_a_replay_take_turns(house: House) -> None:
    house.feed.last = 20

    def told(_: Called) -> Reply:
        house.clock.present += timedelta(milliseconds=1)
        return TAKEN

    receiver = run(house, told, after=10, replays=(Replay(1, 1, 5),))
    assert receiver.sequences[:10] == [11, 1, 12, 2, 13, 3, 14, 4, 15, 5]


def test_a_replay_of_chosen_types_ends_where_it_was_to_end(house: House) -> None:
    house.feed.types = (MOVED, CLOSED, WITHDRAWN, MOVED, MOVED)
    house.feed.last = 20
    receiver = run(house, lambda _: TAKEN, types=(CLOSED,), after=20, replays=(Replay(1, 1, 6),))

    assert receiver.sequences == [2, 3]
    assert house.book().lanes("s1")[1].cursor == 6


def test_a_replay_that_fails_holds_up_nothing_new_and_pauses_nobody(house: House) -> None:
    house.feed.last = 9
    receiver = run(
        house, lambda called: status(500) if called.sequence == 2 else TAKEN, after=5, replays=(Replay(1, 1, 3),)
    )

    assert [n for n in receiver.sequences if n > 5] == [6, 7, 8, 9]
    assert receiver.sequences.count(2) == len(STEPS) + 1
    assert house.desk.known["s1"].stage is S.ACTIVE
    assert house.book().lanes("s1")[1].given_up


def verifies(called: Called, secret: str) -> bool:
    try:
        Webhook(secret).verify(called.body, called.headers)
    except WebhookVerificationError:
        return False
    return True


def test_while_a_secret_is_changed_both_verify_and_afterwards_only_the_new_one(house: House) -> None:
    house.clock.present = SystemClock().now()  # the stock verifier looks at the true time
    house.feed.last = 1
    first = house.secrets.made("s1", 1)
    second = house.secrets.made("s1", 2)
    (one,) = run(house, lambda _: TAKEN).calls
    house.feed.last = 2
    overlap = house.clock.now() + timedelta(hours=24)
    (two,) = run(house, lambda _: TAKEN, stage=S.ACTIVE, secret=2, overlap_until=overlap).calls
    house.feed.last = 3
    (three,) = run(house, lambda _: TAKEN, stage=S.ACTIVE, secret=2, overlap_until=house.clock.now()).calls

    assert [(verifies(each, first), verifies(each, second)) for each in (one, two, three)] == [
        (True, False), (True, True), (False, True),
    ]  # fmt: skip


def test_without_a_secret_nobody_is_called(house: House) -> None:
    house.feed.last = 1

    async def go() -> Receiver:
        async with receiving() as receiver:
            house.desk.known["s1"] = subscribed(url=f"http://127.0.0.1:{receiver.port}/")
            await house.deliverer().round()
            return receiver

    assert asyncio.run(go()).calls == []
    assert house.book().lanes("s1")[LIVE].answer == "no secret"
