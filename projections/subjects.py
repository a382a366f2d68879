"""The index of subjects: under which prints a lead is found when another one about the same subject comes in.

Values that can be a person's are stored as keyed digests only, so the index says nothing about anybody.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple, Protocol, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Connection, Executable, Index, Table, and_, or_, select, union_all

from domain.catalogue import ERASED, MASKED
from domain.duplicates.index import ALONE_TOO_COMMON
from domain.duplicates.prints import Kind, Print, Subject, fingerprints, keys, sealed
from domain.duplicates.score import CROWD
from domain.lead.intake.events import AssistanceRegistered, LeadRegistered
from domain.lead.shapes import Contact, Person, Unit
from domain.lead.standing.events import FactsCorrected, LeadSplitOff
from domain.lead.vocabulary import ContactKind
from projections.base import Change, Projection, flag, key, text
from workflows.ports import Recorded

Digest: TypeAlias = Callable[[Print], str]
"""A keyed digest of a print: equal prints, equal digests; nobody without the key can try values out."""

T = TypeVar("T")

KINDS: Final = {kind.value: kind for kind in Kind}
"""Stored value → kind: tens of thousands are read for an import."""
AT_ONCE: Final = 1_000
"""Parameters of one query."""
COMMON_AT_ONCE: Final = 100
"""Questions put together in one query: SQLite takes 500."""


class Registration(Protocol):
    """What a command or event of registration tells about the subject."""

    @property
    def unit(self) -> Unit | None:
        """The firm, if it is one."""
        ...

    @property
    def person(self) -> Person | None:
        """The natural person, if it is one."""
        ...

    @property
    def address(self) -> str:
        """Where it is."""
        ...

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Telephones, accounts, addresses on the net."""
        ...


class Holder(NamedTuple):
    """Whose a lead is: the office's code and its area."""

    office: str
    division: str


class Subjects:
    """The read model under one installation's digest, and the ``Index`` that ``domain.duplicates`` asks."""

    def __init__(self, digest: Digest) -> None:
        self.digest = digest
        self.projection = Projection("subjects", version=1)
        self._prints = self.projection.table(
            key("lead"), key("kind"), key("value"), flag("compared"), Index("subjects_value", "kind", "value")
        )
        self._leads = self.projection.table(key("lead"), text("office"), text("division"), suffix="leads")
        self.projection.on(LeadRegistered)(self._registered)
        self.projection.on(AssistanceRegistered)(self._begun)
        self.projection.on(LeadSplitOff)(self._begun)
        self.projection.on(FactsCorrected)(self._corrected)

    @property
    def prints(self) -> Table:
        """(lead, kind, value); ``compared`` for prints that are weighed, not only looked up by."""
        return self._prints.table

    @property
    def leads(self) -> Table:
        """(lead, office, division)."""
        return self._leads.table

    def of(self, registration: Registration) -> frozenset[Print]:
        """The prints of a registration, personal ones sealed."""
        return self._sealed(
            subject(registration.unit, registration.person, registration.address, registration.contacts)
        )

    def who(self, registration: Registration) -> frozenset[Print]:
        """Those of the subject alone: not of whoever acts for it, nor where it is."""
        unit = registration.unit
        return self._sealed(subject(replace(unit, representative="") if unit else None, registration.person))

    def _sealed(self, whom: Subject) -> frozenset[Print]:
        return sealed(fingerprints(whom), self.digest)

    def _registered(self, event: LeadRegistered, at: Recorded) -> Iterator[Change]:
        yield self._leads.set(_id(at), office=event.office, division=event.division)
        yield from self._rows(_id(at), self.of(event))

    def _begun(self, event: AssistanceRegistered | LeadSplitOff, at: Recorded) -> Iterator[Change]:
        yield self._leads.set(_id(at), office=event.office, division=event.division)
        yield from self._rows(_id(at), self._sealed(subject(event.unit, event.person)))

    def _corrected(self, event: FactsCorrected, at: Recorded) -> Iterator[Change]:
        """What it was called before stays an index to it: others may still call it so."""
        if event.division is not None:
            yield self._leads.set(_id(at), division=event.division)
        if event.unit is not None:
            yield from self._rows(_id(at), self._sealed(subject(event.unit, None)))

    def _rows(self, lead: str, prints: frozenset[Print]) -> Iterator[Change]:
        for each in sorted(prints | keys(prints)):
            yield self._prints.insert(lead, each.kind.value, each.value, compared=each in prints)


