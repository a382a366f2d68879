"""What would become of rows of a file: looked at and judged as they would be, with nothing stored."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from api.app import App
from api.entries import PORTION, READY, REFUSED, Entry, Looked, Outcome, a_second, here_already, look
from api.import_matching import brought
from domain.actor import Actor
from domain.errors import Refusal
from domain.instants import day_of
from domain.lead.state import Lead
from domain.procedure import Denied, Situation, judge
from projections.subjects import portions
from workflows.desks import DESKS
from workflows.people import named_officers
from workflows.refusals import Judged, refusal_of
from workflows.sound import check_sound


def foresee(
    app: App, actor: Actor, entries: Sequence[Entry], *, told: Callable[[Outcome], None] = lambda _: None
) -> tuple[Outcome, ...]:
    """What would become of rows, judged as they would be, with nothing stored; ``told`` hears of each."""
    here = brought(app, actor, [each for entry in entries for each in entry.ids])
    outcomes: list[Outcome] = []
    for some in portions(entries, PORTION):
        for row in look(app, actor, some, here):
            known = here_already(here, row)
            numbered = replace(known, number=app.lead(known.lead).number) if known else None
            outcomes.append(numbered or _judged(app, actor, row, a_second(app, here, row)))
            told(outcomes[-1])
    return tuple(outcomes)


def _judged(app: App, actor: Actor, row: Looked, wrong: Refusal | None) -> Outcome:
    made, command = row.made(READY), wrong or row.command
    try:
        if isinstance(command, Refusal):
            raise command
        check_sound(command)
        procedure = DESKS[type(command)].procedure
        situation = Situation({}, actor, app.clock.now(), named_officers(command, app.roster))
        new = Judged(Lead(command.lead), command, situation)
        ruling = judge(procedure, procedure.initial, *new)
        if isinstance(ruling, Denied):
            raise refusal_of(ruling, actor, day_of(command.occurred), app.roster, new)
    except Refusal as refusal:
        return replace(made, outcome=REFUSED, refusal=refusal)
    return made
