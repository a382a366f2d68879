"""What a spreadsheet would calculate is marked where it goes away, and is what it was when it returns."""

import pytest

from workflows.forms.formulas import marked, unmarked


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "﹦1+1", "＋1", "﹢1", "－1", "﹣1", "＠SUM(A1)",
     "﹫SUM(A1)", " ＝1", "\n=1", "\u200b=1", "\ufeff＝1"],
    ids=ascii,
)  # fmt: skip
def test_a_sign_of_a_formula_is_marked_in_every_width(cell: str) -> None:
    assert marked(cell) == f"'{cell}"
    assert unmarked(marked(cell)) == cell


@pytest.mark.parametrize("cell", ["", " ", "示例=1", "1-1", "——", "'引号开头", "㈠", "　示例", "①"], ids=ascii)
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert marked(cell) == unmarked(cell) == cell
