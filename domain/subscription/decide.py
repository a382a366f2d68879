"""From a legal command to its event."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from domain.lead.decide import Decision
from domain.outcome import outcome
from domain.procedure import Ruling, Situation
from domain.subscription import commands as c
from domain.subscription import events as e
from domain.subscription.base import SubscriptionCommand, SubscriptionEvent
from domain.subscription.state import Subscription

RECORDS: Final[dict[type, type[SubscriptionEvent]]] = {
    c.Subscribe: e.SubscriptionAsked,
    c.NoteAnswered: e.SubscriptionAnswered,
    c.PauseSubscription: e.SubscriptionPaused,
    c.NoteUnanswered: e.SubscriptionUnanswered,
    c.NoteGone: e.SubscriptionGone,
    c.ResumeSubscription: e.SubscriptionResumed,
    c.RotateSecret: e.SecretRotated,
    c.AskReplay: e.ReplayAsked,
    c.EndSubscription: e.SubscriptionEnded,
}


def reads(command: SubscriptionCommand, _: Situation) -> tuple[str, ...]:
    """The one stream a decision looks at."""
    return (f"subscription/{command.subscription}",)


def decide(command: SubscriptionCommand, ruling: Ruling, situation: Situation) -> Decision:
    """The event of a legal command."""
    (stream,) = reads(command, situation)
    added = ADDED[type(command)](command, situation.states[stream], situation) if type(command) in ADDED else {}
    return ((stream, outcome(RECORDS[type(command)], command, ruling, **added)),)


def _asked(_: c.Subscribe, __: Subscription, situation: Situation) -> dict[str, object]:
    return {"office": situation.actor.office, "division": situation.actor.division}


def _rotated(command: c.RotateSecret, subscription: Subscription, _: Situation) -> dict[str, object]:
    until = command.occurred + timedelta(hours=command.overlap_hours)
    return {"secret": subscription.secret + 1, "overlap_until": until}


def _replay(_: c.AskReplay, subscription: Subscription, __: Situation) -> dict[str, object]:
    return {"replay": subscription.replays + 1}


ADDED: Final[dict[type, Callable[[Any, Subscription, Situation], dict[str, object]]]] = {
    c.Subscribe: _asked,
    c.RotateSecret: _rotated,
    c.AskReplay: _replay,
}
"""What an event takes from who acts and from the state."""
