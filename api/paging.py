"""Everything a question has for an answer, though it is asked page by page."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

R_co = TypeVar("R_co", covariant=True)


class Page(Protocol[R_co]):
    """Some rows, and where the next page begins (None after the last)."""

    @property
    def rows(self) -> Sequence[R_co]:
        """In their order."""
        ...

    @property
    def following(self) -> Any:  # noqa: ANN401 - each ledger has its own
        """What the next page is asked with."""
        ...


def rows_of(ask: Callable[[Any], Page[R_co]]) -> Iterator[R_co]:
    """All rows, one page in memory; ``ask``: where the page before ended → the page."""
    after = None
    while True:
        page = ask(after)
        yield from page.rows
        after = page.following
        if after is None:
            return
