"""Three ledgers as offices keep them, each laid out by another hand; every subject is invented."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet


def book(fill: Callable[[Workbook, Worksheet], None], sheet: str = "台账") -> bytes:
    """A workbook with one sheet that ``fill`` writes."""
    held = io.BytesIO()
    with Workbook(held) as made:
        fill(made, made.add_worksheet(sheet))
    return held.getvalue()


def rows_of(rows: Sequence[Sequence[Any]]) -> bytes:
    """A plain workbook: the rows as they are, days as day cells."""

    def fill(made: Workbook, sheet: Worksheet) -> None:
        days = made.add_format({"num_format": "yyyy-mm-dd"})
        for line, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, at, cell, days)
                elif isinstance(cell, str):
                    sheet.write_string(line, at, cell)
                elif cell is not None:
                    sheet.write_number(line, at, cell)

    return book(fill)


def case_ledger() -> bytes:
    """The 26 columns of a case ledger: a title, two lines of heading with merged cells, amounts in 元, sums below."""

    def fill(made: Workbook, sheet: Worksheet) -> None:
        days = made.add_format({"num_format": "yyyy/m/d"})
        sheet.merge_range("A1:Z1", "2022年涉嫌非法集资案件汇总统计表")
        sheet.merge_range("A2:Z2", "填报单位：示例区处非办        填报日期：2022年4月1日")
        for at, heading in enumerate(["序号", "集资项目名称", "集资单位名称\n（个人姓名）", "所属行业", "集资方式"]):
            sheet.merge_range(2, at, 3, at, heading)
        sheet.merge_range("F3:G3", "集资情况")
        sheet.write_row("F4", ["集资金额（元）", "参与集资人数"])
        for at, heading in enumerate(["涉及地区", "发案时间", "发现渠道"], start=7):
            sheet.merge_range(2, at, 3, at, heading)
        sheet.merge_range("K3:N3", "行政处理情况")
        sheet.write_row("K4", ["行政受理", "行政处理", "移送公安", "排除非法集资"])
        sheet.merge_range("O3:V3", "司法处置情况")
        sheet.write_row("O4", ["公安受理", "公安立案", "立案罪名", "侦查", "起诉", "审判", "认定罪名", "获刑人数"])
        sheet.merge_range("W3:X3", "结案情况")
        sheet.write_row("W4", ["司法审结", "集资款清退完毕"])
        sheet.merge_range("Y3:Z3", "善后维稳")
        sheet.write_row("Y4", ["返还比例", "群体性事件"])
        sheet.write_row("A5", [1, "示例康养床位", "示例颐养康养服务有限公司", "养老", "预付床位费"])
        sheet.write_row("F5", [985000, 21, "槐荫区，市中区"])
        sheet.write_datetime("I5", datetime(2022, 3, 2), days)  # noqa: DTZ001 - a cell has no zone
        sheet.write_row("J5", ["群众反映", "√", "", "", ""])
        sheet.write_row("A6", [2, "示例链币", "示例链动科技（济南）有限公司", "虚拟货币", "认购返利"])
        sheet.write_row("F6", ["120万元", "约50人", "槐荫区", "2022.3.5", "公安机关发现", "√", "已完成", "", ""])
        sheet.write_row("A7", [3, "示例珠宝", "示例鑫金珠宝有限公司", "珠宝", "委托代销"])
        sheet.write_row("F7", ["1,200,000", "２６", "槐荫区", "22年3月7日", "举报发现", "√", "×", "2022.3.20"])
        sheet.write_row("O7", ["√", "2022年3月28日", "非法吸收公众存款"])
        sheet.write_row("A8", [3, "示例珠宝", "示例鑫金珠宝有限公司", "珠宝", "委托代销"])
        sheet.write_row("F8", ["1,200,000", "２６", "槐荫区", "22年3月7日", "举报发现", "√", "×", "2022.3.20"])
        sheet.write_row("O8", ["√", "2022年3月28日", "非法吸收公众存款"])
        sheet.write_row("A9", [4])
        sheet.merge_range("A10:E10", "合  计")
        sheet.write_row("F10", [3385000, 97])
        sheet.merge_range("A11:Z11", "填表人：（签字）        审核人：（签字）")

    return book(fill)


def street_ledger() -> bytes:
    """A street's own columns in their own order, under other names; codes as text, one of them spoilt."""
    return rows_of([
        ["示例街道风险线索排查台账（单位：万元）"],
        ["备注", "涉案金额", "企业名称", "信用代码", "法人", "线索来源", "受理日期", "涉案人数", "所在街道", "所在楼宇",
         "经营地址", "办理状态", "包案人", "联系电话"],
        ["社区反映", 98.5, "示例甲投资有限公司", "91370104MA00001T07", "负责人甲", "社区", date(2022, 3, 3), 21,
         "兴福街道", "示例大厦", "3层", "核查中", None, "0531-80000001"],
        [None, "30元", "示例乙旅行社有限公司", "９１３７０１０４ＭＡ００００３Ｔ３Ｕ", "同上", "12345", "2022/3", "9人",
         "同上", None, "示例路3号", "新登记", None, None],
        [],
        ["备注", "涉案金额", "企业名称", "信用代码", "法人", "线索来源", "受理日期", "涉案人数", "所在街道", "所在楼宇",
         "经营地址", "办理状态", "包案人", "联系电话"],
        [None, "不详", "示例丙科技有限公司", 9.1370104e17, None, "网格", "20220310", "不详", "兴福街道", None, None,
         None, None, None],
        [None, None, "某某", "370104********1230", None, "举报", "2099-01-01"],
    ])  # fmt: skip


def screening_report() -> bytes:
    """A report to the finance office as CSV in GB18030: the columns of 2008, serial days, no channel, 万元 on top."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([
        ["非法集资排查情况表", "", "", "", "", "", ""],
        ["单位：件、万元、人", "", "", "", "", "", ""],
        ["非法集资项目名称", "涉及单位（个人）名称", "涉案金额", "涉及人数", "涉及地区", "发现时间", "处置情况"],
        ["示例种植", "示例丁农业专业合作社", "500", "120", "槐荫区、历下区", "44622", "调查取证"],
        ["示例返租", "示例戊商业管理有限公司", "８０", "15", "槐荫区", "44625", ""],
        ["示例积分", "示例己网络科技有限公司", "12.5", "4", "槐荫区", "44626.5", "在办"],
        ["合计", "", "592.5", "139", "", "", ""],
    ])  # fmt: skip
    return text.getvalue().encode("gb18030")


def sheet_of(*lines: str, below: str = "", above: str = "") -> str:
    """The XML of a sheet with these rows, as whoever means harm may write it."""
    return (
        f'{above}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{''.join(lines)}</sheetData>{below}</worksheet>"
    )


def raw_book(sheet: str, *, styles: str = "", book: str = "") -> bytes:
    """A workbook around the XML of its one sheet, 台账; ``book`` stands before the list of sheets."""
    main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org"
    package = f"{office}/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}/officeDocument/2006/relationships">{book}'
        '<sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **({"xl/styles.xml": styles} if styles else {}),
    }
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return held.getvalue()
