"""Events that no office would make, of every kind: a read model must take them all the same way twice."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from random import Random
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from adapters.store.registry import catalogue
from domain.lead.base import LeadEvent
from domain.lead.decide import Decision
from domain.transfer.base import TransferEvent
from tests.support.samples import NOON, hints

CODES: Final = ("370104", "370104001", "370104001001", "370105002", "110105")
POOLS: Final[dict[str, tuple[str, ...]]] = {
    "division": CODES,
    "office": CODES,
    "number": ("370104-2022-0001", "370104-2022-0002", ""),
    "building": ("", "示例大厦", "示例中心"),
    "uscc": ("", "91370104MA00000000", "91370104MA00001T07"),
    "resident_id": ("", "370104196001010123"),
    "ref": ("p-1", "p-2", "p-3"),
}
"""Field → what it may hold: few values, so that leads meet in files, buildings and streets."""
TEXTS: Final = ("", "示例甲", "示例乙", "370105", "广东深圳")


def anything(dice: Random, events: int, *, leads: int = 40) -> Iterator[Decision]:
    """So many events in commands of 1 to 8, on streams of leads and of their transfers."""
    kinds = [kind for kind in catalogue().values() if issubclass(kind, LeadEvent | TransferEvent)]
    left = events
    while left > 0:
        some = min(left, dice.randint(1, 8))
        yield tuple(_event(dice, dice.choice(kinds), leads) for _ in range(some))
        left -= some


def _event(dice: Random, kind: type, leads: int) -> tuple[str, object]:
    lead = f"l{dice.randrange(leads)}"
    stream = f"lead/{lead}" if issubclass(kind, LeadEvent) else f"transfer/{lead}-{dice.randint(1, 2)}"
    return stream, _value(dice, kind, "")


def _value(dice: Random, hint: Any, name: str) -> Any:  # noqa: ANN401, PLR0911 - a type hint, and a value of it
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _value(dice, args[0], name)
    if origin in {Union, UnionType}:
        return _value(dice, dice.choice(args), name)
    if origin is tuple:
        return tuple(_value(dice, args[0], name) for _ in range(dice.randrange(3)))
    if hint is NoneType:
        return None
    if is_dataclass(hint):
        known = hints(hint)  # type: ignore[arg-type] # a class is hashable
        return hint(**{f.name: _value(dice, known[f.name], f.name) for f in fields(hint)})  # type: ignore[operator]
    if issubclass(hint, Enum):
        return dice.choice(list(hint))
    return _plain(dice, hint, name)


def _plain(dice: Random, hint: type, name: str) -> object:
    moment = NOON + timedelta(minutes=dice.randrange(1_000_000))
    plain: dict[type, object] = {
        str: dice.choice(POOLS.get(name, TEXTS)),
        int: dice.randrange(10**9),
        bool: dice.random() < 0.5,
        date: moment.date(),
        datetime: moment,
    }
    return plain[hint]
