"""One step of the story done: the same forms, the same service, the same refusals as on the command line."""

from api.app import App
from api.demo.story import Import, Step, Story
from api.entries import REFUSED, Outcome
from api.given import BEGINNINGS, act_given, command_named, desk, office_given
from api.imports import Options, Result, understand
from api.imports import bring as bring_book
from api.ledger_file import read_file, register_rows
from domain.errors import Refusal
from domain.words import Words
from workflows.forms.read import read_form
from workflows.ports import Recorded


class Astray(Exception):
    """Something did not end as the story says; ``refusal`` is what came instead, if anything did."""

    def __init__(self, words: Words, refusal: Refusal | None = None) -> None:
        super().__init__(words.en)
        self.words = words
        self.refusal = refusal


def bring(app: App, brought: Import, story: Story) -> tuple[Outcome, ...]:
    """Register the ledger of leads, as ``lead register --from`` does. Raises ``Astray`` for a row not taken."""
    outcomes = tuple(register_rows(app, app.roster.actor(brought.who), read_file(story.leads, "leads.csv")))
    for each in outcomes:
        if each.outcome == REFUSED:
            raise Astray(Words(f"台账第 {each.line} 行未登记", f"line {each.line} was not registered"), each.refusal)
    return outcomes


def carry(app: App, act: Import, story: Story) -> tuple[Result, ...]:
    """Bring a workbook, as ``import --yes`` does; rows that are refused are for the office to mend."""
    actor = app.roster.actor(act.who)
    book = understand(app, actor, story.workbooks[act.workbook], act.workbook, Options())
    return bring_book(app, actor, book, store=True)


def perform(app: App, step: Step) -> tuple[Recorded, ...] | Refusal:
    """Act as the step says: what it left in the log, or the refusal that was planned. Raises ``Astray`` otherwise."""
    try:
        stored = _act(app, step)
    except Refusal as refusal:
        if refusal.code == step.refused:
            return refusal
        raise Astray(_told(step, refusal.code), refusal) from refusal
    if step.refused:
        raise Astray(_told(step, ""))
    return stored


def _act(app: App, step: Step) -> tuple[Recorded, ...]:
    actor = app.roster.actor(step.who)
    command = command_named(step.do)
    now, begins = app.clock.now(), command in BEGINNINGS
    given = office_given(app, actor, step.form, now) if begins else act_given(app, command, app.lead_id(step.lead), now)
    receipt = app.do(read_form(command, step.form, desk(app, "", app.lead_id, now), given), actor, channel="demo")
    return tuple(app.store.log(receipt.first - 1, receipt.last - receipt.first + 1))


def _told(step: Step, came: str) -> Words:
    """What was planned and what came; an empty code is success."""
    planned_zh, planned_en = (step.refused and f"不予办理（{step.refused}）") or "办成", step.refused or "success"
    came_zh, came_en = (came and f"不予办理（{came}）") or "办成", came or "success"
    return Words(
        f"{step.lead} {step.do}：应为{planned_zh}，实为{came_zh}",
        f"{step.lead} {step.do}: planned {planned_en}, came {came_en}",
    )
