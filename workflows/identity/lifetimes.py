"""How long a secret opens anything, and which change of an account ends what it opened."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from domain.actor import Actor

IDLE: Final = timedelta(minutes=30)
"""A session that nobody used for so long is over."""
WHOLE: Final = timedelta(hours=10)
"""A session is over after so long in any case: a working day."""
BY_ANOTHER: Final = "password-by-another"
"""The office rule that says for how many hours a password that somebody else set opens anything."""
BROWSER: Final = timedelta(days=180)
"""How long a browser is remembered as one from which the account was signed in to."""
ASKING: Final = timedelta(minutes=10)
"""How long somebody may stay with the identity provider."""
TOKEN_DAYS: Final = 90
LONGEST_TOKEN: Final = 366


def over(created: datetime, seen: datetime, now: datetime) -> bool:
    """Whether a session has had its time."""
    return now - seen > IDLE or now - created > WHOLE


def powers(actor: Actor) -> str:
    """What somebody may do, as a short text to compare: a session ends where it is no longer the same."""
    parts = (actor.office, actor.level, actor.division, actor.position or "", *sorted(actor.roles))
    return sha256("|".join(parts).encode()).hexdigest()[:16]
