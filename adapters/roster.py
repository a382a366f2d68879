"""Who works where: a table the office keeps in a spreadsheet, ``roster.csv`` in the data folder."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property, partial
from importlib.resources import files
from pathlib import Path
from typing import Final, TypeVar

from domain.actor import HOLDERS, Actor, Certificate, Grade, Level, Position, Role
from domain.errors import Faults, InvalidInput, NotFound
from domain.values.day import parse_day
from domain.values.divisions import contains, parse_code
from domain.values.mistake import Mistake
from domain.values.text import decode, tidy
from domain.words import Words

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Parse = Callable[..., T]
"""``parse(text, field=…)``, raising ``InvalidInput``."""

COLUMNS: Final = {
    "编号": "id", "姓名": "name", "单位代码": "office", "单位名称": "organ", "层级": "level", "区划代码": "division",
    "机关代字": "mark", "职务": "position", "岗位": "roles", "执法证号": "certificate", "执法证有效期": "valid_until",
}  # fmt: skip
"""Heading → field. English headings are the fields' names."""
NEEDED: Final = ("id", "name", "office", "organ", "level", "division")
LEVELS: Final = {
    "社区": Level.COMMUNITY, "街道": Level.STREET, "区牵头部门": Level.DISTRICT_AUTHORITY,
    "市牵头部门": Level.CITY_AUTHORITY, "省牵头部门": Level.PROVINCE, "行业主管": Level.INDUSTRY,
    "公安": Level.POLICE, "检察院": Level.PROCURATORATE,
}  # fmt: skip
POSITIONS: Final = {"正职": Position.PRINCIPAL, "主持工作": Position.ACTING, "副职": Position.DEPUTY}
ROLES: Final = {
    "承办": Role.HANDLER, "领导": Role.LEADER, "档案": Role.ARCHIVIST, "审计": Role.AUDITOR, "运维": Role.OPERATOR
}  # fmt: skip
ACTING: Final = frozenset({Role.HANDLER, Role.LEADER, Role.ARCHIVIST})
"""Whoever holds a power also needs one of these posts to use it."""

ID: Final = re.compile(r"[a-z0-9-]{1,64}")
OFFICE: Final = re.compile(r"([0-9]{6}|[0-9]{9}|[0-9]{12})(-[a-z0-9-]{1,40})?")
RULE: Final = "office officer-assignment"

EMPTY = Mistake("input.roster.empty", Words("没有填写", "Nothing is filled in"),
                Words("此列必填", "This column must be filled in"), RULE)  # fmt: skip
MISSING_COLUMN = Mistake("input.roster.column", Words("表头缺少“{column}”列", "The heading lacks the column {column}"),
                         Words("表头应为 {columns}", "The heading is {columns}"), RULE)  # fmt: skip
WRONG_ID = Mistake("input.roster.id", Words("编号只用小写字母、数字和短横", "An id is small letters, digits, dashes"),
                   Words("如 ja-01", "Such as ja-01"), RULE)  # fmt: skip
TWICE = Mistake("input.roster.twice", Words("编号重复", "The id stands twice"),
                Words("每人一个编号", "One id for each person"), RULE)  # fmt: skip
WRONG_OFFICE = Mistake(
    "input.roster.office", Words("不是单位代码", "Not an office code"),
    Words("填本级区划代码；行业主管、公安等在后面加短横和简称，如 370104-scjg",
          "The division code; a regulator or the police add a dash and a short name, as in 370104-scjg"), RULE,
)  # fmt: skip
UNKNOWN = Mistake("input.roster.choice", Words("没有这个选项", "There is no such choice"),
                  Words("可填：{choices}", "One of: {choices}"), RULE)  # fmt: skip
NO_LAST_DAY = Mistake("input.roster.certificate", Words("执法证缺少有效期", "The certificate has no last day"),
                      Words("填写执法证有效期的最后一日", "Give its last day of validity"), RULE)  # fmt: skip

MISSING: Final = Words(
    "没有名册 {path}；运行 chufei init --data {folder} 放入示例名册，再改成本单位的人员",
    "there is no roster {path}; run chufei init --data {folder} for a sample, then make it your own office's",
)

NOBODY: Final = Words(
    "名册里没有编号“{id}”的人员；编号见 {path} 的“编号”列",
    "nobody in the roster has the id {id}; the ids stand in {path}",
)


