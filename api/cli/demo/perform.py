"""One step of the story done: the same forms, the same service, the same refusals as on the command line."""

from dataclasses import dataclass, fields

from api.app import App
from api.cli.filling import act_given, command_named, desk, office_given
from api.demo.story import Step
from domain.errors import Refusal
from domain.words import Words
from workflows.forms.read import read_form
from workflows.ports import Recorded


@dataclass(frozen=True, slots=True)
class Done:
    """What a step left in the log, oldest first."""

    stored: tuple[Recorded, ...]


class Astray(Exception):  # noqa: N818 - the story went astray, whoever is to blame
    """A step did not end as the story says; ``refusal`` is what came instead, if anything did."""

    def __init__(self, step: Step, words: Words, refusal: Refusal | None = None) -> None:
        super().__init__(words.en)
        self.step = step
        self.words = words
        self.refusal = refusal


def perform(app: App, step: Step) -> Done | Refusal:
    """Act as the step says. Raises ``Astray`` where it is refused unplanned, or done though a refusal was planned."""
    try:
        done = _act(app, step)
    except Refusal as refusal:
        if refusal.code == step.refused:
            return refusal
        planned = step.refused or "—"
        words = Words(f"应为 {planned}，却被拒绝：{refusal.code}", f"planned {planned}, refused with {refusal.code}")
        raise Astray(step, words, refusal) from refusal
    if step.refused:
        raise Astray(step, Words(f"应拒绝（{step.refused}），却办成了", f"done, though {step.refused} was planned"))
    return done


def _act(app: App, step: Step) -> Done:
    actor = app.roster.actor(step.who)
    command = command_named(step.do)
    begins = "office" in {field.name for field in fields(command)}
    given = office_given(app, actor, step.form) if begins else act_given(app, command, app.lead_id(step.lead))
    receipt = app.do(read_form(command, step.form, desk(app, ""), given), actor, channel="demo")
    done = Done(tuple(app.store.log(receipt.first - 1, receipt.last - receipt.first + 1)))
    return done
