"""What a form says of a day that has bounds: the same bounds that the guard of its move counts."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from api.console.saying import Saying
from domain.lead.periods import months_after
from domain.office_rules import Rulebook
from workflows.procedures.periods import observation

ENDS: Final = ("review_on", "observe_until")
"""Fields for the end of an observation."""


def bounds(say: Saying, today: date, book: Rulebook) -> Mapping[str, str]:
    """Field → how long an observation may be, and from when till when that is for an act of today."""
    shortest, longest = observation(today, book)
    told = say(
        "自办理之日起满{shortest}个月、不超过{longest}个月；今日办理的，在{first}至{last}之间",
        "{shortest} to {longest} months from the act; of an act today {first} to {last}",
        shortest=shortest, longest=longest, first=say.day(months_after(today, shortest)),
        last=say.day(months_after(today, longest)),
    )  # fmt: skip
    return dict.fromkeys(ENDS, told)
