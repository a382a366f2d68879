"""How ids are shown to people: whoever knows better names for persons and leads brings them along."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


def _itself(identity: str) -> str:
    return identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """``person`` turns an id of the roster into a name, ``lead`` the id of a lead into its 线索编号."""

    person: Callable[[str], str] = _itself
    lead: Callable[[str], str] = _itself


PLAIN: Final = Names()
"""Ids as they are."""
