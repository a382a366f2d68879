"""Tests as sentences: given what happened, by whom, when which command, then which event or which refusal."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.actor import Actor
from domain.lead.base import LeadCommand
from domain.lead.decide import Decision
from domain.procedure import Denied, Ruling, Situation, judge
from tests.support.leads import NOW, Case
from tests.support.people import OFFICER, Roster
from workflows.desks import DESKS, fold
from workflows.people import named_officers


@dataclass(frozen=True)
class Scenario:
    """States so far, and what the next command is judged with."""

    states: dict[str, Any]
    actor: Actor = OFFICER
    now: datetime = NOW
    ruling: Ruling | Denied | None = None
    decision: Decision = ()

    def by(self, actor: Actor) -> "Scenario":
        """Who acts next."""
        return replace(self, actor=actor)

    def when(self, *commands: LeadCommand) -> "Scenario":
        """Each command is judged and decided; the next finds what it did. A refusal stops there."""
        scenario = self
        for command in commands:
            scenario = scenario._handle(command)
            if isinstance(scenario.ruling, Denied):
                break
        return scenario

    def then(self, *events: object) -> "Scenario":
        """The last command gave these events: a class, or the very event."""
        assert isinstance(self.ruling, Ruling), self.ruling
        happened = [event for _, event in self.decision]
        seen = [type(each) if isinstance(want, type) else each for each, want in zip(happened, events, strict=True)]
        assert seen == list(events)
        return self

    def then_refused(self, code: str, *, rule: str = "", cites: str = "", fact: str = "") -> Denied:
        """The last command was refused: with this code, by this row, on this article, on such a fact."""
        denied = self.ruling
        assert isinstance(denied, Denied), denied
        assert denied.code == code, denied
        assert rule in {"", denied.rule}, denied.rule
        assert cites in {"", *map(str, denied.basis)}, denied.basis
        assert any(fact in f"{each.found} {each.needed}" for each in denied.facts) or not fact, denied.facts
        return denied

    def _handle(self, command: LeadCommand) -> "Scenario":
        desk = DESKS[type(command)]
        situation = Situation({}, self.actor, self.now, named_officers(command, Roster()))
        streams = desk.reads(command, situation)
        situation = replace(situation, states={s: self.states.get(s, fold(s, ())) for s in streams})
        state = situation.states[streams[0]]
        ruling = judge(desk.procedure, state.stage, state, command, situation)
        if isinstance(ruling, Denied):
            return replace(self, ruling=ruling)
        decision = desk.decide(command, ruling, situation)
        states = dict(self.states)
        for stream, event in decision:
            states[stream] = fold(stream, [event], states.get(stream))
        return replace(self, states=states, ruling=ruling, decision=decision)


def given(*events: object, lead: str = "l1") -> Scenario:
    """A lead to which these events happened."""
    return Scenario({f"lead/{lead}": fold(f"lead/{lead}", events)})


def judged(case: Case) -> Scenario:
    """A case put to the table."""
    states = {f"lead/{each.id}": each for each in (case.lead, *case.beside)}
    return Scenario(states, case.actor, case.now).when(case.command)
