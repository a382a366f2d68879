"""How alike two names of firms are, by what differs: place, brand, trade or branch."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from domain.values.firm_name import FirmName, taken_apart
from domain.values.places import places_agree
from domain.values.soundalikes import folded


class Likeness(StrEnum):
    """What is alike between two names, the closest first."""

    SAME = "same"
    SHORTENED = "shortened"
    MISTYPED = "mistyped"
    ONE_CHARACTER = "one-character"
    AS_SAID = "as-said"
    SOUNDS_ALIKE = "sounds-alike"
    OTHER_REGISTRATION = "other-registration"
    ONE_IN_BRAND = "one-in-brand"
    SAME_BRAND = "same-brand"
    OTHER_BRANCH = "other-branch"
    OTHER_PLACE = "other-place"
    NONE = "none"


def likeness(one: str, other: str) -> Likeness:
    """What two names, as written, have in common."""
    a, b = taken_apart(one), taken_apart(other)
    found = next((grade for grade, holds in GRADES if holds(a, b)), Likeness.NONE)
    if found is Likeness.NONE:
        return found
    if not places_agree(a.place, b.place):
        return Likeness.OTHER_PLACE
    return found if a.branch == b.branch else Likeness.OTHER_BRANCH


def _two_registrations(a: FirmName, b: FirmName) -> bool:
    """One core registered twice: in two places (of which one lies in the other) or in two forms."""
    if not (a.is_registered and b.is_registered and a.core == b.core):
        return False
    return a.form != b.form or (a.place != b.place and bool(a.place and b.place))


def _as_said(a: FirmName, b: FirmName) -> bool:
    """The same brand, and of one no more is said: no place, trade or form, as callers do who half remember a name."""
    return a.core == b.core and not (a.is_registered or b.is_registered) and (a.is_bare or b.is_bare)


def _shortens(a: FirmName, b: FirmName) -> bool:
    """Whether one is what people say for the other; two registered names with different trades are two firms."""
    said = not (a.is_registered and b.is_registered)
    return said and a.brand == b.brand and (a.trade.startswith(b.trade) or b.trade.startswith(a.trade))


def _one_in_brand(a: FirmName, b: FirmName) -> bool:
    return a.trade == b.trade and one_apart(a.brand, b.brand)


def _one_character(a: FirmName, b: FirmName) -> bool:
    """One character outside the brand, unless it makes one known trade of another (文化传媒, 文化传播)."""
    two_trades = a.brand == b.brand and a.has_known_trade and b.has_known_trade
    return not two_trades and (one_apart(a.core, b.core) or one_apart(a.local, b.local))


GRADES: Final[tuple[tuple[Likeness, Callable[[FirmName, FirmName], bool]], ...]] = (
    (Likeness.OTHER_REGISTRATION, _two_registrations),
    (Likeness.AS_SAID, _as_said),
    (Likeness.SAME, lambda a, b: a.core == b.core),
    (Likeness.SHORTENED, _shortens),
    (Likeness.MISTYPED, lambda a, b: swapped(a.local, b.local) or stuttered(a.local, b.local)),
    (Likeness.SOUNDS_ALIKE, lambda a, b: folded(a.core) == folded(b.core)),
    (Likeness.ONE_IN_BRAND, _one_in_brand),
    (Likeness.ONE_CHARACTER, _one_character),
    (Likeness.SAME_BRAND, lambda a, b: a.brand == b.brand),
)
"""Asked in this order; the first that holds is what the names have in common."""


def swapped(one: str, other: str) -> bool:
    """Whether the texts differ by two neighbours that changed places."""
    if len(one) != len(other):
        return False
    apart = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return (
        len(apart) == len("ab")
        and apart[1] == apart[0] + 1
        and one[apart[0] : apart[1] + 1] == other[apart[0] : apart[1] + 1][::-1]
    )


def stuttered(one: str, other: str) -> bool:
    """Whether the texts differ by characters typed twice."""
    return one != other and _unstuttered(one) == _unstuttered(other)


def _unstuttered(text: str) -> str:
    return "".join(character for character, before in zip(text, " " + text, strict=False) if character != before)


def one_apart(one: str, other: str) -> bool:
    """Whether one character put in, left out or replaced turns one text into the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or one == other:
        return False
    at = next((at for at, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
