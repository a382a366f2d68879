"""The building register 楼宇底册: which leads and firms are known of in each building of a street (NOTICE 一(七)).

Buildings with their sums, and below them the firms, floor and room as the ledger has them, with their leads.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, Index, Select, case, cast, distinct, func, select

from domain.lead.intake.events import LeadRegistered
from domain.lead.stage import WORKING, Stage
from domain.lead.standing.events import FactsCorrected
from domain.values.divisions import STEPS, significant
from projections.base import Change, Projection, key, text
from projections.registers import ALL, L, Order, Page, RegisterFilter, arranged, narrowed, page
from projections.risk_ledger import lead_of
from workflows.ports import Recorded

BUILDINGS: Final = Projection("building_register", version=1)

IN_BUILDINGS: Final = BUILDINGS.table(
    key("lead"), text("street"), text("building"), Index("building_register_order", "street", "building", "lead")
)
"""``street``: the code of the street, or of what is known of the place. A row without a building is in none."""

STREET: Final = STEPS[3]
"""Digits that name a street."""


@BUILDINGS.on(LeadRegistered)
def _registered(event: LeadRegistered, at: Recorded) -> Change:
    return IN_BUILDINGS.set(lead_of(at), street=street_of(event.division), building=event.building.strip())


@BUILDINGS.on(FactsCorrected)
def _corrected(event: FactsCorrected, at: Recorded) -> tuple[Change, ...]:
    return (IN_BUILDINGS.set(lead_of(at), street=street_of(event.division)),) if event.division else ()


def street_of(division: str) -> str:
    """The street an area lies in, or the area itself where it is wider; in stored form."""
    return significant(division)[:STREET].ljust(6, "0")


@dataclass(frozen=True, slots=True)
class Building:
    """A building: how many leads and firms are known there, how many leads have work in hand, how much money.

    ``firms`` are the different subjects that are no natural persons; amounts in 分.
    """

    street: str
    building: str
    leads: int
    working: int
    firms: int
    amount_fen: int | None

    @property
    def division(self) -> str:
        """Where it is."""
        return self.street

    office: str = ""
    natural_person: bool = False


@dataclass(frozen=True, slots=True)
class Tenant:
    """A firm in a building, once for each lead on it; ``address`` is the floor and the room as the ledger has them."""

    street: str
    building: str
    address: str
    subject: str
    identity: str
    lead: str
    number: str
    stage: Stage
    amount_fen: int | None
    division: str
    office: str
    natural_person: bool


B: Final = IN_BUILDINGS.table
_ORDER: Final = (B.c.street, B.c.building, L.c.subject, B.c.lead)
_TENANTS: Final = (
    select(*(B.c[f.name] if f.name in {"street", "building", "lead"} else L.c[f.name] for f in fields(Tenant)))
    .select_from(B.join(L, B.c.lead == L.c.lead))
    .where(B.c.building != "", ~L.c.natural_person)
)
_FIRM: Final = case((~L.c.natural_person, func.coalesce(func.nullif(L.c.identity, ""), L.c.subject)))
_ROWS: Final = (
    select(
        B.c.street,
        B.c.building,
        func.count().label("leads"),
        func.count(case((L.c.stage.in_(WORKING), 1))).label("working"),
        func.count(distinct(_FIRM)).label("firms"),
        func.sum(L.c.amount_fen).label("amount_fen"),
    )
    .select_from(B.outerjoin(L, B.c.lead == L.c.lead))
    .where(B.c.building != "")
    .group_by(B.c.street, B.c.building)
)

SUMS: Final = ("leads", "working", "firms", "amount_fen")
"""Columns by which buildings are sorted, besides their own order."""
SORTS: Final = {
    "subject": L.c.subject, "identity": L.c.identity, "number": L.c.number, "amount_fen": L.c.amount_fen,
}  # fmt: skip
"""Columns by which firms are sorted."""


def buildings(
    connection: Connection, wanted: RegisterFilter = ALL, *, after: tuple[Any, ...] | None = None, limit: int = 50
) -> Page[Building]:
    """A page of the register, street by street; sorted by a sum, all buildings are summed up first."""
    query: Select[Any] = narrowed(_ROWS, wanted)
    own: Order = (B.c.street, B.c.building)
    if wanted.sort in SUMS:
        whole = query.subquery("buildings")
        query, own = select(whole), (whole.c.street, whole.c.building)
        own = arranged(wanted.sort, {name: cast(whole.c[name], BigInteger) for name in SUMS}, own)
    found = page(connection, query, own, after, limit, descending=wanted.descending)
    return Page(tuple(map(_building, found.rows)), found.following)


def tenants(
    connection: Connection, wanted: RegisterFilter = ALL, *, after: tuple[Any, ...] | None = None, limit: int = 50
) -> Page[Tenant]:
    """A page of the firms, building by building."""
    order = arranged(wanted.sort, SORTS, _ORDER)
    found = page(connection, narrowed(_TENANTS, wanted), order, after, limit, descending=wanted.descending)
    return Page(tuple(Tenant(**{**row, "stage": Stage(row["stage"])}) for row in found.rows), found.following)


def _building(stored: Mapping[str, Any]) -> Building:
    amount = stored["amount_fen"]
    return Building(**{**stored, "amount_fen": None if amount is None else int(amount)})
