"""Areas in forms: offered and typed by their names, and read by their codes, which may be typed as well."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from api.console.forms.controls import DIVISIONS, SUGGESTED
from api.console.seat import Seat
from domain.instants import day_of
from domain.values.divisions import contains

AREAS: Final = frozenset(name for name, suggested in SUGGESTED.items() if suggested == DIVISIONS)
"""Fields that hold the code of an area."""


def areas_called(seat: Seat) -> dict[str, str]:
    """What is typed for an area of today → its code, one's own first: its name, or the code where two are called so."""
    today, own = day_of(seat.app.clock.now()), seat.actor.division
    there = [each for each in seat.app.divisions if each.holds(today)]
    called = Counter(each.name for each in there)
    ordered = sorted(there, key=lambda each: (not contains(own, each.code), each.code))
    return {each.name if called[each.name] == 1 else each.code: each.code for each in ordered}


def coded(typed: Mapping[str, Any], seat: Seat) -> dict[str, Any]:
    """What was typed, with the codes of the areas that were called by their names (兴福 is 兴福街道)."""
    return {key: _code(value, seat) if _field(key) in AREAS and isinstance(value, str) else value
            for key, value in typed.items()}  # fmt: skip


def _code(text: str, seat: Seat) -> str:
    found = seat.app.divisions.named(text, day_of(seat.app.clock.now()))
    return found[0].code if len(found) == 1 else text


def _field(key: str) -> str:
    """The field of a key; of an item of a list, the list."""
    return next(part for part in reversed(key.split(".")) if not part.isdecimal())
