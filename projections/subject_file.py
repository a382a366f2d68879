"""The subject file 一企一档: which leads are about the same firm or person, and how much was done in them all.

A firm is known by its code; while that is unknown, by its name within the district of offices, and it joins the one
firm of that name whose code is known there, among the leads that whoever asks is shown: two firms may share a name, so
that is told as such, to be confirmed. A description that is no name stands alone. A person is known by the keyed digest
of the identity number, or, while that is unknown, by the opaque reference under which the log keeps that person's key:
the index says nothing of anybody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Connection, Index, Subquery, and_, case, cast, func, or_, select

from domain.duplicates.prints import Kind, Print, fingerprints, sealed
from domain.lead.intake.events import AssistanceRegistered, LeadRegistered
from domain.lead.shapes import Person, Unit
from domain.lead.stage import WORKING
from domain.lead.standing.events import FactsCorrected, LeadSplitOff
from domain.values.divisions import STEPS
from domain.values.firm_name import is_vague
from domain.words import Words
from projections.acts import ROWS, Act
from projections.base import Change, Projection, derived, key, text
from projections.ledger_search import searched
from projections.registers import ALL, L, Page, RegisterFilter, arranged, narrowed, page
from projections.risk_ledger import lead_of
from projections.stored import instant
from projections.subjects import Digest, subject
from workflows.ports import Recorded

OWN: Final = (Kind.USCC, Kind.RESIDENT_ID)
"""What names one subject and no other."""
DISTRICT: Final = STEPS[2]
"""Digits that name the district of an office."""
_NAME: Final = "'name:' || line || ':' || nullif(spelled, '')"


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One firm or person: the leads about it, what was done in them. ``acts``: act → how often; amounts in 分.

    ``by_name``: how many of the leads tell no code, and stand here by the name alone.
    ``division`` is the smallest area that holds all the leads, ``office`` theirs where all are one office's: whoever
    may read all of them may read this.
    """

    key: str
    subject: str
    identity: str
    natural_person: bool
    division: str
    office: str
    leads: int
    by_name: int
    working: int
    amount_fen: int | None
    first_at: datetime | None
    last_at: datetime | None
    acts: Mapping[Act, int]

    @property
    def basis(self) -> Words:
        """By what its leads stand together."""
        kind = self.key.partition(":")[0]
        if self.by_name and kind == Kind.USCC.value:
            return Words(f"代码；{self.by_name}件按名称，待核对", f"code; {self.by_name} by name")
        return BASES[kind]

    @property
    def visits(self) -> int:
        """Visits and inspections."""
        return self.acts.get(Act.VISIT, 0)

    @property
    def interviews(self) -> int:
        """Interviews that were held."""
        return self.acts.get(Act.INTERVIEW, 0)

    @property
    def orders(self) -> int:
        """Orders to rectify and orders to stop."""
        return self.acts.get(Act.ORDER, 0) + self.acts.get(Act.STOP, 0)

    @property
    def assistances(self) -> int:
        """Requests to assist that were taken on."""
        return self.acts.get(Act.ASSISTANCE, 0)

    @property
    def transfers(self) -> int:
        """Transfers to the police that were opened."""
        return self.acts.get(Act.TRANSFER_OPENED, 0)


BASES: Final[Mapping[str, Words]] = {
    Kind.USCC.value: Words("代码", "code"),
    Kind.RESIDENT_ID.value: Words("证件号", "id number"),
    "name": Words("按名称归并，待核对", "by name, to be confirmed"),
    "ref": Words("单列", "alone"),
    "lead": Words("单列", "alone"),
}
"""What the key of a file begins with → by what its leads stand together."""


