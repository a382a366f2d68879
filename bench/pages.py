"""The first page of the risk ledger: how much longer it takes in a large ledger than in a small one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from itertools import cycle
from typing import Final

from sqlalchemy import CTE, BigInteger, Connection, Table, Text, cast, insert, literal, select, text, true

from adapters.follow.followers import Followers
from adapters.follow.registry import live
from adapters.store.engine import writing
from api.synthetic.places import streets
from bench.databases import Databases
from bench.district import SEED, YEAR
from bench.measure import Sample, alone
from bench.product import WHEN, product
from bench.results import Race
from bench.results import Table as Figures
from bench.size import Size
from domain.instants import microseconds
from domain.lead.stage import Stage
from domain.lead.vocabulary import Pretext, Source
from domain.values.risk_grade import RiskGrade
from projections.base import Change, given
from projections.batch import write
from projections.ledger_rows import LedgerFilter, ledger
from projections.risk_ledger import LEADS, LEDGER, RANKS

AIM: Final = 1.5
AIM_MS: Final = 50.0
BASE: Final = 1_000
"""Rows that are made one by one; a larger ledger is these many times over, with other keys and days."""
STEP: Final = int(timedelta(minutes=30) / timedelta(microseconds=1))
STREETS: Final = [each.code for each in streets(YEAR, SEED)]
HANDS: Final = ["qj-01", *(f"{street}-{officer}" for street in STREETS for officer in range(3))]
"""Three officers a street and one of the district: whoever opens a page has his share of the leads."""
STAGES: Final = [Stage.VERIFYING, Stage.CLOSED, Stage.ARCHIVED, Stage.MONITORING, Stage.RECTIFYING, Stage.CLOSED,
                 Stage.ARCHIVED]  # fmt: skip
WANTED: Final = {
    "first page": LedgerFilter(),
    "first page of a street and a stage": LedgerFilter(division=STREETS[3], stages=(Stage.VERIFYING,)),
}


def run(databases: Databases, size: Size) -> list[Figures]:
    """One table for each kind of database."""
    return [_on(kind, databases, size) for kind in databases.kinds]


def _on(kind: str, databases: Databases, size: Size) -> Figures:
    race = Race(f"Pages of the ledger, {kind}", "pages/s", size.rounds)
    with ExitStack() as stack:
        competitors: dict[str, Callable[[], Sample]] = {}
        for leads in size.ledgers:
            url, folder = stack.enter_context(databases.fresh(kind))
            house = stack.enter_context(product(url, folder))
            followers = stack.enter_context(Followers(house.store, (LEDGER,)))
            followers.catch_up()  # what is in the log already, so that the table is live
            fill(followers, leads)
            for name, wanted in WANTED.items():
                competitors[f"{name}, {leads:,} leads"] = _pages(followers, wanted, size)
        race.run(competitors)
    small, large = (f"{leads:,} leads" for leads in size.ledgers)
    for name in WANTED:
        race.longer(f"{name}, p95: {large} ÷ {small}", f"{name}, {large}", f"{name}, {small}", "p95", AIM)
        race.time(f"{name}, p95, {large}", f"{name}, {large}", "p95", AIM_MS)
    return race.table


def _pages(followers: Followers, wanted: LedgerFilter, size: Size) -> Callable[[], Sample]:
    return lambda: alone(lambda: followers.ask(ledger, wanted), size.seconds)


def fill(followers: Followers, leads: int) -> None:
    """Rows straight into the live table: through the service a million of them take hours."""
    engine = followers.store.engine
    with writing(engine) as connection:
        (standing,) = live(connection, [LEDGER])
        table = standing.tables[LEADS.table]
        base = min(BASE, leads)
        write(connection, standing.tables, _rows(base))
        _multiply(connection, table, base, leads // base)
    with engine.begin() as connection:
        connection.execute(text("analyze"))  # as autovacuum does by itself


def _rows(many: int) -> Iterator[Change]:
    """Leads of all streets, stages and grades, in no order but that of their days."""
    kinds = zip(cycle(STREETS), cycle(STAGES), cycle(RiskGrade), cycle(Source), cycle(Pretext), cycle(HANDS),
                strict=False)  # fmt: skip
    for number, (street, stage, grade, source, pretext, handler) in zip(range(many), kinds, strict=False):
        yield LEADS.set(
            f"lead-{number:06d}", number=f"370104-2022-{number:04d}", source=source, office=street, division=street,
            organ="示例街道办事处", registered_at=microseconds(WHEN) + number * STEP, subject=f"示例{number}号有限公司",
            identity=f"00370104{number:010d}", representative="虚构负责人", building="示例大厦", address="示例路1号8层",
            industry="养老服务", scheme="预付养老床位费，承诺到期返还", pretext=pretext, features="publicity",
            amount_fen=number * 1_000_000, participants=number, grade=grade, grade_rank=RANKS[grade], stage=stage,
            handler=handler, verify_by="2024-03-20", updated_at=microseconds(WHEN), updated_position=number,
        )  # fmt: skip


def _multiply(connection: Connection, table: Table, base: int, times: int) -> None:
    """The same rows again and again, each time some weeks later."""
    rounds = _numbers(times - 1)
    again = literal("-") + cast(rounds.c.n, Text)
    later = cast(rounds.c.n, BigInteger) * literal(base * STEP, BigInteger)
    ours = {
        "lead": table.c.lead + again,
        "number": table.c.number + again,
        "registered_at": table.c.registered_at + later,
    }
    columns = given(table)
    chosen = select(*(ours.get(each.name, each).label(each.name) for each in columns)).join(rounds, true())
    connection.execute(insert(table).from_select([each.name for each in columns], chosen))


def _numbers(last: int) -> CTE:
    """1 to ``last``."""
    first = select(literal(1).label("n")).cte("rounds", recursive=True)
    return first.union_all(select(first.c.n + 1).where(first.c.n < last))
