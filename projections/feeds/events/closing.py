"""The end of a lead, and its new beginning."""

from datetime import date
from typing import Annotated

from domain.lead.closing.commands import ReopenGround
from projections.feeds.declaring import integration, internal
from projections.feeds.events.base import OfLead


@integration("chufei.lead.follow-up-started.v1", zh="进入信访跟踪", en="Petition follow-up is open.")
class FollowUpStarted(OfLead):
    """Guidance and service; nobody is tracked or graded."""

    observe_until: Annotated[date, internal("观察期截止", "the last day of the observation")]


@integration("chufei.lead.closed.v1", zh="办结", en="A lead was closed.")
class Closed(OfLead):
    """How long it took."""

    days: Annotated[int | None, internal("自登记起的天数", "days since it was registered")] = None


@integration("chufei.lead.reopened.v1", zh="重新启动", en="A lead began again.")
class Reopened(OfLead):
    """What was before stays."""

    ground: Annotated[ReopenGround, internal("原因", "why")]
