"""The directory as it stands, with all its days: who was what on any of them can be asked (``directory.powers``)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.directory.kinds import OfficeKind, Post
from domain.law import Validity
from domain.records import record
from domain.words import Words

NONE_YET: Final[Mapping[str, "Office"]] = MappingProxyType({})
NOBODY: Final[Mapping[str, "Account"]] = MappingProxyType({})
NO_NUMBERS: Final[Mapping[str, frozenset[str]]] = MappingProxyType({})


class DirectoryStage(StrEnum):
    """Whether there is a directory at all. Values are stable."""

    EMPTY = "empty"
    STANDING = "standing"


STAGE_WORDS: Final[Mapping[DirectoryStage, Words]] = {
    DirectoryStage.EMPTY: Words("未建名册", "empty"),
    DirectoryStage.STANDING: Words("在册", "standing"),
}


def days(since: date | None, until: date | None = None) -> Validity:
    """The days of something; without a first one it was so before the directory was kept."""
    return Validity(since or date.min, until)


class Facts(NamedTuple):
    """What an office was called and where it hung, from a day on. ``at`` is the version of the event that says so."""

    since: date
    name: str
    division: str
    mark: str
    parent: str
    at: int


class Office(NamedTuple):
    """An office or a body; its kind stays what it is."""

    code: str
    kind: OfficeKind
    days: Validity
    facts: tuple[Facts, ...]

    def on(self, day: date) -> Facts | None:
        """What holds of it on a day; None before it was there and after it ended."""
        if not self.days.covers(day):
            return None
        known = [each for each in self.facts if each.since <= day]
        return max(known, key=lambda each: (each.since, each.at)) if known else None


class Member(NamedTuple):
    """A unit in a body."""

    body: str
    unit: str
    days: Validity
    at: int


class Home(NamedTuple):
    """Somebody's own office, from a day on."""

    since: date
    office: str
    at: int


class Certificate(NamedTuple):
    """An enforcement certificate and its days."""

    number: str
    days: Validity
    at: int


class Grant(NamedTuple):
    """A post in an office and its days."""

    post: Post
    office: str
    days: Validity
    at: int


class Deputy(NamedTuple):
    """Acting head of an office, or stand-in for somebody who is away."""

    office: str
    acting: bool
    absent: str
    paper: str
    days: Validity
    at: int


@record
class Account(NamedTuple):
    """Somebody with all that was ever given to him."""

    id: str
    name: str
    spells: tuple[Validity, ...]
    homes: tuple[Home, ...]
    certificates: tuple[Certificate, ...] = ()
    grants: tuple[Grant, ...] = ()
    deputies: tuple[Deputy, ...] = ()

    def there(self, day: date) -> bool:
        """Whether the account was open on a day."""
        return any(each.covers(day) for each in self.spells)

    def home(self, day: date) -> str:
        """His own office on a day; before the first day known, the first one."""
        known = [each for each in self.homes if each.since <= day] or self.homes[:1]
        return max(known, key=lambda each: (each.since, each.at)).office

    def held(self, day: date, office: str = "") -> tuple[Grant, ...]:
        """The posts held on a day, in one office or in all."""
        return tuple(each for each in self.grants if each.days.covers(day) and office in ("", each.office))


@record
class Directory(NamedTuple):
    """Everything, folded from ``directory/main``; ``version`` counts its events.

    ``numbers`` is the number of each certificate with whoever ever held it: a load of thousands asks for each.
    """

    version: int = 0
    offices: Mapping[str, Office] = NONE_YET
    members: tuple[Member, ...] = ()
    accounts: Mapping[str, Account] = NOBODY
    numbers: Mapping[str, frozenset[str]] = NO_NUMBERS

    @property
    def stage(self) -> DirectoryStage:
        """Whether anything was entered."""
        return DirectoryStage.STANDING if self.version else DirectoryStage.EMPTY

    def office_on(self, code: str, day: date) -> Facts | None:
        """What holds of an office on a day, None where there is none."""
        office = self.offices.get(code)
        return office.on(day) if office else None

    def above(self, code: str, day: date) -> tuple[str, ...]:
        """The office and all it hangs below, the nearest first."""
        line: list[str] = []
        while code and (facts := self.office_on(code, day)) is not None:
            line.append(code)
            code = facts.parent
        return tuple(line)
