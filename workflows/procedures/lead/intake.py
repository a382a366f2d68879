"""Rows of intake: M00–M03, M30, M32, M33."""

from typing import Final

from domain.actor import Level
from domain.lead.answering import decides, in_hand
from domain.lead.dates import at_this_stage
from domain.lead.guards import on_paper
from domain.lead.intake import carrying
from domain.lead.intake import commands as c
from domain.lead.intake import guards as g
from domain.lead.people import leader_by_leader, officer_known
from domain.lead.stage import Stage
from domain.procedure import KEEP, Row
from workflows.procedures.rows import ANYONE, AUTHORITY, FIELD, OFFICE, row

BEGUN: Final = (g.one_subject, g.office_in_line, officer_known, leader_by_leader)
"""What holds of every registration."""


def _carried(stage: Stage) -> Row:
    asked = carrying.CARRIABLE[stage]
    area = (g.in_own_district,) if Level.STREET in asked.levels else ()
    end = (carrying.end_named,) if asked.observed else ()
    return row("M00", c.CarryOverLead, Stage.UNREGISTERED, stage, "自旧台账转入", "carry over from an older ledger",
               asked.levels, "office carrying-over", guards=(carrying.of_the_level, carrying.stated(stage), *BEGUN,
               *area, carrying.reached_by_today, *end, carrying.can_be_found),
               documents=("原台账",), own_date=True)  # fmt: skip


ROWS: Final = (
    row("M01", c.RegisterLead, Stage.UNREGISTERED, Stage.REGISTERED, "登记线索", "register a lead",
        ANYONE, "R737 16", "R737 17", "office duplicate-check",
        guards=(*BEGUN, g.in_own_district), documents=("线索登记表",), own_date=True),
    row("M32", c.RegisterAssistance, Stage.UNREGISTERED, Stage.ASSISTING, "登记协办", "take on assistance",
        AUTHORITY, "R737 20 ¶1", guards=(g.one_subject, g.office_in_line, officer_known, leader_by_leader),
        documents=("协查函", "协办登记"), own_date=True),
    row("M02", c.ReferLead, Stage.REGISTERED, Stage.REFERRED, "转办", "refer to the competent office",
        OFFICE, "R737 5", "R737 8", "R737 16", "office own-handling-sla", documents=("转办函",), by=decides),
    row("E02", c.NoteReceipt, (Stage.REFERRED, Stage.REFERRED_ELSEWHERE), KEEP, "登记回执", "note the receipt",
        FIELD, "office referral-reply", guards=(at_this_stage, on_paper("receipt", "office referral-reply")),
        documents=("回执",), by=in_hand),
    row("M03", c.TakeBackLead, Stage.REFERRED, Stage.REGISTERED, "退回登记", "take back a refused referral",
        OFFICE, "R737 20 ¶2", "office own-handling-sla", guards=(g.superior_decided,),
        documents=("退回函", "指定管辖决定"), by=decides),
    row("M30", c.RefuseLead, Stage.REGISTERED, Stage.NOT_ACCEPTED, "不予受理", "do not accept",
        OFFICE, "R737 16", "office not-accepted-reasons", guards=(g.duplicate_named, g.informant_told),
        documents=("不予受理告知",), by=decides),
    row("E32", c.AnswerAssistance, Stage.ASSISTING, KEEP, "答复协查", "answer the assistance letter",
        AUTHORITY, "R737 20 ¶1", "office assistance-reply",
        guards=(at_this_stage, on_paper("answer", "office assistance-reply")), documents=("协查答复",), by=decides),
    row("M33", c.TakeOverAssistance, Stage.ASSISTING, Stage.REGISTERED, "指定管辖转为本地", "take over by designation",
        AUTHORITY, "R737 20 ¶2", guards=(on_paper("decision", "R737 20 ¶2"),), documents=("指定管辖决定",), by=decides),
    *(_carried(stage) for stage in carrying.CARRIABLE),
)  # fmt: skip
