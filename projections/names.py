"""How ids are shown to people: whoever knows better names for persons, offices and leads brings them along."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


def _itself(identity: str) -> str:
    return identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """``person``, ``office`` and ``area`` turn ids and codes into names, ``lead`` an id into its 线索编号."""

    person: Callable[[str], str] = _itself
    office: Callable[[str], str] = _itself
    lead: Callable[[str], str] = _itself
    area: Callable[[str], str] = _itself


PLAIN: Final = Names()
"""Ids as they are."""
