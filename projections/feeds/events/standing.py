"""What may happen to a lead at any stage."""

from datetime import date
from typing import Annotated

from domain.lead.standing.commands import MajorTest, Rung, SuspensionGround
from domain.values.risk_grade import RiskGrade
from projections.feeds.declaring import integration, internal, public
from projections.feeds.events.base import LEAD_ID, MOVE, OfLead


@integration("chufei.lead.risk-graded.v1", zh="风险定级", en="The grade of risk was set or changed.")
class RiskGraded(OfLead):
    """``grade`` is the new one; the reasons stay in the house."""

    before: Annotated[RiskGrade | None, internal("原等级", "the grade before, if there was one")] = None


@integration("chufei.lead.date-corrected.v1", zh="日期更正", en="The date of an act was corrected.")
class DateCorrected(OfLead):
    """What was told of the act before bears the wrong day."""

    act: Annotated[str, public("哪个动作", "the move or act, by its row in the procedure", MOVE)]
    was: Annotated[date, internal("原日期", "the day told before")]
    is_: Annotated[date, internal("实际日期", "the day it happened on")]


@integration("chufei.lead.escalated.v1", zh="重大线索上报", en="A major lead was reported upward.")
class Escalated(OfLead):
    """To the district or the city."""

    rung: Annotated[Rung, internal("上报至", "whom it was reported to")]
    tests: Annotated[tuple[MajorTest, ...], internal("符合的标准", "what makes it major")]


@integration("chufei.lead.suspended.v1", zh="中止", en="The work is suspended.")
class Suspended(OfLead):
    """It stops no clock of the law."""

    ground: Annotated[SuspensionGround, internal("原因", "why")]
    expected: Annotated[date, internal("预计恢复", "when it is expected to go on")]


@integration("chufei.lead.resumed.v1", zh="恢复办理", en="The work goes on.")
class Resumed(OfLead):
    """After a suspension."""


@integration("chufei.lead.merged.v1", zh="并案", en="A lead went into another.")
class Merged(OfLead):
    """Its life goes on in the other."""

    into: Annotated[str, internal("并入哪条线索", "the lead it went into", LEAD_ID)]


@integration("chufei.lead.unmerged.v1", zh="撤销并案", en="A merger was undone.")
class Unmerged(OfLead):
    """The lead is on its own again."""

    out_of: Annotated[str, internal("从哪条线索分出", "the lead it left", LEAD_ID)]


@integration("chufei.lead.split.v1", zh="拆案", en="A part of a lead became a lead of its own.")
class Split(OfLead):
    """The new one is told of by ``chufei.lead.registered.v1``."""

    new_lead: Annotated[str, internal("拆出的线索", "the new lead", LEAD_ID)]
