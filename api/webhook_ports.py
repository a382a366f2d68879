"""What the ways in need of those who are called when the feed grows, as protocols."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from projections.subscriptions import Subscribed


class Lane(Protocol):
    """How far one lane of a subscription is; ``due``, ``called`` and ``failing`` in µs, 0 where there is none."""

    @property
    def cursor(self) -> int: ...

    @property
    def failures(self) -> int: ...

    @property
    def failing(self) -> int: ...

    @property
    def due(self) -> int: ...

    @property
    def answer(self) -> str: ...

    @property
    def called(self) -> int: ...

    @property
    def given_up(self) -> bool: ...


class Secrets(Protocol):
    """The secrets by which subscribers know who calls."""

    def made(self, subscription: str, number: int) -> str:
        """The secret of this number, for the one who asked to keep."""
        ...

    def destroy(self, subscription: str, numbers: Iterable[int], reason: str) -> None:
        """Forget these for ever."""
        ...


class Webhooks(Protocol):
    """Those who are called when the feed grows."""

    @property
    def secrets(self) -> Secrets: ...

    def check(self, url: str) -> None:
        """Whether this installation may call an address. Raises ``InvalidInput``."""
        ...

    def head(self) -> int:
        """The last row of the feed."""
        ...

    def lanes(self, subscribed: Iterable[Subscribed]) -> Mapping[str, Mapping[int, Lane]]:
        """Subscription → lane → how far it is: 0 is what is new, n the n-th replay."""
        ...

    def start(self) -> None:
        """Call subscribers from now on, in a thread."""
        ...

    def wake(self) -> None:
        """There may be something new to tell."""
        ...

    def stop(self) -> None:
        """Call nobody any more."""
        ...
