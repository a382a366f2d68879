"""Rows of verification: M04–M07, M31."""

from typing import Final

from domain.lead.answering import decides, in_hand
from domain.lead.guards import signed
from domain.lead.people import leader_by_leader
from domain.lead.periods import review_within
from domain.lead.stage import Stage
from domain.lead.verification import commands as c
from domain.lead.verification import guards as g
from domain.lead.vocabulary import Matter
from domain.procedure import KEEP
from workflows.procedures.periods import observation
from workflows.procedures.rows import FIELD, ORGANS, row

VISITED: Final = (Stage.VERIFYING, Stage.MONITORING, Stage.INTERVIEW, Stage.RECTIFYING, Stage.INVESTIGATING)

ROWS: Final = (
    row("M04", c.StartVerification, Stage.REGISTERED, Stage.VERIFYING, "开始核查", "start verification",
        FIELD, "R737 8", "APL 43", "office own-sla-verification",
        guards=(g.named_officer, g.own_certificates, g.no_interest, g.due_ahead, leader_by_leader),
        documents=("核查任务单",), by=in_hand),
    row("E04", c.RecordVisit, VISITED, KEEP, "记录走访核查", "record a visit",
        FIELD, "R737 8", "APL 55", guards=(g.consent_or_joint, g.inspection_certified, g.own_certificates),
        documents=("走访核查记录", "现场检查记录", "提醒劝导记录")),
    row("M05", c.RuleOut, Stage.VERIFYING, Stage.RULED_OUT, "排除非法集资", "rule out",
        ORGANS, "R737 2", "office two-person-ruling-out", guards=(g.an_element_absent, g.two_confirm),
        documents=("核查报告", "排除结论"), by=decides),
    row("M06", c.Monitor, Stage.VERIFYING, Stage.MONITORING, "持续关注", "monitor",
        FIELD, "R737 8", "office review-date", guards=(g.graded, review_within(observation), signed(Matter.MONITORING)),
        documents=("核查报告", "关注表"), by=in_hand),
    row("M07", c.VerifyAgain, Stage.MONITORING, Stage.VERIFYING, "重新核查", "verify again",
        FIELD, "R737 8", guards=(g.review_due,), documents=("复核单",), by=in_hand),
    row("M31", c.ReferElsewhere, Stage.RULED_OUT, Stage.REFERRED_ELSEWHERE, "转其他机关", "refer to another organ",
        ORGANS, "R737 5", "R737 39", documents=("排除结论", "转办函"), by=decides),
)  # fmt: skip
