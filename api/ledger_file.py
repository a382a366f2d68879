"""A ledger in a file becomes leads, row by row: each row is taken once, however often the file is brought."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from api.app import App
from api.taking import Entry, Outcome, known_to, registration, row_id, take
from domain.actor import Actor
from domain.errors import Faults
from domain.values.mistake import Mistake
from domain.values.text import decode, tidy
from domain.words import Words
from workflows.forms.ledger_row import NEEDED, NUMBER, REGISTERED, cells

MISSING_COLUMN: Final = Mistake(
    "input.ledger.column", Words("表头缺少“{column}”列", "The heading lacks the column {column}"),
    Words("按 ledger export 导出的表头填写", "Use the heading that ledger export writes"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A file whose heading was understood; ``ignored`` are columns filled in that a registration does not take."""

    rows: tuple[tuple[int, Mapping[str, str]], ...]
    ignored: tuple[str, ...]


def read_file(data: bytes, name: str) -> Reading:
    """The rows of a ledger: UTF-8 with or without a byte order mark, or GB18030.

    Raises ``InvalidInput`` (``input.file.encoding``), ``Faults`` (``input.ledger.column``).
    """
    table = csv.DictReader(io.StringIO(decode(data, field=name), newline=""), restkey="")
    heading = {tidy(column): column for column in table.fieldnames or ()}
    missing = [column for column in NEEDED if column not in heading]
    if missing:
        raise Faults(MISSING_COLUMN.at(name, column=column) for column in missing)
    rows = tuple(
        (table.line_num, {column: row[written] or "" for column, written in heading.items()})
        for row in table
        if any(value for value in row.values() if isinstance(value, str))
    )
    other = (column for column in heading if column and column not in {NUMBER, *REGISTERED})
    ignored = tuple(column for column in other if any(row[column].strip() for _, row in rows))
    return Reading(rows, tuple(ignored))


def register_rows(app: App, actor: Actor, reading: Reading) -> tuple[Outcome, ...]:
    """Register every row in its order; a refused row stops no other.

    The command id of a row is made from its content, so that the same file brought twice, or brought again with one row
    put right, registers nothing twice; equal rows of one file are counted.
    """
    return take(app, actor, _entries(app, actor, reading))


def _entries(app: App, actor: Actor, reading: Reading) -> Iterator[Entry]:
    known = known_to(app, actor)
    seen: Counter[tuple[str, ...]] = Counter()
    for line, row in reading.rows:
        written = cells(row)
        content = tuple(written[column] for column in REGISTERED)
        seen[content] += 1
        command_id = row_id(app, actor, content, seen[content])
        yield Entry(
            line=line,
            subject=written["对象名称"],
            wrote=written[NUMBER],
            command_id=command_id,
            command=partial(registration, app, actor, written, known, command_id),
        )
