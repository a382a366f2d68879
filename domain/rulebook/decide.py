"""From a legal command to its event."""

from dataclasses import fields

from domain.directory.commands import DIRECTORY
from domain.office_rules import RULEBOOK, OfficeRuleSet
from domain.procedure import Ruling, Situation
from domain.rulebook.commands import SetOfficeRule


def reads(_: SetOfficeRule, __: Situation) -> tuple[str, ...]:
    """The rulebook, and the directory that says who keeps the whole."""
    return (RULEBOOK, DIRECTORY)


def decide(command: SetOfficeRule, _: Ruling, __: Situation) -> tuple[tuple[str, object], ...]:
    """The event of a legal command: it has all its fields."""
    return ((RULEBOOK, OfficeRuleSet(**{each.name: getattr(command, each.name) for each in fields(OfficeRuleSet)})),)
