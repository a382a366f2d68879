"""``chufei lead register --from FILE``: tells what became of each row."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from api.app import App
from api.cli.call import Call
from api.cli.exits import OK, SOME_REFUSED
from api.cli.output import Out
from api.entries import KNOWN, REFUSED, TAKEN, Outcome
from api.ledger_file import read_file, register_rows
from api.refused import as_json
from domain.actor import Actor
from domain.errors import Faults, InvalidInput, Refusal
from domain.instants import day_of
from domain.words import Words
from workflows.forms.ledger_row import column_of

EMPTY: Final[Mapping[str, str]] = MappingProxyType({})
COMMA: Final = Words("，", ", ")
WORDS = {
    TAKEN: Words("已登记", "registered"),
    KNOWN: Words("已在库", "here already"),
    REFUSED: Words("未登记", "refused"),
}


def register_file(call: Call, app: App, actor: Actor, path: Path) -> int:
    """Register every row; ``SOME_REFUSED`` when one was not taken. Raises ``InvalidInput`` for a file nobody reads."""
    data = content(path)
    reading = read_file(data, path.name)
    outcomes = register_rows(app, actor, reading)
    _tell(call.out, app, path.name, outcomes, reading.ignored)
    return SOME_REFUSED if any(each.outcome == REFUSED for each in outcomes) else OK


def content(path: Path) -> bytes:
    """What is in a file. Raises ``InvalidInput`` (``input.file``)."""
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise InvalidInput(
            str(path),
            Words(f"文件无法读取：{wrong.strerror}", f"the file cannot be read: {wrong.strerror}"),
            way_out=Words(
                "核对文件名和所在文件夹，并确认有权读取", "check its name, its folder, and the right to read it"
            ),
            code="input.file",
        ) from None


def _tell(out: Out, app: App, name: str, outcomes: tuple[Outcome, ...], ignored: tuple[str, ...]) -> None:
    day = day_of(app.clock.now())
    counts = Counter(each.outcome for each in outcomes)
    out.data({
        "file": name,
        **{kind: counts[kind] for kind in WORDS},
        "ignored_columns": ignored,
        "rows": [
            {
                "line": each.line, "outcome": each.outcome, "lead": each.lead, "number": each.number,
                "number_in_file": each.wrote, **each.alike._asdict(),
                "error": None if each.refusal is None else as_json(each.refusal, day),
            }
            for each in outcomes
        ],
    })  # fmt: skip
    out.table(
        [out(Words("行", "line")), out(Words("结果", "outcome")), out(Words("线索编号", "number")),
         out(Words("对象", "subject")), out(Words("说明", "remark"))],
        [(each.line, out(WORDS[each.outcome]), each.number, each.subject, _remark(out, each)) for each in outcomes],
        wrap=(3, 4),
    )  # fmt: skip
    out.line(out.colon(name, out(COMMA).join(f"{out(words)} {counts[kind]}" for kind, words in WORDS.items())), "bold")
    if ignored:
        names = "、".join(ignored)
        out.say(Words(
            f"以下各列属于登记以后的办理，本次未导入：{names}",
            f"these columns belong to later stages and were not taken: {names}",
        ), "yellow")  # fmt: skip


def _remark(out: Out, each: Outcome) -> str:
    if each.refusal is not None:
        return why(out, each.refusal)
    was = [Words(f"原编号 {each.wrote}", f"was {each.wrote}")] if each.wrote not in {"", each.number} else []
    return out.apart(map(out, (*was, *each.alike.told(out.listed))))


def why(out: Out, refusal: Refusal, called: Mapping[str, str] = EMPTY) -> str:
    """The reason in one cell: for every mistake its column, what is wrong, and the way out.

    ``called``: column of ours → what the file calls it.
    """
    if isinstance(refusal, Faults):
        return out.apart(why(out, fault, called) for fault in refusal.faults)
    if isinstance(refusal, InvalidInput):
        column = column_of(refusal)
        return out.aside(out.colon(called.get(column, column), out(refusal.detail)), out(refusal.way_out))
    return out.aside(out(refusal.detail), refusal.code)
