"""What happened around the interview and the order to rectify."""

from datetime import date, datetime

from domain.catalogue import Personal, event
from domain.lead.base import LeadEvent
from domain.lead.shapes import Officer, Paper, Service
from domain.lead.vocabulary import PartySignature


@event("lead.interview-summoned/1")
class InterviewSummoned(LeadEvent):
    """M08, M08a, M12a: the notice 约谈通知书 went out under its number."""

    number: str
    organ: str
    office: str
    party: Personal[str]
    party_role: str
    address: Personal[str]
    place: Personal[str]
    at: datetime
    risk: Personal[str]
    service: Service


@event("lead.interview-recorded/1")
class InterviewRecorded(LeadEvent):
    """The interview was held and its minutes taken."""

    officers: tuple[Officer, ...]
    place: Personal[str]
    party: Personal[str]
    told: Personal[str]
    statement: Personal[str]
    demands: tuple[Personal[str], ...]
    promises: Personal[str]
    signature: PartySignature


@event("lead.no-show-recorded/1")
class NoShowRecorded(LeadEvent):
    """The party did not come to the interview."""

    officers: tuple[Officer, ...]
    waited_until: datetime
    note: Personal[str]


@event("lead.rectification-ordered/1")
class RectificationOrdered(LeadEvent):
    """M09: the order went out under its number."""

    number: str
    organ: str
    demands: tuple[Personal[str], ...]
    deadline: date
    promise: Personal[str]
    service: Service


@event("lead.returned-to-verification/1")
class ReturnedToVerification(LeadEvent):
    """M10a: the interview brought no result."""

    reason: Personal[str]


@event("lead.recheck-recorded/1")
class RecheckRecorded(LeadEvent):
    """The rectification was re-checked on site."""

    officers: tuple[Officer, ...]
    promotion_removed: bool
    no_new_money: bool
    refunds_evidenced: bool
    found: Personal[str]
    report: Paper


@event("lead.rectification-accepted/1")
class RectificationAccepted(LeadEvent):
    """M11: the rectification was accepted."""

    review_on: date
    report: Paper
    participants_known: bool


InterviewEvent = (
    InterviewSummoned
    | InterviewRecorded
    | NoShowRecorded
    | RectificationOrdered
    | ReturnedToVerification
    | RecheckRecorded
    | RectificationAccepted
)