class FileRoster:
    """The roster of one file, read at the first question: who only looks at the log needs none.

    Any question may raise ``NotFound`` (``roster.missing``) or ``Faults``: nobody acts under half a roster.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def actor(self, actor_id: str) -> Actor:
        """The person. Raises ``NotFound`` (``actor.unknown``)."""
        found = self._people.get(actor_id)
        if found is None:
            raise NotFound(NOBODY.fill(id=actor_id, path=self._path), code="actor.unknown")
        return found

    def holders(self, levels: Sequence[Level], grade: Grade | None, division: str) -> tuple[str, ...]:
        """Ids of those who hold such a power over an area; where nobody does, of those who do within it."""
        able = [actor for actor in self if _may(actor, levels, grade)]
        over = tuple(actor.id for actor in able if contains(actor.division, division))
        return over or tuple(actor.id for actor in able if contains(division, actor.division))

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._people.values())

    @cached_property
    def _people(self) -> Mapping[str, Actor]:
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            raise NotFound(MISSING.fill(path=self._path, folder=self._path.parent), code="roster.missing") from None
        return {actor.id: actor for actor in read_roster(data)}


def sample() -> bytes:
    """A roster of an invented district, to begin with: UTF-8 with a byte order mark, as spreadsheets like it."""
    return files("adapters").joinpath("roster_sample.csv").read_bytes()


def read_roster(data: bytes) -> tuple[Actor, ...]:
    """The people of a roster file. Raises ``Faults``: every mistake, each with the line it stands on."""
    rows = csv.DictReader(io.StringIO(decode(data, field="roster.csv")), restkey="")
    names = _columns(rows.fieldnames or ())
    faults: list[InvalidInput] = []
    people: dict[str, Actor] = {}
    for row in rows:
        cells = {field: (row.get(name) or "").strip() for field, name in names.items()}
        if any(cells.values()):
            reading = _Row(cells, rows.line_num, names)
            actor = reading.actor()
            if actor is not None and actor.id in people:
                reading.faults.append(TWICE.at(reading.place("id")))
            elif actor is not None:
                people[actor.id] = actor
            faults += reading.faults
    if faults:
        raise Faults(faults)
    return tuple(people.values())


class _Row:
    """One line of the file on its way to an actor; mistakes are collected, not raised."""

    def __init__(self, cells: Mapping[str, str], line: int, names: Mapping[str, str]) -> None:
        self._cells, self._line, self._names = cells, line, names
        self.faults: list[InvalidInput] = []

    def place(self, field: str) -> str:
        """Where a mistake stands, as the person at the spreadsheet sees it."""
        return f"roster.csv:{self._line} {self._names.get(field, field)}"

    def actor(self) -> Actor | None:
        """The person, or None when the line has a mistake."""
        for field in NEEDED:
            if not self._cells[field]:
                self.faults.append(EMPTY.at(self.place(field)))
        roles = tuple(self._read("roles", partial(_choice, ROLES), each) for each in _split(self._cell("roles")))
        certificate = self._certificate()
        read = {
            "id": self._read("id", _matching(ID, WRONG_ID)),
            "office": self._read("office", _matching(OFFICE, WRONG_OFFICE)),
            "level": self._read("level", partial(_choice, LEVELS)),
            "division": self._read("division", parse_code),
            "position": self._read("position", partial(_choice, POSITIONS)),
        }
        if self.faults:
            return None
        plain = {field: self._cell(field) for field in ("name", "organ", "mark")}
        return Actor(**read, **plain, roles=roles, certificate=certificate)  # type: ignore[arg-type] # read without fault

    def _certificate(self) -> Certificate | None:
        number = self._cell("certificate")
        until = self._read("valid_until", parse_day)
        if number and until is None:
            self.faults.append(NO_LAST_DAY.at(self.place("valid_until")))
        return Certificate(number=number, valid_until=until) if number and until else None

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


def _columns(heading: Sequence[str]) -> dict[str, str]:
    """Field → the name its column has in this file."""
    written = {tidy(name): name for name in heading}
    found = {field: written.get(zh) or written.get(field) for zh, field in COLUMNS.items()}
    missing = [zh for zh, field in COLUMNS.items() if field in NEEDED and not found[field]]
    if missing:
        raise Faults(MISSING_COLUMN.at("roster.csv:1", column=zh, columns=",".join(COLUMNS)) for zh in missing)
    return {field: name for field, name in found.items() if name}


def _choice(choices: Mapping[str, E], text: str, *, field: str) -> E:
    """A member by its Chinese name or its stored value."""
    written = tidy(text)
    found = choices.get(written) or next((each for each in choices.values() if each.value == written), None)
    if found is None:
        raise UNKNOWN.at(field, choices="、".join(choices))
    return found


def _matching(shape: re.Pattern[str], mistake: Mistake) -> Parse[str]:
    def parse(text: str, *, field: str) -> str:
        written = tidy(text)
        if not shape.fullmatch(written):
            raise mistake.at(field)
        return written

    return parse


def _split(text: str) -> list[str]:
    return [part for part in re.split(r"[、,，;；/ ]+", text) if part]


def _may(actor: Actor, levels: Sequence[Level], grade: Grade | None) -> bool:
    graded = grade is None or actor.position in HOLDERS[grade]
    return actor.level in levels and graded and bool(ACTING & set(actor.roles))
