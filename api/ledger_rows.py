"""The rows of the risk ledger as they are shown: whoever sees personal data in them stands on record first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from api.app import App
from api.ledger_columns import values
from api.paging import rows_of
from api.registers.columns import Column, Table
from api.registers.rows import Door
from domain.instants import day_of
from projections.ledger_order import Cursor, Order
from projections.ledger_rows import LedgerFilter, LedgerPage, LedgerRow, ledger, veiled

AT_ONCE: Final = 500
"""Leads in memory while a file is written."""


class Wanted(NamedTuple):
    """Which leads in which order, and what is shown of them; ``chosen``: columns were named.

    ``narrowed``: by what, as it stands on record with a read.
    """

    filter: LedgerFilter
    order: Order
    table: Table
    chosen: bool
    narrowed: tuple[str, ...]


def every_row(app: App, asked: Wanted, opened: Door) -> Iterator[Mapping[str, Any]]:
    """All rows, page by page: column → value, personal data veiled for whoever may not see it."""
    columns = asked.table.columns if asked.chosen else ()

    def ask(after: Cursor | None) -> LedgerPage:
        page = app.ask(ledger, asked.filter, order=asked.order, after=after, limit=AT_ONCE)
        return replace(page, rows=tuple(as_shown(app, asked, page.rows, columns, opened)))

    return (made(row, app, asked) for row in rows_of(ask))


def as_shown(
    app: App, asked: Wanted, rows: Sequence[LedgerRow], columns: Sequence[Column], opened: Door
) -> list[LedgerRow]:
    """The rows with personal data veiled for whoever may not see it; of the others it is on record that he read them.

    What tells nothing personal in these ``columns`` (none named: in the whole row) is no such read, unless it was found
    by a text: that tells what stands in the others too.
    """

    def told(row: LedgerRow) -> object:
        if asked.filter.text or not columns:
            return row
        found = made(row, app, asked)
        return [found[each.key] for each in columns]

    shown = opened({row.lead: row for row in rows if told(row) != told(veiled(row))})
    return [row if row.lead in shown else veiled(row) for row in rows]


def made(row: LedgerRow, app: App, asked: Wanted) -> dict[str, Any]:
    """Column → what stands there."""
    found = values(row, app.divisions, day_of(app.clock.now()))
    return {each.key: found[each.key] for each in asked.table.columns}
