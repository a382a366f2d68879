"""A clock that a story turns: what was done in 2022 is recorded in 2022, with the numbers of that year."""

from datetime import datetime


class StoryClock:
    """Stands still until it is turned; implements ``workflows.ports.Clock``."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """An aware instant of the story."""
        return self._now

    def turn_to(self, moment: datetime) -> None:
        """Go on to a later moment. Raises ``ValueError`` for an earlier one: a log is written forwards."""
        if moment < self._now:
            msg = f"the story goes back from {self._now} to {moment}"
            raise ValueError(msg)
        self._now = moment
