"""A whole sheet: its heading found, its rows drafted, everything that is no lead told and left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workflows.imports.cells import lacks_unit, shown
from workflows.imports.draft import Asked, Draft
from workflows.imports.headings import AMOUNT, SEQUENCE, SOURCE
from workflows.imports.layout import Layout, find
from workflows.imports.lines import REPEATED, Skipped, joined, no_lead
from workflows.imports.mistakes import NO_SOURCE, NO_UNIT
from workflows.imports.rows import draft, resolved
from workflows.imports.sheet import Cell, Sheet


@dataclass(frozen=True, slots=True)
class Imported:
    """A sheet that was understood. ``unknown``: headings of columns that are filled in and mean nothing to us."""

    sheet: str
    drafts: tuple[Draft, ...]
    skipped: tuple[Skipped, ...]
    unknown: tuple[str, ...]


def read(sheet: Sheet, asked: Asked) -> Imported | None:
    """What a sheet holds, None where it has no heading of a ledger.

    Raises ``InvalidInput`` for what nobody can know but whoever brings it: ``input.import.unit``, ``.source``.
    """
    layout = find(sheet)
    if layout is None:
        return None
    asked = replace(asked, day_zero=sheet.day_zero)
    rows = list(enumerate(sheet.rows[layout.first :], start=layout.first + 1))
    drafts: list[Draft] = []
    skipped: list[Skipped] = []
    seen: dict[tuple[str, ...], int] = {}
    above: Sequence[Cell] = ()
    for line, row in rows:
        why = no_lead(row, layout)
        if why is None:
            content = _content(row, layout)
            first = seen.setdefault(content, line)
            why = REPEATED.fill(line=first) if first != line else None
        if why is not None:
            skipped.append(Skipped(line, why))
            continue
        _check(line, row, layout, asked)
        drafts.append(draft(line, row, above, layout, asked))
        above = resolved(row, above)
    unknown = tuple(each.heading for each in layout.unknown if any(_at(row, each.at) is not None for _, row in rows))
    return Imported(sheet.name, tuple(drafts), tuple(joined(skipped)), unknown)


def _check(line: int, row: Sequence[Cell], layout: Layout, asked: Asked) -> None:
    if SOURCE not in layout.columns and not asked.source:
        raise NO_SOURCE.at(SOURCE)
    for column in layout.columns.get(AMOUNT, ()):
        if column.unit is None and asked.unit is None and lacks_unit(_at(row, column.at)):
            raise NO_UNIT.at(column.heading, line=line)


def _content(row: Sequence[Cell], layout: Layout) -> tuple[str, ...]:
    """What a row says, its running number aside."""
    own = {column.at for column in layout.columns.get(SEQUENCE, ())}
    return tuple("" if at in own else shown(cell) for at, cell in enumerate(row))


def _at(row: Sequence[Cell], at: int) -> Cell:
    return row[at] if at < len(row) else None
