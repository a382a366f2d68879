"""Three ledgers of three hands are read as they are: heading found, rows drafted, all else told."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from adapters.workbooks.reading import read_sheets
from domain.errors import InvalidInput
from domain.lead.stage import Stage
from tests.support.workbooks import case_ledger, screening_report, street_ledger
from workflows.imports.draft import Asked, Draft
from workflows.imports.layout import find
from workflows.imports.sheet import Sheet
from workflows.imports.table import Imported, read

HEADING = ("序号", "单位名称", "集资金额（万元）", "发现渠道", "登记时间", "备注")


def asked(**said: Any) -> Asked:  # noqa: ANN401 - fields of Asked
    return Asked(today=date(2022, 4, 1), area=lambda name: name if name.startswith("兴福") else "", **said)


def only(data: bytes, **said: Any) -> Imported:  # noqa: ANN401 - fields of Asked
    (sheet,) = read_sheets(data, "ledger")
    found = read(sheet, asked(**said))
    assert found is not None
    return found


def table(*rows: Sequence[Any], heading: Sequence[Any] = HEADING, **said: Any) -> Imported:  # noqa: ANN401
    found = read(Sheet("台账", [heading, *rows]), asked(**said))
    assert found is not None
    return found


def filled(draft: Draft) -> dict[str, str]:
    return {column: cell for column, cell in draft.cells.items() if cell}


def codes(draft: Draft) -> list[str]:
    return [fault.code for fault in draft.faults]


def test_a_case_ledger_with_two_levels_of_heading_and_amounts_in_yuan() -> None:
    ledger = only(case_ledger())

    assert [draft.line for draft in ledger.drafts] == [5, 6, 7]
    assert [draft.cells["涉及金额(万元)"] for draft in ledger.drafts] == ["98.5", "120", "120"]
    assert [draft.cells["涉及人数"] for draft in ledger.drafts] == ["21", "50", "26"]
    assert [draft.cells["登记时间"] for draft in ledger.drafts] == ["2022-03-02", "2022-03-05", "2022-03-07"]
    assert [draft.stated.stage if draft.stated else None for draft in ledger.drafts] == [
        None, Stage.DISPOSING, Stage.CRIMINAL
    ]  # fmt: skip
    assert "立案罪名：非法吸收公众存款" in ledger.drafts[2].cells["备注"]
    assert ledger.unknown == ()


def test_a_day_that_is_missing_and_a_street_that_is_none_are_told() -> None:
    heading = ("单位名称", "发现渠道", "登记时间", "街道")
    rows = (
        ("示例甲", "社区报告", None, "兴福街道"),
        ("示例乙", "社区报告", "2022-03-01", "远处街道"),
        ("示例丙", "社区报告", "2022年3月32日", "兴福"),
        ("示例丁", "社区报告", "无", "兴福"),
    )
    found = [[(each.heading, each.was, each.became, each.why.zh) for each in draft.corrections]
             for draft in table(*rows, heading=heading).drafts]  # fmt: skip

    assert found[0] == [("登记时间", "", "2022-04-01", "没有登记时间，按导入之日登记")]
    assert found[1] == [("街道", "远处街道", "远处街道", "不是辖区内的区划，只记入地址")]
    assert found[2] == [], "a day that is none is a mistake, and told as that"
    assert found[3][-1] == found[0][0], "a dash or a 无 says no day"


def test_what_is_no_lead_is_told() -> None:
    assert [(each.line, each.why.zh) for each in only(case_ledger()).skipped] == [
        (8, "与第 7 行完全相同"),
        (9, "空行"),
        (10, "合计行"),
        (11, "说明、小标题或签名行"),
    ]


def test_a_street_ledger_in_its_own_order_under_its_own_names() -> None:
    first, second, third, fourth = only(street_ledger()).drafts

    assert filled(first) == {
        "来源渠道": "社区报告", "登记时间": "2022-03-03", "对象名称": "示例甲投资有限公司",
        "统一社会信用代码/身份证号(脱敏)": "91370104MA00001T07", "法定代表人/负责人": "负责人甲",
        "经营地(街道/社区/楼宇)": "兴福街道/示例大厦/3层", "涉及金额(万元)": "98.5", "涉及人数": "21",
        "备注": "社区反映",
    }  # fmt: skip
    assert first.stated is not None
    assert (first.stated.stage, first.stated.text) == (Stage.VERIFYING, "核查中")
    assert (second.cells["涉及金额(万元)"], second.cells["法定代表人/负责人"]) == ("0.003", "负责人甲")
    assert second.cells["经营地(街道/社区/楼宇)"] == "兴福街道//示例路3号"
    assert second.stated is None
    assert codes(third) == ["input.import.digits-lost"]
    assert codes(fourth) == ["input.import.future"]


def test_every_change_is_told_from_what_to_what() -> None:
    _, second, *_ = only(street_ledger()).drafts
    told = {(each.heading, each.was, each.became) for each in second.corrections}

    assert {("受理日期", "2022/3", "2022-03-01"), ("法人", "同上", "负责人甲"), ("涉案人数", "9人", "9"),
            ("涉案金额", "30元", "0.003")} <= told  # fmt: skip
    assert all(each.why.zh and each.why.en for each in second.corrections)


def test_columns_nobody_knows_and_the_heading_again_are_told() -> None:
    ledger = only(street_ledger())

    assert ledger.unknown == ("联系电话",)
    assert [(each.line, each.why.zh) for each in ledger.skipped] == [(5, "空行"), (6, "重复的表头")]


def test_a_report_in_gb18030_with_serial_days_and_the_unit_above() -> None:
    ledger = only(screening_report(), source="净街扫楼")

    assert [draft.cells["登记时间"] for draft in ledger.drafts] == ["2022-03-02", "2022-03-05", "2022-03-06"]
    assert [draft.cells["涉及金额(万元)"] for draft in ledger.drafts] == ["500", "80", "12.5"]
    assert {draft.cells["来源渠道"] for draft in ledger.drafts} == {"净街扫楼"}
    assert codes(ledger.drafts[2]) == ["input.import.stage"]


def test_a_ledger_without_channel_asks_for_one() -> None:
    with pytest.raises(InvalidInput) as wrong:
        only(screening_report())

    assert wrong.value.code == "input.import.source"
    assert "--source" in wrong.value.way_out.zh


def test_a_ledger_without_unit_asks_for_one_and_takes_the_answer() -> None:
    row = (1, "示例甲公司", 98.5, "排查", "2022.3.1", None)
    heading = ("序号", "单位名称", "集资金额", "发现渠道", "登记时间", "备注")

    with pytest.raises(InvalidInput) as wrong:
        table(row, heading=heading)

    assert (wrong.value.code, "第 2 行" in wrong.value.detail.zh) == ("input.import.unit", True)
    assert table(row, heading=heading, unit=10_000 * 100).drafts[0].cells["涉及金额(万元)"] == "98.5"
    assert table((1, "示例甲公司", "98.5万", "排查", "2022.3.1", None), heading=heading).drafts


def test_a_row_without_channel_is_refused_alone() -> None:
    first, second = table((1, "示例甲", 1, "排查", None, None), (2, "示例乙", 1, None, None, None)).drafts

    assert (codes(first), codes(second)) == ([], ["input.import.source"])


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ((None,) * 6, "空行"),
        ((7, None, None, None, None, None), "空行"),
        (("合计", None, 99.5, None, None, None), "合计行"),
        ((None, "小计：", 99.5, None, None, None), "合计行"),
        (("合计", "15家", 99.5, None, None, None), "合计行"),
        (("小计", "共2家", 99.5, None, None, None), "合计行"),
        (("小  计", 2, 99.5, None, None, None), "合计行"),
        (("兴福街道", "小计", 99.5, None, None, None), "合计行"),
        (("一、投资类", None, None, None, None, None), "说明、小标题或签名行"),
        (("注：本表每月报送", None, None, None, None, None), "说明、小标题或签名行"),
        (("填表人：", None, None, "审核人：", None, None), "说明、小标题或签名行"),
        (HEADING, "重复的表头"),
    ],
)
def test_lines_that_are_no_leads(row: tuple[Any, ...], why: str) -> None:
    ledger = table((1, "示例甲公司", 1, "排查", None, None), row)

    assert [each.why.zh for each in ledger.skipped] == [why]
    assert len(ledger.drafts) == 1


@pytest.mark.parametrize(
    ("subject", "remark"), [("总计财务示例公司", None), ("示例甲公司", "备注：另见附件"), ("示例甲公司", "合计")]
)
def test_a_row_with_a_subject_is_no_sum_and_no_note(subject: str, remark: str | None) -> None:
    heading = ("备注", "单位名称", "发现渠道", "登记时间")

    assert len(table((remark, subject, "排查", None), heading=heading).drafts) == 1


def test_a_row_of_a_subject_alone_is_still_a_row() -> None:
    assert len(table((None, "示例甲公司", None, None, None, None), source="净街扫楼").drafts) == 1


def test_a_running_number_makes_no_other_row() -> None:
    ledger = table((1, "示例甲", 1, "排查", None, None), (2, "示例甲", 1, "排查", None, None))

    assert (len(ledger.drafts), [each.line for each in ledger.skipped]) == (1, [3])


def test_of_two_columns_that_mean_the_same_nothing_is_lost() -> None:
    heading = ("单位名称", "发现渠道", "统一社会信用代码", "身份证号", "登记时间", "说明", "备注")
    first, second = table(
        ("示例甲公司", "排查", "91370104MA00001T07", None, "2022.3.1", "另一说明", "备注一"),
        ("某某", "排查", None, "370104********1230", "2022.3.1", None, None),
        heading=heading,
    ).drafts

    assert first.cells["备注"] == "备注一；说明：另一说明"
    assert second.cells["统一社会信用代码/身份证号(脱敏)"] == "370104********1230"


def test_a_handler_who_left_is_kept_in_the_remark_and_told() -> None:
    heading = ("单位名称", "发现渠道", "登记时间", "承办人", "备注")
    found = read(
        Sheet(
            "台账", [heading, ("示例甲公司", "排查", "2022.3.1", "某前任", None), ("示例乙", "排查", None, "甲", None)]
        ),
        Asked(today=date(2022, 4, 1), is_officer=lambda name: name == "甲"),
    )
    assert found is not None
    first, second = found.drafts

    assert (first.cells["责任人"], first.cells["备注"]) == ("", "承办人：某前任")
    assert [(each.was, each.became) for each in first.corrections if each.heading == "承办人"] == [("某前任", "")]
    assert second.cells["责任人"] == "甲"


def test_an_amount_of_two_columns_is_noted_once() -> None:
    heading = ("单位名称", "发现渠道", "登记时间", "集资金额（万元）", "涉案金额（万元）", "备注")
    (first,) = table(("示例甲公司", "排查", "2022.3.1", 5, 6, None), heading=heading).drafts

    assert (first.cells["涉及金额(万元)"], first.cells["备注"]) == ("5", "涉案金额（万元）：6")


def test_nothing_above_a_ditto_is_a_mistake() -> None:
    (first,) = table((1, "同上", 1, "排查", None, None)).drafts

    assert codes(first) == ["input.import.ditto"]


@pytest.mark.parametrize(
    "rows", [[], [["标题"]], [["甲", "乙", "丙"], [1, 2, 3]], [["单位名称", "电话"], ["示例", "1"]]]
)
def test_what_is_no_ledger_has_no_layout(rows: list[list[Any]]) -> None:
    assert find(Sheet("其他", rows)) is None


def test_the_line_above_the_heading_gives_the_unit_and_is_no_heading() -> None:
    rows: list[list[Any]] = [
        ["风险台账"],
        ["填报单位：示例街道", None, None, "填报日期：2022年3月", "单位：万元"],
        ["序号", "单位名称", "发现渠道", "集资金额", "参与集资人数", "发现时间"],
        [1, "示例甲公司", "排查", 350, 12, "2022-03-01"],
    ]
    found = read(Sheet("台账", rows), asked())

    assert found is not None
    assert [(draft.line, draft.cells["涉及金额(万元)"]) for draft in found.drafts] == [(4, "350")]
    assert found.drafts[0].headings["涉及金额(万元)"] == "集资金额"


def test_columns_keep_their_names_below_a_line_of_units() -> None:
    heading = ["序号", "单位名称", "发现渠道", "集资规模", None, "发现时间"]
    rows: list[list[Any]] = [
        ["填报单位：示例街道", None, None, "单位：件、人"],
        heading,
        [*heading[:3], "集资金额(元)", "参与集资人数", heading[5]],
        [1, "示例甲公司", "排查", 350, 12, "2022-03-01"],
    ]
    layout = find(Sheet("台账", rows))

    assert layout is not None
    assert (layout.first, layout.headings[3]) == (3, "集资规模/集资金额(元)")


def test_a_line_of_units_below_the_heading_belongs_to_it() -> None:
    ledger = table(
        (None, None, "万元", None, None, None), (1, "示例甲公司", 98.5, "排查", None, None),
        heading=("序号", "单位名称", "集资金额", "发现渠道", "登记时间", "备注"),
    )  # fmt: skip

    assert [(draft.line, draft.cells["涉及金额(万元)"]) for draft in ledger.drafts] == [(3, "98.5")]


@pytest.mark.parametrize("said", ["#REF!", "#N/A", "#未计算!"])
def test_a_figure_that_cannot_be_read_is_refused_and_not_empty(said: str) -> None:
    (first,) = table((said, "示例甲公司", said, "排查", None, None)).drafts

    assert [(fault.code, fault.field) for fault in first.faults] == [("input.import.cell", "集资金额（万元）")]
    assert said in first.faults[0].detail.zh
