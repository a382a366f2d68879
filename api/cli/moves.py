"""``chufei lead moves``: what I can do with a lead now, what it takes, and what I cannot do and why."""

from collections.abc import Iterable
from typing import Any, Final

from api.cli.call import Call
from api.cli.citations import read
from api.cli.exits import OK
from api.cli.filling import command_named
from api.cli.output import Out
from api.cli.parser import LEAD, Verbs
from api.cli.possible import moves_of, situation_of
from api.cli.refusals import power
from domain.errors import Missing
from domain.lead.state import Lead
from domain.procedure import KEEP, Denied, Situation, command_name
from domain.words import Words
from workflows.desks import DESKS
from workflows.forms.choices import words_of
from workflows.forms.fields import Field, describe
from workflows.forms.hints import askable, hint
from workflows.law import in_force
from workflows.moves import Move, beginnings

COLUMN: Final = 10


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    parser = verbs.add("moves", Words("现在能办什么、不能办什么", "what is possible now, and what is not"), ask)
    parser.takes("lead", metavar="LEAD", words=LEAD)
    words = Words("只看这一项：依据、条件、要填的内容", "only this one: its articles, conditions and form")
    parser.takes("command", metavar="COMMAND", nargs="?", words=words)


def ask(call: Call) -> int:
    """List the moves, or explain one of them."""
    with call.open() as app:
        actor = call.who(app)
        lead = app.lead_id(call.args.lead)
        state = app.lead(lead)
        situation = situation_of(app, lead, actor)
        found = moves_of(lead, situation)
        if call.args.command:
            return _explain(call.out, command_named(call.args.command), found, situation)
        call.out.data({
            "lead": lead, "number": state.number, "stage": state.stage, "actor": actor.id,
            "moves": [as_json(move, situation) for move in found],
        })  # fmt: skip
        _list(call.out, state, found)
    return OK


def as_json(move: Move, situation: Situation) -> dict[str, object]:
    """The documented shape of a move."""
    row = move.row
    return {
        "command": command_name(move.command),
        "move": row.id,
        "label": row.label,
        "possible": move.denied is None,
        "denied": None if move.denied is None else _denied_json(move.denied),
        "depends_on": [{"code": guard.code, "words": guard.words} for guard in move.waiting],
        "target": None if row.target is KEEP else row.target,
        "levels": row.levels,
        "grade": row.grade,
        "documents": row.documents,
        "basis": [read(citation, situation.today).as_json() for citation in in_force(row.basis, situation.today)],
        "fields": [field_json(field) for field in describe(move.command)],
    }


def field_json(field: Field) -> dict[str, Any]:
    """The documented shape of a field of a form."""
    return {
        "name": field.name,
        "label": field.label,
        "type": field.kind.__name__.lower(),
        "list": field.many,
        "required": field.required,
        "choices": dict(field.choices),
        "parts": [field_json(part) for part in field.parts],
    }


def _denied_json(denied: Denied) -> dict[str, object]:
    return {
        "code": denied.code,
        "words": denied.words,
        "rule": denied.rule,
        "facts": [{"name": fact.name, "found": fact.found, "needed": fact.needed} for fact in denied.facts],
        "missing": denied.missing,
    }


def _list(out: Out, state: Lead, found: Iterable[Move]) -> None:
    out.line(f"{state.number}　{out(words_of(state.stage))}", "bold")
    able = [move for move in found if move.denied is None]
    unable = [move for move in found if move.denied is not None]
    out.table(
        [out(Words("能办", "possible")), out(Words("命令", "command")), out(Words("到", "to")),
         out(Words("文书", "papers"))],
        [(f"{move.row.id} {out(move.row.label)}", command_name(move.command), _target(out, move),
          out.listed(move.row.documents)) for move in able],
        wrap=(0, 3),
    )  # fmt: skip
    out.table(
        [out(Words("不能办", "not possible")), out(Words("命令", "command")), out(Words("原因", "why"))],
        [(f"{move.row.id} {out(move.row.label)}", command_name(move.command), _why(out, move.denied))
         for move in unable if move.denied],
        wrap=(0, 2),
    )  # fmt: skip
    out.say(
        Words(
            "看一项的依据和要填的内容：chufei lead moves 线索 命令", "for one of them: chufei lead moves LEAD COMMAND"
        ),
        "dim",
    )


def _why(out: Out, denied: Denied) -> str:
    if denied.missing is None or not denied.code.startswith("permission."):
        return out(denied.words)
    return f"{out(Words('须由', 'takes'))} {power(out, denied.missing)}"


def _target(out: Out, move: Move) -> str:
    return "" if move.row.target is KEEP else out(words_of(move.row.target))  # type: ignore[arg-type] # a stage else


def _explain(out: Out, command: type, found: Iterable[Move], situation: Situation) -> int:
    move = next((each for each in found if each.command is command), None)
    procedure = DESKS[command].procedure
    if move is None:
        stages = "、".join(out(words_of(stage)) for stage in beginnings(procedure, command, situation.today))
        row = next(row for row in procedure.rows if row.command is command)
        move = Move(
            command,
            row,
            Denied("move.not-from-here", Words(f"只能从这些阶段办理：{stages}", f"only from: {stages}"), row.id),
        )
    out.data(as_json(move, situation))
    row = move.row
    out.line(f"{row.id} {out(row.label)}　{command_name(command)}", "bold")
    if move.denied is None:
        out.line(f"  ✓ {out(Words('现在能办', 'possible now'))}", "green")
    else:
        out.line(out.aside(f"  ✗ {out(move.denied.words)}", move.denied.code), "red")
    for number, guard in enumerate(move.waiting):
        out.beside(f"  {out(Words('还要看', 'and'))}" if number == 0 else "", out(guard.words), COLUMN, "dim")
    out.beside(f"  {out(Words('谁可以', 'who may'))}", power(out, Missing(row.levels, row.grade)), COLUMN, "dim")
    out.beside(f"  {out(Words('文书', 'papers'))}", out.listed(row.documents) or "—", COLUMN, "dim")
    for number, citation in enumerate(in_force(row.basis, situation.today)):
        opened = read(citation, situation.today)
        text = out.colon(out(opened.name), out(opened.text)) if opened.text else out(opened.name)
        out.beside(f"  {out(Words('依据', 'basis'))}" if number == 0 else "", text, COLUMN, "dim")
    _form(out, command)
    return OK


def _form(out: Out, command: type) -> None:
    out.table(
        [out(Words("要填的项", "field")), out(Words("名称", "label")), out(Words("必填", "required")),
         out(Words("填什么", "what"))],
        [(key, out(field.label), "●" if field.required else "", out(hint(field)))
         for key, field in askable(command) if key not in {"lead", "transfer", "occurred"}],
        wrap=(3,),
    )  # fmt: skip
