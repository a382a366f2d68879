"""Values of office rules as they were set here: what happened, and which value holds on a day.

The move that sets them lies apart (``domain.rulebook``): it shares guards with leads, which go by these values.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.catalogue import event
from domain.words import Words

RULEBOOK: Final = "rulebook/main"
"""The one stream: values are compared with one another, and hold for every office here."""


@event("rulebook.rule-set/1")
class OfficeRuleSet:
    """B01: from ``since`` on the rule has this value; what was set before for the same day no longer counts."""

    occurred: datetime
    rule: str
    setting: int
    since: date
    paper: str


class RulebookStage(StrEnum):
    """Whether anything was ever set here. Values are stable."""

    AS_SHIPPED = "as-shipped"
    SET = "set"


RULEBOOK_WORDS: Final[dict[RulebookStage, Words]] = {
    RulebookStage.AS_SHIPPED: Words("未作设定", "as shipped"),
    RulebookStage.SET: Words("已有设定", "set here"),
}


class Setting(NamedTuple):
    """A value from a day on, until the next one."""

    since: date
    value: int


NOTHING: Final[Mapping[str, tuple[Setting, ...]]] = MappingProxyType({})


class Rulebook(NamedTuple):
    """Rule → its settings by their days. Where nothing was set, the value that the rule came with holds."""

    stage: RulebookStage = RulebookStage.AS_SHIPPED
    settings: Mapping[str, tuple[Setting, ...]] = NOTHING

    def value(self, rule: str, day: date) -> int | None:
        """What was set for a day, None where nothing was."""
        held = [each.value for each in self.settings.get(rule, ()) if each.since <= day]
        return held[-1] if held else None

    def having(self, rule: str, setting: Setting) -> "Rulebook":
        """The rulebook with one more setting, in the place of one that was to hold from the same day."""
        others = (each for each in self.settings.get(rule, ()) if each.since != setting.since)
        settings = MappingProxyType({**self.settings, rule: tuple(sorted((*others, setting)))})
        return Rulebook(RulebookStage.SET, settings)


def evolve(book: Rulebook, event: OfficeRuleSet) -> Rulebook:
    """The rulebook after an event; never refuses."""
    return book.having(event.rule, Setting(event.since, event.setting))
