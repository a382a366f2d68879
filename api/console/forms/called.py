"""Areas and offices in forms: offered and typed by their names, and read by their codes, which may be typed as well."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from api.console.forms.controls import DIVISIONS, SUGGESTED
from api.console.seat import Seat
from api.directory_seen import office_name, tree
from domain.instants import day_of
from domain.lead.intake.commands import ReferLead
from domain.values.divisions import contains

AREAS: Final = frozenset(name for name, suggested in SUGGESTED.items() if suggested == DIVISIONS)
"""Fields that hold the code of an area."""
OFFICES: Final = frozenset({"office", "parent", "body"})
"""Fields that hold the code of an office; of what is referred inside the house, where it goes to as well."""


def areas_called(seat: Seat) -> dict[str, str]:
    """What is typed for an area of today → its code, one's own first: its name, or the code where two are called so."""
    today, own = day_of(seat.app.clock.now()), seat.actor.division
    there = [each for each in seat.app.divisions if each.holds(today)]
    return _called((each.name, each.code) for each in sorted(there, key=lambda e: (not contains(own, e.code), e.code)))


def offices_called(seat: Seat) -> dict[str, str]:
    """What is typed for an office of today → its code: its name, or the code where two are called so."""
    state, today = seat.app.roster.directory(), day_of(seat.app.clock.now())
    return _called((office_name(state, each.code, today), each.code) for each, _ in tree(state, today))


def coded(command: type, typed: Mapping[str, Any], seat: Seat) -> dict[str, Any]:
    """What was typed, with the codes of what was called by its name; an area also by the short one (兴福)."""
    fields = OFFICES | {"receiver"} if command is ReferLead else OFFICES
    offices = offices_called(seat) if any(_field(key) in fields and value for key, value in typed.items()) else {}

    def code(field: str, text: str) -> str:
        if field in fields:
            return offices.get(text.strip(), text)
        return _area(text, seat) if field in AREAS else text

    return {key: code(_field(key), value) if isinstance(value, str) else value for key, value in typed.items()}


def _area(text: str, seat: Seat) -> str:
    found = seat.app.divisions.named(text, day_of(seat.app.clock.now()))
    return found[0].code if len(found) == 1 else text


def _called(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    pairs = tuple(pairs)
    times = Counter(name for name, _ in pairs)
    return {name if times[name] == 1 else code: code for name, code in pairs}


def _field(key: str) -> str:
    """The field of a key; of an item of a list, the list."""
    return next(part for part in reversed(key.split(".")) if not part.isdecimal())
