"""A ledger in a file becomes leads, row by row: each row is taken once, however often the file is brought."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Final, NamedTuple, NoReturn

from api.app import App
from api.entries import Entry, Outcome, known_to, registration, row_id
from api.taking import take
from domain.actor import Actor
from domain.errors import Faults, InvalidInput
from domain.values.mistake import Mistake
from domain.values.text import decode, tidy
from domain.words import Words
from workflows.forms.ledger_row import NEEDED, NUMBER, REGISTERED, ROW, SUBJECT, cells

MISSING_COLUMN: Final = Mistake(
    "input.ledger.column", Words("表头缺少“{column}”列", "The heading lacks the column {column}"),
    Words("按 ledger export 导出的表头填写", "Use the heading that ledger export writes"),
)  # fmt: skip


CELLS: Final = Mistake(
    "input.ledger.cells",
    Words("这一行有 {found} 格，表头有 {needed} 格", "This line has {found} cells, the heading {needed}"),
    Words(
        "含逗号的内容（如 1,200）加英文双引号；被截断、被连成一行的先改好",
        "Put double quotes around what has a comma (1,200); mend lines that are cut off or run together",
    ),
    "RFC 4180",
)
QUOTES: Final = Mistake(
    "input.ledger.quotes",
    Words("第 {line} 行起双引号不成对", "From line {line} on, double quotes do not match"),
    Words("补上或删去多余的双引号，再导入", "Add the one that lacks or take out the one too many, then try again"),
    "RFC 4180",
)


class Line(NamedTuple):
    """A row of the file: the number of its last line, its cells by column, and why they may be another row's."""

    number: int
    cells: Mapping[str, str]
    fault: InvalidInput | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A file whose heading was understood; ``ignored`` are columns filled in that a registration does not take."""

    rows: tuple[Line, ...]
    ignored: tuple[str, ...]


def read_file(data: bytes, name: str) -> Reading:
    """The rows of a ledger: UTF-8 with or without a byte order mark, or GB18030.

    Raises ``InvalidInput`` (``input.file.encoding``, ``input.ledger.quotes``), ``Faults`` (``input.ledger.column``).
    """
    table = csv.reader(io.StringIO(decode(data, field=name), newline=""), strict=True)
    try:
        heading = [tidy(column) for column in next(table, ())]
        missing = [column for column in NEEDED if column not in heading]
        if missing:
            raise Faults(MISSING_COLUMN.at(name, column=column) for column in missing)
        rows = tuple(_line(table.line_num, heading, row) for row in table if any(row))
    except csv.Error as error:
        raise QUOTES.at(name, line=table.line_num) from error
    other = (column for column in heading if column and column not in {NUMBER, *REGISTERED})
    ignored = tuple(column for column in other if any(row.cells[column].strip() for row in rows))
    return Reading(rows, ignored)


def _line(number: int, heading: Sequence[str], row: Sequence[str]) -> Line:
    """Cells beyond the heading are no matter where they are empty; any other count says that cells are not in place."""
    written = [*row[: len(heading)], *filter(None, row[len(heading) :])]
    cells = dict(zip_longest(heading, written[: len(heading)], fillvalue=""))
    if len(written) == len(heading):
        return Line(number, cells)
    return Line(number, cells, CELLS.at(ROW, found=len(row), needed=len(heading)))


def register_rows(app: App, actor: Actor, reading: Reading) -> tuple[Outcome, ...]:
    """Register every row in its order; a refused row stops no other.

    The command id of a row is made from its content, so that the same file brought twice, or brought again with one row
    put right, registers nothing twice; equal rows of one file are counted.
    """
    return take(app, actor, _entries(app, actor, reading))


def _entries(app: App, actor: Actor, reading: Reading) -> Iterator[Entry]:
    known = known_to(app, actor)
    seen: Counter[tuple[str, ...]] = Counter()
    for line, row, fault in reading.rows:
        written = cells(row)
        content = tuple(written[column] for column in REGISTERED)
        seen[content] += 1
        command_id = row_id(app, actor, content, seen[content])
        sound = partial(registration, app, actor, written, known, command_id)
        yield Entry(
            line=line,
            subject=written[SUBJECT],
            wrote=written[NUMBER],
            command_id=command_id,
            command=partial(_refused, fault) if fault else sound,
        )


def _refused(fault: InvalidInput) -> NoReturn:
    raise fault
