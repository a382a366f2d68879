"""Reads a staff file as a spreadsheet saves it: people, their offices and posts, or every mistake with its line."""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from importlib.resources import files
from typing import NamedTuple, TypeVar

from domain.actor import Level, Position, Role
from domain.directory.kinds import HANDLING, POSTS, OfficeKind, Post
from domain.errors import Faults, InvalidInput
from domain.values.day import parse_day
from domain.values.divisions import parse_code
from domain.values.mistake import Mistake
from domain.values.text import decode, tidy
from workflows.forms.checks import ID, OFFICE
from workflows.forms.choices import chosen, words_of
from workflows.staff import columns as c

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Parse = Callable[..., T]
"""``parse(text, field=…)``, raising ``InvalidInput``."""


class Place(NamedTuple):
    """An office as a file has it; the parent is None where no column says it."""

    code: str
    name: str
    kind: OfficeKind
    division: str
    mark: str = ""
    parent: str | None = None


class Person(NamedTuple):
    """A row of a file."""

    line: int
    id: str
    name: str
    place: Place
    posts: tuple[Post, ...]
    certificate: str = ""
    valid_until: date | None = None
    since: date | None = None
    until: date | None = None


def sample() -> bytes:
    """The staff of an invented district, to begin with: UTF-8 with a byte order mark, as spreadsheets like it."""
    return files("workflows.staff").joinpath("sample.csv").read_bytes()


def read_staff(data: bytes, file: str = "roster.csv") -> tuple[Person, ...]:
    """The people of a staff file. Raises ``Faults``: every mistake, each with the line it stands on."""
    rows = csv.DictReader(io.StringIO(decode(data, field=file)), restkey="")
    names = _columns(rows.fieldnames or (), file)
    faults: list[InvalidInput] = []
    people: dict[str, Person] = {}
    first: dict[str, Person] = {}
    for row in rows:
        cells = {field: (row.get(name) or "").strip() for field, name in names.items()}
        if any(cells.values()):
            reading = _Row(cells, rows.line_num, names, file)
            person = reading.person()
            if person is not None and person.id in people:
                reading.faults.append(c.TWICE.at(reading.place("id")))
            elif person is not None:
                reading.faults += reading.conflicts(person, first.setdefault(person.place.code, person))
                people[person.id] = person
            faults += reading.faults
    if faults:
        raise Faults(faults)
    return tuple(people.values())


class _Row:
    """One line of the file on its way to a person; mistakes are collected, not raised."""

    def __init__(self, cells: Mapping[str, str], line: int, names: Mapping[str, str], file: str) -> None:
        self._cells, self._line, self._names, self._file = cells, line, names, file
        self.faults: list[InvalidInput] = []

    def place(self, field: str) -> str:
        """Where a mistake stands, as whoever sits at the spreadsheet sees it."""
        return f"{self._file}:{self._line} {self._names.get(field, field)}"

    def person(self) -> Person | None:
        """The person, or None when the line has a mistake."""
        for field in c.NEEDED:
            if not self._cell(field) and not (field == "level" and self._cell("kind")):
                self.faults.append(c.EMPTY.at(self.place(field)))
        id_, office = self._read("id", _matching(ID, c.WRONG_ID)), self._office()
        posts = self._posts(office.kind if office else None)
        days = {field: self._read(field, parse_day) for field in ("valid_until", "since", "until")}
        number = self._cell("certificate")
        if number and not days["valid_until"]:
            self.faults.append(c.NO_LAST_DAY.at(self.place("valid_until")))
        if self.faults or id_ is None or office is None:
            return None
        return Person(line=self._line, id=id_, name=self._cell("name"), place=office, posts=posts,
                      certificate=number, **days)  # fmt: skip

    def conflicts(self, person: Person, first: Person) -> list[InvalidInput]:
        """What this line says of the office otherwise than the first line of it; a mark may be left out."""
        found = {"organ": "name", "level": "kind", "division": "division", "parent": "parent"}
        differ = (field for field, of in found.items() if getattr(first.place, of) != getattr(person.place, of))
        return [c.CONFLICT.at(self.place(field), line=first.line) for field in differ]

    def _office(self) -> Place | None:
        code = self._read("office", _matching(OFFICE, c.WRONG_OFFICE))
        level = self._read("level", partial(_member, Level))
        kind = self._read("kind", partial(_member, OfficeKind)) or (c.KIND_OF[level] if level else None)
        division = self._read("division", parse_code)
        parent = self._read("parent", _matching(OFFICE, c.WRONG_OFFICE))
        if code is None or kind is None or division is None:
            return None
        return Place(code, self._cell("organ"), kind, division, self._cell("mark"), parent)

    def _posts(self, kind: OfficeKind | None) -> tuple[Post, ...]:
        """The posts that role, position and the names of posts come to; a leader's post goes by his position.

        Of no office at all the words are looked at all the same: every mistake is told at once.
        """
        position = self._read("position", partial(_member, Position))
        head = c.HEADS[position] if position else None
        found: list[Post] = []
        for written in filter(None, c.BETWEEN.split(self._cell("roles"))):
            post = self._read("roles", partial(_post, kind, head), written)
            if post is not None and kind is not None and kind not in POSTS[post].kinds:
                allowed = "、".join(words_of(each).zh for each in Post if kind in POSTS[each].kinds)
                self.faults.append(c.NO_SUCH_POST.at(self.place("roles"), posts=allowed))
            elif post is not None:
                found.append(post)
        return tuple(dict.fromkeys((*found, head) if head else found))

    def _cell(self, field: str) -> str:
        return self._cells.get(field, "")

    def _read(self, field: str, parse: Parse[T], text: str | None = None) -> T | None:
        written = self._cell(field) if text is None else text
        if not written:
            return None
        try:
            return parse(written, field=self.place(field))
        except InvalidInput as fault:
            self.faults.append(fault)
            return None


def _columns(heading: Sequence[str], file: str) -> dict[str, str]:
    """Field → the name its column has in this file."""
    written = {tidy(name): name for name in heading}
    found = {
        field: written.get(zh) or written.get(field) or written.get(c.FORMER.get(field, ""))
        for zh, field in c.COLUMNS.items()
    }
    missing = [zh for zh, field in c.COLUMNS.items() if field in c.NEEDED and not found[field]]
    if missing:
        raise Faults(c.MISSING_COLUMN.at(f"{file}:1", column=zh, columns=",".join(c.COLUMNS)) for zh in missing)
    return {field: name for field, name in found.items() if name}


def _post(kind: OfficeKind | None, head: Post | None, text: str, *, field: str) -> Post:
    """A post by its own name, or by the role that older rosters write."""
    named = chosen(Post, text)
    if named is not None:
        return named
    role = _member(Role, text, field=field)
    if role is Role.HANDLER:
        return HANDLING.get(kind, Post.DISTRICT_HANDLER) if kind else Post.DISTRICT_HANDLER
    return head if role is Role.LEADER and head else c.POST_OF[role]


def _member(kind: type[E], text: str, *, field: str) -> E:
    """A member of a closed list by its stored value or either of its names."""
    found = chosen(kind, text)
    if found is None:
        raise c.UNKNOWN.at(field, choices="、".join(words_of(each).zh for each in kind))
    return found


def _matching(shape: re.Pattern[str], mistake: Mistake) -> Parse[str]:
    def parse(text: str, *, field: str) -> str:
        written = tidy(text)
        if not shape.fullmatch(written):
            raise mistake.at(field)
        return written

    return parse
