"""``chufei lead moves``: what I can do with a lead now, what it takes, and what I cannot do and why."""

from collections.abc import Iterable
from typing import Final

from api.citations import read
from api.cli.call import Call
from api.cli.entitled import lead_in_sight
from api.cli.exits import OK
from api.cli.form import tell_form
from api.cli.output import Out
from api.cli.parser import Verbs
from api.cli.refusals import power, tell_remedy
from api.given import COMMANDS, command_named, defaults
from api.moves_told import as_json, is_open, move_of
from api.possible import before_any, judged_of, moves_of, situation_of
from domain.errors import Missing
from domain.lead.state import Lead
from domain.procedure import KEEP, Denied, Situation, command_name
from domain.words import Words
from workflows.forms.choices import words_of
from workflows.law import in_force
from workflows.moves import Move
from workflows.ports import Roster
from workflows.refusals import remedy_of

COLUMN: Final = 10


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    parser = verbs.add("moves", Words("现在能办什么、不能办什么", "what is possible now, and what is not"), ask)
    words = Words("线索编号或内部编号；不写则看怎样开始", "a lead's number or id; without one: how to begin")
    parser.takes("lead", metavar="LEAD", nargs="?", default="", words=words)
    words = Words("只看这一项：依据、条件、要填的内容", "only this one: its articles, conditions and form")
    parser.takes("command", metavar="COMMAND", nargs="?", words=words)


def ask(call: Call) -> int:
    """List the moves, or explain one of them; before there is a lead, those by which one comes to be."""
    asked, name = call.args.lead, call.args.command
    if asked in COMMANDS and name is None:
        asked, name = "", asked
    with call.open() as app:
        actor = call.who(app)
        lead = lead_in_sight(call, app, asked) if asked else ""
        situation = situation_of(app, lead, actor) if lead else before_any(app, actor)
        found = moves_of(lead, situation)
        if name:
            move = move_of(command_named(name), found, situation)
            known = defaults(app, actor, move.command)
            call.out.data(as_json(move, situation, known))
            _explain(call.out, move, situation, app.roster, asked)
            tell_form(call.out, move.command, known)
            return OK
        state = situation.states[f"lead/{lead}"]
        call.out.data({
            "lead": lead, "number": state.number, "stage": state.stage, "actor": actor.id,
            "moves": [as_json(move, situation, defaults(app, actor, move.command)) for move in found],
        })  # fmt: skip
        _list(call.out, state, found)
    return OK


def _list(out: Out, state: Lead, found: Iterable[Move]) -> None:
    out.line(f"{state.number}　{out(words_of(state.stage))}".strip(), "bold")
    able = [move for move in found if move.denied is None]
    unable = [move for move in found if move.denied is not None]
    if able:
        out.table(
            [out(Words("能办", "possible")), out(Words("命令", "command")), out(Words("到", "to")),
             out(Words("文书", "papers"))],
            [(f"{move.row.id} {out(move.row.label)}", command_name(move.command), _target(out, move),
              out.listed(move.row.documents)) for move in able],
            wrap=(0, 3),
        )  # fmt: skip
    else:
        out.say(Words("现在没有能办的事项。", "Nothing is possible now."))
    if unable:
        out.table(
            [out(Words("不能办", "not possible")), out(Words("命令", "command")), out(Words("原因", "why"))],
            [(f"{move.row.id} {out(move.row.label)}", command_name(move.command), _why(out, move.denied))
             for move in unable if move.denied],
            wrap=(0, 2),
        )  # fmt: skip
    verb = f"chufei lead moves {state.number}".strip()  # before there is a lead, there is no number
    words = Words(f"看一项的依据和要填的内容：{verb} 命令", f"for one of them: {verb} COMMAND")
    out.say(words, "dim")


def _why(out: Out, denied: Denied) -> str:
    if denied.missing is None or not denied.missing.levels or not denied.code.startswith("permission."):
        return out(denied.words)
    return f"{out(Words('须由', 'takes'))} {power(out, denied.missing)}"


def _target(out: Out, move: Move) -> str:
    return "" if move.row.target is KEEP or is_open(move) else out(words_of(move.row.target))  # type: ignore[arg-type] # a stage else


def _explain(out: Out, move: Move, situation: Situation, roster: Roster, lead: str) -> None:
    row = move.row
    out.line(f"{row.id} {out(row.label)}　{command_name(move.command)}", "bold")
    if move.denied is None:
        out.line(f"  ✓ {out(Words('现在能办', 'possible now'))}", "green")
    else:
        out.line(out.aside(f"  ✗ {out(move.denied.words)}", move.denied.code), "red")
        judged = judged_of(move, next(iter(situation.states)).partition("/")[2], situation)
        remedy = remedy_of(move.denied.code, situation.actor, roster, judged)
        if remedy is not None:
            tell_remedy(out, remedy, roster, lead)
    for number, guard in enumerate(move.waiting):
        out.beside(f"  {out(Words('还要看', 'and'))}" if number == 0 else "", out(guard.words), COLUMN, "dim")
    out.beside(f"  {out(Words('谁可以', 'who may'))}", power(out, Missing(row.levels, row.grade)), COLUMN, "dim")
    out.beside(f"  {out(Words('文书', 'papers'))}", out.listed(row.documents) or "—", COLUMN, "dim")
    for number, citation in enumerate(in_force(row.basis, situation.today)):
        opened = read(citation, situation.today)
        text = out.colon(out(opened.name), out(opened.text)) if opened.text else out(opened.name)
        out.beside(f"  {out(Words('依据', 'basis'))}" if number == 0 else "", text, COLUMN, "dim")
