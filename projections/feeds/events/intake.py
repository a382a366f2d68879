"""How a lead came in, went to others and was answered."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from domain.lead.intake.commands import NotAcceptedReason
from domain.lead.stage import Stage
from domain.lead.vocabulary import Business, Pretext
from projections.feeds.bands import AmountBand, PeopleBand
from projections.feeds.declaring import integration, internal, public
from projections.feeds.events.base import LEAD_ID, MOVE, OFFICE, OfLead


class Origin(StrEnum):
    """How a lead came on the record here. Values stand in the schemas."""

    REGISTERED = "registered"
    CARRIED_OVER = "carried-over"
    ASSISTANCE = "assistance"
    SPLIT_OFF = "split-off"


class Towards(StrEnum):
    """Where a lead was sent. Values stand in the schemas."""

    OFFICE = "office"
    OTHER_ORGAN = "other-organ"


class Answer(StrEnum):
    """What came back to a referral. Values stand in the schemas."""

    RECEIPT = "receipt"
    RETURNED = "returned"


@integration("chufei.lead.registered.v1", zh="线索登记在案", en="A lead is on the record.")
class Registered(OfLead):
    """The channel it came by stays in the house: it may point at an informant or a bank (R737 13, 16)."""

    origin: Annotated[Origin, internal("来由", "how it came on the record")]
    pretext: Annotated[Pretext | None, internal("名义", "the name the scheme goes under")] = None
    amount: Annotated[AmountBand | None, internal("涉及金额档", "the money involved, as a band")] = None
    people: Annotated[PeopleBand | None, internal("涉及人数档", "the people involved, as a band")] = None
    split_from: Annotated[str | None, internal("分出自哪条线索", "the lead it was a part of", LEAD_ID)] = None
    answer_by: Annotated[date | None, internal("协查答复期限", "the day an assistance letter is answered by")] = None


@integration("chufei.lead.facts-corrected.v1", zh="登记事实更正或补充", en="Facts were corrected or completed.")
class FactsCorrected(OfLead):
    """What stands now."""

    pretext: Annotated[Pretext | None, internal("名义（有更正时）", "the pretext, where it changed")] = None
    business: Annotated[Business | None, internal("业务类别（有更正时）", "its class, where it changed")] = None
    amount: Annotated[AmountBand | None, internal("涉及金额档", "the money involved, as a band")] = None
    people: Annotated[PeopleBand | None, internal("涉及人数档", "the people involved, as a band")] = None


@integration("chufei.lead.referred.v1", zh="线索转出", en="A lead was sent to another office or organ.")
class Referred(OfLead):
    """The sender keeps its own lead; the receiver registers one of its own."""

    towards: Annotated[Towards, internal("转往", "an office in line, or another organ")]
    receiver: Annotated[str | None, internal("接收单位代码", "the office, where it has a code", OFFICE)] = None


@integration("chufei.lead.referral-answered.v1", zh="转出有了回音", en="A referral was answered.")
class ReferralAnswered(OfLead):
    """A receipt, or the lead itself."""

    answer: Annotated[Answer, internal("回音", "what came back")]
    disputed: Annotated[bool, internal("管辖有争议", "whether jurisdiction is disputed")]


@integration("chufei.lead.not-accepted.v1", zh="不予受理", en="A lead was not accepted.")
class NotAccepted(OfLead):
    """For one of the closed reasons."""

    reason: Annotated[NotAcceptedReason, internal("原因", "why")]


@integration("chufei.lead.assistance-answered.v1", zh="协查函已答复", en="A request to assist was answered.")
class AssistanceAnswered(OfLead):
    """What was found stays in the letter."""


@integration("chufei.lead.moved.v1", zh="线索进入另一阶段", en="A lead reached another stage.")
class Moved(OfLead):
    """Every change of stage, whatever else is told of the same act."""

    move: Annotated[str, public("办理动作（流程表编号）", "the move, by its row in the procedure", MOVE)]
    from_: Annotated[Stage, internal("原阶段", "the stage before")]
    to: Annotated[Stage, internal("到达阶段", "the stage reached")]
    since: Annotated[date, internal("自哪天起", "the day since when")]
