"""Errors, and formulas that nobody calculated, are told from empty cells."""

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from adapters.workbooks.reading import read_sheets
from tests.support.workbooks import book
from workflows.imports.sheet import UNCALCULATED


def test_a_cell_without_a_value_says_why() -> None:
    def fill(made: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["甲", "乙", "丙", "丁"])
        sheet.write_formula("A2", "=1/0", value="#DIV/0!")
        sheet.write_formula("B2", "=A2+1", value="")
        sheet.write_formula("C2", '=IF(1,"","")', value=" ")
        sheet.write_formula("D2", "=1+1", value=2)
        other = made.add_worksheet("第二张 & 其他")
        other.write_formula("B3", "=#REF!", value="#REF!")

    first, second = read_sheets(book(fill), "a.xlsx")

    assert list(first.rows[1]) == ["#DIV/0!", UNCALCULATED, None, 2]
    assert second.rows[2][1] == "#REF!"
