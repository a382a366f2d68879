"""Criminal lines that a lead reaches: told beside it, never in its way (R310 3)."""

from collections.abc import Iterable
from datetime import date

from domain.lead.state import Lead
from workflows.law.lines import Alarm, alarms
from workflows.law.rules import rules_on


def reached(lead: Lead, day: date) -> tuple[Alarm, ...]:
    """The lines of the law in force on the day; what was lost is not on record."""
    return alarms(lead.amount_fen or 0, lead.participants or 0, 0, lead.unit is not None, rules_on(day))


def as_json(found: Iterable[Alarm]) -> list[dict[str, object]]:
    """The documented shape: every line reached; ``figure`` and ``at_least`` in 分 or people."""
    return [
        {
            "citation": str(each.citation), "offence": each.threshold.offence, "tier": each.threshold.tier,
            "measure": each.threshold.measure, "at_least": each.threshold.at_least, "figure": each.figure,
            "condition": each.threshold.condition, "confirmed": each.threshold.confirmed,
        }
        for each in found
    ]  # fmt: skip
