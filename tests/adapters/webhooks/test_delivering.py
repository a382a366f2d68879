"""Whatever a receiver does, it is told every row, in order, and the same each time; only its own answers stop that."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any, Final

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from adapters.clock import SystemClock
from adapters.webhooks.book import LIVE
from adapters.webhooks.delivering import Deliverer
from adapters.webhooks.patience import STEPS
from domain.instants import instant_of
from domain.subscription.commands import NoteAnswered, NoteGone, NoteUnanswered
from domain.subscription.stage import SubscriptionStage as S
from projections.subscriptions import Replay
from tests.support.receiver import OK, TAKEN, Called, Receiver, Reply, receiving, status
from tests.support.subscribers import EPOCH, MOVED, House, MemoryFeed, subscribed

CLOSED: Final = "chufei.lead.closed.v1"
WITHDRAWN: Final = "chufei.lead.withdrawn.v1"


class Effects:
    """A receiver's own work: what it did, each id once; a call may fail before or after that."""

    def __init__(self, failing: float = 0.0, seed: int = 1) -> None:
        self.done: list[int] = []
        self._seen: dict[str, bytes] = {}
        self._failing = failing
        self._dice = Random(seed)  # noqa: S311 - dice, not secrets

    def __call__(self, called: Called) -> Reply:
        thrown = self._dice.random()
        if thrown < self._failing / 2:
            return self._dice.choice([status(503), Reply(b"", cut=True), Reply(b"HTTP/1.1 2", cut=True)])
        assert self._seen.setdefault(called.id, called.body) == called.body, "a repetition says the same"
        if called.sequence not in self.done:
            self.done.append(called.sequence)
        if thrown < self._failing:
            return self._dice.choice([status(500), Reply(b"", cut=True), Reply(OK, after=0.02)])
        return TAKEN


async def until_told(house: House, *deliverers: Deliverer, rounds: int = 10_000) -> None:
    """Go on, moving the clock to when somebody is to be called again, until nobody is."""
    for _ in range(rounds):
        if any(await asyncio.gather(*(each.round() for each in deliverers))):
            continue
        names = house.desk.delivered()
        lanes = [lane for name, each in house.book().all_lanes().items() if name in names for lane in each.values()]
        due = [lane.due for lane in lanes if lane.due and not lane.given_up]
        if not due:
            return
        house.clock.present = max(house.clock.present, instant_of(min(due)))


def run(house: House, answer: Callable[[Called], Reply], **more: Any) -> Receiver:  # noqa: ANN401 - fields of a subscription
    """Tell one subscriber all there is to tell."""

    async def go() -> Receiver:
        async with receiving(answer) as receiver:
            house.ask(subscribed(url=f"http://127.0.0.1:{receiver.port}/", **more))
            await until_told(house, house.deliverer())
            return receiver

    return asyncio.run(go())


def test_rows_are_told_in_order_each_under_its_own_id(house: House) -> None:
    house.feed.last = 5
    receiver = run(house, lambda _: TAKEN)

    assert [each.id for each in receiver.calls] == [f"{EPOCH}:{n}" for n in range(1, 6)]
    assert receiver.connections == 1
    assert [type(each) for each in house.desk.noted] == [NoteAnswered]
    assert house.desk.known["s1"].stage is S.ACTIVE
    assert house.book().lanes("s1")[LIVE].cursor == 5


def test_a_subscriber_begins_where_it_asked_to(house: House) -> None:
    house.feed.last = 5
    assert run(house, lambda _: TAKEN, after=3).sequences == [4, 5]


def test_a_receiver_that_fails_every_fifth_call_does_everything_once_and_in_order(house: House) -> None:
    house.feed.last = 150
    effects = Effects(failing=0.2)
    receiver = run(house, effects)

    assert effects.done == list(range(1, 151))
    assert len(receiver.calls) > 160
    assert receiver.most_at_once == 1


def test_many_subscribers_are_served_at_once_and_none_waits_for_a_slow_one(house: House) -> None:
    house.feed.last = 10
    quick = {f"q{n}": Effects(failing=0.2, seed=n) for n in range(5)}

    async def go() -> None:
        async with receiving(lambda called: quick[called.line.split()[1][1:]](called)) as receiver:
            async with receiving(lambda _: Reply(OK, after=60)) as slow:
                house.ask(subscribed("slow", url=f"http://127.0.0.1:{slow.port}/"))
                for name in quick:
                    house.ask(subscribed(name, url=f"http://127.0.0.1:{receiver.port}/{name}"))
                deliverer = house.deliverer()
                until = asyncio.get_running_loop().time() + 60
                while asyncio.get_running_loop().time() < until and any(len(each.done) < 10 for each in quick.values()):
                    await deliverer.look()
                    await asyncio.sleep(0.02)
                    house.clock.present += timedelta(seconds=6)
                assert len(slow.calls) == 1
                assert receiver.most_at_once > 1
            await deliverer.end()

    asyncio.run(go())
    assert {name: each.done for name, each in quick.items()} == {name: list(range(1, 11)) for name in quick}


