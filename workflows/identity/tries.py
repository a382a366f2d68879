"""How often somebody may try: a few times freely, then with growing waits, and never shut out for good."""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Final, NamedTuple


class Limit(NamedTuple):
    """So many tries are free; each further one makes the next wait, twice as long each time, up to the longest."""

    free: int
    first: timedelta
    longest: timedelta

    def wait(self, count: int) -> timedelta:
        """How long the next try waits after so many."""
        beyond = count - self.free
        if beyond <= 0:
            return timedelta()
        return min(self.longest, self.first * (1 << min(beyond - 1, 30)))


ACCOUNT: Final = Limit(5, timedelta(seconds=30), timedelta(minutes=15))
"""For one account, and apart from it for each browser that was signed in to it before."""
ADDRESS: Final = Limit(50, timedelta(seconds=10), timedelta(minutes=5))
"""For one address, behind which a whole office may sit."""
FORGOTTEN: Final = timedelta(hours=1)
"""After so long without a try, the count begins anew."""


class Tries(NamedTuple):
    """How often was tried, when last, and until when the next must wait."""

    times: int
    last: datetime
    until: datetime


def another(before: Tries | None, now: datetime, limit: Limit) -> Tries:
    """The tries with one more; it is counted before it is known to fail, so that many at once are counted too."""
    count = 1 if before is None or now - before.last > FORGOTTEN else before.times + 1
    return Tries(count, now, now + limit.wait(count))


def given_back(tries: Tries) -> Tries:
    """The tries without the last one, which did not fail."""
    return Tries(tries.times - 1, tries.last, tries.last)


def left(before: Tries | None, now: datetime) -> timedelta:
    """How long must still be waited."""
    return timedelta() if before is None else max(before.until - now, timedelta())


def network(address: str) -> str:
    """An address as it is counted: of IPv6 the 64 bits that one house has."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{address}/64", strict=False)) if parsed.version == 6 else address  # noqa: PLR2004 - IPv6
