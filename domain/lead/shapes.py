"""Parts that several events and commands of a lead share."""

from datetime import date

from domain.catalogue import Personal, shape
from domain.lead.vocabulary import ContactKind, ServiceWay


@shape
class Unit:
    """A firm or other body: who is suspected. ``uscc`` is empty while unknown."""

    name: str
    uscc: str = ""
    registered_place: str = ""
    representative: Personal[str] = ""


@shape
class Person:
    """A natural person who is suspected. ``ref`` is an opaque id; all else is sealed under that person's key."""

    ref: str
    name: Personal[str]
    resident_id: Personal[str] = ""
    residence: Personal[str] = ""


@shape
class Contact:
    """A phone, account or address used by the scheme; it may be a person's, so it is sealed."""

    kind: ContactKind
    value: Personal[str]


@shape
class Officer:
    """Someone who took part in an act, by roster id, with the certificate shown."""

    id: str
    certificate: str = ""


@shape
class Paper:
    """A paper kept in a file: its kind and where it is kept (number, page, archive mark)."""

    title: str
    reference: str


@shape
class Service:
    """Service of a paper: by which way, on which day, done or (publication) still running."""

    way: ServiceWay
    on: date
    completed: bool
    proof: str = ""


@shape
class Element:
    """One of the three elements of R737 2, with its finding and the reasons."""

    present: bool
    reasons: Personal[str]


@shape
class Elements:
    """The three elements, looked at one by one: unlicensed, promise of return, unspecified people (R737 2)."""

    unlicensed: Element
    promised_return: Element
    unspecified_people: Element
