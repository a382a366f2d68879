"""The risk ledger as a file: its columns filled from a row of the read model, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from domain.instants import BEIJING
from domain.lead.stage import Stage
from domain.values.divisions import Divisions, level_of
from domain.values.money import Money
from domain.words import Words
from projections.ledger_rows import LedgerRow
from workflows.forms.choices import words_of
from workflows.forms.labels import CARRIED
from workflows.forms.ledger_row import COLUMNS

NEXT: Final[Mapping[Stage, Words]] = {
    Stage.REGISTERED: Words("核查", "verify"),
    Stage.REFERRED: Words("等待回执", "await the receipt"),
    Stage.REFERRED_ELSEWHERE: Words("等待回执", "await the receipt"),
    Stage.ASSISTING: Words("答复协查", "answer"),
    Stage.VERIFYING: Words("形成核查结论", "conclude"),
    Stage.MONITORING: Words("到期复核", "review"),
    Stage.INTERVIEW: Words("约谈", "interview"),
    Stage.RECTIFYING: Words("复查整改", "re-check"),
    Stage.INVESTIGATING: Words("调查认定", "determine"),
    Stage.DETERMINED: Words("责令停止", "order to stop"),
    Stage.DISPOSING: Words("资金清退", "refund"),
    Stage.CRIMINAL: Words("跟踪刑事程序", "follow the criminal procedure"),
    Stage.FOLLOW_UP: Words("疏导帮扶", "guidance and help"),
    Stage.CLOSING: Words("审批办结", "approve the closing"),
    Stage.CLOSED: Words("归档", "archive"),
    Stage.NOT_ACCEPTED: Words("归档", "archive"),
}
"""What comes next at a stage; where nothing does, nothing stands there."""

_DANGEROUS: Final = ("=", "+", "-", "@", "\t")


def ledger_csv(rows: Iterable[LedgerRow], divisions: Divisions, day: date, names: Mapping[str, str]) -> bytes:
    """The ledger as UTF-8 with a byte order mark, CRLF lines; no cell is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        made = columns(row, divisions, day, names)
        writer.writerow([safe(made[column]) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """The cell with a mark in front where a spreadsheet would calculate; ``lead register --from`` takes it off."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell


def columns(row: LedgerRow, divisions: Divisions, day: date, names: Mapping[str, str]) -> dict[str, str]:
    """Column → cell of one lead; ``names``: id of the roster → name."""
    filled: dict[str, str] = {
        "线索编号": row.number,
        "来源渠道": words_of(row.source).zh if row.source else "",
        "登记时间": _minute(row.registered_at),
        "登记单位": row.organ,
        "对象名称": row.subject,
        "统一社会信用代码/身份证号(脱敏)": row.identity,
        "法定代表人/负责人": row.representative,
        "注册地": row.registered_place,
        "经营地(街道/社区/楼宇)": place(row, divisions, day),
        "所属行业": row.industry,
        "集资方式": row.scheme,
        "疑似特征(非法性/公开性/利诱性/社会性)": "、".join(words_of(each).zh for each in row.features),
        "涉及金额(万元)": wan(row.amount_fen),
        "涉及人数": "" if row.participants is None else str(row.participants),
        "涉及地区": "、".join(row.areas),
        "风险等级": words_of(row.grade).zh if row.grade else "",
        "等级依据": "；".join(row.grade_reasons),
        "当前阶段": words_of(row.stage).zh + ("（中止）" if row.suspended else ""),
        "责任单位": row.responsible_organ,
        "责任人": names.get(row.handler, row.handler),
        "下一步措施": NEXT[row.stage].zh if row.stage in NEXT else "",
        "办理期限": row.deadline.isoformat() if row.deadline else "",
        "上报时间": _minute(row.escalated_at),
        "是否移送": "是" if row.transferred else "否",
        "备注": "；".join(filter(None, (CARRIED.zh if row.carried else "", row.remark))),
    }
    return filled


def place(row: LedgerRow, divisions: Divisions, day: date) -> str:
    """``街道/社区/楼宇/地址``: areas by name where one is known, else by code; no district above a street."""
    return "/".join((*_areas(row.division, divisions, day), row.building, row.address)).rstrip("/")


def _areas(code: str, divisions: Divisions, day: date) -> tuple[str, ...]:
    found = divisions.find(code, day)
    if found is None:
        return (code,) if code else ()
    above = _areas(found.parent, divisions, day) if found.parent in divisions and _below_district(found.parent) else ()
    return (*above, found.name)


def _below_district(code: str) -> bool:
    return level_of(code).value in {"street", "community", "grid"}


def wan(fen: int | None) -> str:
    """An amount in 万元 as a spreadsheet counts it: exact, without unit or separators."""
    return "" if fen is None else Money(fen).in_wan.removesuffix("万元").replace(",", "")


def _minute(moment: datetime | None) -> str:
    return moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M") if moment else ""
