"""What a command left behind, told to whoever sent it."""

from collections.abc import Sequence
from typing import Final

from api.app import App
from api.cli.alarms import HEAD, reached
from api.cli.alarms import as_json as alarms_as_json
from api.cli.alarms import told as alarms_told
from api.cli.output import Out
from api.duplicate_notice import alike
from domain.instants import day_of
from domain.lead.base import LeadEvent
from domain.lead.inquiry.events import LeadDetermined
from domain.lead.intake.events import AssistanceRegistered, LeadRegistered
from domain.lead.standing.events import FactsCorrected, RiskGraded
from domain.lead.state import Lead
from domain.numbers import NumberIssued
from domain.transfer.base import TransferEvent
from domain.words import Words
from workflows.desks import DESKS
from workflows.forms.choices import words_of
from workflows.forms.doubts import doubts
from workflows.law.lines import Alarm
from workflows.ports import Recorded
from workflows.service import Receipt

COLUMN: Final = 12
NOTHING: Final = Words("", "")

LABELS: Final = {row.id: row.label for desk in DESKS.values() for row in desk.procedure.rows}
"""Move → what it is called."""
WEIGHED: Final = (LeadRegistered, AssistanceRegistered, FactsCorrected, RiskGraded, LeadDetermined)
"""After these people ask how grave a lead is: then the criminal lines it reaches are told."""


def done(app: App, out: Out, lead: str, receipt: Receipt, command: object) -> None:
    """Print what was done, the stages led through, the numbers drawn and where it stands in the log."""
    stored = app.store.log(receipt.first - 1, receipt.last - receipt.first + 1)
    state = app.lead(lead)
    numbers = [each.event.number for each in stored if isinstance(each.event, NumberIssued)]
    same = alike(app, stored)
    odd, found = doubts(command), _reached(lead, state, stored)
    more = {"doubts": odd, "alarms": alarms_as_json(found)}
    out.data(document(lead, state, stored, receipt, numbers) | same._asdict() | more)
    again = Words("（此前已办，未重复办理）", " (done before, not done again)") if receipt.repeated else NOTHING
    moved = [each.event for each in stored if isinstance(each.event, LeadEvent | TransferEvent)]
    out.line(f"✓ {out(LABELS[moved[0].move])}{out(again)}", "bold green")
    _line(out, Words("线索", "lead"), out.aside(state.number, lead))
    _line(out, Words("阶段", "stage"), out.apart(ways(out, [each for each in stored if _is_of(lead, each)])))
    for head, issued in _issued(stored, state.number):
        _line(out, head, out.listed(issued))
    for words in same.told(out.listed):
        _line(out, Words("重复", "same?"), out(words))
    for words in odd:
        _line(out, Words("请核对", "compare"), out(words))
    for at, sentence in enumerate(alarms_told(out, found)):
        _line(out, HEAD if at == 0 else NOTHING, sentence)
    place = f"{receipt.first}–{receipt.last}" if receipt.last > receipt.first else str(receipt.first)
    _line(out, Words("日志", "log"), place)


def _reached(lead: str, state: Lead, stored: Sequence[Recorded]) -> tuple[Alarm, ...]:
    """The criminal lines of the day of the act, where it is one after which they are told."""
    acts = (each.event for each in stored if each.stream == f"lead/{lead}")
    days = [day_of(each.occurred) for each in acts if isinstance(each, WEIGHED)]
    return reached(state, days[-1]) if days else ()


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
