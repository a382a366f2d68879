"""The risk ledger as a table: its 25 columns and what stands in them, on the screen and in files."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from api.registers.columns import Column, Kind, Table
from domain.lead.stage import Stage
from domain.values.divisions import Divisions, level_of
from domain.words import Words
from projections.ledger_rows import LedgerRow
from workflows.forms.choices import words_of
from workflows.forms.labels import CARRIED

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

TEXT, ID, COUNT, MONEY = Kind.TEXT, Kind.ID, Kind.COUNT, Kind.MONEY
DAY, INSTANT, PEOPLE = Kind.DAY, Kind.INSTANT, Kind.PEOPLE


def _column(key: str, zh: str, en: str, kind: Kind = TEXT, width: int = 14) -> Column:
    return Column(key, Words(zh, en), kind, width)


def _seen(
    key: str, zh: str, en: str, kind: Kind = TEXT, width: int = 14, *, short: Words | None = None, spare: int = 0
) -> Column:
    return Column(key, Words(zh, en), kind, width, seen=True, short=short, spare=spare)


RISK_LEDGER: Final = Table(
    "ledger", Words("风险线索台账", "risk ledger"),
    (
        _seen("number", "线索编号", "number", ID, 18),
        _column("source", "来源渠道", "channel"),
        _column("registered_at", "登记时间", "registered", INSTANT, 17),
        _column("organ", "登记单位", "registered by", TEXT, 22),
        _seen("subject", "对象名称", "subject", TEXT, 28, short=Words("对象", "subject")),
        _column("identity", "统一社会信用代码/身份证号(脱敏)", "code", ID, 24),
        _column("representative", "法定代表人/负责人", "representative"),
        _column("registered_place", "注册地", "registered place", TEXT, 22),
        _column("place", "经营地(街道/社区/楼宇)", "place", TEXT, 28),
        _column("industry", "所属行业", "industry"),
        _column("scheme", "集资方式", "scheme", TEXT, 22),
        _column("features", "疑似特征(非法性/公开性/利诱性/社会性)", "features", TEXT, 22),
        _seen("amount_fen", "涉及金额(万元)", "¥10k", MONEY, short=Words("万元", "¥10k")),
        _seen("participants", "涉及人数", "people", COUNT, 10, short=Words("人数", "people"), spare=1),
        _column("areas", "涉及地区", "areas", Kind.AREA, 22),
        _seen("grade", "风险等级", "grade", TEXT, 10, short=Words("等级", "grade")),
        _column("grade_reasons", "等级依据", "reasons of the grade", TEXT, 28),
        _seen("stage", "当前阶段", "stage", short=Words("阶段", "stage")),
        _column("responsible_organ", "责任单位", "responsible", TEXT, 22),
        _seen("handler", "责任人", "handler", PEOPLE, short=Words("责任人", "who")),
        _column("next", "下一步措施", "next"),
        _seen("deadline", "办理期限", "due", DAY, 12, short=Words("期限", "due")),
        _column("escalated_at", "上报时间", "escalated", INSTANT, 17),
        _column("transferred", "是否移送", "transferred", TEXT, 10),
        _column("remark", "备注", "remark", TEXT, 28),
    ),
)  # fmt: skip
"""In the order of the paper ledger; what is ``seen`` is what matters at a glance."""

MORE: Final = (
    _column("stage_since", "进入本阶段时间", "at this stage since", INSTANT, 17),
    _column("pretext", "宣传名目", "pretext"),
    _column("division", "区划代码", "area", ID),
    _column("responsible_office", "责任单位代码", "office", ID),
    _column("updated_at", "最近更新", "updated", INSTANT, 17),
)
"""What the paper ledger has no column for, and who asks for it by name gets."""


def values(row: LedgerRow, divisions: Divisions, day: date) -> Mapping[str, Any]:
    """Column → what stands there of one lead; areas are called as on that day."""
    stage, paused = words_of(row.stage), Words("（中止）", " (suspended)")
    made = {
        "place": place(row, divisions, day),
        "stage": Words(stage.zh + paused.zh, stage.en + paused.en) if row.suspended else stage,
        "next": NEXT.get(row.stage, ""),
        "grade_reasons": "；".join(row.grade_reasons),
        "remark": "；".join(filter(None, (CARRIED.zh if row.carried else "", row.remark))),
    }
    columns = (*RISK_LEDGER.columns, *MORE)
    return {each.key: made[each.key] if each.key in made else getattr(row, each.key) for each in columns}


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
