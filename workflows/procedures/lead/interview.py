"""Rows of interview and rectification: M08, M08a, M09, M10a, M11, M12a."""

from typing import Final

from domain.lead.answering import in_hand
from domain.lead.dates import at_this_stage
from domain.lead.guards import signed
from domain.lead.interview import commands as c
from domain.lead.interview import guards as g
from domain.lead.periods import review_within
from domain.lead.stage import Stage
from domain.lead.vocabulary import Matter
from domain.procedure import KEEP
from workflows.procedures.periods import observation
from workflows.procedures.rows import FIELD, ORGANS, row

NOTICE: Final = signed(Matter.INTERVIEW_NOTICE)
ORDER: Final = signed(Matter.RECTIFICATION_ORDER)
SUMMONS: Final = (g.risk_stated, g.address_known, g.summoned_ahead)

ROWS: Final = (
    row("M08", c.SummonInterview, Stage.VERIFYING, Stage.INTERVIEW, "约谈警示", "summon to a warning interview",
        ORGANS, "R737 18", guards=(*SUMMONS, NOTICE), documents=("约谈通知书",)),
    row("M08a", c.SummonInterview, Stage.MONITORING, Stage.INTERVIEW, "约谈警示", "summon to a warning interview",
        ORGANS, "R737 18", guards=(*SUMMONS, NOTICE), documents=("约谈通知书",)),
    row("E08", c.RecordInterview, Stage.INTERVIEW, KEEP, "记录约谈", "record the interview",
        ORGANS, "R737 18", "office two-officers-minutes", guards=(at_this_stage, g.two_interviewers),
        documents=("约谈记录",)),
    row("E08n", c.RecordNoShow, Stage.INTERVIEW, KEEP, "记录未到场", "record a no-show",
        ORGANS, "R737 18", "office no-show-alone", "office two-officers-minutes",
        guards=(at_this_stage, g.two_interviewers, g.waited_for), documents=("未到场记录",)),
    row("M09", c.OrderRectification, Stage.INTERVIEW, Stage.RECTIFYING, "责令整改", "order to rectify",
        ORGANS, "R737 18", guards=(g.minutes_recorded, g.same_organ, g.demands_listed, g.deadline_ahead, ORDER),
        documents=("约谈记录", "责令整改通知书", "整改承诺书")),
    row("M10a", c.ReturnToVerification, Stage.INTERVIEW, Stage.VERIFYING, "退回核查", "return to verification",
        ORGANS, "office no-show-alone", guards=(g.same_organ, g.held_or_no_show), documents=("未到场记录",)),
    row("E11", c.RecordRecheck, Stage.RECTIFYING, KEEP, "记录整改复查", "record the re-check",
        FIELD, "R737 18", "office two-officers-minutes", guards=(at_this_stage, g.two_interviewers),
        documents=("复查报告",)),
    row("M11", c.AcceptRectification, Stage.RECTIFYING, Stage.MONITORING, "整改验收", "accept the rectification",
        ORGANS, "R737 18", "R737 25", guards=(g.recheck_positive, review_within(observation)),
        documents=("整改验收表",), by=in_hand),
    row("M12a", c.SummonInterview, Stage.RECTIFYING, Stage.INTERVIEW, "再次约谈", "summon again",
        ORGANS, "R737 18", "office overdue-alone",
        guards=(g.same_organ, *SUMMONS, g.overdue_or_negative, NOTICE),
        documents=("复查报告", "约谈通知书")),
)  # fmt: skip