class SubjectIndex:
    """``domain.duplicates.index.Index`` over the live tables, on one connection."""

    def __init__(self, subjects: Subjects, connection: Connection) -> None:
        self._prints = subjects.prints
        self._leads = subjects.leads
        self._connection = connection

    def holders(self, wanted: Iterable[Print]) -> Mapping[Print, frozenset[str]]:
        """The leads that hold each of the rows."""
        found: defaultdict[Print, set[str]] = defaultdict(set)
        for query in self._holding(sorted(wanted)):
            for kind, value, lead in self._connection.execute(query):
                found[Print(KINDS[kind], value)].add(lead)
        return {print_: frozenset(leads) for print_, leads in found.items()}

    def _holding(self, wanted: Sequence[Print]) -> Iterator[Executable]:
        """All who hold these; of what leads to nobody where a crowd holds it, enough to tell a crowd."""
        columns = (self._prints.c.kind, self._prints.c.value, self._prints.c.lead)
        common = [each for each in wanted if each.kind in ALONE_TOO_COMMON]
        for some in portions([each for each in wanted if each.kind not in ALONE_TOO_COMMON], AT_ONCE // 2):
            yield select(*columns).where(or_(*self._by_kind(some)))
        for some in portions(common, COMMON_AT_ONCE):
            a_few = (select(*columns).where(and_(*self._is(each))).limit(CROWD + 1).subquery() for each in some)
            yield union_all(*(select(few) for few in a_few))

    def _is(self, each: Print) -> tuple[ColumnElement[bool], ...]:
        return self._prints.c.kind == each.kind.value, self._prints.c.value == each.value

    def _by_kind(self, some: Sequence[Print]) -> Iterator[ColumnElement[bool]]:
        """Kind by kind: asked for pairs, SQLite would read the whole table past its index."""
        for kind, prints in groupby(some, key=attrgetter("kind")):
            yield and_(self._prints.c.kind == kind.value, self._prints.c.value.in_([each.value for each in prints]))

    def prints(self, leads: Iterable[str]) -> Mapping[str, frozenset[Print]]:
        """The prints of leads that are weighed."""
        found: defaultdict[str, set[Print]] = defaultdict(set)
        columns = (self._prints.c.lead, self._prints.c.kind, self._prints.c.value)
        for some in portions(sorted(leads), AT_ONCE):
            query = select(*columns).where(self._prints.c.lead.in_(some), self._prints.c.compared)
            for lead, kind, value in self._connection.execute(query):
                found[lead].add(Print(KINDS[kind], value))
        return {lead: frozenset(prints) for lead, prints in found.items()}

    def of(self, leads: Iterable[str]) -> Mapping[str, Holder]:
        """Whose each lead is."""
        found: dict[str, Holder] = {}
        for some in portions(sorted(leads), AT_ONCE):
            query = select(self._leads).where(self._leads.c.lead.in_(some))
            found |= {row.lead: Holder(row.office, row.division) for row in self._connection.execute(query)}
        return found


def subject(unit: Unit | None, person: Person | None, address: str = "", contacts: Sequence[Contact] = ()) -> Subject:
    """Whom a lead is about, as far as its event tells; what was erased is not known."""
    by_kind = {kind: tuple(_known(each.value) for each in contacts if each.kind is kind) for kind in ContactKind}
    return Subject(
        name=unit.name if unit else _known(person.name) if person else "",
        natural_person=unit is None and person is not None,
        uscc=unit.uscc if unit else "",
        resident_id=_known(person.resident_id) if person else "",
        people=(_known(unit.representative),) if unit else (),
        phones=by_kind[ContactKind.PHONE],
        accounts=by_kind[ContactKind.ACCOUNT],
        urls=by_kind[ContactKind.URL],
        address=_known(address),
    )


def _known(text: str) -> str:
    return "" if text in {ERASED, MASKED} else text


def _id(at: Recorded) -> str:
    return at.stream.partition("/")[2]


def portions(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items, so many at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
