"""How a form reaches a verb: ``key=value`` arguments or a JSON file, and how each command is typed."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from api.cli.call import Call
from api.cli.parser import Parser
from domain.errors import InvalidInput
from domain.lead.intake.commands import CarryOverLead, RegisterAssistance, RegisterLead
from domain.procedure import command_name
from domain.words import Words
from workflows.forms.nest import pairs
from workflows.forms.plain import UNKEEPABLE

PAIRS_HERE: Final = Words(" 项=值 ...", " KEY=VALUE ...")
TYPED: Final = {
    RegisterLead: Words("lead register", "lead register"),
    RegisterAssistance: Words("lead register --assistance", "lead register --assistance"),
}
"""How the commands are typed that are not typed as ``lead act``."""

FORM: Final = Words("JSON 表单文件，- 为标准输入", "a JSON file with the form, - for standard input")
PAIRS: Final = Words("逐项填写：项=值，如 unit.name=示例公司", "the form, field by field, such as unit.name=示例公司")
COMMAND_ID: Final = Words("命令编号：同一编号重复发送只办一次", "the command's id: sent twice, it is done once")

BEHALF: Final = Words("代谁办理：本人今天代理的同事", "for which colleague, whose deputy you are today")


def takes_a_form(parser: Parser) -> None:
    """Give a verb the arguments of a form."""
    parser.takes("pairs", nargs="*", default=[], metavar="KEY=VALUE", words=PAIRS)
    parser.takes("--form", metavar="FILE", words=FORM)
    parser.takes("--command-id", metavar="ID", default="", words=COMMAND_ID)
    parser.takes("--behalf", metavar="ID", default="", words=BEHALF)


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


def typed(command: type) -> Words:
    """How a command is typed; a row of an older ledger is not typed at all."""
    if command is CarryOverLead:
        return Words("import 台账文件", "import FILE")
    name = command_name(command)
    verb = TYPED.get(command) or Words(f"lead act 线索 {name}", f"lead act LEAD {name}")
    return Words(*(before + pairs for before, pairs in zip(verb, PAIRS_HERE, strict=True)))
