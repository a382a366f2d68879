"""When a call that failed is made again: at growing intervals for 75 hours, later where the receiver says so."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from random import SystemRandom
from typing import Final

WHOLE: Final = timedelta(hours=75)
"""How long a receiver may be away before its subscription is paused (office rule ``feed-delivery``)."""
_GROWING: Final = (
    *(timedelta(seconds=each) for each in (5, 30)),
    *(timedelta(minutes=each) for each in (2, 10, 30)),
    *(timedelta(hours=each) for each in (1, 2, 4, 8, 12, 16, 16)),
)
STEPS: Final = (*_GROWING, WHOLE - sum(_GROWING, timedelta()))
"""The pause after the first failure, the second …; after the last one nobody calls any more."""
JITTER: Final = 0.1
"""By so much at most a pause is longer, so that not all who failed together call together."""
LONGEST_ASKED: Final = timedelta(hours=24)
"""A receiver may ask for as much time as this."""

_chance: Final = SystemRandom()


def exhausted(failures: int) -> bool:
    """Whether so many failures in a row are enough."""
    return failures > len(STEPS)


def pause(failures: int, asked: timedelta = timedelta(), chance: Callable[[], float] = _chance.random) -> timedelta:
    """The time until the next call, after so many failures in a row."""
    step = STEPS[min(failures, len(STEPS)) - 1]
    return max(step * (1 + JITTER * chance()), min(asked, LONGEST_ASKED))


def asked_for(header: str, now: datetime) -> timedelta:
    """What ``Retry-After`` asks for, in seconds or as a date; no time where it says nothing that can be read."""
    if header.isascii() and header.isdigit():
        return timedelta(seconds=min(int(header[:9]), LONGEST_ASKED.total_seconds()))
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return timedelta()
    until = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return min(max(until - now, timedelta()), LONGEST_ASKED)
