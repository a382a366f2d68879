"""However changes are cut into batches, the tables are the same; on both databases."""

from collections.abc import Sequence
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, select

from adapters.store.engine import open_engine, writing
from projections.base import Add, Change, Delete, Insert, Projection, Set, count, key, number, text
from projections.batch import write

MARKS: Final = Projection("marks", version=1)
ROWS: Final = MARKS.table(key("lead"), key("mark"), text("word"), count("times"), number("amount"))
PLAIN: Final = MARKS.table(key("only"), suffix="plain")

leads = st.sampled_from(["a", "b", "c"])
marks = st.sampled_from(["x", "y"])
changes = st.one_of(
    st.builds(lambda lead, mark, word: ROWS.set(lead, mark, word=word), leads, marks, st.text("字w", max_size=2)),
    st.builds(lambda lead, mark, amount: ROWS.set(lead, mark, amount=amount), leads, marks, st.integers(0, 9)),
    st.builds(lambda lead, mark, times: ROWS.add(lead, mark, times=times), leads, marks, st.integers(-3, 3)),
    st.builds(lambda lead, mark, word: ROWS.insert(lead, mark, word=word), leads, marks, st.just("new")),
    st.builds(lambda lead: ROWS.delete(lead=lead), leads),
    st.builds(lambda lead, mark: ROWS.delete(lead=lead, mark=mark), leads, marks),
    st.builds(PLAIN.insert, leads),
    st.builds(lambda lead: PLAIN.delete(only=lead), leads),
)


@pytest.fixture
def engine(database_url: str) -> Any:  # noqa: ANN401 - generator fixture
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(batches=[[ROWS.add("a", "x", times=2)], [ROWS.delete(lead="a"), ROWS.add("a", "x", times=1)]])
@given(batches=st.lists(st.lists(changes, max_size=6), max_size=5))
def test_batches_do_what_the_changes_do_one_by_one(engine: Engine, batches: list[list[Change]]) -> None:
    empty(engine)
    for batch in batches:
        with writing(engine) as connection:
            write(connection, MARKS.generation(1), batch)

    assert stored(engine) == folded([change for batch in batches for change in batch])


def test_a_batch_is_one_statement_for_all_rows_of_a_table(engine: Engine) -> None:
    empty(engine)
    said: list[str] = []
    with writing(engine) as connection:
        event.listen(connection, "before_cursor_execute", lambda _c, _cur, statement, *_: said.append(statement))
        write(connection, MARKS.generation(1), [ROWS.set(f"l{n}", "x", amount=n) for n in range(300)])

    assert [statement.split()[0] for statement in said] == ["SELECT", "INSERT"]
    assert len(stored(engine)) == 300


def empty(engine: Engine) -> None:
    with writing(engine) as connection:
        for table in MARKS.generation(1).values():
            table.drop(connection, checkfirst=True)
            table.create(connection)


def stored(engine: Engine) -> dict[tuple[Any, ...], dict[str, Any]]:
    found = {}
    with engine.connect() as connection:
        for table in MARKS.generation(1).values():
            for row in connection.execute(select(table)).mappings():
                found[table.name.removesuffix("_g1"), *(row[column.name] for column in table.primary_key)] = dict(row)
    return found


def folded(changes: Sequence[Change]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """The same, naïvely."""
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for change in changes:
        table = change.table
        names = table.primary_key.columns.keys()
        if isinstance(change, Delete):
            at = {names.index(name) + 1: value for name, value in change.where.items()}
            rows = {
                key: row
                for key, row in rows.items()
                if key[0] != table.name or any(key[place] != value for place, value in at.items())
            }
            continue
        where = (table.name, *change.key)
        new = {"word": "", "times": 0, "amount": None} if table is ROWS.table else {}
        row = rows.get(where, new | dict(zip(names, change.key, strict=True)))
        match change:
            case Set(_, _, values):
                row |= values
            case Add(_, _, amounts):
                row |= {name: row[name] + amount for name, amount in amounts.items()}
            case Insert(_, key_, values):
                row = new | dict(zip(names, key_, strict=True)) | dict(values)
        rows[where] = row
    return rows
