"""Keeps what leads of the risk ledger are found by: any part of a name, one character too, and its pinyin initials.

What a natural person could be found by stands in columns of its own, which only those search who may read it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from domain.catalogue import ERASED, MASKED
from domain.lead.intake.events import AssistanceRegistered, LeadRegistered
from domain.lead.shapes import Person, Unit
from domain.lead.standing.events import FactsCorrected, LeadSplitOff
from domain.values.text import tidy
from projections.base import Change, Changes, Projection
from projections.risk_ledger import LEADS, LEDGER, lead_of
from projections.stored import masked
from workflows.ports import Recorded

Initials: TypeAlias = Callable[[str], tuple[str, ...]]
"""The initials of a text in capitals, the usual reading first: the same on every machine, or a rebuild would differ."""

APART: Final = "\n"
"""Between what is searched: no text that is looked for holds it."""


def searchable(initials: Initials) -> Projection:
    """The risk ledger with everything by which leads are searched."""

    def spelled(text: str) -> tuple[str, ...]:
        bare = searched(text)
        return (bare, *initials(bare)) if bare and text not in {ERASED, MASKED} else ()

    def of(unit: Unit | None, person: Person | None) -> Mapping[str, object]:
        if unit is not None:
            names = spelled(unit.name)
            return {
                "search_subject": APART.join(names),
                "search_people": APART.join(spelled(unit.representative)),
                "subject_order": " ".join(reversed(names[:2])),
            }
        if person is None:
            return {}
        known = (*spelled(person.name), searched(masked(person.resident_id)))
        return {"search_subject": "", "search_people": APART.join(filter(None, known)), "subject_order": None}

    def begun(event: Any, at: Recorded) -> Change:  # noqa: ANN401 - AssistanceRegistered or LeadSplitOff
        return LEADS.set(lead_of(at), **of(event.unit, event.person))

    def registered(event: LeadRegistered, at: Recorded) -> Change:
        return LEADS.set(
            lead_of(at),
            **of(event.unit, event.person),
            search_building=APART.join(spelled(event.building)),
            search_address=APART.join(spelled(event.address)),
        )

    def corrected(event: FactsCorrected, at: Recorded) -> Changes:
        return LEADS.set(lead_of(at), **of(event.unit, None)) if event.unit else ()

    ledger = LEDGER.extended()
    ledger.on(LeadRegistered)(registered)
    ledger.on(AssistanceRegistered, LeadSplitOff)(begun)
    ledger.on(FactsCorrected)(corrected)
    return ledger


def searched(text: str) -> str:
    """What is compared of a text: letters and digits in one width and case, no blanks, no marks."""
    return "".join(character for character in tidy(text).upper() if character.isalnum())