def test_three_days_away_lose_nothing(house: House) -> None:
    house.feed.last = 20
    back = house.clock.now() + timedelta(days=3)
    effects = Effects()
    receiver = run(house, lambda called: effects(called) if house.clock.now() >= back else status(502))

    assert effects.done == list(range(1, 21))
    assert house.desk.known["s1"].stage is S.ACTIVE
    assert len(STEPS) // 2 < len(receiver.calls) - 20 <= len(STEPS)


def test_after_75_hours_it_is_paused_and_nothing_is_lost_when_it_is_resumed(house: House) -> None:
    house.feed.last = 3
    begun = house.clock.now()
    receiver = run(house, lambda _: status(502))

    assert timedelta(hours=75) <= house.clock.now() - begun <= timedelta(hours=83)
    assert receiver.sequences == [1] * (len(STEPS) + 1)
    (noted,) = house.desk.noted
    assert isinstance(noted, NoteUnanswered)
    assert (noted.sequence, noted.attempts, noted.last_answer) == (1, len(STEPS) + 1, "502")

    receiver = run(house, lambda _: TAKEN, stage=S.ACTIVE, spell=1)
    assert receiver.sequences == [1, 2, 3]


def test_a_receiver_that_is_gone_is_not_called_again_until_somebody_says_so(house: House) -> None:
    house.feed.last = 3
    receiver = run(house, lambda called: status(410) if called.sequence == 2 else TAKEN)

    assert receiver.sequences == [1, 2]
    assert isinstance(house.desk.noted[-1], NoteGone)
    assert house.desk.known["s1"].stage is S.DISABLED
    assert run(house, lambda _: TAKEN, stage=S.ACTIVE, spell=1).sequences == [2, 3]


def test_who_is_paused_is_not_called_from_the_next_row_on(house: House) -> None:
    house.feed.last = 9

    def pausing(called: Called) -> Reply:
        if called.sequence == 4:
            house.desk.change("s1", stage=S.PAUSED)
        return TAKEN

    assert run(house, pausing).sequences == [1, 2, 3, 4]


def test_retry_after_is_honoured(house: House) -> None:
    house.feed.last = 1
    times: list[Any] = []

    def busy(_: Called) -> Reply:
        times.append(house.clock.now())
        return status(429, "retry-after: 3600") if len(times) == 1 else TAKEN

    run(house, busy)
    assert times[1] - times[0] >= timedelta(hours=1)


def test_only_types_that_were_chosen_are_told_and_what_must_be_deleted(house: House) -> None:
    house.feed.types = (MOVED, CLOSED, WITHDRAWN, "chufei.feed.withheld.v1", "chufei.lead.moved.v10")
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


def test_two_deliverers_at_once_tell_everything_once_and_in_order(house: House) -> None:
    house.feed.last = 60
    effects = Effects(failing=0.2)

    async def go() -> Receiver:
        async with receiving(effects) as receiver:
            house.ask(subscribed(url=f"http://127.0.0.1:{receiver.port}/"))
            await until_told(house, house.deliverer("one"), house.deliverer("two"))
            return receiver

    receiver = asyncio.run(go())
    assert effects.done == list(range(1, 61))
    assert receiver.most_at_once == 1


def test_who_was_frozen_for_longer_than_his_lease_changes_nothing(house: House) -> None:
    house.feed.last = 3
    effects = Effects()

    async def go() -> Receiver:
        reached = asyncio.Event()

        def freezing(called: Called) -> Reply:
            house.clock.present += timedelta(seconds=61)
            reached.set()
            effects(called)
            return Reply(OK, after=0.5)

        async with receiving(freezing) as first, receiving(effects) as receiver:
            house.ask(subscribed(url=f"http://127.0.0.1:{first.port}/"))
            frozen = asyncio.create_task(house.deliverer("one").round())
            await reached.wait()
            house.desk.change("s1", url=f"http://127.0.0.1:{receiver.port}/")
            await house.deliverer("other").round()
            await frozen
            assert first.sequences == [1]
            return receiver

    assert asyncio.run(go()).sequences == [1, 2, 3]
    assert effects.done == [1, 2, 3]
    assert house.book().lanes("s1")[LIVE].cursor == 3


def test_a_lease_that_was_given_back_or_is_over_is_free_and_no_other(house: House) -> None:
    one, two = house.book("one"), house.book("two")

    assert one.take("s1")
    assert one.take("s1")
    assert not two.take("s1")
    assert two.take("s2")
    one.give_back("s1")
    assert two.take("s1")
    house.clock.present += timedelta(seconds=61)
    assert one.take("s1")
    house.clock.present -= timedelta(days=400)  # the clock was wrong, and is put right
    assert two.take("s1")


@pytest.mark.parametrize("rows", [0, 1])
def test_nobody_is_called_where_there_is_nothing_to_tell(house: House, rows: int) -> None:
    house.feed = MemoryFeed(rows)
    assert run(house, lambda _: TAKEN, after=1).calls == []
