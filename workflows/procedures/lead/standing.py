"""Rows that (nearly) every stage has: M27, M28, M29, M34, signatures, grading, people, facts, links."""

from typing import Final

from domain.actor import Grade, Level
from domain.lead import people
from domain.lead.answering import decides, in_hand, signs
from domain.lead.closing.guards import transfers_over
from domain.lead.guards import signed
from domain.lead.intake.guards import one_subject
from domain.lead.stage import EVERY, WORKING, Stage
from domain.lead.standing import commands as c
from domain.lead.standing import guards as g
from domain.lead.standing import merging, redating
from domain.lead.standing.turns import after_its_turn
from domain.lead.vocabulary import Matter
from domain.procedure import KEEP, Row
from workflows.procedures.lead.closing import QUIET
from workflows.procedures.rows import FIELD, OFFICE, ORGANS, row

LED: Final = (*FIELD, Level.CITY_AUTHORITY, Level.PROVINCE)
"""Those who handle leads, and those above, who decide about their heads."""


def _unmerged(stage: Stage) -> Row:
    return row("M28u", c.UnmergeLead, Stage.MERGED, stage, "撤销并案", "undo a merger",
               ORGANS, "office merger-approval",
               guards=(g.held_at_merger(stage), merging.free_to_leave), by=decides)  # fmt: skip


ROWS: Final = (
    row("E00s", c.SignPaper, EVERY, KEEP, "签批文书", "sign a paper",
        ORGANS, "office signature-before-act", "office document-numbers",
        guards=(g.power_to_sign, g.not_the_handler, g.organ_has_mark, g.serves_the_stage, g.target_named,
        g.no_with_reasons), while_suspended=True, by=signs),
    row("E00g", c.GradeRisk, EVERY, KEEP, "评定风险等级", "grade the risk",
        FIELD, "office risk-grade-scheme", guards=(g.reasons_given, g.score_in_range),
        while_suspended=True, by=in_hand),
    row("E00a", c.AssignHandler, EVERY, KEEP, "指定承办人", "assign the officer",
        FIELD, "office officer-assignment", guards=(people.officer_known, people.leader_by_leader),
        while_suspended=True, by=decides),
    row("E00r", c.Recuse, EVERY, KEEP, "回避", "stand aside, or decide that an officer does",
        LED, "APL 43", "office recusal", guards=(people.officer_known, people.decides_recusal), while_suspended=True),
    row("E00u", c.LiftRecusal, EVERY, KEEP, "解除回避", "lift a recusal",
        LED, "office recusal-decision",
        guards=(people.officer_known, people.was_recused, people.decides_recusal, people.lifting_reasoned,
        after_its_turn),
        while_suspended=True),
    row("E00c", c.CorrectFacts, EVERY, KEEP, "更正补充信息", "correct or complete facts",
        FIELD, "office lead-correction", guards=(g.stays_in_area, g.same_kind_of_subject),
        while_suspended=True, by=in_hand),
    row("E00d", c.CorrectDate, EVERY, KEEP, "更正日期", "correct a date",
        FIELD, "office date-correction", grade=Grade.RESPONSIBLE_LEADER,
        guards=(redating.act_known, redating.goes_back, redating.reasoned, redating.written),
        while_suspended=True, by=decides),
    row("M27", c.Suspend, WORKING, KEEP, "中止", "suspend",
        ORGANS, "ACL 25", "XF05 35", "XF22 36", "office suspension-approval",
        guards=(g.expected_ahead, after_its_turn, signed(Matter.SUSPENSION)), documents=("中止审批表",), by=decides),
    row("M27r", c.Resume, EVERY, KEEP, "恢复办理", "resume",
        ORGANS, "office suspension-approval",
        guards=(g.is_suspended, after_its_turn), while_suspended=True, by=decides),
    row("E28l", c.LinkLeads, EVERY, KEEP, "关联线索", "link leads",
        FIELD, "office merger-approval", guards=(g.other_exists,), while_suspended=True),
    row("E28n", c.UnlinkLeads, EVERY, KEEP, "解除关联", "unlink leads",
        FIELD, "office merger-approval", guards=(g.linked, after_its_turn), while_suspended=True),
    row("M28", c.MergeLead, WORKING, Stage.MERGED, "并案", "merge into another lead",
        ORGANS, "office merger-approval",
        guards=(g.other_exists, g.into_is_living, g.recusals_carried, g.determination_carried, merging.filing_carried,
        merging.observation_carried, merging.assistance_answered, *QUIET, signed(Matter.MERGER)),
        documents=("并案审批表",), by=decides),
    *(_unmerged(stage) for stage in WORKING),
    row("M28s", c.SplitLead, WORKING, KEEP, "分案", "split off a lead",
        ORGANS, "office split-approval", guards=(one_subject, g.new_is_free, transfers_over, signed(Matter.SPLIT)),
        documents=("分案审批表",), by=decides),
    row("M29", c.Escalate, EVERY, KEEP, "上报重大线索", "escalate",
        FIELD, "NOTICE 一", "office major-lead", guards=(g.major, g.signed_for_city),
        documents=("重大线索报告",), while_suspended=True),
    row("M34", c.NotifyPolice, EVERY, KEEP, "线索通报公安", "notify the police",
        (*OFFICE, *ORGANS[1:]), "R737 23", "R737 28", "office police-notice", guards=(g.facts_stated,),
        documents=("线索通报函",), while_suspended=True),
)  # fmt: skip
