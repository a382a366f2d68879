"""Charts are markup made of rows: every mark leads somewhere and says what it is, and nothing brings a style along."""

from collections.abc import Callable
from itertools import pairwise
from typing import Final
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.console.charts.bars import bars
from api.console.charts.columns import columns
from api.console.charts.grid import grid
from api.console.charts.marks import WIDTH, Mark, breadth, fitted
from api.console.charts.scale import MOST, heat, ticks
from api.console.charts.tiles import tiles

MARKS: Final = [
    Mark("兴福街道", 7, "/ledger?a=1&b=2"),
    Mark("<script>", 0, '/ledger?x="y"'),
    Mark("腊山", 700, "/ledger"),
]
CHARTS: Final[dict[str, Callable[[list[Mark]], str]]] = {
    "bars": lambda marks: bars("条", marks),
    "tiles": lambda marks: tiles("图", marks),
    "columns": lambda marks: columns("柱", [each.label for each in marks] or ["一月"], [marks, marks]),
    "grid": lambda marks: grid("表", ["甲", "乙", "丙"], [("核查中", marks), ("约谈", marks)]),
}


@pytest.mark.parametrize("kind", CHARTS)
def test_every_mark_is_a_link_with_a_title_and_its_number_can_be_read(kind: str) -> None:
    root = ET.fromstring(CHARTS[kind](MARKS))  # noqa: S314 - made a line above
    links = [each for each in root.iter("a") if each.get("href") == "/ledger?a=1&b=2"]

    assert (root.get("role"), bool(root.get("aria-label"))) == ("group", True)
    assert links
    for each in links:
        assert each.findtext("title") == "兴福街道 7"
        assert "7" in [words.text for words in each.iter("text")]


@pytest.mark.parametrize("kind", CHARTS)
def test_presentation_is_left_to_the_style_sheet_and_words_are_only_words(kind: str) -> None:
    root = ET.fromstring(CHARTS[kind](MARKS))  # noqa: S314
    allowed = {"class", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "viewBox", "role", "aria-label", "href"}

    assert {name for each in root.iter() for name in each.attrib} <= allowed
    assert {each.tag for each in root.iter()} <= {"svg", "a", "title", "rect", "line", "text"}


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_of_nothing_is_a_chart(kind: str) -> None:
    assert ET.fromstring(CHARTS[kind]([])).tag == "svg"  # noqa: S314


@pytest.mark.parametrize("kind", CHARTS)
@given(values=st.lists(st.integers(0, 10**7), min_size=3, max_size=3))
def test_everything_stays_inside(kind: str, values: list[int]) -> None:
    root = ET.fromstring(CHARTS[kind]([Mark("街道", each, "/") for each in values]))  # noqa: S314
    high = float((root.get("viewBox") or "").split()[3])

    for each in root.iter("rect"):
        x, y, width, height = (float(each.get(name, "")) for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + width <= WIDTH + 0.1
        assert 0 <= y <= y + height <= high + 0.1


@given(st.integers(0, 10**9))
def test_ticks_are_few_even_and_reach_over_the_most(most: int) -> None:
    found = ticks(most)

    assert found[0] == 0
    assert found[-1] >= max(most, 1)
    assert 2 <= len(found) <= MOST + 1
    assert len({b - a for a, b in pairwise(found)}) == 1


def test_ticks_are_round() -> None:
    assert ticks(0) == ticks(1) == (0, 1)
    assert ticks(7) == (0, 2, 4, 6, 8)
    assert ticks(23) == (0, 5, 10, 15, 20, 25)
    assert ticks(120) == (0, 50, 100, 150)


def test_shades_go_from_nothing_to_the_most() -> None:
    assert [heat(value, 8, 4) for value in (0, 1, 2, 3, 7, 8)] == [0, 1, 1, 2, 4, 4]


def test_words_that_are_too_wide_are_cut_off() -> None:
    assert fitted("兴福街道", 48) == "兴福街道"
    assert fitted("示例财富管理有限公司", 60) == "示例财富…"
    assert breadth("ab") < breadth("街") * 2
