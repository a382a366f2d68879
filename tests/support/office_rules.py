"""Values of office rules without a log, for what only reads them."""

from dataclasses import dataclass, field
from datetime import date

from domain.office_rules import Rulebook, Setting
from workflows.law.set_here import value_on

TODAY = date(2026, 11, 2)


@dataclass
class OfficeRules:
    """As they came with the software, until a test sets one for all days."""

    settings: Rulebook = field(default_factory=Rulebook)

    def book(self) -> Rulebook:
        return self.settings

    def number(self, rule: str) -> int:
        return value_on(self.settings, rule, TODAY)

    def set(self, rule: str, value: int) -> None:
        self.settings = self.settings.having(rule, Setting(date.min, value))
