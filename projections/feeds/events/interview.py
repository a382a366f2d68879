"""The interview, the order to rectify, and what became of it."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from projections.feeds.declaring import integration, internal
from projections.feeds.events.base import OFFICE, OfLead


class Held(StrEnum):
    """What became of an interview. Values stand in the schemas."""

    HELD = "held"
    NO_SHOW = "no-show"


@integration("chufei.lead.interview-summoned.v1", zh="发出约谈通知", en="A notice of interview went out.")
class InterviewSummoned(OfLead):
    """Whom it went to, and why, stays in the notice."""

    by: Annotated[str, internal("约谈单位代码", "the office that interviews", OFFICE)]
    on: Annotated[date, internal("约谈日期", "the day of the interview")]


@integration("chufei.lead.interview-ended.v1", zh="约谈已进行或未到场", en="An interview was held, or nobody came.")
class InterviewEnded(OfLead):
    """What was said stays in the minutes."""

    outcome: Annotated[Held, internal("结果", "what became of it")]


@integration("chufei.lead.rectification-ordered.v1", zh="责令整改", en="An order to rectify went out.")
class RectificationOrdered(OfLead):
    """What is to be done stays in the order."""

    deadline: Annotated[date, internal("整改期限", "the day by which it is to be done")]


@integration("chufei.lead.rectification-checked.v1", zh="整改复查", en="A rectification was checked on site.")
class RectificationChecked(OfLead):
    """The three things looked at."""

    promotion_removed: Annotated[bool, internal("宣传已清除", "the promotion is gone")]
    no_new_money: Annotated[bool, internal("未再吸收资金", "no new money is taken")]
    refunds_evidenced: Annotated[bool, internal("退款有凭证", "refunds are evidenced")]


@integration("chufei.lead.rectification-accepted.v1", zh="整改通过", en="A rectification was accepted.")
class RectificationAccepted(OfLead):
    """The lead is watched until a review."""

    review_on: Annotated[date, internal("复核日期", "the day of the review")]
