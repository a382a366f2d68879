"""Subscriptions to the feed, for every way in: whose they are to see, and what is to be done with their secrets."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from api.app import App
from domain.actor import Actor, Role
from domain.errors import ChufeiError
from domain.subscription import commands as c
from domain.subscription.guards import parties
from domain.subscription.state import Subscription
from domain.values.mistake import Mistake
from domain.words import Words
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
    command_id: str = "",
) -> Signed:
    """Ask for calls, from now on where no row is named. Raises a ``Refusal``; then no secret stays behind.

    ``name`` becomes its id, where one is given. Under a command id of one's own it is asked for once, however often it
    is sent.
    """
    app.webhooks.check(url)
    named = name or (app.derive(command_id) if command_id else "")
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
        receipt = app.do(asked, actor, command_id=command_id)
    except ChufeiError:
        if not named and app.ask(subscription, name) is None:  # else it may be sent again
            app.webhooks.secrets.destroy(name, (1,), "never asked for")
        raise
    app.webhooks.wake()
    return Signed(name, secret, receipt)


def rotate(app: App, actor: Actor, name: str, overlap_hours: int) -> Signed:
    """Sign with a new secret; what came before the one that overlaps with it is destroyed."""
    app.webhooks.secrets.made(name, one(app, actor, name).secret + 1)  # before: it must be there when it is to sign
    command = c.RotateSecret(subscription=name, occurred=app.clock.now(), overlap_hours=overlap_hours)
    receipt = app.do(command, actor)
    number = one(
        app, actor, name
    ).secret  # another one's, where two changed it at once: then that is the one that counts
    oldest = number - (overlap_hours > 0)
    app.webhooks.secrets.destroy(name, range(max(oldest - 1, 1), oldest), "replaced")
    app.webhooks.wake()
    return Signed(name, app.webhooks.secrets.made(name, number), receipt)


def replay(app: App, actor: Actor, name: str, first: int, last: int) -> Receipt:
    """Send these rows once more. Raises ``InvalidInput`` (``input.replay.ahead``), ``NotFound``, a ``Refusal``."""
    one(app, actor, name)
    head = app.webhooks.head()
    if last > head:
        raise AHEAD.at(LAST, head=head)
    receipt = app.do(c.AskReplay(subscription=name, occurred=app.clock.now(), first=first, last=last), actor)
    app.webhooks.wake()
    return receipt


def pause(app: App, actor: Actor, name: str) -> Receipt:
    """Call nobody for the time being."""
    return app.do(c.PauseSubscription(subscription=one(app, actor, name).id, occurred=app.clock.now()), actor)


def resume(app: App, actor: Actor, name: str) -> Receipt:
    """Call again, from where it stopped."""
    receipt = app.do(c.ResumeSubscription(subscription=one(app, actor, name).id, occurred=app.clock.now()), actor)
    app.webhooks.wake()
    return receipt


def end(app: App, actor: Actor, name: str) -> Receipt:
    """End it for good and destroy its secrets."""
    before = one(app, actor, name)
    receipt = app.do(c.EndSubscription(subscription=name, occurred=app.clock.now()), actor)
    app.webhooks.secrets.destroy(name, range(max(before.secret - 1, 1), before.secret + 1), "ended")
    return receipt


def _shown(each: Subscribed, actor: Actor) -> bool:
    whose = Subscription(each.id, account=each.account, office=each.office, division=each.division)
    return bool(tuple(parties(whose, actor))) or (Role.AUDITOR in actor.roles and actor.division == each.division)
