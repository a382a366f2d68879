"""Rows of intake: M01–M03, M30, M32, M33."""

from typing import Final

from domain.lead.dates import at_this_stage
from domain.lead.guards import on_paper
from domain.lead.intake import commands as c
from domain.lead.intake import guards as g
from domain.lead.people import leader_by_leader, officer_known
from domain.lead.stage import Stage
from domain.procedure import KEEP
from workflows.procedures.rows import ANYONE, AUTHORITY, FIELD, OFFICE, row

ROWS: Final = (
    row("M01", c.RegisterLead, Stage.UNREGISTERED, Stage.REGISTERED, "登记线索", "register a lead",
        ANYONE, "R737 16", "R737 17", "office duplicate-check",
        guards=(g.one_subject, g.office_in_line, g.in_own_district, officer_known, leader_by_leader),
        documents=("线索登记表",), own_date=True),
    row("M32", c.RegisterAssistance, Stage.UNREGISTERED, Stage.ASSISTING, "登记协办", "take on assistance",
        AUTHORITY, "R737 20 ¶1", guards=(g.one_subject, g.office_in_line, officer_known, leader_by_leader),
        documents=("协查函", "协办登记"), own_date=True),
    row("M02", c.ReferLead, Stage.REGISTERED, Stage.REFERRED, "转办", "refer to the competent office",
        OFFICE, "R737 5", "R737 8", "R737 16", "office own-handling-sla", documents=("转办函",)),
    row("E02", c.NoteReceipt, (Stage.REFERRED, Stage.REFERRED_ELSEWHERE), KEEP, "登记回执", "note the receipt",
        FIELD, "office referral-reply", guards=(at_this_stage, on_paper("receipt", "office referral-reply")),
        documents=("回执",)),
    row("M03", c.TakeBackLead, Stage.REFERRED, Stage.REGISTERED, "退回登记", "take back a refused referral",
        OFFICE, "R737 20 ¶2", "office own-handling-sla", guards=(g.superior_decided,),
        documents=("退回函", "指定管辖决定")),
    row("M30", c.RefuseLead, Stage.REGISTERED, Stage.NOT_ACCEPTED, "不予受理", "do not accept",
        OFFICE, "R737 16", "office not-accepted-reasons", guards=(g.duplicate_named, g.informant_told),
        documents=("不予受理告知",)),
    row("E32", c.AnswerAssistance, Stage.ASSISTING, KEEP, "答复协查", "answer the assistance letter",
        AUTHORITY, "R737 20 ¶1", "office assistance-reply",
        guards=(at_this_stage, on_paper("answer", "office assistance-reply")), documents=("协查答复",)),
    row("M33", c.TakeOverAssistance, Stage.ASSISTING, Stage.REGISTERED, "指定管辖转为本地", "take over by designation",
        AUTHORITY, "R737 20 ¶2", guards=(on_paper("decision", "R737 20 ¶2"),), documents=("指定管辖决定",)),
)  # fmt: skip