class SubjectFiles:
    """The read model under one installation's digest."""

    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        self.projection = Projection("subject_file", version=2)
        self._filed = self.projection.table(
            key("lead"), text("line"), text("spelled"), text("own"),
            derived("name", _NAME),
            derived("subject", f"CASE WHEN own <> '' THEN own ELSE coalesce({_NAME}, 'lead:' || lead) END"),
            Index("subject_file_subject", "subject", "lead"), Index("subject_file_name", "name", "own"),
        )  # fmt: skip
        self.projection.on(LeadRegistered)(self._begun)
        self.projection.on(AssistanceRegistered)(self._begun)
        self.projection.on(LeadSplitOff)(self._begun)
        self.projection.on(FactsCorrected)(self._corrected)

    def _begun(self, event: LeadRegistered | AssistanceRegistered | LeadSplitOff, at: Recorded) -> Iterator[Change]:
        if event.unit or event.person:
            known = self._known(event.unit, event.person)
            yield self._filed.set(lead_of(at), line=event.office[:DISTRICT], **known)

    def _corrected(self, event: FactsCorrected, at: Recorded) -> Iterator[Change]:
        """A lead filed under a wrong code leaves that firm's file; one filed by name goes to that of its code."""
        if event.unit is not None:
            yield self._filed.set(lead_of(at), **self._known(event.unit, None))

    def _known(self, unit: Unit | None, person: Person | None) -> Mapping[str, str]:
        """By what a subject is known: a number of its own, a name."""
        prints = (each for each in fingerprints(subject(unit, person)) if each.kind in OWN)
        numbers = sorted(_key(each) for each in sealed(prints, self._digest))
        reference = f"ref:{person.ref}" if person and unit is None else ""
        named = unit is not None and not is_vague(unit.name)
        return {"own": numbers[0] if numbers else reference, "spelled": searched(unit.name) if unit and named else ""}

    def of_code(self, code: str) -> str:
        """The key of a firm's code."""
        return _key(Print(Kind.USCC, code))

    def of_lead(self, connection: Connection, lead: str, wanted: RegisterFilter = ALL) -> str | None:
        """The key of the file in which a lead stands."""
        filed = self._filed.table
        return connection.scalar(select(self._file(wanted)).where(filed.c.lead == lead))

    def leads(self, connection: Connection, file: str, wanted: RegisterFilter = ALL) -> tuple[str, ...]:
        """The leads about a subject, as they were registered."""
        held = self._held([file], wanted)
        query = select(held.c.lead).outerjoin(L, held.c.lead == L.c.lead).where(held.c.file == file)
        return tuple(connection.scalars(query.order_by(L.c.registered_at, held.c.lead)))

    def held_by(
        self, connection: Connection, files: Sequence[str], wanted: RegisterFilter = ALL
    ) -> Mapping[str, Sequence[str]]:
        """File → the leads in it."""
        held, found = self._held(files, wanted), defaultdict[str, list[str]](list)
        for file, lead in connection.execute(select(held.c.file, held.c.lead)) if files else ():
            found[file].append(lead)
        return found

    def files(
        self, connection: Connection, wanted: RegisterFilter = ALL, *, after: tuple[Any, ...] | None = None,
        limit: int = 50,
    ) -> Page[SubjectRow]:  # fmt: skip
        """A page of all files that hold a wanted lead."""
        filed = self._filed.table
        query = (
            select(filed.c.subject.label("key"))
            .select_from(filed.join(L, filed.c.lead == L.c.lead))
            .where(self._file(wanted) == filed.c.subject)
            .group_by(filed.c.subject)
        )
        if wanted.sort in SORTS:
            found = self._sorted(connection, wanted, after, limit)
        else:
            found = page(connection, narrowed(query, wanted), (filed.c.subject,), after, limit,
                         descending=wanted.descending)  # fmt: skip
        keys = [row["key"] for row in found.rows]
        held = self._held(keys, wanted)
        sums = select(held.c.file, *_SUMS, func.count(case((held.c.own == "", 1))).label("by_name"))
        rows = connection.execute(sums.join(L, held.c.lead == L.c.lead).group_by(held.c.file)).mappings()
        told, acts = {row["file"]: row for row in rows}, self._acts(connection, held)
        return Page(tuple(_row(key, told[key], acts[key]) for key in keys), found.following)

    def _sorted(
        self, connection: Connection, wanted: RegisterFilter, after: tuple[Any, ...] | None, limit: int
    ) -> Page[Mapping[str, Any]]:
        """A page of their keys, by what all leads of each come to together."""
        filed = self._filed.table
        joined = filed.join(L, filed.c.lead == L.c.lead)
        of = select(self._file(wanted).label("file"), filed.c.lead).select_from(joined)
        held = narrowed(of, wanted).subquery("of")
        sums = select(held.c.file.label("key"), *_SUMS).join(L, held.c.lead == L.c.lead).group_by(held.c.file)
        whole = sums.subquery("files")
        order = arranged(wanted.sort, {name: cast(whole.c[name], BigInteger) for name in SORTS}, (whole.c.key,))
        return page(connection, select(whole.c.key), order, after, limit, descending=wanted.descending)

    def _file(self, wanted: RegisterFilter) -> ColumnElement[str]:
        """Where a row of the table is filed: by its name alone only while no code, or more than one, is known to it."""
        filed, other = self._filed.table, self._filed.table.alias("other")
        codes = (
            select(func.min(other.c.own))
            .select_from(other.join(L, other.c.lead == L.c.lead))
            .where(other.c.name == filed.c.name, other.c.own != "")
            .having(func.min(other.c.own) == func.max(other.c.own))
        )
        code = narrowed(codes, wanted).correlate(filed).scalar_subquery()
        return case((filed.c.own == "", func.coalesce(code, filed.c.subject)), else_=filed.c.own)

    def _held(self, files: Sequence[str], wanted: RegisterFilter) -> Subquery:
        """What stands in these files: the leads with their own number, and those that joined it by its name."""
        filed, named = self._filed.table, self._filed.table.alias("named")
        names = select(named.c.name).where(named.c.subject.in_(files), named.c.name.is_not(None))
        joined = and_(filed.c.own == "", filed.c.name.in_(names))
        query = (
            select(filed.c.lead, filed.c.own, self._file(wanted).label("file"))
            .select_from(filed.outerjoin(L, filed.c.lead == L.c.lead))
            .where(or_(filed.c.subject.in_(files), joined))
        )
        found = narrowed(query, wanted).subquery("found")
        return select(found).where(found.c.file.in_(files)).subquery("held")

    def _acts(self, connection: Connection, held: Subquery) -> Mapping[str, Mapping[Act, int]]:
        acts = ROWS.table
        query = (
            select(held.c.file, acts.c.act, func.count())
            .select_from(held.join(acts, held.c.lead == acts.c.lead))
            .group_by(held.c.file, acts.c.act)
        )
        found: defaultdict[str, Counter[Act]] = defaultdict(Counter)
        for file, act, times in connection.execute(query):
            found[file][Act(act)] = times
        return found


