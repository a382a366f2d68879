"""What of a lead's subject is compared: its prints, exact and normalised, and the keys it is looked up by."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from domain.catalogue import shape
from domain.errors import InvalidInput
from domain.values.account import BankAccount
from domain.values.firm_name import is_vague, taken_apart
from domain.values.online import Url, app_key, wechat_key
from domain.values.phone import Phone, PhoneKind
from domain.values.resident_id import ResidentId
from domain.values.soundalikes import folded
from domain.values.text import bare_code, compact


class Kind(StrEnum):
    """What a print is taken from. Values are stored in the index."""

    USCC = "uscc"
    RESIDENT_ID = "resident-id"
    NAME = "name"
    CORE = "core"
    BRAND = "brand"
    NEAR_NAME = "near-name"
    PERSON = "person"
    PHONE = "phone"
    ACCOUNT = "account"
    SITE = "site"
    HANDLE = "handle"
    ADDRESS = "address"


SEALED: Final = frozenset({Kind.RESIDENT_ID, Kind.PERSON, Kind.PHONE, Kind.ACCOUNT, Kind.HANDLE, Kind.ADDRESS})
"""Kinds that can be a natural person's data: stored as keyed digests, compared by equality only."""

LOOKED_UP: Final = frozenset(Kind) - {Kind.NAME, Kind.ADDRESS}
"""Kinds worth a look-up alone. A name is found by its near names; an address only supports other evidence."""


class Print(NamedTuple):
    """One row of the index of a lead."""

    kind: Kind
    value: str


@shape
class Subject:
    """Whom a lead is about, as far as duplicates go; whatever is not known stays empty.

    ``name`` and ``former_names`` are a firm's unless ``natural_person``; ``people`` are the legal representative and
    those who act for the firm; ``handles`` are WeChat names and public accounts, ``apps`` names of apps.
    """

    name: str = ""
    natural_person: bool = False
    uscc: str = ""
    resident_id: str = ""
    former_names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()
    address: str = ""


def fingerprints(subject: Subject) -> frozenset[Print]:
    """The prints two subjects are compared by. What cannot be read as its kind leaves no print and raises nothing."""
    names = (subject.name, *subject.former_names)
    firms = () if subject.natural_person else tuple(name for name in names if name and not is_vague(name))
    people = (*names, *subject.people) if subject.natural_person else subject.people
    values: tuple[tuple[Kind, Iterable[str]], ...] = (
        (Kind.USCC, (bare_code(subject.uscc),)),
        (Kind.RESIDENT_ID, (_resident(subject.resident_id),)),
        (Kind.NAME, map(compact, firms)),
        (Kind.CORE, (taken_apart(name).core for name in firms)),
        (Kind.BRAND, (taken_apart(name).brand for name in firms)),
        (Kind.PERSON, map(compact, people)),
        (Kind.PHONE, map(_line, subject.phones)),
        (Kind.ACCOUNT, map(_account, subject.accounts)),
        (Kind.SITE, map(_site, subject.urls)),
        (Kind.HANDLE, map(wechat_key, subject.handles)),
        (Kind.HANDLE, (f"app {key}" for key in map(app_key, subject.apps) if key)),
        (Kind.ADDRESS, (_address(subject.address),)),
    )
    return frozenset(Print(kind, value) for kind, found in values for value in found if value)


def keys(prints: Iterable[Print]) -> frozenset[Print]:
    """The rows to look up, and to find again later: the telling prints, and every near spelling of the names.

    Near names are the folded core of a name, and the core with any one character left out: two names that differ by one
    character (put in, left out, replaced, or swapped with its neighbour) share at least one of them.
    """
    found = frozenset(prints)
    cores = {folded(taken_apart(value).core) for kind, value in found if kind is Kind.NAME}
    near = {core[:at] + core[at + 1 :] for core in cores for at in range(len(core)) if len(core) > SHORTEST_NEAR_NAME}
    return frozenset(p for p in found if p.kind in LOOKED_UP) | {Print(Kind.NEAR_NAME, name) for name in cores | near}


SHORTEST_NEAR_NAME: Final = 3
"""Names up to this length are looked up as they are: cut further they would meet too many."""


def sealed(prints: Iterable[Print], digest: Callable[[Print], str]) -> frozenset[Print]:
    """The prints with a keyed digest in place of every personal value; ``score`` reads them just the same."""
    return frozenset(Print(p.kind, digest(p)) if p.kind in SEALED else p for p in prints)


def _resident(text: str) -> str:
    try:
        return ResidentId.parse(text, today=date.max, historical=True).current
    except InvalidInput:
        return ""


def _line(text: str) -> str:
    """The line of a telephone; hotlines such as 95588 or 12345 belong to nobody's scheme and leave no print."""
    try:
        phone = Phone.parse(text)
    except InvalidInput:
        return ""
    return "" if phone.kind is PhoneKind.SERVICE and len(phone.number) < FULL_SERVICE_NUMBER else phone.line


FULL_SERVICE_NUMBER: Final = 10


def _account(text: str) -> str:
    try:
        return BankAccount.parse(text).number
    except InvalidInput:
        return ""


def _site(text: str) -> str:
    try:
        return Url.parse(text).site
    except InvalidInput:
        return ""


def _address(text: str) -> str:
    return compact(text).upper().translate(_ADDRESS_NOISE)


_ADDRESS_NOISE: Final = str.maketrans("", "", "-,，。.()#号室层楼座")
