"""Tests as sentences: given what happened, by whom, when which command, then which event or which refusal."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Any, Final

from domain.actor import Actor
from domain.errors import About, Stated
from domain.lead.base import LeadCommand
from domain.lead.decide import Decision
from domain.lead.state import Lead
from domain.procedure import Denied, Ruling
from domain.words import Words
from tests.support import desk
from tests.support.leads import NOW, Case
from tests.support.people import OFFICER
from workflows.desks import fold


@dataclass(frozen=True)
class Scenario:
    """What happened so far, and what became of the last command."""

    states: Mapping[str, Any] = field(default_factory=dict[str, Any])
    actor: Actor = OFFICER
    now: datetime = NOW
    ruling: Ruling | Denied | None = None
    decision: Decision = ()
    log: Decision = ()

    @property
    def lead(self) -> Lead:
        """The lead ``l1`` as it is now."""
        lead: Lead = self.states["lead/l1"]
        return lead

    def by(self, actor: Actor) -> "Scenario":
        """Who acts next."""
        return replace(self, actor=actor)

    def when(self, command: LeadCommand) -> "Scenario":
        """The command is judged; if it is legal, the next one finds what it did."""
        ruling = desk.rule(self.states, self.actor, command, self.now)
        if isinstance(ruling, Denied):
            return replace(self, ruling=ruling, decision=())
        decision = desk.decide(self.states, self.actor, command, self.now, ruling)
        states, log = desk.after(self.states, decision), (*self.log, *decision)
        return replace(self, ruling=ruling, decision=decision, states=states, log=log)

    def then(self, *events: object) -> "Scenario":
        """The last command was allowed and, if any are named, gave these events: a class, or the very event."""
        assert isinstance(self.ruling, Ruling), self.ruling
        if events:
            pairs = zip((event for _, event in self.decision), events, strict=True)
            assert [type(each) if isinstance(want, type) else each for each, want in pairs] == list(events)
        return self

    def then_refused(self, code: str, *, rule: str = "", cites: str = "", fact: str = "") -> Denied:
        """The last command was refused: with this code, by this row, on this article, on such a fact."""
        denied = self.ruling
        assert isinstance(denied, Denied), denied
        assert (denied.code, rule or denied.rule) == (code, denied.rule), denied
        assert cites in {"", *map(str, denied.basis)}, denied.basis
        told = [f"{flat(each.found)} {flat(each.needed)}" for each in denied.facts]
        assert any(fact in each for each in told) or not fact, told
        assert not in_both_languages(denied), "two languages in one text"
        return denied


BOTH: Final = re.compile(r"[一-龥][^a-z]* [a-z]{2,}")
"""Words of one language, then of the other."""


def in_both_languages(denied: Denied) -> list[str]:
    """The texts of its facts that hold two languages, to be told as they stand to readers of either."""
    stated = [value for fact in denied.facts for value in (fact.found, fact.needed)]
    return [text for value in stated for text in _texts(value) if BOTH.search(text)]


def _texts(value: Stated) -> list[str]:
    if isinstance(value, Words | Enum | About):
        return []
    return [value] if isinstance(value, str) else [text for each in value for text in _texts(each)]


def flat(value: Stated) -> str:
    """What a fact holds, in one line: words in both languages, members of lists by their stored values."""
    if isinstance(value, Words):
        return " ".join(value)
    if isinstance(value, About):
        return f"{value.kind.value}#{value.item}"
    if isinstance(value, Enum):
        return str(value.value)
    return value if isinstance(value, str) else ", ".join(map(flat, value))


def given(*events: object, lead: str = "l1") -> Scenario:
    """A lead to which these events happened."""
    return Scenario({f"lead/{lead}": fold(f"lead/{lead}", events)})


def judged(case: Case) -> Scenario:
    """A case put to the table."""
    states = {f"lead/{each.id}": each for each in (case.lead, *case.beside)}
    return Scenario(states, case.actor, case.now).when(case.command)
