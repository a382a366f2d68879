"""What a command left behind, told to whoever sent it."""

from collections.abc import Iterable
from typing import Final

from api.alarms_told import HEAD
from api.alarms_told import told as alarms_told
from api.app import App
from api.cli.output import Out
from api.receipts import as_json, noted
from domain.lead.base import LeadEvent
from domain.numbers import NumberIssued
from domain.transfer.base import TransferEvent
from domain.words import Words
from workflows.desks import DESKS
from workflows.forms.choices import words_of
from workflows.service import Receipt

COLUMN: Final = 12
NOTHING: Final = Words("", "")

LABELS: Final = {row.id: row.label for desk in DESKS.values() for row in desk.procedure.rows}
"""Move → what it is called."""


def done(app: App, out: Out, lead: str, receipt: Receipt, command: object) -> None:
    """Print what was done, the stages led through, the numbers drawn and where it stands in the log."""
    state = app.lead(lead)
    found = noted(app, state, receipt, command)
    out.data(as_json(state, receipt, found))
    again = Words("（此前已办，未重复办理）", " (done before, not done again)") if receipt.repeated else NOTHING
    moved = [each for _, each in receipt.events if isinstance(each, LeadEvent | TransferEvent)]
    out.line(f"✓ {out(LABELS[moved[0].move])}{out(again)}", "bold green")
    _line(out, Words("线索", "lead"), out.aside(state.number, lead))
    _line(out, Words("阶段", "stage"), out.apart(ways(out, lead, receipt)))
    for head, issued in _issued(receipt, state.number):
        _line(out, head, out.listed(issued))
    for words in found.same.told(out.listed):
        _line(out, Words("重复", "same?"), out(words))
    for words in found.odd:
        _line(out, Words("请核对", "compare"), out(words))
    for at, sentence in enumerate(alarms_told(out, found.lines)):
        _line(out, HEAD if at == 0 else NOTHING, sentence)
    place = f"{receipt.first}–{receipt.last}" if receipt.last > receipt.first else str(receipt.first)
    _line(out, Words("日志", "log"), place)


def ways(out: Out, lead: str, receipt: Receipt) -> list[str]:
    """Where the lead and its transfers were led, in order; where none moved, the stage at which the first one stays."""
    events: dict[str, list[LeadEvent | TransferEvent]] = {}
    for stream, event in receipt.events:
        if isinstance(event, LeadEvent | TransferEvent) and _is_of(lead, stream):
            events.setdefault(stream, []).append(event)
    ends = [(of[0].came_from, of[-1].stage) for of in events.values()]
    moved = [f"{out(words_of(before))} → {out(words_of(after))}" for before, after in ends if before is not after]
    return moved or [out(words_of(ends[0][1]))]


def _is_of(lead: str, stream: str) -> bool:
    """Whether a stream is the lead's or one of its transfers; a split or a merger writes to another lead too."""
    return stream == f"lead/{lead}" or stream.startswith(f"transfer/{lead}-")


def _issued(receipt: Receipt, own: str) -> Iterable[tuple[Words, list[str]]]:
    """The numbers drawn, those of papers and of leads apart, without the one of the lead itself."""
    drawn: dict[bool, list[str]] = {False: [], True: []}
    for stream, event in receipt.events:
        if isinstance(event, NumberIssued) and event.number != own:
            drawn["/lead/" in stream].append(event.number)
    heads = {False: Words("文号", "number"), True: Words("新线索", "new lead")}
    return [(heads[of_lead], numbers) for of_lead, numbers in drawn.items() if numbers]


def _line(out: Out, head: Words, text: str) -> None:
    out.beside(f"  {out(head)}", text, COLUMN, "dim")
