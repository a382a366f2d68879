"""What an office rule amounts to on a day in this installation: the value that was set, else the one it came with."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from domain.law import OfficeRule
from domain.office_rules import Rulebook
from domain.rulebook.guards import held_on
from workflows.law.build import register
from workflows.law.rules import Rules, rules_on


def shipped(slug: str, day: date) -> OfficeRule | None:
    """A rule as it came with this software, on a day; before its first version that one, None where there is none."""
    versions = sorted(register().versions(slug), key=lambda rule: rule.validity.since)
    begun = [each for each in versions if each.validity.since <= day]
    return next(iter(begun[-1:] or versions), None)


def value_on(book: Rulebook, slug: str, day: date) -> int:
    """The number of a rule on a day; 0 for a rule that has none."""
    return held_on(shipped, book, slug, day) or 0


def rules_here(book: Rulebook, day: date) -> Rules:
    """The rules in force on a day, office rules with the values that were set here."""
    rules = rules_on(day)
    changed = {slug: replace(rules.office_rules[slug], value=value) for slug in book.settings
               if slug in rules.office_rules and (value := book.value(slug, day)) is not None}  # fmt: skip
    return replace(rules, office_rules=MappingProxyType({**rules.office_rules, **changed})) if changed else rules
