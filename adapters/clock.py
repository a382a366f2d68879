"""The clock of the machine, as the port wants it."""

from datetime import UTC, datetime


class SystemClock:
    """The present of this machine; whoever runs it keeps it right (NTP)."""

    def now(self) -> datetime:
        """An aware UTC instant."""
        return datetime.now(UTC)
