"""A command on its way from a request to the log, on the server's own loop: whatever asks the database waits beside it.

Nearly every form can be read without asking anything. So the moment of a repeated command is looked up only when the
repetition shows, and the reasons of a refusal only when there is one.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Final, cast

from api.app import App, as_of
from api.given import BEGINNINGS, COMMANDS, act_given, desk, field_names, moment, office_given
from api.http.caller import Caller
from api.http.schemas.forms import as_sent, fields_of, strange
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
A_NUMBER: Final = Mistake(
    "input.lead.number", Words("线索编号不能用作内部编号", "The number of a lead cannot be an id"),
    Words("留空即自动编号", "Leave it empty to get one"),
)  # fmt: skip
NO_MOVE: Final = Words("没有“{name}”这个办理事项", "there is no move {name}")


Reading = Callable[[datetime], Awaitable[Act]]
"""How a command is read as of a moment."""


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
    command_id = command_id_of(app, caller, order.key)

    async def reading(now: datetime) -> Act:
        read = partial(_read, app, caller.actor, order, command_id, now)
        return await asyncio.to_thread(read) if _asks(order.command) else read()

    try:
        made, receipt = await handle(app, caller, command_id, reading, order.expected)
    except Refusal as refusal:
        if not order.lead:
            raise
        raise await asyncio.to_thread(_explained, app, caller.actor, order, refusal) from None
    lead = made.lead
    state = await _left(app, lead, receipt)
    noting = partial(noted, app, state, receipt, made)
    found = await asyncio.to_thread(noting) if names_others(receipt) else noting()
    return Done(lead, receipt, as_json(state, receipt, found))


def command_id_of(app: App, caller: Caller, key: str) -> str:
    """Of a request with a key always the same; nobody else's, and no other's of the offices he acts for."""
    return f"http-{app.derive('http', caller.actor.id, caller.actor.office, key)}" if key else app.ids.new("command")


async def handle(
    app: App, caller: Caller, command_id: str, reading: Reading, expected: int | None = None
) -> tuple[Any, Receipt]:
    """Read the command as of now and do it; one that was stored before is read as of its own moment."""

    async def once(now: datetime) -> tuple[Any, Receipt]:
        made = await reading(now)
        request = Request(
            command=made, actor=caller.actor, command_id=command_id, expected=expected, channel=caller.channel,
            on_behalf_of=caller.behalf,
        )  # fmt: skip
        return made, await app.service.handle(request)

    try:
        return await once(app.clock.now())
    except CommandReused:
        return await once(await asyncio.to_thread(moment, app, command_id))


def _asks(command: type) -> bool:
    return not ASKS.isdisjoint(field_names(command))


def _read(app: App, actor: Actor, order: Order, command_id: str, now: datetime) -> Act:
    """The command in a form. Raises ``Faults``, ``NotFound``."""
    seeing = partial(lead_in_sight, app, actor)
    at = desk(app, command_id if order.key else "", seeing, now)
    if not order.lead:
        own = replace(at, lead_id=_own_id)
        return cast("Act", strictly(order.command, order.values, own, office_given(app, actor, order.values, now)))
    made: Any = strictly(order.command, order.values, at, act_given(app, order.command, order.lead, now))
    if made.lead != order.lead:
        raise Faults((OTHER_LEAD.at("transfer"),))
    return cast("Act", made)


def _own_id(text: str) -> str:
    """Whoever registers may bring an id of his own; one that reads as a number would be the address of another lead."""
    try:
        LeadNumber.parse(text)
    except InvalidInput:
        return text
    raise A_NUMBER.at(field="lead")


def strictly(command: type[Any], values: Mapping[str, Any], at: Desk, given: Mapping[str, object]) -> object:
    """The command in a body that keeps to its schema. Raises ``Faults`` with every mistake."""
    wrong = strange(command, values)
    known = {each.name for each in fields_of(command)}
    try:
        filled = {name: value for name, value in values.items() if name in known}
        made: object = read_form(command, filled, at, given)
    except Faults as found:
        told = {fault.field for fault in wrong}
        more = (as_sent(command, fault) for fault in found.faults if fault.field not in told)
        raise Faults((*wrong, *more)) from None
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
