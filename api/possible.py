"""What somebody can do with a lead now; a refusal is told together with it."""

from api.app import App
from domain.actor import Actor
from domain.errors import Faults, LegalMove, NotFound, Refusal
from domain.instants import day_of
from domain.lead.state import Lead
from domain.office_rules import RULEBOOK
from domain.procedure import Situation, command_name
from workflows.desks import DESKS, fold
from workflows.moves import Move, blank, moves
from workflows.procedures.lead import LEAD
from workflows.procedures.transfer import TRANSFER
from workflows.refusals import Judged, refusal_of


def situation_of(app: App, lead: str, actor: Actor, known: Lead | None = None) -> Situation:
    """The lead and its last transfer as they are now; ``known``: the lead, where whoever asks has it.

    Raises ``NotFound`` (``lead.unknown``).
    """
    state = known or app.lead(lead)
    states: dict[str, object] = {f"lead/{lead}": state, RULEBOOK: app.office_rules.book()}
    for ref in state.transfers[-1:]:
        states[ref.track] = fold(ref.track, (each.event for each in app.store.tail(ref.track).events))
    return Situation(states, actor, app.clock.now())


def before_any(app: App, actor: Actor) -> Situation:
    """A lead that is not there yet, under the id of none."""
    return Situation({"lead/": Lead("")}, actor, app.clock.now())


def moves_of(lead: str, situation: Situation) -> tuple[Move, ...]:
    """Those of the lead, then those of its last transfer."""
    state = situation.states[f"lead/{lead}"]
    found = moves(LEAD, state.stage, state, lead, situation)
    for ref in state.transfers[-1:]:
        transfer = situation.states[ref.track]
        found += moves(TRANSFER, transfer.stage, transfer, ref.track.partition("/")[2], situation)
    return found


def judged_of(move: Move, lead: str, situation: Situation) -> Judged:
    """What a denied move was about, with nothing filled in."""
    stream = stream_of(move.command, lead, situation.states[f"lead/{lead}"])
    return Judged(situation.states[stream], blank(move.command, stream.partition("/")[2], situation), situation)


def stream_of(command: type, lead: str, state: Lead) -> str:
    """On what a move is judged: one of a transfer on the last transfer, every other on the lead."""
    tracks = [ref.track for ref in state.transfers[-1:]] if DESKS[command].procedure is TRANSFER else []
    return tracks[0] if tracks else f"lead/{lead}"


def told_what_is_possible(app: App, lead: str, actor: Actor, command: type, refusal: Refusal) -> Refusal:
    """The refusal with the moves this very person can make now.

    Mistakes in the form of a move that is not possible anyway give way to the reason why it is not.
    """
    try:
        situation = situation_of(app, lead, actor)
        found = moves_of(lead, situation)
    except NotFound:
        return refusal
    mine = next((move for move in found if move.command is command), None)
    if isinstance(refusal, Faults) and mine is not None and mine.denied is not None:
        judged = judged_of(mine, lead, situation)
        refusal = refusal_of(mine.denied, actor, day_of(app.clock.now()), app.roster, judged)
    if not isinstance(refusal, Faults):
        refusal.legal = tuple(
            LegalMove(move.row.id, command_name(move.command), move.row.label, move.row.levels)
            for move in found
            if move.denied is None and move.command is not command
        )
    return refusal
