"""What the ledger is narrowed by beside its controls, in words, each with the address of the ledger without it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from api.console.ledger_asked import Asked
from api.console.saying import Saying
from api.console.seat import Seat
from domain.lead.stage import Stage
from domain.words import Words

HANDED_OVER: Final = Words("移送公安、刑事程序", "with the police")
"""Whoever looks for what was in criminal procedure finds what was transferred too, filed or not."""


class Narrowing(NamedTuple):
    """A condition: its names in the address, what it says, and where the ledger is without it."""

    names: Mapping[str, list[str]]
    words: str
    without: str


def days_told(age: str) -> Words:
    """``30-90`` as people read it."""
    least, _, below = age.partition("-")
    if not below:
        return Words(f"{least}天以上", f"≥ {least} d")
    return (
        Words(f"不足{below}天", f"< {below} d") if least == "0" else Words(f"{least}至{below}天", f"{least}–{below} d")
    )


def _closed(asked: Asked, say: Saying, _: Mapping[str, str]) -> str:
    since, until = (say.day(each) if each else "" for each in (asked.closed_since, asked.closed_until))
    return say(f"{since}至{until}办结", f"closed {since} – {until}")


def _been(asked: Asked, say: Saying, _: Mapping[str, str]) -> str:
    stages = (say(HANDED_OVER) if each is Stage.CRIMINAL else say.name(each) for each in asked.been)
    return say("曾到：{stages}", "has been at: {stages}", stages=say.listed(stages))


BESIDE: Final[tuple[tuple[tuple[str, ...], Callable[[Asked, Saying, Mapping[str, str]], str]], ...]] = (
    (("closed_since", "closed_until"), _closed),
    (("street",), lambda asked, say, names: say("只看", "only ") + names.get(asked.street, asked.street)),
    (("been",), _been),
    (("age",), lambda asked, say, _: say("在本阶段", "at its stage ") + say(days_told(asked.age))),
    (("pretext",), lambda asked, say, _: say("名目：", "pretext: ") + say.name(asked.pretext)),
    (("business",), lambda asked, say, _: say("业务类别：", "business: ") + say.name(asked.business)),
)
"""Names in the address → what they say together."""


def narrowed_by(seat: Seat, asked: Asked) -> Iterator[Narrowing]:
    """What no control of the page shows."""
    called = {each.code: each.name for each in seat.app.divisions}
    for names, told in BESIDE:
        given = {name: value for name in names if (value := _texts(asked, name))}
        if given:
            words = told(asked, seat.say, called)
            yield Narrowing(given, words, asked.address(**dict.fromkeys(names, "")))


def _texts(asked: Asked, name: str) -> list[str]:
    value: Any = getattr(asked, name)
    return [str(each) for each in (value if isinstance(value, tuple) else (value,)) if each]
