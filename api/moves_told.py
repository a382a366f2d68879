"""What somebody can do with a lead and what not, as programs read it: why, by which articles, and what it takes."""

from collections.abc import Iterable, Mapping
from typing import Any

from api.citations import read
from domain.procedure import KEEP, Denied, Situation, command_name
from domain.words import Words
from workflows.desks import DESKS
from workflows.forms.choices import words_of
from workflows.forms.fields import Field, describe
from workflows.law import in_force
from workflows.moves import Move, beginnings


def as_json(move: Move, situation: Situation, known: Mapping[str, object]) -> dict[str, object]:
    """The documented shape of a move; ``known``: field that may be left out → what stands there then."""
    row = move.row
    return {
        "command": command_name(move.command),
        "move": row.id,
        "label": row.label,
        "possible": move.denied is None,
        "denied": None if move.denied is None else _denied_json(move.denied),
        "depends_on": [{"code": guard.code, "words": guard.words} for guard in move.waiting],
        "target": None if row.target is KEEP or is_open(move) else row.target,
        "levels": row.levels,
        "grade": row.grade,
        "documents": row.documents,
        "basis": [read(citation, situation.today).as_json() for citation in in_force(row.basis, situation.today)],
        "fields": form_json(move.command, known),
    }


def _denied_json(denied: Denied) -> dict[str, object]:
    return {
        "code": denied.code,
        "words": denied.words,
        "rule": denied.rule,
        "facts": denied.facts,
        "missing": denied.missing,
    }


def is_open(move: Move) -> bool:
    """Whether what is filled in decides where the move leads."""
    rows = DESKS[move.command].procedure.rows
    targets = {row.target for row in rows if (row.id, row.source) == (move.row.id, move.row.source)}
    return len(targets) > 1 and bool(move.waiting)


def move_of(command: type, found: Iterable[Move], situation: Situation) -> Move:
    """The move of a command; where it is none of the stage, one that says from which stages it is."""
    move = next((each for each in found if each.command is command), None)
    if move is not None:
        return move
    procedure = DESKS[command].procedure
    stages = [words_of(stage) for stage in beginnings(procedure, command, situation.today)]
    row = next(row for row in procedure.rows if row.command is command)
    zh, en = "、".join(each.zh for each in stages), ", ".join(each.en for each in stages)
    words = Words(f"只能从这些阶段办理：{zh}", f"only from: {en}")
    return Move(command, row, Denied("move.not-from-here", words, row.id))


def form_json(command: type, known: Mapping[str, object]) -> list[dict[str, Any]]:
    """The documented shape of a form."""
    return [_field(field, known) for field in describe(command)]


def _field(field: Field, known: Mapping[str, object]) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label,
        "type": field.kind.__name__.lower(),
        "list": field.many,
        "required": field.required and field.name not in known,
        "default": known.get(field.name),
        "choices": dict(field.choices),
        "parts": [_field(part, {}) for part in field.parts],
    }
