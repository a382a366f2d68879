"""Values of office rules, for every way in: what holds on a day, what they came with, who set what by which paper."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from api.app import App
from domain.instants import day_of
from domain.law import OfficeRule
from domain.office_rules import RULEBOOK, Rulebook
from domain.words import NO, YES, Words
from workflows.law.set_here import rules_here, value_on

UNITS: Final[dict[str, Words]] = {
    "months": Words("{value} 个月", "{value} months"),
    "days": Words("{value} 天", "{value} days"),
    "working-days": Words("{value} 个工作日", "{value} working days"),
    "hours": Words("{value} 小时", "{value} hours"),
    "minutes": Words("{value} 分钟", "{value} minutes"),
    "persons": Words("{value} 人", "{value} people"),
    "tries": Words("{value} 次", "{value} tries"),
    "characters": Words("{value} 个字符", "{value} characters"),
}
"""Unit of a number → how it is said."""
CHOICES: Final[dict[int | str | None, Words]] = {
    "yes": YES,
    "no": NO,
    "calendar": Words("自然日", "calendar days"),
    "determined": Words("自认定起", "from determination"),
    None: Words("", ""),
}
"""What is no number."""

AS_SHIPPED: Final = Rulebook()


class Change(NamedTuple):
    """A value that was set: from which day, by which paper, entered when, by whom, where in the log."""

    value: int
    since: date
    paper: str
    recorded_at: datetime
    actor: str
    position: int


class Settable(NamedTuple):
    """A rule with the value of a day, the one it came with, and all that was ever set, the newest first."""

    rule: OfficeRule
    came: int
    changes: tuple[Change, ...]

    def counts(self, change: Change) -> bool:
        """Whether nothing was set for the same day after it."""
        return next(each for each in self.changes if each.since == change.since) is change

    def ahead(self, day: date) -> tuple[Change, ...]:
        """What will hold later, the next first: of several for one day, what was entered last."""
        later = (each for each in self.changes if each.since > day and self.counts(each))
        return tuple(sorted(later, key=lambda each: each.since))


def said(rule: OfficeRule, value: int | str | None = None) -> Words:
    """A value of a rule, as people read it; its own where none is named."""
    value = rule.value if value is None else value
    return UNITS[rule.unit].fill(value=value) if rule.unit in UNITS else CHOICES[value]


def rules(app: App, day: date) -> tuple[OfficeRule, ...]:
    """The office rules of a day, with the values that were set here."""
    return tuple(rules_here(app.office_rules.book(), day).office_rules.values())


def settable(app: App, day: date) -> Iterator[Settable]:
    """Those of them whose value can be set."""
    changes: dict[str, list[Change]] = {}
    for each in reversed(app.store.tail(RULEBOOK).events):
        event: Any = each.event
        changes.setdefault(event.rule, []).append(
            Change(event.setting, event.since, event.paper, each.recorded_at, each.meta.actor, each.position)
        )
    for rule in rules(app, day):
        if rule.bounds is not None:
            yield Settable(rule, value_on(AS_SHIPPED, rule.slug, day), tuple(changes.get(rule.slug, ())))


def given_for(now: datetime) -> dict[str, object]:
    """A value is set from tomorrow on, where nobody says another day."""
    return {"occurred": now, "since": day_of(now) + timedelta(days=1)}
