"""The desk without a database: a command is judged and decided against states held in a dictionary."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.actor import Actor
from domain.lead.decide import Decision
from domain.procedure import Act, Denied, Ruling, Situation, judge
from tests.support.people import Roster
from workflows.desks import desk_of, fold
from workflows.people import named_officers

States = Mapping[str, Any]


def situated(states: States, actor: Actor, command: Act, now: datetime) -> Situation:
    """What the judgement looks at: the streams the desk reads, and the people named."""
    situation = Situation({}, actor, now, named_officers(command, Roster()))
    streams = desk_of(type(command)).reads(command, situation)
    return situation._replace(states={stream: states.get(stream, fold(stream, ())) for stream in streams})


def rule(states: States, actor: Actor, command: Act, now: datetime) -> Ruling | Denied:
    """What the table says."""
    situation = situated(states, actor, command, now)
    state = next(iter(situation.states.values()))
    return judge(desk_of(type(command)).procedure, state.stage, state, command, situation)


def decide(states: States, actor: Actor, command: Act, now: datetime, ruling: Ruling) -> Decision:
    """The events of a legal command."""
    return desk_of(type(command)).decide(command, ruling, situated(states, actor, command, now))


def after(states: States, decision: Decision) -> dict[str, Any]:
    """The states when these events happened."""
    folded = dict(states)
    for stream, event in decision:
        folded[stream] = fold(stream, [event], folded.get(stream))
    return folded
