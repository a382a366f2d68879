"""Criminal lines that a lead reaches: told beside it, never in its way (R310 3)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from api.cli.output import Out
from domain.law import Measure, Offence, Tier
from domain.lead.state import Lead
from domain.values.money import Money
from domain.words import Words
from workflows.law.lines import Alarm, alarms
from workflows.law.reference import NAMES
from workflows.law.rules import rules_on

HEAD: Final = Words("刑事线", "criminal lines")
ONLY_AN_ALARM: Final = Words(
    "只提示，不影响办理；是否移送看是否涉嫌犯罪（R310 3）",
    "an alarm that blocks nothing; what counts for a transfer is suspicion of crime (R310 3)",
)
TIERS: Final = tuple(Tier)
"""From where crime begins to the gravest."""


def reached(lead: Lead, day: date) -> tuple[Alarm, ...]:
    """The lines of the law in force on the day; what was lost is not on record."""
    return alarms(lead.amount_fen or 0, lead.participants or 0, 0, lead.unit is not None, rules_on(day))


def told(out: Out, found: Sequence[Alarm]) -> list[str]:
    """A sentence for each offence, and what they all mean; nothing where no line is reached."""
    sentences = [_told(out, offence, gravest) for offence in Offence if (gravest := _gravest(found, offence))]
    return [*sentences, out(ONLY_AN_ALARM)] if sentences else []


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


def _gravest(found: Iterable[Alarm], offence: Offence) -> list[Alarm]:
    """The highest tier; lines lowered by a circumstance only where no other is reached, unread texts never."""
    ours = [each for each in found if each.threshold.offence is offence and each.threshold.confirmed]
    plain = [each for each in ours if not each.threshold.lowered] or ours
    top = max((TIERS.index(each.threshold.tier) for each in plain), default=0)
    return [each for each in plain if TIERS.index(each.threshold.tier) == top]


def _told(out: Out, offence: Offence, gravest: Sequence[Alarm]) -> str:
    tier = NAMES[gravest[0].threshold.tier]
    lines = out.listed(dict.fromkeys(out.aside(_from(out, each), str(each.citation)) for each in gravest))
    conditions = dict.fromkeys(each.threshold.condition for each in gravest if each.threshold.condition)
    also = [out.colon(out(Words("还须", "if also")), out(each)) for each in conditions]
    return out.colon(out(NAMES[offence]), out.apart((f"{out(tier)} {lines}", *also)))


def _from(out: Out, alarm: Alarm) -> str:
    line = alarm.threshold
    people = Words(f"{line.at_least}人", f"{line.at_least}")
    figure = out(people) if line.measure is Measure.PERSONS else Money(line.at_least).in_wan
    return f"{out(NAMES[line.measure])} ≥ {figure}"
