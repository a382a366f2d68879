"""Puts values into sentences: no raw code, no machine's date, in both languages.

A template is plain text with ``{field}`` for a value, ``{field?when yes|when no}`` for a yes or no, and ``[…]`` around
what is said only if some value in it is there.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import Enum
from functools import partial
from typing import Any, Final

from domain.instants import BEIJING
from domain.lead.shapes import Contact, Element, Elements, Officer, Paper, Person, Service, Unit
from domain.transfer.bundle import Bundle
from domain.values.money import WAN, Money
from domain.words import Words
from projections.names import Names
from projections.stored import masked
from workflows.forms.choices import words_of
from workflows.procedures.lead import LEAD

LONGEST: Final = 100
"""Characters of a text that a sentence quotes; the whole stands in the event."""

_OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")
_PLACE: Final = re.compile(r"\{(\w+)(?:\?([^|{}]*)\|([^|{}]*))?\}")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

PEOPLE: Final = frozenset({"handler", "carried_by", "officer", "responsible", "proposed_by", "signer", "asker"})
LEADS: Final = frozenset({"lead", "other", "into", "new_lead", "target", "origin", "duplicate_of", "duplicates",
                          "tips"})  # fmt: skip
OFFICES: Final = frozenset({"elsewhere"})
AREAS: Final = frozenset({"division", "competent_division"})
"""Fields whose texts are ids of persons of the roster, of leads, and codes of offices and of areas."""

MOVES: Final = {row.id: row.label for row in LEAD.rows}
"""Row → what the act is called."""

NOTHING: Final = Words("", "")


def say(template: Words, event: object, names: Names) -> Words:
    """The sentence of one event."""
    return Words(*(_filled(text, partial(_value, event, names), at) for at, text in enumerate(template)))


def places(template: str) -> Iterator[str]:
    """The fields a template speaks of."""
    return (found[1] for found in _PLACE.finditer(template))


def _filled(text: str, value: Callable[[str], object], language: int) -> str:
    def place(found: re.Match[str]) -> str:
        name, yes, no = found.groups()
        if yes is not None:
            return str(yes if value(name) else no)
        said: str = shown(value(name), name)[language]
        return said

    def optional(found: re.Match[str]) -> str:
        inside = found[1]
        there = any(shown(value(name), name)[language] for name in places(inside))
        return _PLACE.sub(place, inside) if there else ""

    return _PLACE.sub(place, _OPTIONAL.sub(optional, text))


def _value(event: object, names: Names, name: str) -> Any:  # noqa: ANN401 - any field
    value = getattr(event, name)
    called = ((PEOPLE, names.person), (LEADS, names.lead), (OFFICES, names.office), (AREAS, names.area))
    known = next((known for fields, known in called if name in fields), None)
    if known is not None:
        return tuple(map(known, value)) if isinstance(value, tuple) else value and known(value)
    if isinstance(value, tuple) and value and isinstance(value[0], Officer):
        return tuple(Officer(id=names.person(each.id), certificate=each.certificate) for each in value)
    return value


def shown(value: object, name: str = "") -> Words:
    """A value as people read it; ``name`` tells an amount (``…_fen``) from a number.

    Raises ``KeyError`` for a type nobody has words for.
    """
    if value is None:
        return NOTHING
    if isinstance(value, Enum):
        return words_of(value)
    if isinstance(value, tuple):
        return _joined([shown(each, name) for each in value])
    if name.endswith("_fen"):
        return money(value)
    if name in _NAMED:
        return _NAMED[name](str(value))
    return _SHOWN[type(value)](value)


def _joined(items: list[Words]) -> Words:
    return Words("、".join(item.zh for item in items), ", ".join(item.en for item in items))


def money(fen: Any) -> Words:  # noqa: ANN401 - an int by its field's name
    """An amount in 元, or in 万元 from 1 万元 on."""
    amount = Money(fen)
    return Words(amount.in_wan if fen >= WAN else amount.in_yuan, f"CNY {amount.in_yuan.removesuffix('元')}")


def in_wan(fen: int) -> Words:
    """An amount in 万元, however small: among others that are."""
    return Words(Money(fen).in_wan, money(fen).en)


def day(moment: date) -> Words:
    """2022年3月2日."""
    return Words(
        f"{moment.year}年{moment.month}月{moment.day}日", f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    )


def moment(instant: datetime) -> Words:
    """2022年3月2日 09:30, as clocks in China show it."""
    local = instant.astimezone(BEIJING)
    return Words(*(f"{text} {local:%H:%M}" for text in day(local.date())))


def _text(text: str) -> Words:
    cut = " ".join(text.split())
    cut = cut if len(cut) <= LONGEST else f"{cut[:LONGEST]}…"
    return Words(cut, cut)


def _paper(paper: Paper) -> Words:
    reference = f"（{paper.reference}）" if paper.reference else ""
    return Words(f"《{paper.title}》{reference}", f"“{paper.title}”" + (f" ({paper.reference})" if reference else ""))


def _officer(officer: Officer) -> Words:
    if not officer.certificate:
        return Words(officer.id, officer.id)
    return Words(f"{officer.id}（证号{officer.certificate}）", f"{officer.id} (certificate {officer.certificate})")


def _service(service: Service) -> Words:
    way, on = words_of(service.way), day(service.on)
    done = Words("已送达", "served") if service.completed else Words("送达中", "being served")
    return Words(f"{on.zh}{way.zh}，{done.zh}", f"{way.en} on {on.en}, {done.en}")


def _unit(unit: Unit) -> Words:
    return Words(
        unit.name + (f"（{unit.uscc}）" if unit.uscc else ""), unit.name + (f" ({unit.uscc})" if unit.uscc else "")
    )


def _person(person: Person) -> Words:
    number = masked(person.resident_id)
    return Words(person.name + (f"（{number}）" if number else ""), person.name + (f" ({number})" if number else ""))


def _elements(elements: Elements) -> Words:
    named = (("非法性", "unlicensed"), ("利诱性", "promised_return"), ("社会性", "unspecified_people"))
    found: list[tuple[str, str, Element]] = [(zh, name, getattr(elements, name)) for zh, name in named]
    zh = "，".join(f"{label}{'具备' if each.present else '不具备'}" for label, _, each in found)
    return Words(
        zh, ", ".join(f"{name.replace('_', ' ')}: {'yes' if each.present else 'no'}" for _, name, each in found)
    )


def _bundle(bundle: Bundle) -> Words:
    papers = [bundle.letter, bundle.investigation_report, bundle.goods_list, *bundle.examinations, *bundle.other]
    return _joined([_paper(each) for each in papers])


_NAMED: Final[dict[str, Callable[[str], Words]]] = {
    "act": lambda move: MOVES.get(move) or Words(move, move),
    "digest": lambda digest: Words(f"{digest:.12}…", f"{digest:.12}…"),
}
"""Texts that people read otherwise than they are stored: a move by its name, a hash by its beginning."""

_SHOWN: Final[dict[type, Callable[[Any], Words]]] = {
    str: _text,
    bool: lambda yes: Words("是", "yes") if yes else Words("否", "no"),
    int: lambda number: Words(f"{number}", f"{number}"),
    date: day,
    datetime: moment,
    Paper: _paper,
    Officer: _officer,
    Service: _service,
    Unit: _unit,
    Person: _person,
    Contact: lambda each: Words(f"{words_of(each.kind).zh}{each.value}", f"{words_of(each.kind).en} {each.value}"),
    Elements: _elements,
    Bundle: _bundle,
}
"""Type → how people read it."""
