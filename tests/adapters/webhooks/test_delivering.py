"""Whatever a receiver does, it is told every row, in order, and the same each time; only its own answers stop that."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from adapters.webhooks.book import LIVE
from adapters.webhooks.patience import STEPS
from domain.subscription.commands import NoteAnswered, NoteGone, NoteUnanswered
from domain.subscription.stage import SubscriptionStage as S
from tests.support.receiver import OK, TAKEN, Called, Reply, receiving, status
from tests.support.subscribers import EPOCH, House, MemoryFeed, subscribed
from tests.support.telling import Effects, run


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
                assert len(slow.calls) == 1, "and its call is still at hand"
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


@pytest.mark.parametrize("rows", [0, 1])
def test_nobody_is_called_where_there_is_nothing_to_tell(house: House, rows: int) -> None:
    house.feed = MemoryFeed(rows)
    assert run(house, lambda _: TAKEN, after=1).calls == []
