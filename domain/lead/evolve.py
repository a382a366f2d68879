"""The whole life of a lead: its chapters composed."""

from collections.abc import Iterable
from functools import reduce

from domain.lead.closing.events import ClosingEvent
from domain.lead.closing.evolve import evolve as evolve_closing
from domain.lead.disposal.events import DisposalEvent
from domain.lead.disposal.evolve import evolve as evolve_disposal
from domain.lead.inquiry.events import InquiryEvent
from domain.lead.inquiry.evolve import evolve as evolve_inquiry
from domain.lead.intake.events import IntakeEvent
from domain.lead.intake.evolve import evolve as evolve_intake
from domain.lead.interview.events import InterviewEvent
from domain.lead.interview.evolve import evolve as evolve_interview
from domain.lead.standing.events import StandingEvent
from domain.lead.standing.evolve import evolve as evolve_standing
from domain.lead.state import Lead
from domain.lead.verification.events import VerificationEvent
from domain.lead.verification.evolve import evolve as evolve_verification

AnyLeadEvent = (
    IntakeEvent | VerificationEvent | InterviewEvent | InquiryEvent | DisposalEvent | ClosingEvent | StandingEvent
)


def evolve(lead: Lead, event: AnyLeadEvent) -> Lead:  # noqa: PLR0911 - one arm, one return
    """The lead after an event: the stage reached stands in the event, the chapter remembers the rest."""
    moved = lead if event.stage is lead.stage else lead._replace(stage=event.stage)
    if isinstance(event, StandingEvent):
        return evolve_standing(moved, event)
    if isinstance(event, IntakeEvent):
        return evolve_intake(moved, event)
    if isinstance(event, VerificationEvent):
        return evolve_verification(moved, event)
    if isinstance(event, InterviewEvent):
        return evolve_interview(moved, event)
    if isinstance(event, InquiryEvent):
        return evolve_inquiry(moved, event)
    if isinstance(event, DisposalEvent):
        return evolve_disposal(moved, event)
    return evolve_closing(moved, event)


def fold(lead_id: str, events: Iterable[AnyLeadEvent]) -> Lead:
    """The lead after all its events, from nothing."""
    return reduce(evolve, events, Lead(lead_id))
