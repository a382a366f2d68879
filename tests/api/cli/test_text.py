"""Columns of Chinese and Latin text: never too wide, nothing lost, no line begins with a closing mark."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from api.cli.text import CLOSING, NARROWEST, fitted, hanging, kept, wrapped

texts = st.text("字处非，。（）《》、ab c1-", max_size=60)


@given(texts, st.integers(12, 60))
def test_nothing_is_lost_and_no_line_is_too_wide_for_its_pieces(text: str, width: int) -> None:
    lines = wrapped(text, width)

    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert cell_len(line) <= width or " " not in line.strip()


@given(st.text("字处非，。）、", min_size=1, max_size=60), st.integers(12, 60))
def test_no_line_begins_with_a_closing_mark(text: str, width: int) -> None:
    begins = [line[0] for line in wrapped("头" + text, width)]

    assert not set(begins) & set(CLOSING)


def test_a_column_beside_its_head() -> None:
    assert hanging("  依据", "一二三四五六七八九十一二", 30, 10) == ["  依据    一二三四五六七八九十", "          一二"]
    assert hanging("a long head", "text", 40, 5) == ["a long head", "     text"]


@given(st.lists(st.lists(st.text("字a", max_size=30), min_size=2, max_size=2), min_size=2, max_size=4))
def test_columns_fit_the_room_unless_what_cannot_break_is_too_wide(columns: list[list[str]]) -> None:
    wrap = (0,)
    widths = fitted(columns, wrap, 60, 2)
    fixed = sum(widths[1:]) + 2 * (len(columns) - 1)

    assert sum(widths) + 2 * (len(columns) - 1) <= max(60, fixed + NARROWEST)


def test_a_spare_column_goes_before_a_name_is_cramped() -> None:
    columns = [["a" * 16], ["字" * 14], ["1234"], ["人"]]

    assert kept(columns, wrap=[1], spare=[3], room=40, gap=2) == [0, 1, 2]
    assert kept(columns, wrap=[1], spare=[3], room=44, gap=2) == [0, 1, 2, 3]
