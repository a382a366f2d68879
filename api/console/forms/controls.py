"""The controls of a form, from the fields of its command: names, how each is filled in, what stands there."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import chain
from typing import Any, Final

from api.console.forms.notes import note
from api.console.saying import Saying
from domain.lead.base import LeadCommand
from domain.words import Words
from workflows.forms.checks import CHECKS, NEW
from workflows.forms.fields import Field
from workflows.forms.hints import SPECIAL
from workflows.forms.nest import nested
from workflows.people import SINGLES

Typed = Mapping[str, Any]
"""Dotted key → what was typed: a text, or the texts of boxes that were ticked."""


class Kind(StrEnum):
    """How a control looks; each has its macro in the templates."""

    TEXT = "text"
    LONG = "long"
    DAY = "date"
    MOMENT = "datetime-local"
    NUMBER = "number"
    ONE = "one"
    SEVERAL = "several"
    YES_NO = "yes-no"
    PERSON = "person"
    GROUP = "group"
    ROWS = "rows"


LONG: Final = frozenset(
    {
        "content", "explanation", "facts", "findings", "found", "guidance", "note", "opinion", "promise", "promises",
        "proposal", "reason", "reasons", "remark", "risk", "said", "seen", "statement", "summary", "suspicion", "told",
    }
)  # fmt: skip
"""Texts of several lines."""
PLAIN: Final = {date: Kind.DAY, datetime: Kind.MOMENT, int: Kind.NUMBER, bool: Kind.YES_NO, str: Kind.TEXT}
PEOPLE: Final = frozenset({*SINGLES, "absent"})
HANDED: Final = frozenset({"handler", "responsible"})
"""Those of them who get a lead into their hands: not everybody may."""
OF_PEOPLE: Final = frozenset({"officers", "confirmed_by", "team"})
"""Lists whose items name a person by ``id``."""
DIVISIONS: Final = "divisions"
SUGGESTED: Final = {
    "office": "offices", "receiver": "offices", "parent": "offices", "body": "offices",
    **{name: DIVISIONS for name in CHECKS if name.endswith("division")}, "areas": DIVISIONS,
}  # fmt: skip
"""Field → the list of suggestions for it on the page."""
PERSON: Final = Words("人员", "person")
"""What is asked for where a shape names somebody by his id: people are chosen by their names."""
OFFICES: Final = frozenset({"office", "organ", "division"})
AREA: Final = Words("区划名称或代码，如 兴福街道", "an area by its name or code, such as 兴福街道")
"""Where an area is named: its name does."""
OFFICE: Final = Words("单位名称或代码", "an office by its name or code")
OWN: Final = Words("不填即按本单位", "your office's, if left empty")
"""Beside what names an office: a new officer need not know its code."""
ROSTER: Final = Words("不填即按名册", "as in the roster, if left empty")
AT_LEAST: Final = {"officers": 2, "confirmed_by": 2, "team": 2}
"""Rows that stand ready: the acts of two people."""


@dataclass(frozen=True, slots=True)
class Control:
    """One control of a page. ``key`` is dotted; ``rows`` are the items of a list, ``parts`` the fields of a shape.

    ``optional_group``: it stands in a group that may be left empty, and is required only of who fills that in.
    ``blamed``: the key of the group whose mistake is told there and mended here. ``awaited``: it was just asked for.
    """

    key: str
    kind: Kind
    label: str
    help: str
    required: bool
    optional_group: bool = False
    value: Any = ""
    error: str = ""
    suggested: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    parts: tuple["Control", ...] = ()
    rows: tuple[tuple["Control", ...], ...] = ()
    blamed: str = ""
    awaited: bool = False

    @property
    def inner(self) -> tuple["Control", ...]:
        """What stands in it."""
        return (*self.parts, *chain.from_iterable(self.rows))

    @property
    def first_input(self) -> str:
        """The key of the first thing to fill in."""
        return self.inner[0].first_input if self.inner else self.key

    @property
    def goes_on(self) -> str:
        """The key of the first input that a mistake is about, or that was just asked for; empty where none is."""
        inside = next(filter(None, (each.goes_on for each in self.inner)), "")
        return inside or (self.first_input if self.error or self.awaited else "")


def with_mistakes(errors: Mapping[str, str], *controls: Control) -> tuple[Control, ...]:
    """Controls that are made by hand, each with the mistake that stands at its key."""
    return tuple(replace(each, error=errors.get(each.key, "")) for each in controls)


@dataclass(frozen=True, slots=True)
class Making:
    """What controls are made with: the language, what was typed, mistakes by key, what may be left out, more rows.

    ``named``: field → ids and names of who can be named in it; in any other everybody can. ``offered``: key → the only
    members of its list that can be chosen here; of any other key all can. ``bounds``: key → between what it lies.
    """

    say: Saying
    typed: Typed
    errors: Mapping[str, str]
    known: frozenset[str]
    more: str = ""
    named: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    offered: Mapping[str, Container[str]] = field(default_factory=dict)
    bounds: Mapping[str, str] = field(default_factory=dict)

    def controls(self, fields: Sequence[Field], path: str = "") -> tuple[Control, ...]:
        """One for each field that a person fills in."""
        return tuple(self._control(each, f"{path}{each.name}") for each in fields if not _made_here(each))

    def _control(self, field: Field, key: str) -> Control:
        kind = kind_of(field, key)
        control = Control(
            key, kind, self.say(_label(field, kind)), self._help(field, kind, key),
            required=field.required and not (key in self.known and "." not in key), value=self.typed.get(key, ""),
            error=self.errors.get(key, ""), suggested=SUGGESTED.get(field.name, ""),
            choices=self._choices(field, kind, key),
        )  # fmt: skip
        make = MADE.get(kind)
        return control if make is None else blaming(make(self, field, control))

    def _choices(self, field: Field, kind: Kind, key: str) -> tuple[tuple[str, str], ...]:
        """Members of its list, or people; none of a person stands for everybody."""
        if kind is Kind.PERSON:
            return tuple(self.named.get(key.partition(".")[0], ()))
        offered = self.offered.get(key, field.choices)
        return tuple((value, self.say(words)) for value, words in field.choices.items() if value in offered)

    def group(self, field: Field, control: Control) -> Control:
        """A shape: its parts in a frame."""
        return replace(control, parts=self._parts(field, f"{control.key}."))

    def rows(self, field: Field, control: Control) -> Control:
        """A list of shapes or texts: what was typed, and one row more where that is asked for."""
        typed = nested(self.typed).get(control.key.partition(".")[0]) if "." not in control.key else None
        filled = len([key for key in typed if key.isdecimal()]) if isinstance(typed, dict) else 0
        one_more = self.more == control.key
        count = max(filled, AT_LEAST.get(field.name, 1)) + one_more
        rows = [self._row(field, control.key, number) for number in range(1, count + 1)]
        if one_more:
            rows[-1] = (replace(rows[-1][0], awaited=True), *rows[-1][1:])
        return replace(control, rows=tuple(rows))

    def _row(self, field: Field, key: str, number: int) -> tuple[Control, ...]:
        if field.parts:
            return self._parts(field, f"{key}.{number}.")
        one = f"{key}.{number}"
        return (Control(one, Kind.TEXT, f"{self.say(field.label)} {number}", "", required=False,
                        value=self.typed.get(one, ""), error=self.errors.get(one, ""),
                        suggested=SUGGESTED.get(field.name, "")),)  # fmt: skip

    def _parts(self, field: Field, path: str) -> tuple[Control, ...]:
        parts = self.controls(field.parts, path)
        return parts if field.required else tuple(replace(each, optional_group=True) for each in parts)

    def _called(self, field: Field) -> Words | None:
        """What says that an area may be named, or an office where one is chosen for a lead."""
        if SUGGESTED.get(field.name) == DIVISIONS:
            return AREA
        return OFFICE if field.name in SUGGESTED and issubclass(field.owner, LeadCommand) else None

    def _help(self, field: Field, kind: Kind, key: str) -> str:
        if key == "occurred":
            return self.say(Words("不填即现在；补录的写实际时间", "Now, if left empty; of a late entry when it was"))
        special = self._called(field) or SPECIAL.get(field.name)
        helps = [special] if kind is Kind.TEXT and special else []
        helps += [ROSTER] if field.name == "certificate" and key.partition(".")[0] in OF_PEOPLE else []
        helps += [OWN] if key in self.known & OFFICES else []
        helps += filter(None, [note(field.owner.__name__, field.name)])
        return self.say.apart((*map(self.say, helps), *filter(None, [self.bounds.get(key)])))


MADE: Final[Mapping[Kind, Callable[[Making, Field, Control], Control]]] = {
    Kind.GROUP: Making.group, Kind.ROWS: Making.rows
}  # fmt: skip


def kind_of(field: Field, key: str) -> Kind:
    """How a field is filled in."""
    if field.choices:
        return Kind.SEVERAL if field.many else Kind.ONE
    if field.many:
        return Kind.ROWS
    if field.parts:
        return Kind.GROUP
    if field.name in PEOPLE or (field.name == "id" and key.partition(".")[0] in OF_PEOPLE):
        return Kind.PERSON
    if field.name == "amount_fen":
        return Kind.TEXT
    return Kind.LONG if field.name in LONG and field.kind is str else PLAIN[field.kind]


def _label(field: Field, kind: Kind) -> Words:
    return PERSON if kind is Kind.PERSON and field.name in {"id", "account"} else field.label


def _made_here(field: Field) -> bool:
    """What nobody fills in: new ids, and the lead that the page is about."""
    return (field.owner.__name__, field.name) in NEW or field.name in {"lead", "transfer"}


def blaming(group: Control) -> Control:
    """A group of which a mistake is told as a whole, with the inputs marked that mend it: those that are required."""
    if not group.error or any(each.goes_on for each in group.inner):
        return group
    asked = [each for each in group.inner if each.required] or group.inner
    return _with_inner(group, lambda each: _blamed(each, group.key) if each in asked else each)


def _blamed(control: Control, key: str) -> Control:
    return _with_inner(control, lambda each: _blamed(each, key)) if control.inner else replace(control, blamed=key)


def _with_inner(control: Control, change: Callable[[Control], Control]) -> Control:
    parts = tuple(map(change, control.parts))
    return replace(control, parts=parts, rows=tuple(tuple(map(change, row)) for row in control.rows))


def labels_of(controls: Sequence[Control], above: str = "") -> dict[str, str]:
    """Key → what a mistake is told under: the label, after those of the groups that it stands in."""
    found: dict[str, str] = {}
    for each in controls:
        label = f"{above} {each.label}".lstrip()
        found[each.key] = label
        found |= labels_of(each.inner, label)
    return found
