"""Lines that are no leads are told, each by its number, and empty ones that follow each other once."""

from domain.words import Words
from tests.workflows.imports.test_table import table


def test_empty_lines_one_below_the_other_are_told_once() -> None:
    row, blank, numbered = (1, "示例甲", 1, "排查", None, None), (None,) * 6, (7, *(None,) * 5)
    other = (2, "示例乙", 1, "排查", None, None)

    ledger = table(row, blank, other, blank, numbered, blank, ("合计", *(None,) * 5), blank)

    assert [(each.line, each.why) for each in ledger.skipped] == [
        (3, Words("空行", "an empty line")),
        (5, Words("空行，到第 7 行为止", "empty lines, down to line 7")),
        (8, Words("合计行", "a line of sums")),
        (9, Words("空行", "an empty line")),
    ]
