"""Several processes deliver side by side, and a subscriber notices nothing of it."""

import asyncio
from datetime import timedelta

from adapters.webhooks.book import LIVE
from tests.support.receiver import OK, Called, Receiver, Reply, receiving
from tests.support.subscribers import House, subscribed
from tests.support.telling import Effects, until_told


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
