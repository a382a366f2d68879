"""A table as a file: whatever stands in it or above it, a spreadsheet calculates nothing."""

from api.registers.files import table_csv
from api.registers.tables import REGISTERS
from domain.words import Words


def zh(words: Words) -> str:
    return words.zh


def test_no_line_above_a_table_is_a_formula() -> None:
    table = next(iter(REGISTERS.values()))
    title, *_ = b"".join(table_csv(table, (), zh, {}, above=("＝1+1",))).decode("utf-8-sig").splitlines()

    assert title == "'＝1+1"
