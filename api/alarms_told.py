"""How the criminal lines that a lead reaches are told to people."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from api.tongue import Tongue
from domain.law import Citation, Measure, Offence, Tier, cite
from domain.words import Words
from projections.wording import in_wan
from workflows.law.lines import Alarm
from workflows.law.reference import NAMES

HEAD: Final = Words("刑事线", "criminal lines")
ONLY_AN_ALARM: Final = Words(
    "只提示，不影响办理；是否移送看是否涉嫌犯罪",
    "an alarm that blocks nothing; what counts for a transfer is suspicion of crime",
)
(SUSPICION,) = cite("R310 3")
"""What counts for a transfer."""
REACHED: Final = Words("达到{zh}标准", "the {en} line is reached")
AT_LEAST: Final = Words("{measure}{figure}以上", "{measure} {figure} or more")
TIERS: Final = tuple(Tier)
"""From where crime begins to the gravest."""


def told(say: Tongue, found: Sequence[Alarm], cited: Callable[[Citation], str] = str) -> list[str]:
    """A sentence for each offence, and what they all mean; nothing where no line is reached.

    ``cited``: how articles are written, by their key where that is not said.
    """
    sentences = [_told(say, offence, gravest, cited) for offence in Offence if (gravest := _gravest(found, offence))]
    return [*sentences, say.aside(say(ONLY_AN_ALARM), cited(SUSPICION))] if sentences else []


def _gravest(found: Iterable[Alarm], offence: Offence) -> list[Alarm]:
    """The highest tier; lines lowered by a circumstance only where no other is reached, unread texts never."""
    ours = [each for each in found if each.threshold.offence is offence and each.threshold.confirmed]
    plain = [each for each in ours if not each.threshold.lowered] or ours
    top = max((TIERS.index(each.threshold.tier) for each in plain), default=0)
    return [each for each in plain if TIERS.index(each.threshold.tier) == top]


def _told(say: Tongue, offence: Offence, gravest: Sequence[Alarm], cited: Callable[[Citation], str]) -> str:
    tier = REACHED.fill(**NAMES[gravest[0].threshold.tier]._asdict())
    lines = say.listed(dict.fromkeys(say.aside(_from(say, each), cited(each.citation)) for each in gravest))
    conditions = dict.fromkeys(each.threshold.condition for each in gravest if each.threshold.condition)
    also = [say.colon(say(Words("还须", "if also")), say(each)) for each in conditions]
    reached = say(tier) + say(Words("，", ": ")) + lines
    return say.colon(say(NAMES[offence]), say.apart((reached, *also)))


def _from(say: Tongue, alarm: Alarm) -> str:
    line = alarm.threshold
    people = Words(f"{line.at_least}人", f"{line.at_least}")
    figure = say(people if line.measure is Measure.PERSONS else in_wan(line.at_least))
    return say(AT_LEAST.fill(measure=say(NAMES[line.measure]), figure=figure))
