"""What was done to the house itself, for whoever audits it: its offices, people and posts, its rules, their secrets.

None of it is about a lead, so none of it stands in the read model of those: the log and the record of secrets tell it.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from api.app import App
from api.directory_changes import LABELS
from api.directory_seen import in_sight
from api.secrets_kept import KINDS, OPERATOR, detail_of
from api.tongue import Tongue
from domain.actor import Actor
from domain.directory.changes import RECORDS
from domain.directory.commands import DIRECTORY
from domain.directory.kinds import Post
from domain.directory.state import Directory
from domain.instants import day_of
from domain.office_rules import RULEBOOK
from domain.rulebook.commands import SetOfficeRule
from domain.values.divisions import contains
from domain.words import Words
from workflows.desks import DESKS
from workflows.forms.choices import words_of

CHANGED: Final = {RECORDS[command]: label for command, label in LABELS.items() if command in RECORDS}
"""Event of the directory → what was done."""
SET: Final = next(row.label for row in DESKS[SetOfficeRule].procedure.rows)
WHOM: Final = ("ref", "account", "body", "office")
"""Fields that name whom or what a change is about, the first that is there."""
TOLD: Final = ("post", "office", "unit", "absent", "since", "until")
"""What else is told of a change; how people are called, and what is written on papers, is not."""


class Doing(NamedTuple):
    """One thing that was done: when, by whom, what, about whom or what, and the rest of it; ids and codes as such."""

    at: datetime
    by: str
    what: Words
    about: str
    more: tuple[object, ...]


def doings(app: App, actor: Actor, say: Tongue) -> list[Doing]:
    """All about the people and offices of an auditor's area, and what is set for the whole house; the last first."""
    found = [*_directory(app, actor), *_rules(app), *_secrets(app, actor, say)]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _directory(app: App, actor: Actor) -> Iterator[Doing]:
    state, today = app.roster.directory(), day_of(app.clock.now())
    for recorded in app.store.tail(DIRECTORY, open_personal=False).events:
        event: Any = recorded.event
        names = [each.name for each in fields(event)]
        whom = next(each for each in WHOM if each in names)
        about = getattr(event, whom)
        if _of_area(state, actor, about, today):
            more = (getattr(event, each) for each in TOLD if each in names and each != whom)
            told = tuple(words_of(each) if isinstance(each, Post) else each for each in more if each)
            yield Doing(recorded.recorded_at, recorded.meta.actor, CHANGED[type(event)], about, told)


def _rules(app: App) -> Iterator[Doing]:
    for recorded in app.store.tail(RULEBOOK).events:
        event: Any = recorded.event
        yield Doing(recorded.recorded_at, recorded.meta.actor, SET, event.rule, (event.setting, event.since))


def _secrets(app: App, actor: Actor, say: Tongue) -> Iterator[Doing]:
    """Whoever is in the directory no more is of no area, and told to every auditor."""
    state, today = app.roster.directory(), day_of(app.clock.now())
    for fact in app.identity.record.facts():
        if fact.account not in state.accounts or _of_area(state, actor, fact.account, today):
            detail = detail_of(say, fact)
            yield Doing(fact.at, fact.by or say(OPERATOR), KINDS[fact.kind], fact.account, (detail,) if detail else ())


def _of_area(state: Directory, actor: Actor, about: str, today: date) -> bool:
    """Whether an account or office is of somebody's area, as it is today or was last."""
    if about in state.accounts:
        return in_sight(state, actor, state.accounts[about], today)
    office = state.offices[about]
    return contains(actor.division, (office.on(today) or office.facts[-1]).division)
