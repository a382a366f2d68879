"""Rows of follow-up, closing, archiving and reopening: M21–M26."""

from typing import Final

from domain.actor import Grade
from domain.lead.answering import decides, in_hand
from domain.lead.closing import commands as c
from domain.lead.closing import guards as g
from domain.lead.guards import signed
from domain.lead.people import leader_by_leader, officer_known
from domain.lead.periods import follow_up_within
from domain.lead.stage import RESTING, Stage
from domain.lead.vocabulary import Matter
from domain.procedure import KEEP, Row
from workflows.procedures.periods import observation
from workflows.procedures.rows import FIELD, ORGANS, row

SETTLED: Final = (g.refund_settled, g.tracks_settled, g.reward_decided, g.transfers_over)
QUIET: Final = (g.tracks_settled, g.petitions_settled, g.transfers_over)
"""What a lead without a refund needs, and what is asked again at the approval; also what a merger must not bury."""
PAPERS: Final = ("结案审批表", "结案报告")
CLOSABLE: Final = (
    Stage.DISPOSING, Stage.CRIMINAL, Stage.FOLLOW_UP, Stage.MONITORING, Stage.RULED_OUT, Stage.REFERRED_ELSEWHERE,
    Stage.REFERRED, Stage.ASSISTING,
)  # fmt: skip


def _returned(stage: Stage) -> Row:
    return row("M24", c.ReturnClosing, Stage.CLOSING, stage, "退回拟办结", "return the closing",
               ORGANS, "office return-reason", grade=Grade.RESPONSIBLE_LEADER,
               guards=(g.four_eyes, g.held_at_proposal(stage)), documents=("退回意见",), by=decides)  # fmt: skip


ROWS: Final = (
    row("M21", c.ProposeClosing, (Stage.DISPOSING, Stage.CRIMINAL), Stage.CLOSING, "拟办结", "propose to close",
        ORGANS, "R737 25", "ACL 28", "office closing-approval",
        guards=(g.no_participants, *SETTLED, g.petitions_settled), documents=PAPERS, by=decides),
    row("M21a", c.StartFollowUp, (Stage.DISPOSING, Stage.CRIMINAL, Stage.MONITORING), Stage.FOLLOW_UP,
        "转入信访跟踪", "start petition follow-up", ORGANS, "NOTICE 一(十)", "XF22 37", "office follow-up-task",
        guards=(g.participants_known, *SETTLED, follow_up_within(observation), officer_known, leader_by_leader),
        documents=("信访跟踪任务单",), by=decides),
    row("E21a", c.RecordGuidance, Stage.FOLLOW_UP, KEEP, "记录疏导帮扶", "record guidance or help",
        FIELD, "NOTICE 一(十)", "XF22 37", documents=("疏导教育记录",)),
    row("M21b", c.ProposeClosing, Stage.FOLLOW_UP, Stage.CLOSING, "拟办结", "propose to close",
        ORGANS, "office observation-period", guards=(g.period_over, g.petitions_settled, *SETTLED),
        documents=PAPERS, by=decides),
    row("M22", c.ProposeClosing, Stage.MONITORING, Stage.CLOSING, "拟办结", "propose to close",
        FIELD, "office observation-period", guards=(g.no_participants, g.period_over, *QUIET),
        documents=("结案审批表",), by=in_hand),
    row("M22", c.ProposeClosing, Stage.RULED_OUT, Stage.CLOSING, "拟办结", "propose to close",
        FIELD, "office observation-period", guards=(g.period_over, *QUIET), documents=("结案审批表",), by=in_hand),
    row("M22r", c.ProposeClosing, (Stage.REFERRED_ELSEWHERE, Stage.REFERRED), Stage.CLOSING, "拟办结",
        "propose to close", FIELD, "office referral-reply", guards=(g.receipt_in, *QUIET),
        documents=("结案审批表",), by=in_hand),
    row("M22a", c.ProposeClosing, Stage.ASSISTING, Stage.CLOSING, "拟办结", "propose to close",
        ORGANS, "office assistance-reply", guards=(g.answered, *QUIET), documents=("结案审批表",), by=decides),
    row("M23", c.ApproveClosing, Stage.CLOSING, Stage.CLOSED, "批准办结", "approve the closing",
        ORGANS, "office closing-approval", grade=Grade.RESPONSIBLE_LEADER,
        guards=(g.four_eyes, *QUIET), documents=("批准",), by=decides),
    *(_returned(stage) for stage in CLOSABLE),
    row("M25", c.ArchiveLead, (Stage.CLOSED, Stage.NOT_ACCEPTED), Stage.ARCHIVED, "归档", "archive",
        FIELD, "APL 47", "office archive-complete", guards=(g.records_complete,),
        documents=("卷宗目录",), by=decides),
    row("M26", c.ReopenLead, RESTING, Stage.VERIFYING, "重启", "reopen",
        FIELD, "APL 75 ¶2", "office reopening-approval", guards=(signed(Matter.REOPENING),),
        documents=("重启审批表",), by=in_hand),
)  # fmt: skip
