"""A row of the risk ledger 风险线索台账 as an office writes it, and the registration form it amounts to."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.catalogue import ERASED, MASKED
from domain.errors import InvalidInput
from domain.values.divisions import Divisions, contains
from domain.values.firm_name import taken_apart
from domain.values.mistake import Mistake
from domain.values.text import compact, is_digits
from domain.words import Words
from workflows.forms.formulas import unmarked

NUMBER: Final = "线索编号"
REGISTERED: Final[dict[str, str]] = {
    "来源渠道": "source",
    "登记时间": "occurred",
    "登记单位": "office",
    "对象名称": "unit.name",
    "统一社会信用代码/身份证号(脱敏)": "unit.uscc",
    "法定代表人/负责人": "unit.representative",
    "注册地": "unit.registered_place",
    "经营地(街道/社区/楼宇)": "division",
    "所属行业": "industry",
    "集资方式": "scheme",
    "疑似特征(非法性/公开性/利诱性/社会性)": "features",
    "涉及金额(万元)": "amount_fen",
    "涉及人数": "participants",
    "涉及地区": "areas",
    "责任人": "handler",
    "备注": "remark",
}
"""Columns that a registration takes → the field they fill, which is also where their mistakes are told."""
COLUMNS: Final = (
    NUMBER, *list(REGISTERED)[:14], "风险等级", "等级依据", "当前阶段", "责任单位", "责任人", "下一步措施", "办理期限",
    "上报时间", "是否移送", "备注",
)  # fmt: skip
"""The heading of the ledger, in its own order; what no registration takes is filled by the later life of a lead."""
SUBJECT: Final = "对象名称"
NEEDED: Final = ("来源渠道", SUBJECT)
ROW: Final = "row"
"""The field of a mistake that is the whole row's."""
WHOLE: Final = "整行"

UNKNOWN_OFFICE: Final = Mistake(
    "input.ledger.office", Words("名册里没有这个单位", "the roster has no such office"),
    Words("填名册中的单位名称或单位代码；留空即为本单位", "a name or code as in the roster; empty: one's own"),
)  # fmt: skip
UNKNOWN_OFFICER: Final = Mistake(
    "input.ledger.officer", Words("名册里没有这个人，或有同名者", "the roster has no such person, or several"),
    Words("填名册中的账号或姓名；未定的留空", "an account or name as in the roster; empty while undecided"),
)  # fmt: skip

VEILED: Final = Mistake(
    "input.ledger.veiled", Words("本行有未显示或已封存的内容", "this row holds what was not shown, or was erased"),
    Words("由有权查看的人员重新导出，或填写原文", "export it as somebody who may see it, or write it out"),
)  # fmt: skip

Row = Mapping[str, str]
"""Column → cell, as read."""

_LONGEST_PERSON: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a row may refer to; ``home`` is the area of whoever registers.

    ``office`` gives code, name and division; it and ``officer`` give None for what nobody knows.
    """

    divisions: Divisions
    office: Callable[[str], tuple[str, str, str] | None]
    officer: Callable[[str], str | None]
    home: str
    today: date


def cells(row: Row) -> dict[str, str]:
    """The cells of a row without blanks and without the mark that keeps a spreadsheet from calculating."""
    return {column: unmarked((row.get(column) or "").strip()) for column in COLUMNS}


def form(row: Row, known: Known) -> dict[str, str]:
    """The registration form of a row. Raises ``InvalidInput`` for an office or a person nobody knows."""
    written = cells(row)
    if any(hidden in written[column] for column in REGISTERED for hidden in (MASKED, ERASED)):
        raise VEILED.at(ROW)
    made = {field: written[column] for column, field in REGISTERED.items() if written[column]}
    place = made.pop("division", "")
    area = known.home
    if "office" in made:
        office = known.office(made["office"])
        if office is None:
            raise UNKNOWN_OFFICE.at(field="office")
        made["office"], made["organ"], area = office
    if "handler" in made:
        handler = known.officer(made["handler"])
        if handler is None:
            raise UNKNOWN_OFFICER.at(field="handler")
        made["handler"] = handler
    if "amount_fen" in made and not re.search(r"[元万亿]", made["amount_fen"]):
        made["amount_fen"] += "万元"
    if "areas" in made:
        made["areas"] = made["areas"].replace("、", "；")
    return {**_subject(made), **where(place, area, known)}


def where(place: str, area: str, known: Known) -> dict[str, str]:
    """``街道/社区/楼宇/地址``: the areas named first, by name or code, then the building, then the address."""
    parts = [part.strip() for part in place.split("/")] if place else []
    division = area
    while parts and (found := _area(parts[0], division, known)):
        division, parts = found, parts[1:]
    building, address = (parts[0] if parts else ""), "/".join(parts[1:])
    made = {"division": division, "building": building, "address": address}
    return {field: value for field, value in made.items() if value}


def _area(name: str, within: str, known: Known) -> str:
    """The code of an area that lies in the same district as ``within``; empty when it names none."""
    district = within[:6]
    if is_digits(name):
        return name if contains(district, name) else ""
    named = known.divisions.named(name, known.today, within=district)
    return named[0].code if len(named) == 1 else ""


def _subject(made: dict[str, str]) -> dict[str, str]:
    """A firm, or a natural person, whose data is sealed: whoever may be a person is taken for one."""
    name, identity = made.get("unit.name", ""), made.get("unit.uscc", "")
    if not is_person(name, identity):
        return made
    kept = {field: value for field, value in made.items() if not field.startswith("unit.")}
    return {
        **kept,
        "person.name": name,
        **({"person.resident_id": identity} if identity and "*" not in identity else {}),
    }


def is_person(name: str, identity: str) -> bool:
    """By the identity number (18 digits or X, or masked); without any, by a short name that says no trade."""
    number = compact(identity)
    if number:
        return "*" in number or bool(re.fullmatch(r"[1-8][0-9]{5}(19|20)[0-9]{9}[0-9Xx]", number))
    bare = compact(name).replace("·", "")
    apart = taken_apart(bare)
    return len(bare) <= _LONGEST_PERSON and not any((apart.form, apart.trade)) and not re.search(r"[0-9A-Za-z]", bare)


def column_of(fault: InvalidInput) -> str:
    """The column in which a mistake of the form stands."""
    fields = {field: column for column, field in REGISTERED.items()}
    field = fault.field.replace("person.name", "unit.name").replace("person.resident_id", "unit.uscc")
    return fields.get(field) or fields.get(field.partition(".")[0]) or (WHOLE if field == ROW else field)
