"""The thread that delivers outlives every trouble and tells it; asked to end, it waits for the calls at hand."""

from collections.abc import Mapping

import pytest

from adapters.follow.pulse import Pulse, signs
from adapters.follow.tables import METADATA
from adapters.store.engine import writing
from adapters.webhooks.running import NAME, DelivererThread
from domain.subscription.stage import SubscriptionStage as S
from projections.subscriptions import Subscribed
from tests.support.receiver import OK, Reply, receiving_beside
from tests.support.subscribers import House, subscribed
from tests.support.waiting import comes_true
from workflows.health import Sign

FOLLOWER = f"effect:{NAME}"


@pytest.fixture
def pulse(house: House) -> Pulse:
    with writing(house.engine) as connection:
        METADATA.create_all(connection)
    return Pulse(house.engine, [FOLLOWER], "here:1", house.clock)


def given(house: House) -> tuple[Sign, ...]:
    with house.engine.connect() as connection:
        return signs(connection).get(FOLLOWER, ())


def test_a_trouble_is_told_and_survived(house: House, pulse: Pulse, monkeypatch: pytest.MonkeyPatch) -> None:
    house.feed.last = 3
    delivered = house.desk.delivered

    def away() -> Mapping[str, Subscribed]:
        msg = "the database is away"
        raise ConnectionError(msg)

    with receiving_beside() as receiver:
        house.ask(subscribed(url=f"http://127.0.0.1:{receiver.port}/"))
        monkeypatch.setattr(house.desk, "delivered", away)
        thread = DelivererThread(house.deliverer(), pulse, poll=0.01)
        thread.start()
        assert comes_true(lambda: any("ConnectionError" in sign.trouble for sign in given(house)))

        monkeypatch.setattr(house.desk, "delivered", delivered)
        assert comes_true(lambda: receiver.sequences == [1, 2, 3])
        assert comes_true(lambda: [sign.trouble for sign in given(house)] == [""])
        thread.stop()
    assert given(house) == ()


def test_a_subscriber_in_trouble_is_tried_again(house: House, pulse: Pulse) -> None:
    house.feed.last = 1
    asked = subscribed(url="")
    house.desk.known["s1"] = asked
    with receiving_beside() as receiver:
        thread = DelivererThread(house.deliverer(), pulse, poll=0.01)
        thread.start()
        assert comes_true(lambda: bool(house.book().lanes("s1")))
        house.ask(subscribed(url=f"http://127.0.0.1:{receiver.port}/", stage=S.ACTIVE, spell=1))
        thread.wake()
        assert comes_true(lambda: receiver.sequences == [1])
        thread.stop()


def test_whoever_ends_waits_for_the_call_at_hand_and_begins_no_other(house: House, pulse: Pulse) -> None:
    house.feed.last = 9
    with receiving_beside(lambda _: Reply(OK, after=0.3)) as receiver:
        house.ask(subscribed(url=f"http://127.0.0.1:{receiver.port}/"))
        thread = DelivererThread(house.deliverer(), pulse, poll=0.01)
        thread.start()
        assert comes_true(lambda: bool(receiver.calls))
        thread.stop()

        assert receiver.sequences == [1]
        assert house.book().lanes("s1")[0].cursor == 1
        assert house.book("other").take("s1"), "the lease is given back"
