"""What a command left behind, told to whoever sent it."""

from collections.abc import Sequence
from typing import Final

from api.alike import alike
from api.app import App
from api.cli.output import Out
from domain.lead.base import LeadEvent
from domain.lead.stage import STAGE_WORDS
from domain.lead.state import Lead
from domain.numbers import NumberIssued
from domain.procedure import Row
from domain.words import Words
from workflows.ports import Recorded
from workflows.service import Receipt

COLUMN: Final = 12


def done(app: App, out: Out, lead: str, label: Words, receipt: Receipt) -> None:
    """Print the numbers drawn, the stage reached and where it stands in the log."""
    stored = app.store.log(receipt.first - 1, receipt.last - receipt.first + 1)
    state = app.lead(lead)
    numbers = [each.event.number for each in stored if isinstance(each.event, NumberIssued)]
    same = alike(app, stored)
    out.data(document(lead, state, stored, receipt, numbers) | same._asdict())
    again = Words("（此前已办，未重复办理）", " (done before, not done again)") if receipt.repeated else Words("", "")
    out.line(f"✓ {out(label)}{out(again)}", "bold green")
    _line(out, Words("线索", "lead"), out.aside(state.number, lead))
    _line(out, Words("阶段", "stage"), _way(out, stored, lead))
    issued = [number for number in numbers if number != state.number]
    if issued:
        _line(out, Words("文号", "number"), "、".join(issued))
    for words in same.told(out.listed):
        _line(out, Words("重复", "same?"), out(words))
    place = f"{receipt.first}–{receipt.last}" if receipt.last > receipt.first else str(receipt.first)
    _line(out, Words("日志", "log"), place)


def document(
    lead: str, state: Lead, stored: Sequence[Recorded], receipt: Receipt, numbers: list[str]
) -> dict[str, object]:
    """The documented shape of a receipt."""
    return {
        "lead": lead,
        "number": state.number,
        "stage": state.stage,
        "command_id": stored[0].meta.command_id,
        "first": receipt.first,
        "last": receipt.last,
        "repeated": receipt.repeated,
        "streams": {each.stream: each.version for each in stored},
        "events": [each.name for each in stored],
        "numbers": numbers,
    }


def label_of(rows: tuple[Row, ...], command: type) -> Words:
    """What a command is called in the table."""
    return next(row.label for row in rows if row.command is command)


def _way(out: Out, stored: Sequence[Recorded], lead: str) -> str:
    steps = [each.event for each in stored if each.stream == f"lead/{lead}" and isinstance(each.event, LeadEvent)]
    if not steps:
        return "—"
    before, after = steps[0].came_from, steps[-1].stage
    return out(STAGE_WORDS[after]) if before is after else f"{out(STAGE_WORDS[before])} → {out(STAGE_WORDS[after])}"


def _line(out: Out, head: Words, text: str) -> None:
    out.beside(f"  {out(head)}", text, COLUMN, "dim")
