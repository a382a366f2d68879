"""What became of a file, line by line: one shape that the page, the workbook and programs are told from.

It holds nothing that only this process knows, so that whoever asked can be answered by any other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from api.app import App
from api.duplicate_notice import NOBODY, Alike
from api.entries import CHANGED, KNOWN, READY, REFUSED, TAKEN, Outcome
from api.imports import SKIPPED, Book, Result
from api.plain import plain
from api.refused import as_json as refused_json
from api.refused import each_of
from domain.actor import Actor
from domain.errors import InvalidInput, Refusal
from domain.instants import day_of
from domain.words import Words
from workflows.forms.ledger_row import column_of
from workflows.imports.carry import gaps
from workflows.imports.draft import Correction
from workflows.imports.stages import Stated

OUTCOMES: Final[Mapping[str, Words]] = {
    READY: Words("可导入", "ready"),
    TAKEN: Words("已导入", "taken"),
    KNOWN: Words("已在库", "here already"),
    CHANGED: Words("已在库，台账有改动", "here, changed in the ledger"),
    REFUSED: Words("未导入", "refused"),
    SKIPPED: Words("跳过", "skipped"),
}
"""Outcome → what it is called."""
SAME: Final = Words(
    "与本单位已登记的 {number} 对象、登记日期相同", "same subject and day of registration as {number}, which is here"
)
WAY_ON: Final = Words(
    "未存入：有进展的逐步办理（lead act {number}），原来写错的更正（correct-facts）；确为另一线索的单独登记",
    "not stored: do what happened since (lead act {number}), correct what was wrong (correct-facts); what is another "
    "lead is registered by itself",
)

IN_FULL: Final = 5_000
"""Lines of which all that is wrong is told: the mistakes of one take up two kilobytes, and whoever looks reads all."""
NOT_TOLD: Final = Words(
    "前面有问题的行已过多，这一行的问题没有列出；改好前面的再导入",
    "too many lines before it have mistakes: those of this one are not told; mend the others and import again",
)


class Fault(NamedTuple):
    """Why a row was not stored: its code, the column as the file calls it (or nothing), what is wrong, the way out."""

    code: str
    column: str
    detail: Words
    way_out: Words | None = None


class Row(NamedTuple):
    """A line of the file and what became of it; ``error`` is the refusal as programs read it."""

    sheet: str
    line: int
    outcome: str
    subject: str = ""
    why: Words | None = None
    lead: str = ""
    number: str = ""
    number_in_file: str = ""
    alike: Alike = NOBODY
    stated: Stated | None = None
    corrections: tuple[Correction, ...] = ()
    left_open: tuple[Words, ...] = ()
    faults: tuple[Fault, ...] = ()
    error: dict[str, Any] | None = None


class Sheet(NamedTuple):
    """A sheet that holds a ledger, and its columns that nobody knows."""

    name: str
    unknown_columns: tuple[str, ...]


class Report(NamedTuple):
    """A whole file: for which office it was tried or stored, by whom, and when."""

    file: str
    sha256: str
    stored: bool
    office: str
    by: str
    at: datetime
    sheets: tuple[Sheet, ...]
    passed_sheets: tuple[str, ...]
    rows: tuple[Row, ...]

    def counts(self) -> Counter[str]:
        """Outcome → lines of it."""
        return Counter(each.outcome for each in self.rows)


def report_of(app: App, actor: Actor, book: Book, results: Sequence[Result], *, stored: bool) -> Report:
    """What there is to tell of a file that was understood."""
    now = app.clock.now()
    return Report(
        file=book.name, sha256=book.digest, stored=stored, office=actor.organ, by=f"{actor.name}（{actor.id}）", at=now,
        sheets=tuple(Sheet(each.sheet, tuple(each.unknown)) for each in book.sheets), passed_sheets=tuple(book.passed),
        rows=tuple(_told(_row(each, day_of(now)) for each in results)),
    )  # fmt: skip


def as_json(report: Report) -> dict[str, object]:
    """The documented shape of an import."""
    counts = report.counts()
    return {
        "file": report.file, "sha256": report.sha256, "stored": report.stored,
        **{kind: counts[kind] for kind in OUTCOMES},
        "sheets": report.sheets, "passed_sheets": report.passed_sheets,
        "rows": [
            {
                "sheet": each.sheet, "line": each.line, "outcome": each.outcome, "subject": each.subject,
                "why": each.why, "lead": each.lead, "number": each.number, "number_in_file": each.number_in_file,
                **each.alike._asdict(), "stated": each.stated, "corrections": each.corrections,
                "left_open": each.left_open,
                "way_out": [fault.way_out for fault in each.faults if each.outcome == CHANGED], "error": each.error,
            }
            for each in report.rows
        ],
    }  # fmt: skip


def faults_of(refusal: Refusal | None, called: Mapping[str, str]) -> Iterator[Fault]:
    """Every mistake of a row or file; ``called``: column of ours → what the file calls it."""
    for fault in each_of(refusal):
        if isinstance(fault, InvalidInput):
            column = column_of(fault)
            yield Fault(fault.code, called.get(column, column), fault.detail, fault.way_out)
        else:
            yield Fault(fault.code, "", fault.detail)


def changed(each: Result) -> tuple[Words, ...]:
    """Of a row whose lead is here with other words: which it is, and what to do."""
    if each.outcome != CHANGED or each.taking is None:
        return ()
    return tuple(words.fill(number=each.taking.number) for words in (SAME, WAY_ON))


def _told(rows: Iterable[Row]) -> Iterator[Row]:
    """As they are told: of those with mistakes what is wrong with the first ``IN_FULL``, and with no others."""
    wrong = 0
    for row in rows:
        wrong += bool(row.faults)
        yield row._replace(why=NOT_TOLD, faults=(), error=None) if row.faults and wrong > IN_FULL else row


def _row(each: Result, day: date) -> Row:
    draft, taking = each.draft, each.taking or _NOT_TAKEN
    same = changed(each)
    found = faults_of(taking.refusal, draft.headings if draft else {})
    return Row(
        sheet=each.sheet, line=each.line, outcome=each.outcome, why=each.why,
        subject=taking.subject, lead=taking.lead, number=taking.number, number_in_file=taking.wrote, alike=taking.alike,
        stated=draft.stated if draft else None, corrections=draft.corrections if draft else (),
        left_open=gaps(draft) if draft else (),
        faults=(Fault(CHANGED, "", *same),) if same else tuple(found),
        error=plain(refused_json(taking.refusal, day)) if taking.refusal else None,
    )  # fmt: skip


_NOT_TAKEN: Final = Outcome(line=0, outcome=SKIPPED, subject="")
