"""The police file, a fine is paid, the criminal procedure ends: so many days after noon."""

from datetime import date, timedelta
from typing import Final

from domain.lead.base import LeadCommand
from domain.lead.closing import commands as closing
from domain.lead.disposal import commands as disposal
from domain.lead.stage import Stage
from domain.lead.state import Inquiry
from domain.lead.vocabulary import Milestone
from tests.support.leads import command
from tests.support.people import OFFICER
from tests.support.roads import Step
from tests.support.samples import NOON
from tests.support.scenario import Scenario


def days(count: int) -> timedelta:
    """So many."""
    return timedelta(days=count)


def paid(on: int, lead: str = "l1") -> LeadCommand:
    """A fine was paid so many days after noon."""
    made: LeadCommand = command(
        disposal.RecordMilestone, lead=lead, milestone=Milestone.PENALTY_EXECUTED, occurred=NOON + days(on)
    )
    return made


def filed(on: int, lead: str = "l1") -> Step:
    """M18."""
    return OFFICER, command(disposal.NotePoliceFiling, lead=lead, occurred=NOON + days(on))


def ended(on: int, lead: str = "l1") -> Step:
    """M19, or E19 where the lead has gone on."""
    return OFFICER, command(disposal.NoteCriminalEnd, lead=lead, occurred=NOON + days(on))


HANDED_OVER: Final = (
    OFFICER,
    command(disposal.RecordMilestone, milestone=Milestone.REFUND_JUDICIAL_HANDOVER, occurred=NOON + days(6)),
)
FOLLOWED: Final = (
    filed(5),
    HANDED_OVER,
    (OFFICER, command(closing.StartFollowUp, occurred=NOON + days(7), observe_until=date(2022, 7, 2))),
)
"""From filing to follow-up, the refund handed over."""


def determined_anew(scenario: Scenario) -> Scenario:
    """The same lead once it was determined again."""
    lead = scenario.lead._replace(stage=Stage.DETERMINED, inquiry=Inquiry(determined=True))
    return Scenario({**scenario.states, "lead/l1": lead})
