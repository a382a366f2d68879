"""Commands to a subscription, in the order of its rows."""

from domain.catalogue import shape
from domain.subscription.base import Answer, OwnCommand, SubscriptionCommand


@shape
class Subscribe(SubscriptionCommand):
    """W01: a system under ``url`` is to be called with what ``account`` may see, after feed row ``after``.

    ``types`` are those of integration events, ``…*`` for all that begin so; none means all of them.
    """

    url: str
    account: str
    after: int = 0
    types: tuple[str, ...] = ()


@shape
class NoteAnswered(Answer):
    """W02: the receiver took its first event."""


@shape
class PauseSubscription(OwnCommand):
    """W03: call nobody for the time being."""


@shape
class NoteUnanswered(Answer):
    """W04: the receiver did not take an event, however often it was called; ``last_answer`` is what came last."""

    attempts: int
    last_answer: str


@shape
class NoteGone(Answer):
    """W05: the receiver says that it is no more (HTTP 410)."""


@shape
class ResumeSubscription(OwnCommand):
    """W06: call again, from where it stopped."""


@shape
class RotateSecret(OwnCommand):
    """W07: sign with a new secret; the old one signs beside it for so many hours more."""

    overlap_hours: int = 24


@shape
class AskReplay(OwnCommand):
    """W08: send these rows of the feed once more, the first and the last among them."""

    first: int
    last: int


@shape
class EndSubscription(SubscriptionCommand):
    """W09: for good; the secrets are destroyed."""
