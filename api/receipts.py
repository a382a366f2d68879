"""What a command left behind, for whoever sent it: stages, numbers, positions, and what he should look at."""

from typing import Final, NamedTuple

from api.alarms import as_json as alarms_as_json
from api.alarms import reached
from api.app import App
from api.duplicate_notice import Alike, alike
from domain.catalogue import CATALOGUE
from domain.instants import day_of
from domain.lead.base import LeadEvent
from domain.lead.inquiry.events import LeadDetermined
from domain.lead.intake.events import AssistanceRegistered, LeadRegistered
from domain.lead.standing.events import FactsCorrected, RiskGraded
from domain.lead.state import Lead
from domain.numbers import NumberIssued
from domain.words import Words
from workflows.forms.doubts import doubts
from workflows.law.lines import Alarm
from workflows.service import Receipt

WEIGHED: Final = (LeadRegistered, AssistanceRegistered, FactsCorrected, RiskGraded, LeadDetermined)
"""After these people ask how grave a lead is: then the criminal lines it reaches are told."""


class Noted(NamedTuple):
    """What a receipt draws attention to: leads perhaps the same, what is odd in the form, criminal lines reached."""

    same: Alike
    odd: tuple[Words, ...]
    lines: tuple[Alarm, ...]


def noted(app: App, lead: Lead, receipt: Receipt, command: object) -> Noted:
    """What there is to note; ``lead`` as the command left it."""
    return Noted(alike(app, events_of(receipt)), doubts(command), _lines(lead, receipt))


def names_others(receipt: Receipt) -> bool:
    """Whether noting has to ask the log what other leads are called."""
    return any(isinstance(each, LeadRegistered) and bool(each.duplicates) for each in events_of(receipt))


def _lines(lead: Lead, receipt: Receipt) -> tuple[Alarm, ...]:
    """The criminal lines of the day of the act, where it is one after which they are told."""
    acts = (event for stream, event in receipt.events if stream == f"lead/{lead.id}")
    days = [day_of(each.occurred) for each in acts if isinstance(each, WEIGHED)]
    return reached(lead, days[-1]) if days else ()


def events_of(receipt: Receipt) -> tuple[object, ...]:
    """Its events in order, of whatever stream."""
    return tuple(event for _, event in receipt.events)


def as_json(lead: Lead, receipt: Receipt, found: Noted) -> dict[str, object]:
    """The documented shape of a receipt; ``stage`` is the one that the command led the lead to."""
    events = events_of(receipt)
    own = [event.stage for stream, event in receipt.events
           if stream == f"lead/{lead.id}" and isinstance(event, LeadEvent)]  # fmt: skip
    return {
        "lead": lead.id,
        "number": lead.number,
        "stage": own[-1] if own else lead.stage,
        "command_id": receipt.command_id,
        "first": receipt.first,
        "last": receipt.last,
        "repeated": receipt.repeated,
        "streams": receipt.versions,
        "events": [CATALOGUE.name_of(type(each)) for each in events],
        "numbers": [each.number for each in events if isinstance(each, NumberIssued)],
        **found.same._asdict(),
        "doubts": found.odd,
        "alarms": alarms_as_json(found.lines),
    }
