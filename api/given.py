"""What a form leaves open, by whatever way it came: the command of a name, what nobody has to fill in, new ids, now."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from functools import cache, partial
from typing import Any, Final

from api.app import App
from domain.actor import Actor
from domain.errors import NotFound
from domain.procedure import command_name
from domain.words import Words
from workflows.desks import DESKS
from workflows.forms.checks import Desk
from workflows.procedures.lead import LEAD

ON_LEADS: Final = ("lead", "transfer")
COMMANDS: Final = {command_name(command): command for command in DESKS if DESKS[command].procedure.name in ON_LEADS}
"""Name → command, for every desk of leads and their transfers."""

BEGINNINGS: Final = frozenset(row.command for row in LEAD.rows if LEAD.initial in row.source)
"""The commands by which a lead comes to be: whoever sends one has no lead to name yet."""


def command_named(name: str) -> type:
    """The command of a name. Raises ``NotFound`` (``command.unknown``)."""
    if name not in COMMANDS:
        words = Words(
            "没有“{name}”这个办理事项；用 lead moves 查看能办什么", "there is no {name}; ask lead moves what there is"
        )
        raise NotFound(words.fill(name=name), code="command.unknown")
    return COMMANDS[name]


def desk(app: App, command_id: str, lead_id: Callable[[str], str], now: datetime) -> Desk:
    """What reading a form may ask. Under a command id of one's own, new ids come out the same each time."""
    new_id = partial(app.derive, command_id) if command_id else app.ids.new
    return Desk(now=now, new_id=new_id, lead_id=lead_id)


def moment(app: App, command_id: str) -> datetime:
    """Now; for a command that is sent again, the moment it had: otherwise it would not be the same command."""
    found = app.store.find(command_id) if command_id else None
    if found is None:
        return app.clock.now()
    first, last, _ = found
    events: list[Any] = [each.event for each in app.store.log(first - 1, last - first + 1)]
    occurred: datetime = next(each.occurred for each in events if hasattr(each, "occurred"))  # a number has none
    return occurred


def office_given(app: App, actor: Actor, values: Mapping[str, Any], now: datetime) -> dict[str, object]:
    """What a registration takes from its office when nothing is filled in."""
    office = str(values.get("office") or values.get("登记单位") or actor.office)
    organ = next((each.organ for each in app.roster if each.office == office), "")
    known = {"office": actor.office, "division": actor.division, "occurred": now}
    return {**known, "organ": organ} if organ else known


def defaults(app: App, actor: Actor, command: type) -> dict[str, object]:
    """The fields that nobody has to fill in → what stands there then; None where the desk knows only at the act."""
    known: dict[str, object] = dict.fromkeys(("lead", "transfer", "occurred"))
    return office_given(app, actor, {}, app.clock.now()) | known if command in BEGINNINGS else known


@cache
def field_names(command: type) -> frozenset[str]:
    """What a command has room for."""
    return frozenset(each.name for each in fields(command))


def act_given(app: App, command: type, lead: str, now: datetime) -> dict[str, object]:
    """What an act takes from its lead when nothing is filled in: the transfer meant is the last one."""
    given: dict[str, object] = {"occurred": now}
    names = field_names(command)
    if "lead" in names:
        given["lead"] = lead
    if "transfer" in names:
        tracks = [ref.track for ref in app.lead(lead).transfers]
        if tracks:
            given["transfer"] = tracks[-1] if "lead" in names else tracks[-1].partition("/")[2]
    return given
