"""What a command left behind, told to whoever sent it."""

from collections.abc import Sequence
from typing import Final

from api.alike import alike
from api.app import App
from api.cli.output import Out
from domain.lead.base import LeadEvent
from domain.lead.state import Lead
from domain.numbers import NumberIssued
from domain.transfer.base import TransferEvent
from domain.words import Words
from workflows.desks import DESKS
from workflows.forms.choices import words_of
from workflows.ports import Recorded
from workflows.service import Receipt

COLUMN: Final = 12


LABELS: Final = {row.id: row.label for desk in DESKS.values() for row in desk.procedure.rows}
"""Move → what it is called."""


def done(app: App, out: Out, lead: str, receipt: Receipt) -> None:
    """Print what was done, the stages led through, the numbers drawn and where it stands in the log."""
    stored = app.store.log(receipt.first - 1, receipt.last - receipt.first + 1)
    state = app.lead(lead)
    numbers = [each.event.number for each in stored if isinstance(each.event, NumberIssued)]
    same = alike(app, stored)
    out.data(document(lead, state, stored, receipt, numbers) | same._asdict())
    again = Words("（此前已办，未重复办理）", " (done before, not done again)") if receipt.repeated else Words("", "")
    moved = [each.event for each in stored if isinstance(each.event, LeadEvent | TransferEvent)]
    out.line(f"✓ {out(LABELS[moved[0].move])}{out(again)}", "bold green")
    _line(out, Words("线索", "lead"), out.aside(state.number, lead))
    _line(out, Words("阶段", "stage"), out.apart(ways(out, [each for each in stored if _is_of(lead, each)])))
    for head, issued in _issued(stored, state.number):
        _line(out, head, out.listed(issued))
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


def ways(out: Out, stored: Sequence[Recorded]) -> list[str]:
    """Where each stream that moved was led, in order; where none did, the stage at which the first one stays."""
    events: dict[str, list[LeadEvent | TransferEvent]] = {}
    for each in stored:
        if isinstance(each.event, LeadEvent | TransferEvent):
            events.setdefault(each.stream, []).append(each.event)
    ends = [(of[0].came_from, of[-1].stage) for of in events.values()]
    moved = [f"{out(words_of(before))} → {out(words_of(after))}" for before, after in ends if before is not after]
    return moved or [out(words_of(ends[0][1]))]


def _is_of(lead: str, recorded: Recorded) -> bool:
    """Whether an event is of the lead or of one of its transfers; a split or a merger writes to another lead too."""
    return recorded.stream == f"lead/{lead}" or recorded.stream.startswith(f"transfer/{lead}-")


def _issued(stored: Sequence[Recorded], own: str) -> list[tuple[Words, list[str]]]:
    """The numbers drawn, those of papers and of leads apart, without the one of the lead itself."""
    drawn: dict[bool, list[str]] = {False: [], True: []}
    for each in stored:
        if isinstance(each.event, NumberIssued) and each.event.number != own:
            drawn["/lead/" in each.stream].append(each.event.number)
    heads = {False: Words("文号", "number"), True: Words("新线索", "new lead")}
    return [(heads[of_lead], numbers) for of_lead, numbers in drawn.items() if numbers]


def _line(out: Out, head: Words, text: str) -> None:
    out.beside(f"  {out(head)}", text, COLUMN, "dim")
