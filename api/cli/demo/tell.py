"""How the performance reads on a terminal: a line or two for each step, the six refusals in full."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Any, Final

from api.cli.output import Out, shown
from api.cli.receipts import LABELS
from api.cli.refusals import tell
from api.cli.register_file import why
from api.demo.story import Import, Step
from api.entries import Outcome
from api.given import command_named
from api.imports import Result
from domain.actor import Actor
from domain.errors import Refusal
from domain.instants import day_of
from domain.numbers import NumberIssued
from domain.words import Words
from projections.wording import shown as worded
from workflows.desks import DESKS
from workflows.forms.choices import words_of
from workflows.ports import Recorded, Roster

SECOND: Final = 41
"""Where the second column begins: behind the longest name of the roster."""
NOTE: Final = 12
"""Where notes begin: behind the time."""

DETAILS: Final[dict[str, tuple[Words, tuple[str, ...]]]] = {
    "E00s": (Words("签批", "signs"), ("matter",)),
    "E00q": (Words("提请签批", "asks for the signature of"), ("matter",)),
    "E00g": (Words("评级", "grades"), ("grade",)),
    "E21": (Words("记录", "records"), ("milestone", "item", "amount_fen")),
}
"""Moves whose name does not say enough → a shorter name, and the fields that say the rest."""


def heading(out: Out, number: int, title: Words) -> None:
    """The name of a section."""
    out.line()
    out.line(f"{number}. {out(title)}", "bold cyan")


def brought(out: Out, at: datetime, actor: Actor, row: Outcome) -> None:
    """A row of the ledger that became a lead, and what may be the same."""
    _line(out, at, row.number, actor, out(Words(f"登记线索：{row.subject}", f"registers {row.subject}")))
    for words in row.alike.told(out.listed):
        _note(out, words)


def carried(out: Out, act: Import, actor: Actor, row: Result) -> None:
    """A row of an older ledger: registered, carried over, or refused with the reason."""
    taking, draft = row.taking, row.draft
    assert taking is not None  # noqa: S101 - asked before
    assert draft is not None  # noqa: S101 - what was taken or refused was drafted
    what = Words("登记线索：{subject}", "registers {subject}")
    if taking.refusal is not None:
        what = Words("未导入：{subject}", "refused: {subject}")
    elif draft.stated is not None:
        what = Words("自旧台账转入：{subject}", "carries over {subject}")
    stage = f" → {out(words_of(draft.stated.stage))}" if draft.stated and taking.refusal is None else ""
    _line(out, act.at, taking.number or act.workbook, actor, out(what.fill(subject=taking.subject)) + stage)
    if taking.refusal is not None:
        out.beside("", why(out, taking.refusal, draft.headings), NOTE)
    for words in taking.alike.told(out.listed):
        _note(out, words)


def done(out: Out, step: Step, actor: Actor, stored: Sequence[Recorded]) -> None:
    """What was done, the stages reached, the numbers drawn."""
    events: list[Any] = [each.event for each in stored if not isinstance(each.event, NumberIssued)]
    numbers = [each.event.number for each in stored if isinstance(each.event, NumberIssued)]
    what = _what(out, events[0])
    reached = [out(words_of(each.stage)) for each in events if each.stage is not each.came_from]
    led_to = [f"→ {stage}" for stage in reached if stage.casefold() != what.casefold()]
    drawn = [number for number in numbers if number != step.lead]
    _line(out, step.at, step.lead, actor, " ".join([what, *led_to, *drawn]))
    _note(out, step.note)


def refused(out: Out, step: Step, actor: Actor, refusal: Refusal, roster: Roster) -> None:
    """What was asked, and the refusal with code, articles and facts; not who could, nor what else is possible."""
    command = command_named(step.do)
    row = next(row for row in DESKS[command].procedure.rows if row.command is command)
    _line(out, step.at, step.lead, actor, out(row.label))
    _note(out, step.note)
    refusal.legal, refusal.missing, refusal.remedy = (), None, None
    tell(out, refusal, day=day_of(step.at), actor=actor, roster=roster)
    out.line()


def _line(out: Out, at: datetime, lead: str, actor: Actor, what: str) -> None:
    """``03-08 09:00 370104-2022-0001 兴福专班甲 …``."""
    out.beside(f"{shown(at)[5:]} {lead} {actor.name}", what, SECOND, "dim")


def _note(out: Out, words: Words | None) -> None:
    if words is not None:
        out.beside("", out(words), NOTE)


def _what(out: Out, event: Any) -> str:  # noqa: ANN401 - an event of any track
    if event.move not in DETAILS:
        return out(LABELS[event.move])
    words, names = DETAILS[event.move]
    details = (out(_value(getattr(event, name), name)) for name in names)
    return out(Words(f"{words.zh}：", f"{words.en} ")) + " ".join(filter(None, details))


def _value(value: object, name: str) -> Words:
    return words_of(value) if isinstance(value, Enum) else worded(value, name)
