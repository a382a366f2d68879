"""Headings: every name means one column, whatever stands in brackets, and its unit is read with it."""

import pytest

from domain.values.money import WAN, YI, YUAN
from workflows.forms.ledger_row import COLUMNS
from workflows.imports.headings import BESIDE, HEADINGS, RANK, bare, is_unit, named, unit_of, unit_of_all

CASE_LEDGER = (
    "序号", "集资项目名称", "集资单位名称（个人姓名）", "所属行业", "集资方式", "集资金额", "参与集资人数",
    "涉及地区", "发案时间", "发现渠道", "行政受理", "行政处理", "移送公安", "排除非法集资", "公安受理", "公安立案",
    "立案罪名", "侦查", "起诉", "审判", "认定罪名", "获刑人数", "司法审结", "集资款清退完毕", "返还比例", "群体性事件",
)  # fmt: skip
SCREENING_REPORT = ("非法集资项目名称", "涉及单位(个人)名称", "涉案金额", "涉及人数", "涉及地区", "处置情况")


def test_a_name_means_one_column() -> None:
    assert len(RANK) == sum(len(names.split()) for names in HEADINGS.values())
    assert all(bare(name) == name for name in RANK)


@pytest.mark.parametrize("heading", [*COLUMNS, *CASE_LEDGER, *SCREENING_REPORT])
def test_the_ledgers_of_the_field_are_known_by_heart(heading: str) -> None:
    assert named(heading)


def test_no_two_columns_of_a_ledger_mean_the_same() -> None:
    for ledger in (COLUMNS, CASE_LEDGER, SCREENING_REPORT):
        meant = [named(heading) for heading in ledger]
        assert len(set(meant)) == len(meant)


@pytest.mark.parametrize("column", [column for column in COLUMNS if column not in BESIDE])
def test_our_own_heading_means_itself(column: str) -> None:
    assert named(column) in {column, "移送公安"}


@pytest.mark.parametrize(
    ("levels", "column"),
    [
        (("集资单位名称\n（个人姓名）",), "对象名称"),
        (("企 业 名 称",), "对象名称"),
        (("涉嫌单位", "名称"), "对象名称"),
        (("集资情况", "金额（元）"), "涉及金额(万元)"),
        (("是否移送公安机关",), "移送公安"),
        (("*来源渠道",), "来源渠道"),
        (("联系电话",), ""),
        ((), ""),
    ],
)
def test_a_heading_is_known_through_brackets_breaks_and_levels(levels: tuple[str, ...], column: str) -> None:
    assert named(*levels) == column


@pytest.mark.parametrize(
    ("levels", "unit"),
    [
        (("集资金额（万元）",), WAN),
        (("集资金额(单位：元)",), YUAN),
        (("集资金额／亿元",), YI),
        (("金额万元",), WAN),
        (("集资情况（元）", "金额"), YUAN),
        (("集资金额",), None),
        (("涉及人数（人）",), None),
    ],
)
def test_the_unit_stands_in_the_heading(levels: tuple[str, ...], unit: int | None) -> None:
    assert unit_of(*levels) == unit


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：件、万元、人", WAN),
        ("排查台账（单位：元）", YUAN),
        ("单位：万元    日期：2022年3月", WAN),
        ("填报单位：元宝街道", None),
        ("单位：元宝街道", None),
        ("单位：元、万元", None),
    ],
)
def test_the_unit_of_a_whole_table_stands_above_it(line: str, unit: int | None) -> None:
    assert unit_of_all(line) == unit


def test_a_line_of_units_is_no_data() -> None:
    assert is_unit("（万元）")
    assert is_unit("人")
    assert not is_unit("98.5万元")
