"""Inquiry, determination, disposal, and what the police did with the lead."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from domain.law import Offence, Tier
from domain.lead.disposal.commands import CriminalEnd
from domain.lead.inquiry.commands import Group, JurisdictionBy
from domain.lead.vocabulary import Milestone, Track
from projections.feeds.bands import AmountBand, PeopleBand
from projections.feeds.declaring import integration, internal, public
from projections.feeds.events.base import CITATION, DIVISION, OfLead


class After(StrEnum):
    """What a lead was ruled out by. Values stand in the schemas."""

    VERIFICATION = "verification"
    INQUIRY = "inquiry"


@integration("chufei.lead.ruled-out.v1", zh="排除非法集资", en="No illegal fundraising was found.")
class RuledOut(OfLead):
    """The reasons stay in the report."""

    after: Annotated[After, internal("经由", "by verification or by inquiry")]


@integration("chufei.lead.inquiry-opened.v1", zh="启动调查认定", en="Inquiry and determination is open.")
class InquiryOpened(OfLead):
    """The suspicion stays in the file."""

    group: Annotated[Group, internal("情形类别", "the group of the case (R737 19)")]
    jurisdiction: Annotated[JurisdictionBy, internal("管辖依据", "what jurisdiction rests on (R737 20)")]
    competent_division: Annotated[str, internal("管辖地区划代码", "the competent division", DIVISION)]


@integration("chufei.lead.determined.v1", zh="认定非法集资", en="Illegal fundraising was determined.")
class Determined(OfLead):
    """Figures as bands; the opinion stays in the file."""

    amount: Annotated[AmountBand, internal("涉及金额档", "the money involved, as a band")]
    people: Annotated[PeopleBand, internal("涉及人数档", "the people involved, as a band")]
    serious: Annotated[bool, internal("情节复杂或重大", "whether the case is complex or serious")]


@integration("chufei.lead.stop-ordered.v1", zh="责令停止", en="An order to stop went out.")
class StopOrdered(OfLead):
    """Whom it went to stays in the order."""


@integration("chufei.lead.alarm-raised.v1", zh="达到刑事数额线（仅提示）", en="A criminal line in figures was reached.")
class AlarmRaised(OfLead):
    """It opens a question and decides nothing (R310 3): no other system may treat it as a finding."""

    offence: Annotated[Offence, internal("罪名", "the offence whose line it is")]
    tier: Annotated[Tier, internal("档次", "how high the line stands")]
    article: Annotated[str, public("条文", "the article of the line", CITATION)]


@integration("chufei.lead.milestone-reached.v1", zh="专项工作到达节点", en="A track beside reached a milestone.")
class MilestoneReached(OfLead):
    """Refunds, measures, penalties, petitions, rewards, warnings: never whose."""

    track: Annotated[Track, internal("专项", "the track")]
    milestone: Annotated[Milestone, internal("节点", "the milestone")]
    amount: Annotated[AmountBand | None, internal("金额档", "the amount, as a band")] = None


@integration("chufei.lead.police-notified.v1", zh="已通报公安", en="The police were told facts, without a transfer.")
class PoliceNotified(OfLead):
    """A notice is no transfer (R310 3)."""


@integration("chufei.lead.police-filed.v1", zh="公安立案", en="The police filed a criminal case.")
class PoliceFiled(OfLead):
    """The case's own number stays with the police."""

    filed_on: Annotated[date, internal("立案日期", "the day of filing")]
    own_motion: Annotated[bool, internal("公安自行立案", "whether of their own motion")]


@integration("chufei.lead.criminal-ended.v1", zh="刑事程序终结未判", en="Criminal procedure ended without a judgment.")
class CriminalEnded(OfLead):
    """The lead is back with the organ."""

    end: Annotated[CriminalEnd, internal("终结情形", "how it ended")]
