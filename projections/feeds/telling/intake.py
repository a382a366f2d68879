"""What the outside hears of intake."""

import re
from typing import Final

from domain.lead.intake import events as e
from domain.lead.standing.events import LeadSplitOff
from domain.lead.verification.events import LeadReferredElsewhere
from projections.feeds.bands import amount_band, people_band
from projections.feeds.events.base import OFFICE
from projections.feeds.events.intake import (
    Answer,
    AssistanceAnswered,
    NotAccepted,
    Origin,
    ReferralAnswered,
    Referred,
    Registered,
    Towards,
)
from projections.feeds.translating import Moment, tells

CODE: Final = re.compile(OFFICE)


@tells(e.LeadRegistered)
def registered(event: e.LeadRegistered, at: Moment, origin: Origin = Origin.REGISTERED) -> Registered:
    """Never its channel, its subject or what was said of it."""
    return at.tell(
        Registered,
        origin=origin,
        pretext=event.pretext,
        amount=amount_band(event.amount_fen),
        people=people_band(event.participants),
    )


@tells(e.LeadCarriedOver)
def _carried(event: e.LeadCarriedOver, at: Moment) -> Registered:
    return registered(event, at, Origin.CARRIED_OVER)


@tells(e.AssistanceRegistered)
def _assistance(event: e.AssistanceRegistered, at: Moment) -> Registered:
    return at.tell(Registered, origin=Origin.ASSISTANCE, answer_by=event.reply_by)


@tells(LeadSplitOff)
def _split_off(event: LeadSplitOff, at: Moment) -> Registered:
    return at.tell(Registered, origin=Origin.SPLIT_OFF, split_from=event.origin)


@tells(e.LeadReferred)
def _referred(event: e.LeadReferred, at: Moment) -> Referred:
    """A receiver that was written as a name stays in the house."""
    receiver = event.receiver if CODE.fullmatch(event.receiver) else None
    return at.tell(Referred, towards=Towards.OFFICE, receiver=receiver)


@tells(LeadReferredElsewhere)
def _elsewhere(_: LeadReferredElsewhere, at: Moment) -> Referred:
    return at.tell(Referred, towards=Towards.OTHER_ORGAN)


@tells(e.ReceiptNoted)
def _receipt(_: e.ReceiptNoted, at: Moment) -> ReferralAnswered:
    return at.tell(ReferralAnswered, answer=Answer.RECEIPT, disputed=False)


@tells(e.LeadTakenBack)
def _returned(event: e.LeadTakenBack, at: Moment) -> ReferralAnswered:
    return at.tell(ReferralAnswered, answer=Answer.RETURNED, disputed=event.disputed)


@tells(e.LeadNotAccepted)
def _not_accepted(event: e.LeadNotAccepted, at: Moment) -> NotAccepted:
    return at.tell(NotAccepted, reason=event.reason)


@tells(e.AssistanceAnswered)
def _answered(_: e.AssistanceAnswered, at: Moment) -> AssistanceAnswered:
    return at.tell(AssistanceAnswered)