SORTS: Final = ("leads", "working", "amount_fen", "first_at", "last_at")
"""Columns by which files are sorted; what was done in them is not among them."""
_SUMS: Final = (
    func.max(L.c.subject).label("subject"),
    func.max(L.c.identity).label("identity"),
    func.max(case((L.c.natural_person, 1), else_=0)).label("natural_person"),
    func.min(L.c.division).label("first_division"),
    func.max(L.c.division).label("last_division"),
    func.min(L.c.office).label("first_office"),
    func.max(L.c.office).label("last_office"),
    func.count().label("leads"),
    func.count(case((L.c.stage.in_(WORKING), 1))).label("working"),
    func.sum(L.c.amount_fen).label("amount_fen"),
    func.min(L.c.registered_at).label("first_at"),
    func.max(L.c.updated_at).label("last_at"),
)


def _row(key: str, stored: Mapping[Any, Any], acts: Mapping[Act, int]) -> SubjectRow:
    offices = {stored["first_office"], stored["last_office"]}
    return SubjectRow(
        key=key,
        subject=stored["subject"],
        identity=stored["identity"],
        natural_person=bool(stored["natural_person"]),
        division=_in_common(stored["first_division"], stored["last_division"]),
        office=offices.pop() if len(offices) == 1 else "",
        leads=stored["leads"],
        by_name=stored["by_name"],
        working=stored["working"],
        amount_fen=None if stored["amount_fen"] is None else int(stored["amount_fen"]),
        first_at=instant(stored["first_at"]),
        last_at=instant(stored["last_at"]),
        acts=acts,
    )


def _key(print_: Print) -> str:
    return f"{print_.kind.value}:{print_.value}"


def _in_common(first: str, last: str) -> str:
    """What two codes begin with; what lies between them in order begins so too."""
    return "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
