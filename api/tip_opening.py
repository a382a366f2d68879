"""The door to what the public reported: whoever is about to be shown a report stands on record first."""

from datetime import timedelta
from typing import Final

from api.app import App
from domain.access import GROUNDS, Ground
from domain.actor import Actor
from domain.tip.guards import takes_up
from domain.tip.reading import RecordTipRead
from workflows.desks import fold
from workflows.ports import Recorded
from workflows.refusals import unknown

AGAIN: Final = "repeated-read"
"""The office rule on reads that follow each other."""


def tip_on_record(app: App, actor: Actor, tip: str, channel: str) -> None:
    """Put on record that a report is about to be shown: durable when this returns.

    Raises ``NotFound`` (``tip.unknown``) where it is not for him, a ``Fault`` where it cannot be recorded.
    """
    in_hand(app, actor, tip)
    if not _just_read(app, actor, tip):
        command = RecordTipRead(tip=tip, occurred=app.clock.now())
        app.do(command, actor, reason=GROUNDS[Ground.WORK].zh, channel=channel)


def in_hand(app: App, actor: Actor, tip: str) -> None:
    """Go on for whoever has a report in hand. Raises ``NotFound`` (``tip.unknown``) for everybody else."""
    state = fold(f"tip/{tip}", app.store.past(f"tip/{tip}").events)
    if not state.office or not takes_up(actor, state):
        raise unknown(noun="tip")


def _just_read(app: App, actor: Actor, tip: str) -> bool:
    """Whether he read it just before, and nothing has been added since."""
    reads = app.store.tail(f"access/tip/{tip}").events
    mine = next((each for each in reversed(reads) if each.meta.actor == actor.id), None)
    newest = app.store.tail(f"tip/{tip}", open_personal=False).events[-1]
    return mine is not None and mine.position > newest.position and _fresh(app, mine)


def _fresh(app: App, read: Recorded) -> bool:
    return app.clock.now() - read.recorded_at < timedelta(minutes=app.office_rules.number(AGAIN))
