"""Subscriptions to the feed, for every way in: whose they are to see, and what is to be done with their secrets."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from api.app import App
from api.given import moment
from api.webhook_ports import Lane
from domain.actor import Actor, Role
from domain.errors import ChufeiError
from domain.instants import instant_of
from domain.subscription import commands as c
from domain.subscription.base import SubscriptionCommand
from domain.subscription.guards import parties
from domain.subscription.state import Subscription
from domain.values.mistake import Mistake
from domain.words import Words
from projections.feeds.choosing import check
from projections.subscriptions import Subscribed, subscription, subscriptions
from workflows.refusals import unknown
from workflows.service import Receipt
from workflows.sound import check_sound

LAST: Final = "last"
AFTER: Final = "after"
AHEAD: Final = Mistake(
    "input.replay.ahead",
    Words("推送序号目前只到 {head}", "The feed has come to {head} and no further"),
    Words("止号不大于 {head}；新的事件会自动送达", "End at {head} at most; what is new is sent anyway"),
    "office feed-replays",
)


TOO_FAR: Final = Mistake(
    "input.subscription.ahead",
    Words("推送序号目前只到 {head}", "The feed has come to {head} and no further"),
    Words("起始序号不大于 {head}；不填则从现在起", "Begin after {head} at most; leave it out to begin now"),
    "office feed-subscriptions",
)


class Sent(NamedTuple):
    """By which way a command came, and under which id of the sender's own: sent again under it, it is done once."""

    channel: str = "cli"
    command_id: str = ""


TYPED: Final = Sent()


class Signed(NamedTuple):
    """A subscription and the secret that signs from now on: shown this once."""

    id: str
    secret: str
    receipt: Receipt


def seen(app: App, actor: Actor) -> tuple[Subscribed, ...]:
    """The subscriptions that are this person's to see: his office's, his own; an auditor's all those of his area."""
    return tuple(each for each in app.ask(subscriptions) if _shown(each, actor))


def one(app: App, actor: Actor, name: str) -> Subscribed:
    """One of them. Raises ``NotFound`` (``subscription.unknown``), whether it never was or is not for him."""
    found = app.ask(subscription, name)
    if found is None or not _shown(found, actor):
        raise unknown(noun="subscription")
    return found


def subscribe(
    app: App,
    actor: Actor,
    *,
    url: str,
    account: str,
    after: int | None,
    types: Iterable[str],
    name: str = "",
    sent: Sent = TYPED,
) -> Signed:
    """Ask for calls, from now on where no row is named. Raises a ``Refusal``; then no secret stays behind.

    ``name`` becomes its id, where one is given. Under a command id of one's own it is asked for once, however often it
    is sent.
    """
    app.webhooks.check(url)
    check(types, "types")
    named = name or (app.derive(sent.command_id) if sent.command_id else "")
    name = named or app.ids.new("subscription")
    known = app.ask(subscription, name)
    head = app.webhooks.head()
    begins = known.after if known else head
    if after is not None and after > head:
        raise TOO_FAR.at(AFTER, head=head)
    asked = c.Subscribe(
        subscription=name, occurred=app.clock.now() if known is None else known.asked_at, url=url, account=account,
        after=begins if after is None else after, types=tuple(types),
    )  # fmt: skip
    check_sound(asked)
    secret = app.webhooks.secrets.made(name, 1)  # before: a subscription is never without one
    try:
        receipt = _do(app, actor, asked, sent)
    except ChufeiError:
        if not named and app.ask(subscription, name) is None:  # else it may be sent again
            app.webhooks.secrets.destroy(name, (1,), "never asked for")
        raise
    app.webhooks.wake()
    return Signed(name, secret, receipt)


def rotate(app: App, actor: Actor, name: str, overlap_hours: int, sent: Sent = TYPED) -> Signed:
    """Sign with a new secret; what came before the one that overlaps with it is destroyed."""
    app.webhooks.secrets.made(name, one(app, actor, name).secret + 1)  # before: it must be there when it is to sign
    command = c.RotateSecret(subscription=name, occurred=moment(app, sent.command_id), overlap_hours=overlap_hours)
    receipt = _do(app, actor, command, sent)
    number = one(app, actor, name).secret  # another's, where two changed it at once: then that one counts
    oldest = number - (overlap_hours > 0)
    app.webhooks.secrets.destroy(name, range(max(oldest - 1, 1), oldest), "replaced")
    app.webhooks.wake()
    return Signed(name, app.webhooks.secrets.made(name, number), receipt)


def replay(app: App, actor: Actor, name: str, first: int, last: int, *, sent: Sent = TYPED) -> Receipt:
    """Send these rows once more. Raises ``InvalidInput`` (``input.replay.ahead``), ``NotFound``, a ``Refusal``."""
    one(app, actor, name)
    head = app.webhooks.head()
    if last > head:
        raise AHEAD.at(LAST, head=head)
    command = c.AskReplay(subscription=name, occurred=moment(app, sent.command_id), first=first, last=last)
    receipt = _do(app, actor, command, sent)
    app.webhooks.wake()
    return receipt


def pause(app: App, actor: Actor, name: str, sent: Sent = TYPED) -> Receipt:
    """Call nobody for the time being."""
    command = c.PauseSubscription(subscription=one(app, actor, name).id, occurred=moment(app, sent.command_id))
    return _do(app, actor, command, sent)


def resume(app: App, actor: Actor, name: str, sent: Sent = TYPED) -> Receipt:
    """Call again, from where it stopped."""
    command = c.ResumeSubscription(subscription=one(app, actor, name).id, occurred=moment(app, sent.command_id))
    receipt = _do(app, actor, command, sent)
    app.webhooks.wake()
    return receipt


def end(app: App, actor: Actor, name: str, sent: Sent = TYPED) -> Receipt:
    """End it for good and destroy its secrets."""
    before = one(app, actor, name)
    command = c.EndSubscription(subscription=name, occurred=moment(app, sent.command_id))
    receipt = _do(app, actor, command, sent)
    app.webhooks.secrets.destroy(name, range(max(before.secret - 1, 1), before.secret + 1), "ended")
    return receipt


def as_json(each: Subscribed, lanes: Mapping[int, Lane], head: int) -> dict[str, object]:
    """The documented shape of a subscription, with how far its receiver is."""
    return {
        "id": each.id, "url": each.url, "account": each.account, "office": each.office, "state": each.stage,
        "stopped": each.stopped, "types": each.types, "after": each.after, "secret": each.secret,
        "behind": max(head - lanes[0].cursor, 0), **_lane(lanes[0]),
        "replays": [{"first": again.first, "last": again.last, **_lane(lanes[again.number])} for again in each.replays],
    }  # fmt: skip


def _lane(lane: Lane) -> dict[str, object]:
    return {
        "cursor": lane.cursor, "failures": lane.failures, "answer": lane.answer, "given_up": lane.given_up,
        "failing_since": instant_of(lane.failing) if lane.failing else None,
        "next_try": instant_of(lane.due) if lane.failures else None,
        "called_at": instant_of(lane.called) if lane.called else None,
    }  # fmt: skip


def _do(app: App, actor: Actor, command: SubscriptionCommand, sent: Sent) -> Receipt:
    return app.do(command, actor, command_id=sent.command_id, channel=sent.channel)


def _shown(each: Subscribed, actor: Actor) -> bool:
    whose = Subscription(each.id, account=each.account, office=each.office, division=each.division)
    return bool(tuple(parties(whose, actor))) or (Role.AUDITOR in actor.roles and actor.division == each.division)
