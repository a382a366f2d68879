"""How long a lead is observed: the bounds come from the dated register, so they are handed in with the day."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Final

from domain.law import cite
from domain.lead.base import LeadCommand
from domain.lead.closing.commands import StartFollowUp
from domain.lead.guards import act_day
from domain.lead.interview.commands import AcceptRectification
from domain.lead.state import Lead
from domain.lead.verification.commands import Monitor
from domain.office_rules import RULEBOOK, Rulebook
from domain.procedure import Failed, Guard, Situation, failed
from domain.words import Words

Months = Callable[[date, Rulebook], tuple[int, int]]
"""Day → the shortest and the longest period in months, by the rules of that day and what was set for it."""

YEAR: Final = 12


def review_within(months: Months) -> Guard:
    """The guard of M06 and M11: the review lies within the bounds, counted from the act."""

    def check(_: Lead, command: Monitor | AcceptRectification, situation: Situation) -> Failed | None:
        return _outside(command, "review_on", Words("复核日期", "review on"), months, situation)

    words = Words("复核日期须在观察期的最短与最长期限之间", "the review lies within the bounds of observation")
    return Guard("monitor.review-date", words, cite("office review-date", *BASIS), check)


def follow_up_within(months: Months) -> Guard:
    """The guard of M21a: the period of observation lies within the bounds, counted from the act."""

    def check(_: Lead, command: StartFollowUp, situation: Situation) -> Failed | None:
        return _outside(command, "observe_until", Words("观察期截止", "observe until"), months, situation)

    words = Words("观察期须在最短与最长期限之间", "the observation lies within its bounds")
    return Guard("follow-up.period", words, cite(*BASIS), check)


BASIS: Final = ("office observation-period", "office observation-longest")


def _outside(command: LeadCommand, field: str, name: Words, months: Months, situation: Situation) -> Failed | None:
    book: Rulebook = situation.states.get(RULEBOOK) or Rulebook()
    act, end = act_day(command), getattr(command, field)
    shortest, longest = (months_after(act, count) for count in months(act, book))
    return None if shortest <= end <= longest else failed(*name, end, f"{shortest} – {longest}", fields=(field,))


def months_after(day: date, count: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + count, YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
