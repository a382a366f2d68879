"""Values of office rules without a log, for what only reads them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from domain.office_rules import Rulebook, Setting
from workflows.law.set_here import value_on

TODAY = date(2026, 11, 2)


@dataclass
class OfficeRules:
    """As they came with the software, until a test sets one, for all days or from one on."""

    settings: Rulebook = field(default_factory=Rulebook)
    today: Callable[[], date] = lambda: TODAY

    def book(self) -> Rulebook:
        return self.settings

    def number(self, rule: str, day: date | None = None) -> int:
        return value_on(self.settings, rule, day or self.today())

    def set(self, rule: str, value: int, since: date = date.min) -> None:
        self.settings = self.settings.having(rule, Setting(since, value))
