"""Leads that may be about the same subject, as far as they may be told: numbers in one's own line, else whom to ask."""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from api.app import App
from domain.lead.intake.events import LeadRegistered
from domain.words import Words


class Alike(NamedTuple):
    """``duplicates``: 线索编号 in the own line of offices; ``ask``: names of other offices that may hold one."""

    duplicates: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()

    def told(self, listed: Callable[[Iterable[str]], str]) -> tuple[Words, ...]:
        """A sentence for each, for people; ``listed`` sets names in a row."""
        sentences = (
            (self.duplicates, Words("可能与 {which} 重复", "perhaps the same as {which}")),
            (self.ask, Words("可能重复，请向 {which} 核实", "perhaps known elsewhere: ask {which}")),
        )
        return tuple(words.fill(which=listed(which)) for which, words in sentences if which)


NOBODY: Final = Alike()


def alike(app: App, events: Iterable[object], number: Callable[[str], str] | None = None) -> Alike:
    """What was found when a lead was registered by these events; nothing where none was.

    ``number``: lead → its 线索编号, where somebody has it at hand.
    """
    registered = next((each for each in events if isinstance(each, LeadRegistered)), None)
    if registered is None:
        return NOBODY
    organs = {actor.office: actor.organ for actor in app.roster} if registered.elsewhere else {}
    numbers = tuple(map(number or (lambda lead: app.lead(lead).number), registered.duplicates))
    return Alike(numbers, tuple(organs.get(office, office) for office in registered.elsewhere))
