"""How a form reaches a verb: ``key=value`` arguments or a JSON file, read into a command for a lead and a person."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from api.app import App
from api.cli.call import Call
from api.cli.parser import Parser
from domain.actor import Actor
from domain.errors import InvalidInput, NotFound
from domain.lead.intake.commands import CarryOverLead, RegisterAssistance, RegisterLead
from domain.procedure import command_name
from domain.words import Words
from workflows.desks import DESKS
from workflows.forms.checks import Desk
from workflows.forms.nest import pairs
from workflows.forms.plain import UNKEEPABLE
from workflows.procedures.lead import LEAD

COMMANDS: Final = {command_name(command): command for command in DESKS}
"""Name → command, for every desk."""

BEGINNINGS: Final = frozenset(row.command for row in LEAD.rows if LEAD.initial in row.source)
"""The commands by which a lead comes to be: whoever sends one has no lead to name yet."""
PAIRS_HERE: Final = Words(" 项=值 ...", " KEY=VALUE ...")
TYPED: Final = {
    RegisterLead: Words("lead register", "lead register"),
    RegisterAssistance: Words("lead register --assistance", "lead register --assistance"),
}
"""How the commands are typed that are not typed as ``lead act``."""

FORM: Final = Words("JSON 表单文件，- 为标准输入", "a JSON file with the form, - for standard input")
PAIRS: Final = Words("逐项填写：项=值，如 unit.name=示例公司", "the form, field by field, such as unit.name=示例公司")
COMMAND_ID: Final = Words("命令编号：同一编号重复发送只办一次", "the command's id: sent twice, it is done once")


def takes_a_form(parser: Parser) -> None:
    """Give a verb the arguments of a form."""
    parser.takes("pairs", nargs="*", default=[], metavar="KEY=VALUE", words=PAIRS)
    parser.takes("--form", metavar="FILE", words=FORM)
    parser.takes("--command-id", metavar="ID", default="", words=COMMAND_ID)


def filled(call: Call) -> dict[str, Any]:
    """What was filled in. Raises ``InvalidInput``."""
    try:
        values = pairs(call.args.pairs)
    except ValueError as wrong:
        raise InvalidInput(
            str(wrong),
            Words("应写成 项=值", "it has no ="),
            way_out=Words("如 reason=事实不清", "such as reason=unclear"),
            code="input.usage",
        ) from None
    return {**_json(call.args.form), **values} if call.args.form else values


def _json(name: str) -> Mapping[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        document = json.loads(text, object_pairs_hook=_named)
    except (OSError, ValueError) as wrong:
        raise InvalidInput(
            name,
            Words(f"不能读取表单：{wrong}", f"the form cannot be read: {wrong}"),
            way_out=Words("须为 UTF-8 的 JSON 文件", "it must be a JSON file in UTF-8"),
            code="input.form.file",
        ) from None
    if not isinstance(document, dict):
        raise InvalidInput(
            name,
            Words("表单应是一个 JSON 对象", "the form is no JSON object"),
            way_out=Words('如 {"reason": "…"}', 'such as {"reason": "…"}'),
            code="input.form.file",
        )
    return document


def _named(found: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of the form. Raises ``ValueError`` for a name that no screen could show."""
    if any(UNKEEPABLE.search(name) for name, _ in found):
        msg = "a name with control or broken characters"
        raise ValueError(msg)
    return dict(found)


def desk(app: App, command_id: str, lead_id: Callable[[str], str]) -> Desk:
    """What reading a form may ask. Under a command id of one's own, new ids come out the same each time."""
    new_id = partial(app.derive, command_id) if command_id else app.ids.new
    return Desk(now=moment(app, command_id), new_id=new_id, lead_id=lead_id)


def moment(app: App, command_id: str) -> datetime:
    """Now; for a command that is sent again, the moment it had: otherwise it would not be the same command."""
    found = app.store.find(command_id) if command_id else None
    if found is None:
        return app.clock.now()
    event: Any = app.store.log(found[0] - 1, 1)[0].event
    occurred: datetime = event.occurred
    return occurred


def command_named(name: str) -> type:
    """The command of a name. Raises ``NotFound`` (``command.unknown``)."""
    if name not in COMMANDS:
        words = Words(
            "没有“{name}”这个办理事项；用 lead moves 查看能办什么", "there is no {name}; ask lead moves what there is"
        )
        raise NotFound(words.fill(name=name), code="command.unknown")
    return COMMANDS[name]


def office_given(app: App, actor: Actor, values: Mapping[str, Any], command_id: str = "") -> dict[str, object]:
    """What a registration takes from its office when nothing is filled in."""
    office = str(values.get("office") or values.get("登记单位") or actor.office)
    organ = next((each.organ for each in app.roster if each.office == office), "")
    known = {"office": actor.office, "division": actor.division, "occurred": moment(app, command_id)}
    return {**known, "organ": organ} if organ else known


def typed(command: type) -> Words:
    """How a command is typed; a row of an older ledger is not typed at all."""
    if command is CarryOverLead:
        return Words("import 台账文件", "import FILE")
    name = command_name(command)
    verb = TYPED.get(command) or Words(f"lead act 线索 {name}", f"lead act LEAD {name}")
    return Words(*(before + pairs for before, pairs in zip(verb, PAIRS_HERE, strict=True)))


def defaults(app: App, actor: Actor, command: type) -> dict[str, object]:
    """The fields that nobody has to fill in → what stands there then; None where the desk knows only at the act."""
    known: dict[str, object] = dict.fromkeys(("lead", "transfer", "occurred"))
    return office_given(app, actor, {}) | known if command in BEGINNINGS else known


def act_given(app: App, command: type, lead: str, command_id: str = "") -> dict[str, object]:
    """What an act takes from its lead when nothing is filled in: the transfer meant is the last one."""
    given: dict[str, object] = {"occurred": moment(app, command_id)}
    names = {each.name for each in fields(command)}
    if "lead" in names:
        given["lead"] = lead
    if "transfer" in names:
        tracks = [ref.track for ref in app.lead(lead).transfers]
        if tracks:
            given["transfer"] = tracks[-1] if "lead" in names else tracks[-1].partition("/")[2]
    return given
