"""Days of a ledger are read from where its workbook counts, and under the year that its title says."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from domain.office_rules import Rulebook, Setting
from workflows.imports.draft import Asked, Draft
from workflows.imports.sheet import Cell, Sheet
from workflows.imports.table import read

HEADING: Final = ("序号", "单位名称", "集资金额（万元）", "发现渠道", "登记时间", "备注")


def asked() -> Asked:
    return Asked(today=date(2022, 4, 1), area=lambda _: "")


def codes(draft: Draft) -> list[str]:
    return [fault.code for fault in draft.faults]


def test_a_day_that_stands_as_a_number_counts_from_where_the_workbook_says() -> None:
    rows: list[list[Cell]] = [
        ["对象名称", "来源", "登记时间", "当前阶段", "办理期限"],
        ["示例甲公司", "网格", 41702, "整改中", "41800"],
    ]

    for zero, days in (
        (date(1899, 12, 30), ("2014-03-04", "2014-06-10")),
        (date(1904, 1, 1), ("2018-03-05", "2018-06-11")),
    ):
        found = read(Sheet("台账", rows, zero), asked())
        assert found is not None
        (one,) = found.drafts
        assert one.stated is not None
        assert (one.cells["登记时间"], str(one.stated.due)) == days


@pytest.mark.parametrize(
    ("title", "written", "day"),
    [
        ("某某街道排查台账（2022年1月）", "1月5日", "2022-01-05"), ("2021年度风险台账", "11月5日", "2021-11-05"),
        ("2022年1月至3月台账", "3月5号", "2022-03-05"), ("二〇二一年度台账", "九月一日", "2021-09-01"),
        ("2022年1月台账", "12月28日", ""), ("2021—2022年度台账", "1月5日", ""), ("风险台账", "1月5日", ""),
    ],
)  # fmt: skip
def test_a_day_without_its_year_is_one_of_the_period_in_the_title(title: str, written: str, day: str) -> None:
    row = (1, "示例甲", 1, "排查", written, None)
    rows: list[Any] = [[title], ["填报单位：示例街道", None, "填报日期：2022年3月"], HEADING, row]
    found = read(Sheet("台账", rows), asked())

    assert found is not None
    (first,) = found.drafts
    assert (first.cells["登记时间"], codes(first)) == (day, [] if day else ["input.import.day"])
    assert not day or "标题" in first.corrections[-1].why.zh


def test_an_observation_without_an_end_lasts_as_long_as_was_set_here() -> None:
    rows: list[list[Cell]] = [
        ["对象名称", "来源", "登记时间", "当前阶段", "办理期限"],
        ["示例甲公司", "网格", "2022-01-10", "持续关注", None],
    ]

    def ends(book: Rulebook) -> date | None:
        made = read(Sheet("表", rows), replace(asked(), rulebook=book))
        assert made is not None
        (draft,) = made.drafts
        assert draft.stated is not None
        return draft.stated.due

    assert ends(Rulebook()) == date(2022, 7, 10)
    assert ends(Rulebook().having("observation-longest", Setting(date(2022, 1, 1), 9))) == date(2022, 10, 10)
