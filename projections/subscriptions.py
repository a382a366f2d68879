"""Subscriptions to the feed 推送订阅: who is called where with what, and which rows were asked for once more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, select

from domain.instants import instant_of, microseconds
from domain.subscription.base import SubscriptionEvent
from domain.subscription.events import (
    ReplayAsked,
    SecretRotated,
    SubscriptionAsked,
    SubscriptionEnded,
    SubscriptionGone,
    SubscriptionPaused,
    SubscriptionResumed,
    SubscriptionUnanswered,
)
from domain.subscription.stage import SubscriptionStage
from projections.base import Change, Projection, count, key, number, place, text
from workflows.ports import Recorded

SUBSCRIBED: Final = Projection("subscriptions", version=1)

SUBSCRIPTIONS: Final = SUBSCRIBED.table(
    key("subscription"),
    text("url"),
    text("account"),
    text("office"),
    text("division"),
    count("after"),
    text("types"),
    text("stage"),
    text("stopped"),
    number("secret"),
    number("overlap_until"),
    count("spell"),
    number("asked_at"),
    number("changed_at"),
)
"""``types`` with a blank between two; ``stopped`` says why the receiver is no longer called;
``spell`` counts how often it was resumed: what failed before counts no more."""
REPLAYS: Final = SUBSCRIBED.table(
    key("subscription"), place("replay"), count("first"), count("last"), number("asked_at"), suffix="replays"
)


STOPS: Final[dict[type, str]] = {SubscriptionUnanswered: "unanswered", SubscriptionGone: "gone"}


def _id(at: Recorded) -> str:
    return at.stream.partition("/")[2]


@SUBSCRIBED.on(SubscriptionEvent)
def _moved(event: SubscriptionEvent, at: Recorded) -> Change:
    return SUBSCRIPTIONS.set(_id(at), stage=event.stage.value, changed_at=microseconds(event.occurred))


@SUBSCRIBED.on(SubscriptionAsked)
def _asked(event: SubscriptionAsked, at: Recorded) -> Change:
    return SUBSCRIPTIONS.set(
        _id(at), url=event.url, account=event.account, office=event.office, division=event.division, after=event.after,
        types=" ".join(event.types), secret=1, asked_at=microseconds(event.occurred),
    )  # fmt: skip


@SUBSCRIBED.on(SubscriptionResumed)
def _resumed(_: SubscriptionResumed, at: Recorded) -> Change:
    return SUBSCRIPTIONS.add(_id(at), spell=1)


@SUBSCRIBED.on(SubscriptionUnanswered, SubscriptionGone, SubscriptionResumed, SubscriptionPaused, SubscriptionEnded)
def _stopped(event: SubscriptionEvent, at: Recorded) -> Change:
    """A receiver that stopped us is an alarm; somebody who paused or ended it knows."""
    return SUBSCRIPTIONS.set(_id(at), stopped=STOPS.get(type(event), ""))


@SUBSCRIBED.on(SecretRotated)
def _rotated(event: SecretRotated, at: Recorded) -> Change:
    return SUBSCRIPTIONS.set(_id(at), secret=event.secret, overlap_until=microseconds(event.overlap_until))


@SUBSCRIBED.on(ReplayAsked)
def _replay(event: ReplayAsked, at: Recorded) -> Change:
    return REPLAYS.insert(
        _id(at), event.replay, first=event.first, last=event.last, asked_at=microseconds(event.occurred)
    )


@dataclass(frozen=True, slots=True)
class Replay:
    """A range of the feed that was asked for once more."""

    number: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription as it stands. ``secrets`` are the numbers of those that sign, the newest first."""

    id: str
    url: str
    account: str
    office: str
    division: str
    after: int
    types: tuple[str, ...]
    stage: SubscriptionStage
    stopped: str
    secret: int
    overlap_until: datetime | None
    spell: int
    asked_at: datetime
    changed_at: datetime
    replays: tuple[Replay, ...] = ()

    def secrets(self, now: datetime) -> tuple[int, ...]:
        """The numbers of the secrets that sign now: the newest, and while they overlap the one before it."""
        old = (self.secret - 1,) if self.overlap_until is not None and now < self.overlap_until else ()
        return (self.secret, *old)


S: Final = SUBSCRIPTIONS.table
R: Final = REPLAYS.table
_ALL: Final[Select[Any]] = select(S).order_by(S.c.asked_at, S.c.subscription)


def subscriptions(connection: Connection, among: Iterable[SubscriptionStage] = ()) -> tuple[Subscribed, ...]:
    """Those at some stages, all where none is named; the oldest first."""
    stages = [stage.value for stage in among]
    rows = connection.execute(_ALL.where(S.c.stage.in_(stages)) if stages else _ALL).all()
    replays: dict[str, list[Replay]] = {}
    for row in connection.execute(select(R).order_by(R.c.replay)):
        replays.setdefault(row.subscription, []).append(Replay(row.replay, row.first, row.last))
    return tuple(_subscribed(row, replays.get(row.subscription, ())) for row in rows)


def subscription(connection: Connection, wanted: str) -> Subscribed | None:
    """One, if it was ever asked for."""
    row = connection.execute(_ALL.where(S.c.subscription == wanted)).one_or_none()
    replays = connection.execute(select(R).where(R.c.subscription == wanted).order_by(R.c.replay))
    return None if row is None else _subscribed(row, [Replay(each.replay, each.first, each.last) for each in replays])


def _subscribed(row: Row[Any], replays: Iterable[Replay]) -> Subscribed:
    return Subscribed(
        id=row.subscription, url=row.url, account=row.account, office=row.office, division=row.division,
        after=row.after, types=tuple(row.types.split()), stage=SubscriptionStage(row.stage), stopped=row.stopped,
        secret=row.secret,
        overlap_until=None if row.overlap_until is None else instant_of(row.overlap_until), spell=row.spell,
        asked_at=instant_of(row.asked_at), changed_at=instant_of(row.changed_at), replays=tuple(replays),
    )  # fmt: skip
