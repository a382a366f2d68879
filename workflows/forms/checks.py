"""Fields whose text is a number of some register: they are brought to stored form, or refused with the reason."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from domain.instants import day_of
from domain.lead.shapes import Contact
from domain.lead.vocabulary import ContactKind
from domain.values.account import BankAccount
from domain.values.document_number import BRACKETS, DocumentNumber
from domain.values.money import Money
from domain.values.online import Url
from domain.values.phone import Phone
from domain.values.resident_id import ResidentId
from domain.values.text import compact
from domain.values.uscc import Uscc
from workflows.divisions.loader import shipped
from workflows.forms.mistakes import (
    LONG_NAME,
    LONGEST_NAME,
    MOST_PEOPLE,
    NO_UNIT,
    NOT_AN_ID,
    NOT_AN_OFFICE,
    NOT_ONE_PERSON,
    TOO_MANY_PEOPLE,
)
from workflows.forms.plain import moment, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What reading a form may ask: the time, new ids, and the lead that a 线索编号 names."""

    now: datetime
    new_id: Callable[[str], str]
    lead_id: Callable[[str], str]


Check = Callable[[str, str, Desk], Any]
"""``(text, field, desk)`` → the value. Raises ``InvalidInput``, or ``NotFound`` for a lead nobody knows."""


def _amount(text: str, field: str, _: Desk) -> int:
    """People write the unit: 30 could be 元 or 万元. A program's number, which counts 分, never comes here."""
    if BARE.fullmatch(compact(text)):
        raise NO_UNIT.at(field)
    return Money.parse(text, field=field).fen


def _person(text: str, field: str, _: Desk) -> str:
    """One id of the roster; several in one place would name nobody."""
    if SEVERAL.search(text):
        raise NOT_ONE_PERSON.at(field)
    return text


def _reference(text: str, field: str, _: Desk) -> str:
    """A 发文字号 in its one spelling; a page, a shelf mark or a photo's name stays as it is."""
    written = text.translate(BRACKETS)
    numbered = "〔" in written and written.endswith("号")
    return str(DocumentNumber.parse(text, field=field)) if numbered else text


def _identity(text: str, field: str, _: Desk) -> str:
    """What names a stream or a key: it stands open in the log, so it can be nobody's name."""
    if not ID.fullmatch(text):
        raise NOT_AN_ID.at(field)
    return text


def _own_lead(text: str, field: str, desk: Desk) -> str:
    return _identity(desk.lead_id(text), field, desk)


def _office(text: str, field: str, _: Desk) -> str:
    if not OFFICE.fullmatch(text):
        raise NOT_AN_OFFICE.at(field)
    return text


def _people(text: str, field: str, _: Desk) -> int:
    count = whole(text, field)
    if count > MOST_PEOPLE:
        raise TOO_MANY_PEOPLE.at(field)
    return count


def _name(text: str, field: str, _: Desk) -> str:
    if len(text) > LONGEST_NAME:
        raise LONG_NAME.at(field)
    return text


ID: Final = re.compile(r"[a-z0-9-]{1,64}")
BARE: Final = re.compile(r"[0-9][0-9,.]*")
SEVERAL: Final = re.compile(r"[,，、\s]")
OFFICE: Final = re.compile(r"[0-9]{6}([0-9]{3}){0,2}(-[a-z0-9-]{1,40})?")

NAMES: Final = frozenset({"name", "organ", "receiver_organ", "representative", "requester"})
"""Fields that hold what somebody is called."""

CHECKS: Final[dict[str, Check]] = {
    "occurred": lambda text, field, _: moment(text, field),
    "uscc": lambda text, field, _: Uscc.parse(text, field=field).code,
    "resident_id": lambda text, field, desk: ResidentId.parse(text, today=day_of(desk.now), field=field).number,
    "division": lambda text, field, _: shipped().parse(text, field=field),
    "competent_division": lambda text, field, _: shipped().parse(text, field=field),
    "police_division": lambda text, field, _: shipped().parse(text, field=field),
    "amount_fen": _amount,
    "participants": _people,
    **dict.fromkeys(NAMES, _name),
    "reference": _reference,
    "ref": _identity,
    "id": _person,
    "new_lead": _identity,
    "office": _office,
    "parent": _office,
    "body": _office,
    "account": _person,
    "absent": _person,
    "lead": _own_lead,
    "target": _own_lead,
    "into": lambda text, _, desk: desk.lead_id(text),
    "duplicate_of": lambda text, _, desk: desk.lead_id(text),
    "other": lambda text, _, desk: desk.lead_id(text),
}
"""Field → its check. An empty text is not checked: whether it may be empty is the field's own question.

In a bundle ``other`` is a list of papers, which no check of texts ever meets.
"""

CONTACTS: Final[dict[ContactKind, Callable[[str, str], str]]] = {
    ContactKind.PHONE: lambda text, field: Phone.parse(text, field=field).number,
    ContactKind.ACCOUNT: lambda text, field: BankAccount.parse(text, field=field).number,
    ContactKind.URL: lambda text, field: Url.parse(text, field=field).address,
}


def check_shape(made: Any, path: str) -> Any:  # noqa: ANN401 - any shape goes through
    """What only a whole shape can tell: a contact's value is read by its kind. Raises ``InvalidInput``."""
    if isinstance(made, Contact):
        return replace(made, value=CONTACTS[made.kind](made.value, f"{path}.value"))
    return made


NEW: Final[dict[tuple[str, str], str]] = {
    ("RegisterLead", "lead"): "lead",
    ("RegisterAssistance", "lead"): "lead",
    ("SplitLead", "new_lead"): "lead",
    ("Person", "ref"): "person",
}
"""(class, field) → the noun of the new id that stands there when nothing is filled in."""
