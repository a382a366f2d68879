"""The subject file 一企一档: which leads are about the same firm or person, and how much was done in them all.

A firm is known by its code, a person by the keyed digest of the identity number, or, while that is unknown, by the
opaque reference under which the log keeps that person's key: the index says nothing of anybody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any, Final

from sqlalchemy import Connection, Index, case, func, select

from domain.duplicates.prints import Kind, Print, fingerprints, sealed
from domain.lead.intake.events import AssistanceRegistered, LeadRegistered
from domain.lead.shapes import Person, Unit
from domain.lead.stage import WORKING
from domain.lead.standing.events import FactsCorrected, LeadSplitOff
from projections.acts import ROWS, Act
from projections.base import Change, Projection, key
from projections.registers import ALL, L, Page, RegisterFilter, narrowed, page
from projections.risk_ledger import lead_of
from projections.stored import instant
from projections.subjects import Digest, subject
from workflows.ports import Recorded

OWN: Final = (Kind.USCC, Kind.RESIDENT_ID)
"""What names one subject and no other."""


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One firm or person: the leads about it, what was done in them. ``acts``: act → how often; amounts in 分.

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
    working: int
    amount_fen: int | None
    first_at: datetime | None
    last_at: datetime | None
    acts: Mapping[Act, int]

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


class SubjectFiles:
    """The read model under one installation's digest."""

    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        self.projection = Projection("subject_file", version=1)
        self._links = self.projection.table(
            key("lead"), key("subject"), Index("subject_file_subject", "subject", "lead")
        )
        self.projection.on(LeadRegistered)(self._begun)
        self.projection.on(AssistanceRegistered)(self._begun)
        self.projection.on(LeadSplitOff)(self._begun)
        self.projection.on(FactsCorrected)(self._corrected)

    def _begun(self, event: LeadRegistered | AssistanceRegistered | LeadSplitOff, at: Recorded) -> Iterator[Change]:
        for each in self.keys(event.unit, event.person):
            yield self._links.insert(lead_of(at), each)

    def _corrected(self, event: FactsCorrected, at: Recorded) -> Iterator[Change]:
        """A lead filed under a wrong code leaves that firm's file."""
        if event.unit is not None:
            yield self._links.delete(lead=lead_of(at))
            for each in self.keys(event.unit, None):
                yield self._links.insert(lead_of(at), each)

    def keys(self, unit: Unit | None, person: Person | None) -> tuple[str, ...]:
        """Under which key a subject is filed; none where neither code nor person is known."""
        prints = (each for each in fingerprints(subject(unit, person)) if each.kind in OWN)
        found = tuple(sorted(_key(each) for each in sealed(prints, self._digest)))
        return found or ((f"ref:{person.ref}",) if person and unit is None else ())

    def of_code(self, code: str) -> str:
        """The key of a firm's code."""
        return _key(Print(Kind.USCC, code))

    def of_lead(self, connection: Connection, lead: str) -> tuple[str, ...]:
        """The keys of a lead's subject."""
        links = self._links.table
        return tuple(connection.scalars(select(links.c.subject).where(links.c.lead == lead).order_by(links.c.subject)))

    def leads(self, connection: Connection, keys: Sequence[str], wanted: RegisterFilter = ALL) -> tuple[str, ...]:
        """The leads about a subject, as they were registered."""
        links = self._links.table
        query = select(links.c.lead).outerjoin(L, links.c.lead == L.c.lead).where(links.c.subject.in_(keys))
        return tuple(connection.scalars(narrowed(query, wanted).order_by(L.c.registered_at, links.c.lead)))

    def files(
        self, connection: Connection, wanted: RegisterFilter = ALL, *, after: tuple[Any, ...] | None = None,
        limit: int = 50,
    ) -> Page[SubjectRow]:  # fmt: skip
        """A page of all files that hold a wanted lead."""
        links = self._links.table
        query = (
            select(links.c.subject.label("key"), *_SUMS)
            .select_from(links.join(L, links.c.lead == L.c.lead))
            .group_by(links.c.subject)
        )
        found = page(connection, narrowed(query, wanted), (links.c.subject,), after, limit)
        acts = self._acts(connection, [row["key"] for row in found.rows], wanted)
        return Page(tuple(_row(row, acts[row["key"]]) for row in found.rows), found.following)

    def _acts(
        self, connection: Connection, keys: Sequence[str], wanted: RegisterFilter
    ) -> Mapping[str, Mapping[Act, int]]:
        links, acts = self._links.table, ROWS.table
        query = (
            select(links.c.subject, acts.c.act, func.count())
            .select_from(links.join(acts, links.c.lead == acts.c.lead).join(L, links.c.lead == L.c.lead))
            .where(links.c.subject.in_(keys))
            .group_by(links.c.subject, acts.c.act)
        )
        found: defaultdict[str, Counter[Act]] = defaultdict(Counter)
        for whom, act, times in connection.execute(narrowed(query, wanted)):
            found[whom][Act(act)] = times
        return found


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


def _row(stored: Mapping[str, Any], acts: Mapping[Act, int]) -> SubjectRow:
    offices = {stored["first_office"], stored["last_office"]}
    return SubjectRow(
        key=stored["key"],
        subject=stored["subject"],
        identity=stored["identity"],
        natural_person=bool(stored["natural_person"]),
        division=_in_common(stored["first_division"], stored["last_division"]),
        office=offices.pop() if len(offices) == 1 else "",
        leads=stored["leads"],
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
