"""What became of every line of a file, as a workbook that the office keeps beside its ledger."""

from collections.abc import Iterator
from typing import Final

from api.import_report import OUTCOMES, Fault, Report, Row
from domain.instants import clock
from domain.lead.stage import STAGE_WORDS
from workflows.imports.sheet import Cell
from workflows.listing import Listing

HEADS: Final = (
    "工作表", "行", "结果", "线索编号", "原编号", "对象名称", "转入阶段", "改正", "待补", "问题", "怎么改", "可能重复"
)  # fmt: skip
WIDTHS: Final = (14, 6, 8, 18, 14, 32, 12, 6, 24, 44, 44, 28)
CHANGES: Final = ("工作表", "行", "列", "原填", "改为", "原因")


def listings(report: Report) -> Iterator[Listing]:
    """Three sheets: the whole, line by line, and every cell that was corrected."""
    yield Listing("概况", ("项目", "内容"), tuple(_whole(report)), (24, 80))
    yield Listing("逐行结果", HEADS, map(_line, report.rows), WIDTHS)
    yield Listing("改正明细", CHANGES, _changes(report), (14, 6, 24, 32, 32, 40))


def _whole(report: Report) -> Iterator[tuple[Cell, ...]]:
    counts = report.counts()
    yield "文件", report.file
    yield "SHA-256", report.sha256
    yield "导入人", f"{report.by}，{report.office}"
    yield "时间", clock(report.at)
    yield "方式", "正式导入" if report.stored else "试运行，未存入"
    for outcome, words in OUTCOMES.items():
        yield words.zh, counts[outcome]
    for sheet in report.sheets:
        yield f"工作表“{sheet.name}”未识别的列", "、".join(sheet.unknown_columns) or "无"
    yield "没有台账的工作表", "、".join(report.passed_sheets) or "无"


def _line(row: Row) -> tuple[Cell, ...]:
    ways_out = dict.fromkeys(each.way_out.zh for each in row.faults if each.way_out)
    return (
        row.sheet, row.line, OUTCOMES[row.outcome].zh, row.number, row.number_in_file, row.subject,
        STAGE_WORDS[row.stated.stage].zh if row.stated else "", len(row.corrections),
        "；".join(words.zh for words in row.left_open),
        row.why.zh if row.why else "；".join(map(_told, row.faults)), "；".join(ways_out),
        "；".join(words.zh for words in row.alike.told("、".join)),
    )  # fmt: skip


def _told(fault: Fault) -> str:
    return f"{fault.column}：{fault.detail.zh}" if fault.column else fault.detail.zh


def _changes(report: Report) -> Iterator[tuple[Cell, ...]]:
    for row in report.rows:
        for change in row.corrections:
            yield row.sheet, row.line, change.heading, change.was, change.became, change.why.zh
