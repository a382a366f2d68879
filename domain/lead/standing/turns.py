"""What can be taken back, and on which day it last turned: nothing ends before it began."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from domain.instants import day_of
from domain.lead.base import LeadCommand, LeadEvent
from domain.lead.guards import act_day
from domain.lead.standing.commands import LiftRecusal, Resume, Suspend, UnlinkLeads
from domain.lead.standing.events import (
    LeadLinked,
    LeadResumed,
    LeadSplit,
    LeadSplitOff,
    LeadSuspended,
    LeadUnlinked,
    OfficerRecused,
    RecusalLifted,
)
from domain.lead.state import Lead, Turn
from domain.procedure import Failed, Situation, failed, guard

TURNS: Final[Mapping[type[LeadCommand | LeadEvent], tuple[str, str]]] = MappingProxyType(
    {
        Suspend: ("suspension", ""),
        Resume: ("suspension", ""),
        LeadSuspended: ("suspension", ""),
        LeadResumed: ("suspension", ""),
        LiftRecusal: ("recusal", "officer"),
        OfficerRecused: ("recusal", "officer"),
        RecusalLifted: ("recusal", "officer"),
        UnlinkLeads: ("link", "other"),
        LeadLinked: ("link", "other"),
        LeadUnlinked: ("link", "other"),
        LeadSplit: ("link", "new_lead"),
        LeadSplitOff: ("link", "origin"),
    }
)
"""Act → what it turns, and the field that tells which of them. To recuse and to link anew is never too early."""


def turned(lead: Lead, event: LeadEvent) -> Lead:
    """The lead, which remembers the day if the event turns something."""
    if type(event) not in TURNS:
        return lead
    turn = Turn(*_which(event), day_of(event.occurred))
    return lead._replace(turns=(*(each for each in lead.turns if each[:2] != turn[:2]), turn))


def _which(act: LeadCommand | LeadEvent) -> tuple[str, str]:
    what, field = TURNS[type(act)]
    return what, getattr(act, field) if field else ""


@guard("turn.order", "office order-of-acts", zh="恢复、解除、撤销不得早于其所针对的事项之日，再次中止不得早于恢复之日",
       en="nothing is taken back before it was there, nor suspended again before it was resumed")  # fmt: skip
def after_its_turn(lead: Lead, command: LeadCommand, _: Situation) -> Failed | None:
    """A pause that ended before it began would be none."""
    which = _which(command)
    last = next((each.on for each in lead.turns if each[:2] == which), None)
    if last is None or act_day(command) >= last:
        return None
    return failed("办理之日", "day of the act", act_day(command), f"≥ {last}", fields=("occurred",))
