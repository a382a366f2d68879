"""``/admin/feeds``: systems that are called about new events: how far they are, and what is done about it by forms.

Also for whoever subscribes: his own are shown to him, and he replays them without an administrator.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import chain
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Form, Path
from fastapi.responses import RedirectResponse, Response

from api import subscribing
from api.administering import SIGHT, check
from api.answers_told import answer_of
from api.console.administration import page
from api.console.forms.controls import labels_of
from api.console.forms.sheet import errors_of
from api.console.forms.subscriptions import Asked, Typed, forms_of_one, new
from api.console.refused import told
from api.console.seat import CHANNEL, Seat, TheSeat, administers
from api.follower_names import called
from api.http.problems import status_of
from api.http.sending import command_id_of
from api.subscribing import Sent, Signed
from api.webhook_ports import Lane
from domain.actor import Role
from domain.errors import Refusal
from domain.instants import instant_of
from domain.subscription.guards import parties
from domain.subscription.stage import DELIVERED, OPEN, SubscriptionStage
from domain.subscription.state import Subscription
from domain.words import Words
from projections.feeds.declaring import REGISTRY
from projections.subscriptions import Subscribed
from workflows import health
from workflows.forms.checks import ID
from workflows.forms.mistakes import NOT_AN_ID
from workflows.refusals import unknown

routes = APIRouter(prefix="/admin/feeds")

TheId = Annotated[str, Path(max_length=64)]
Filled = Annotated[Typed, Form()]


class Move(NamedTuple):
    """What is done by a form: by what, how its fields are read, and what is said then."""

    do: Callable[..., object]
    reads: Callable[[Typed], Sequence[int]]
    done: Words


MOVES: Final[dict[str, Move]] = {
    "pause": Move(subscribing.pause, Typed.nothing, Words("已暂停", "Paused")),
    "resume": Move(subscribing.resume, Typed.nothing, Words("已恢复，从停下处续送", "Resumed, from where it stopped")),
    "end": Move(subscribing.end, Typed.meant, Words("已终止，密钥已销毁", "Ended, its secrets are destroyed")),
    "replay": Move(subscribing.replay, Typed.range, Words("将补发", "It will be sent again")),
}
ROTATE: Final = "rotate"
"""Done by a form as well; it shows a secret."""


class Row(NamedTuple):
    """A subscription with how far its receiver is."""

    each: Subscribed
    lane: Lane
    behind: int
    answer: str
    called_at: datetime | None
    next_try: datetime | None


@routes.get("")
def feeds(seat: TheSeat) -> Response:
    """The subscriptions that are for whoever asks, the end of the feed, and the message buses."""
    return _list(seat)


@routes.post("")
def subscribe(seat: TheSeat, form: Annotated[Asked, Form()]) -> Response:
    """Ask for calls from now on; the secret is shown once."""
    try:
        if form.id and not ID.fullmatch(form.id):
            raise NOT_AN_ID.at(field="id")
        signed = subscribing.subscribe(
            seat.app, seat.actor, url=form.url.strip(), account=form.account, after=None, types=form.types,
            name=form.id, sent=_sent(seat, form.key),
        )  # fmt: skip
    except Refusal as refusal:
        return _list(seat, refusal, form)
    return _secret(seat, signed)


@routes.get("/{subscription}")
def feed(seat: TheSeat, subscription: TheId, done: str = "") -> Response:
    """One of them, in detail."""
    return _one(seat, _named(subscription), done=MOVES[done].done if done in MOVES else None)


@routes.post(f"/{{subscription}}/{ROTATE}")
def rotate(seat: TheSeat, subscription: TheId, form: Filled) -> Response:
    """Change the secret; the new one is shown once."""
    name = _named(subscription)
    try:
        (hours,) = form.overlap()
        return _secret(seat, subscribing.rotate(seat.app, seat.actor, name, hours, _sent(seat, form.key)))
    except Refusal as refusal:
        return _one(seat, name, refusal, form)


@routes.post("/{subscription}/{move}")
def move(seat: TheSeat, subscription: TheId, move: Annotated[str, Path(max_length=20)], form: Filled) -> Response:
    """Pause, resume, send a range once more, end; or the page again with what was filled in and every mistake."""
    name = _named(subscription)
    if move not in MOVES:
        raise unknown(noun="subscription")
    found = MOVES[move]
    try:
        found.do(seat.app, seat.actor, name, *found.reads(form), sent=_sent(seat, form.key))
    except Refusal as refusal:
        return _one(seat, name, refusal, form)
    return RedirectResponse(f"/admin/feeds/{name}?done={move}", 303)


def _list(seat: Seat, refusal: Refusal | None = None, typed: Asked | None = None) -> Response:
    app = seat.app
    found = subscribing.seen(app, seat.actor)
    if not found and not {Role.FEED_CLIENT, Role.AUDITOR} & set(seat.actor.roles):
        check(seat.actor, SIGHT)
    lanes, head = app.webhooks.lanes(found), app.webhooks.head()
    rows = [_row(seat, each, lanes[each.id][0], head) for each in found]
    keeps = Role.ADMINISTRATOR in seat.actor.roles
    errors = errors_of(seat.say, refusal)
    controls = new(seat, typed or Asked(), errors)
    return page(
        seat, "feeds.html", "feeds", head=head, rows=rows, buses=_buses(seat), keeps=keeps,
        key=app.ids.new("form"), controls=controls, labels=labels_of(controls), errors=errors,
        **_refused(seat, refusal),
    )  # fmt: skip


def _one(
    seat: Seat, name: str, refusal: Refusal | None = None, typed: Typed | None = None, *, done: Words | None = None
) -> Response:  # fmt: skip
    app = seat.app
    each = subscribing.one(app, seat.actor, name)
    lanes, head = app.webhooks.lanes((each,))[each.id], app.webhooks.head()
    whose = Subscription(each.id, account=each.account, office=each.office, division=each.division)
    errors = errors_of(seat.say, refusal)
    forms = forms_of_one(seat.say, typed or Typed(), errors, head)
    return page(
        seat, "feed.html", "feeds", row=_row(seat, each, lanes[0], head), head=head, done=done,
        replays=[(again, lanes[again.number], answer_of(seat.say, lanes[again.number])) for again in each.replays],
        types=[REGISTRY[name].words if name in REGISTRY else name for name in each.types],
        moves=_open_moves(each), own=bool(tuple(parties(whose, seat.actor))), forms=forms, errors=errors,
        labels=labels_of([*chain.from_iterable(forms.values())]),
        keys={move: app.ids.new("form") for move in (*MOVES, ROTATE)}, **_refused(seat, refusal),
    )  # fmt: skip


def _open_moves(each: Subscribed) -> frozenset[str]:
    """What its stage leaves open; whether he may is asked when he does it."""
    moves = {"replay", "rotate", "end"} if each.stage in OPEN else set[str]()
    moves |= {"pause"} if each.stage in DELIVERED else set()
    return frozenset(moves | ({"resume"} if each.stage in OPEN and each.stage not in DELIVERED else set()))


def _row(seat: Seat, each: Subscribed, lane: Lane, head: int) -> Row:
    due = instant_of(lane.due) if lane.failures and each.stage in DELIVERED else None
    behind = 0 if each.stage is SubscriptionStage.ENDED else max(head - lane.cursor, 0)
    return Row(each, lane, behind, answer_of(seat.say, lane), instant_of(lane.called) if lane.called else None, due)


def _buses(seat: Seat) -> list[tuple[Words, int, int]]:
    """Relays of the feed: for those who look after the machine."""
    if not administers(seat.actor):
        return []
    found = seat.app.read_models.health().followers
    return [(called(each.name), each.position, each.behind) for each in found if each.kind is health.Kind.RELAY]


def _refused(seat: Seat, refusal: Refusal | None) -> dict[str, Any]:
    shown = None if refusal is None else told(refusal, seat.say)
    return {"refusal": shown, "status": 200 if refusal is None else status_of(refusal)}


def _secret(seat: Seat, signed: Signed) -> Response:
    return page(seat, "feed-secret.html", "feeds", id=signed.id, secret=signed.secret)


def _named(text: str) -> str:
    """An id as a log can hold it. Raises ``NotFound`` (``subscription.unknown``)."""
    if not ID.fullmatch(text):
        raise unknown(noun="subscription")
    return text


def _sent(seat: Seat, key: str) -> Sent:
    return Sent(CHANNEL, command_id_of(seat.app, seat.caller, key))
