"""Heads of columns that sort a table, and addresses at which it is asked for: of the ledger as of the registers."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from api.registers.columns import Column


class Head(NamedTuple):
    """The head of a column: whether and how the table is sorted by it, and where a click leads, if anywhere."""

    column: Column
    order: str
    address: str

    @classmethod
    def of(cls, column: Column, address: str, *, by_it: bool, descending: bool) -> "Head":
        """As browsers say it."""
        return cls(column, ("descending" if descending else "ascending") if by_it else "none", address)


def addressed(path: str, asked: Iterable[tuple[str, str]]) -> str:
    """A path with what is asked for there, if anything."""
    query = urlencode([*asked])
    return f"{path}?{query}" if query else path
