"""The whole life of a lead: its chapters composed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, get_args

from domain.lead.acts import Acts
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
from domain.lead.signatures import ended
from domain.lead.stage import ASIDE, Stage
from domain.lead.standing.events import StandingEvent
from domain.lead.standing.evolve import evolve as evolve_standing
from domain.lead.state import Lead
from domain.lead.verification.events import VerificationEvent
from domain.lead.verification.evolve import evolve as evolve_verification

AnyLeadEvent = (
    IntakeEvent | VerificationEvent | InterviewEvent | InquiryEvent | DisposalEvent | ClosingEvent | StandingEvent
)


CHAPTERS: Final[tuple[tuple[Any, Callable[[Lead, Any], Lead]], ...]] = (
    (IntakeEvent, evolve_intake),
    (VerificationEvent, evolve_verification),
    (InterviewEvent, evolve_interview),
    (InquiryEvent, evolve_inquiry),
    (DisposalEvent, evolve_disposal),
    (ClosingEvent, evolve_closing),
    (StandingEvent, evolve_standing),
)
"""Each chapter's events and what they do; the chapter's own match is the exhaustive one."""

BY_EVENT: Final[dict[type, Callable[[Lead, Any], Lead]]] = {
    kind: chapter for union, chapter in CHAPTERS for kind in get_args(union)
}
"""One look-up instead of seven questions an event: a lead is folded at every command."""


def evolve(lead: Lead, event: AnyLeadEvent) -> Lead:
    """The lead after an event: the stage reached stands in the event, the chapter remembers the rest."""
    moved = lead if event.stage is lead.stage else _reached(lead, event)
    return BY_EVENT[type(event)](moved, event)


def _reached(lead: Lead, event: AnyLeadEvent) -> Lead:
    """A stage begins; what others did may be older than the stage before, but time never runs back."""
    if lead.requests:
        over = ended(lead.stage, event.stage)
        lead = lead._replace(requests=tuple(each for each in lead.requests if each.matter not in over))
    begun = max(lead.latest, event.reached_at)
    counted = Acts(lead.counted, event.move, event.reached_at, reached=True)
    if lead.stage in ASIDE or event.stage in ASIDE:
        return _aside(lead, event.stage, begun)._replace(stage=event.stage, latest=begun, counted=counted)
    # a day of review is that of the stage held: it outlives a pause, and nothing else
    return lead._replace(
        stage=event.stage, since=begun, latest=begun, handlers=(), paused=None, review_on=None, counted=counted
    )


def _aside(lead: Lead, stage: Stage, begun: datetime) -> Lead:
    """A pause begins or ends: what counted before it still counts after it, and may be entered then."""
    paused = lead.paused if lead.stage in ASIDE else (lead.stage, lead.since)
    since = paused[1] if paused is not None and paused[0] is stage else begun
    return lead._replace(since=since, paused=paused if stage in ASIDE else None)
