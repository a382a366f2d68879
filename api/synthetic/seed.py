"""A year played: the plan's acts in rounds of an hour, each round with one moment on the clock of the log."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count, groupby
from typing import Final

from api.app import App
from api.demo.clock import StoryClock
from api.staff import found
from api.synthetic.case import Step
from api.synthetic.folder import SUMMARY, TRUTH, write
from api.synthetic.places import DISTRICT
from api.synthetic.plan import Plan, Told
from api.synthetic.sending import Rounds
from api.synthetic.staff import roster_file
from api.synthetic.truth import Truth
from domain.actor import Actor
from domain.values.document_number import LeadNumber
from workflows.service import Request

ROUND: Final = timedelta(hours=1)
"""What falls into the same hour is recorded at its end, in the order of the plan."""
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

Act = tuple[Step, Told | None]


@dataclass(frozen=True, slots=True)
class Seeded:
    """What was done: commands and leads, and what the log came to."""

    leads: int
    commands: int
    events: int
    chain_hash: str


def recorded(step: Step) -> datetime:
    """The moment at which an act is recorded."""
    return step.at - (step.at - EPOCH) % ROUND + ROUND


def play(app: App, clock: StoryClock, plan: Plan, heard: Callable[[int], None] = lambda _: None) -> Seeded:
    """Do the whole plan; ``heard`` is told how many leads came in so far. The truth is written beside the log.

    Raises whatever refusal an act meets: then the plan is mistaken, not the law.
    """
    found(app, roster_file(plan.staff), channel="seed", command_id="seed-staff")
    people = {each.id: each for each in app.roster}
    rounds, commands = Rounds(app), count(1)
    leads = sent = 0
    with Truth(app.settings.data / TRUTH) as truth:
        for moment, acts in _in_rounds(plan.script()):
            clock.turn_to(moment)
            for part in _parts([step for step, _ in acts]):
                sent += len(rounds.play([_request(app, step, people[step.who.id], next(commands)) for step in part]))
            for told in (told for _, told in acts if told is not None):
                leads += 1
                truth.add(str(LeadNumber(DISTRICT, plan.year, leads)), told)
            heard(leads)
        write(app.settings.data / SUMMARY, truth.summary())
    app.read_models.catch_up()
    report = app.verify()
    return Seeded(leads, sent, report.events, report.chain_hash.hex())


def _in_rounds(script: Iterator[Act]) -> Iterator[tuple[datetime, Sequence[Act]]]:
    for moment, acts in groupby(script, key=lambda act: recorded(act[0])):
        yield moment, list(acts)


def _parts(steps: Sequence[Step]) -> Iterator[Sequence[Step]]:
    """A round, parted before each act that cites a number: what it cites must be stored."""
    cuts = [place for place, step in enumerate(steps) if step.cites and place]
    for start, end in zip([0, *cuts], [*cuts, len(steps)], strict=True):
        yield steps[start:end]


def _request(app: App, step: Step, actor: Actor, number: int) -> Request:
    act = step.act(app.transfer(step.cites).number) if callable(step.act) else step.act
    return Request(command=act, actor=actor, command_id=f"seed-{number:08d}", channel="seed")


def beginning(plan: Plan) -> datetime:
    """Where the clock of the log stands before the year."""
    return datetime(plan.year, 1, 1, tzinfo=UTC)
