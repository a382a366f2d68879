"""A command on its way from a request to the log, on the server's own loop: whatever asks the database waits beside it.

Nearly every form can be read without asking anything. So the moment of a repeated command is looked up only when the
repetition shows, and the reasons of a refusal only when there is one.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import partial
from typing import Any, Final, cast

from api.app import App, as_of
from api.given import BEGINNINGS, COMMANDS, act_given, desk, moment, office_given
from api.http.caller import Caller
from api.http.schemas.forms import fields_of, strange
from api.possible import told_what_is_possible
from api.receipts import as_json, names_others, noted
from api.sight import insider, lead_in_sight
from domain.actor import Actor
from domain.errors import CommandReused, Faults, InvalidInput, NotFound, Refusal
from domain.lead.state import Lead
from domain.procedure import Act
from domain.values.document_number import LeadNumber
from domain.values.mistake import Mistake
from domain.words import Words
from workflows.desks import DESKS
from workflows.forms.checks import ID, Desk
from workflows.forms.read import read_form
from workflows.procedures.lead import LEAD
from workflows.procedures.transfer import TRANSFER
from workflows.refusals import unknown
from workflows.service import Receipt, Request

MOVES: Final[dict[str, type[Any]]] = {
    name: command for name, command in COMMANDS.items()
    if DESKS[command].procedure in (LEAD, TRANSFER) and command not in BEGINNINGS
}  # fmt: skip
"""Name → command, of all that is done to a lead or to one of its transfers."""
ASKS: Final = frozenset({"transfer", "into", "duplicate_of", "other", "target"})
"""Fields that name something else of the log."""
OTHER_LEAD: Final = Mistake(
    "input.transfer.of-another", Words("不是这条线索的移送", "It is no transfer of this lead"),
    Words("留空即最近一次移送", "Left empty it is the last one"),
)  # fmt: skip
NO_MOVE: Final = Words("没有“{name}”这个办理事项", "there is no move {name}")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: the command's class, what was filled in, for which lead, under which key and condition."""

    command: type[Any]
    values: dict[str, Any]
    key: str = ""
    lead: str = ""
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left, as it is answered."""

    lead: str
    receipt: Receipt
    document: dict[str, object]


def move_named(name: str) -> type[Any]:
    """The command of a move. Raises ``NotFound`` (``command.unknown``)."""
    if name not in MOVES:
        raise NotFound(NO_MOVE.fill(name=name), code="command.unknown")
    return MOVES[name]


async def lead_of(app: App, text: str) -> str:
    """The id in an address, which may be a 线索编号. Raises ``NotFound`` (``lead.unknown``)."""
    try:
        LeadNumber.parse(text)
    except InvalidInput:
        if ID.fullmatch(text):
            return text
        raise unknown(noun="lead") from None
    return await asyncio.to_thread(app.lead_id, text)


async def send(app: App, caller: Caller, order: Order) -> Done:
    """Do it, or refuse with every reason. Of leads that are not for the caller he hears no more than that."""
    if order.lead:
        insider(app, caller.actor)
    command_id = _command_id(app, caller, order)
    try:
        made, receipt = await _handle(app, caller, order, command_id)
    except Refusal as refusal:
        if not order.lead:
            raise
        raise await asyncio.to_thread(_explained, app, caller.actor, order, refusal) from None
    lead = cast("Any", made).lead
    state = await _left(app, lead, receipt)
    noting = partial(noted, app, state, receipt, made)
    found = await asyncio.to_thread(noting) if names_others(receipt) else noting()
    return Done(lead, receipt, as_json(state, receipt, found))


def _command_id(app: App, caller: Caller, order: Order) -> str:
    """Of a request with a key always the same, and nobody else's."""
    return f"http-{app.derive('http', caller.actor.id, order.key)}" if order.key else app.ids.new("command")


async def _handle(app: App, caller: Caller, order: Order, command_id: str) -> tuple[Act, Receipt]:
    now = app.clock.now()
    try:
        return await _once(app, caller, order, command_id, now)
    except CommandReused:
        before = await asyncio.to_thread(moment, app, command_id)
        return await _once(app, caller, order, command_id, before)


async def _once(app: App, caller: Caller, order: Order, command_id: str, now: datetime) -> tuple[Act, Receipt]:
    reading = partial(_read, app, caller.actor, order, command_id, now)
    made = await asyncio.to_thread(reading) if _asks(order.command) else reading()
    request = Request(
        command=made, actor=caller.actor, command_id=command_id, expected=order.expected, channel=caller.channel
    )
    return made, await app.service.handle(request)


def _asks(command: type[Any]) -> bool:
    return not ASKS.isdisjoint(each.name for each in fields(command))


def _read(app: App, actor: Actor, order: Order, command_id: str, now: datetime) -> Act:
    """The command in a form. Raises ``Faults``, ``NotFound``."""
    seeing = partial(lead_in_sight, app, actor)
    at = desk(app, command_id if order.key else "", seeing, now)
    if not order.lead:
        own = replace(at, lead_id=lambda text: text)  # whoever registers may bring an id of his own
        return cast("Act", _strictly(order, own, office_given(app, actor, order.values, now)))
    made: Any = _strictly(order, at, act_given(app, order.command, order.lead, now))
    if made.lead != order.lead:
        raise Faults((OTHER_LEAD.at("transfer"),))
    return cast("Act", made)


def _strictly(order: Order, at: Desk, given: Mapping[str, object]) -> object:
    """The command in a body that keeps to its schema. Raises ``Faults`` with every mistake."""
    wrong = strange(order.command, order.values)
    known = {each.name for each in fields_of(order.command)}
    try:
        values = {name: value for name, value in order.values.items() if name in known}
        made: object = read_form(order.command, values, at, given)
    except Faults as found:
        told = {fault.field for fault in wrong}
        raise Faults((*wrong, *(fault for fault in found.faults if fault.field not in told))) from None
    if wrong:
        raise Faults(wrong)
    return made


async def _left(app: App, lead: str, receipt: Receipt) -> Lead:
    """The lead as the command left it."""
    if receipt.repeated:
        return await asyncio.to_thread(_as_then, app, lead, receipt.last)
    return cast("Lead", await app.service.look(f"lead/{lead}"))


def _as_then(app: App, lead: str, position: int) -> Lead:
    return as_of(lead, tuple(each for each in app.history(lead) if each.position <= position))


def _explained(app: App, actor: Actor, order: Order, refusal: Refusal) -> Refusal:
    """The refusal with what is possible instead. Raises ``NotFound`` where the lead is not for whoever asks."""
    lead_in_sight(app, actor, order.lead)
    return told_what_is_possible(app, order.lead, actor, order.command, refusal)
