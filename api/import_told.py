"""What became of a file, line by line, as programs read it."""

from collections import Counter
from collections.abc import Sequence

from api.app import App
from api.duplicate_notice import NOBODY
from api.import_report import OUTCOMES, changed
from api.imports import Book, Result
from api.refused import as_json as refused_json
from domain.instants import day_of
from workflows.imports.carry import gaps


def as_json(app: App, book: Book, results: Sequence[Result], *, stored: bool) -> dict[str, object]:
    """The documented shape of an import."""
    day = day_of(app.clock.now())
    counts = Counter(each.outcome for each in results)
    return {
        "file": book.name, "sha256": book.digest, "stored": stored, **{kind: counts[kind] for kind in OUTCOMES},
        "sheets": [{"name": each.sheet, "unknown_columns": each.unknown} for each in book.sheets],
        "passed_sheets": book.passed,
        "rows": [
            {
                "sheet": each.sheet, "line": each.line, "outcome": each.outcome, "why": each.why,
                "lead": each.taking.lead if each.taking else "", "number": each.taking.number if each.taking else "",
                "number_in_file": each.taking.wrote if each.taking else "",
                **(each.taking.alike if each.taking else NOBODY)._asdict(),
                "stated": each.draft.stated if each.draft else None,
                "corrections": each.draft.corrections if each.draft else (),
                "left_open": gaps(each.draft) if each.draft else (),
                "way_out": changed(each)[1:],
                "error": refused_json(each.taking.refusal, day) if each.taking and each.taking.refusal else None,
            }
            for each in results
        ],
    }  # fmt: skip
