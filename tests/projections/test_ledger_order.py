"""Pages of the ledger in every order: no row twice, none left out that was there, each straight off an index."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete

from adapters.follow.followers import Followers
from adapters.store.engine import writing
from domain.lead.stage import Stage
from domain.values.risk_grade import RiskGrade
from projections.batch import write
from projections.ledger_order import Cursor, Order, Sort
from projections.ledger_rows import LedgerFilter, LedgerPage, counted, ledger
from projections.risk_ledger import LEADS, LEDGER
from projections.sight import Reader
from tests.support.product import opened

STORED: Final[dict[Sort, str]] = {
    Sort.REGISTERED: "registered_at",
    Sort.NUMBER: "number",
    Sort.SUBJECT: "subject_order",
    Sort.AMOUNT: "amount_fen",
    Sort.PARTICIPANTS: "participants",
    Sort.GRADE: "grade_rank",
    Sort.DEADLINE: "verify_by",
    Sort.SINCE: "stage_since",
}
"""Where the value of an order is put, at the stage of verification."""
FEW: Final = st.none() | st.integers(-1, 2)
TEXTS: Final = st.sampled_from(["", "SL 示例", "SLT 示", "a", "É", "Z", "中", "𠀀"])
ROW: Final = st.fixed_dictionaries(
    {
        "registered_at": st.integers(0, 3),
        "number": TEXTS,
        "subject_order": st.none() | TEXTS,
        "amount_fen": FEW,
        "participants": FEW,
        "grade_rank": FEW,
        "verify_by": st.none() | st.sampled_from(["2022-03-02", "2022-03-10"]),
        "stage_since": FEW,
        "stage": st.just(Stage.VERIFYING.value),
    }
)
ROWS: Final = st.lists(ROW, max_size=6)


@dataclass(frozen=True)
class Table:
    """A ledger that rows are put into by hand."""

    engine: Engine

    def put(self, rows: Sequence[dict[str, Any]], prefix: str) -> None:
        with writing(self.engine) as connection:
            changes = [LEADS.insert(f"{prefix}-{at}", **row) for at, row in enumerate(rows)]
            write(connection, LEDGER.generation(1), changes)

    def clear(self) -> None:
        with writing(self.engine) as connection:
            connection.execute(delete(LEDGER.generation(1)[LEADS.table]))

    def page(self, order: Order, after: Cursor | None, limit: int, wanted: LedgerFilter | None = None) -> LedgerPage:
        with self.engine.connect() as connection:
            return ledger(connection, wanted or LedgerFilter(), order=order, after=after, limit=limit)


@pytest.fixture
def table(database_url: str, tmp_path: Path) -> Iterator[Table]:
    with opened(database_url, tmp_path) as store, Followers(store, [LEDGER]):
        yield Table(store.engine)


def in_order(rows: dict[str, dict[str, Any]], order: Order) -> list[str]:
    """As it should be: rows without a value last, rows alike as they were registered, texts by their code points."""
    column = STORED[order.by]
    known, unknown = ([(row[column], row["registered_at"], row["number"], lead) for lead, row in rows.items() if
                       (row[column] is None) is without] for without in (False, True))  # fmt: skip
    unknown.sort(key=lambda each: each[1:], reverse=order.descending)
    return [lead for *_, lead in (*sorted(known, reverse=order.descending), *unknown)]


@pytest.mark.parametrize("by", Sort)
def test_pages_neither_repeat_nor_skip_while_leads_come_in(table: Table, by: Sort) -> None:
    @settings(max_examples=20, suppress_health_check=[HealthCheck.nested_given])
    @given(first=ROWS, later=st.lists(ROWS, max_size=5), limit=st.integers(1, 3), descending=st.booleans())
    def read(first: list[Any], later: list[list[Any]], limit: int, *, descending: bool) -> None:
        table.clear()
        table.put(first, "first")
        order, after, seen = Order(by, descending), None, list[str]()
        rows = {f"first-{at}": row for at, row in enumerate(first)}
        arriving = iter(enumerate(later))
        while True:
            page = table.page(order, after, limit)
            seen += [row.lead for row in page.rows]
            assert len(seen) == len(set(seen)), "no row twice"
            after = page.following
            if after is None:
                break
            for at, more in [next(arriving, (0, []))]:
                table.put(more, f"later{at}")
                rows |= {f"later{at}-{number}": row for number, row in enumerate(more)}

        assert seen == [lead for lead in in_order(rows, order) if lead in seen], "in the order of both databases"
        assert {f"first-{at}" for at, _ in enumerate(first)} <= set(seen)

    read()


def test_several_stages_and_grades_are_put_together_in_order(table: Table) -> None:
    stages = [Stage.VERIFYING, Stage.CLOSED, Stage.INTERVIEW]
    table.put([{"registered_at": at // 2, "stage": stages[at % 3], "grade_rank": 1 + at % 4} for at in range(24)], "l")
    wanted = LedgerFilter(stages=(Stage.CLOSED, Stage.INTERVIEW), grades=(RiskGrade.RED, RiskGrade.ORANGE))
    whole = table.page(Order(Sort.GRADE, descending=True), None, 50, wanted)
    after, parts = None, list[str]()
    while True:
        page = table.page(Order(Sort.GRADE, descending=True), after, 2, wanted)
        parts += [row.lead for row in page.rows]
        after = page.following
        if after is None:
            break

    assert len(parts) == 24 * 2 // 3 // 2
    assert parts == [row.lead for row in whole.rows]


COMMON: Final[dict[str, tuple[LedgerFilter, Order]]] = {
    **{f"by {by}{' backwards' * back}": (LedgerFilter(), Order(by, back)) for by in Sort for back in (False, True)},
    "stage": (LedgerFilter(stages=(Stage.VERIFYING,)), Order()),
    "several stages": (LedgerFilter(stages=(Stage.VERIFYING, Stage.CLOSED)), Order()),
    "street": (LedgerFilter(division="370104014"), Order()),
    "community": (LedgerFilter(division="370104014001"), Order()),
    "street and stage": (LedgerFilter(division="370104014", stages=(Stage.VERIFYING,)), Order()),
    "grade": (LedgerFilter(grades=(RiskGrade.RED,)), Order()),
    "handler": (LedgerFilter(handler="jd-01"), Order()),
    "office": (LedgerFilter(office="370104014"), Order()),
    "due": (LedgerFilter(due_by=date(2022, 3, 2)), Order(Sort.DEADLINE)),
    "sight": (LedgerFilter(shown_to=Reader("370104014", "370104014")), Order()),
}


@pytest.mark.parametrize("name", COMMON)
def test_no_common_page_sorts_or_reads_the_whole_ledger(tmp_path: Path, name: str) -> None:
    wanted, order = COMMON[name]
    steps = [step for sql in asked(tmp_path, wanted, order) for step in plan(tmp_path, sql)]
    reading = [step for step in steps if " risk_ledger_v" in step]

    assert reading
    assert all("USING INDEX risk_ledger_" in step for step in reading), reading
    assert name == "several stages" or "USE TEMP B-TREE FOR ORDER BY" not in steps


def asked(folder: Path, wanted: LedgerFilter, order: Order) -> list[str]:
    """The statements of a page, with their values."""
    found = list[str]()
    with (
        opened(f"sqlite:///{folder / 'log.sqlite'}", folder) as store,
        Followers(store, [LEDGER]),
        store.engine.connect() as connection,
    ):
        driver: Any = connection.connection.driver_connection
        driver.set_trace_callback(found.append)
        ledger(connection, wanted, order=order)
        driver.set_trace_callback(None)
    return [sql for sql in found if sql.startswith("SELECT")]


def plan(folder: Path, sql: str) -> list[str]:
    """What SQLite would do."""
    with closing(sqlite3.connect(folder / "log.sqlite")) as connection:
        return [detail for *_, detail in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]


def test_what_is_listed_is_counted_and_no_further_than_is_wanted(table: Table) -> None:
    row = {"registered_at": 1, "number": "1", "stage": Stage.VERIFYING.value}
    table.put([row] * 4 + [{**row, "registered_at": None}, {**row, "stage": Stage.MONITORING.value}], "a")
    wanted = LedgerFilter(stages=(Stage.VERIFYING,))

    with table.engine.connect() as connection:
        assert [counted(connection, wanted, most) for most in (2, 3, 4, 100)] == [3, 4, 4, 4]
