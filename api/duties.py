"""What waits for somebody, the oldest duty first, and what he can do with each lead now."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from api.app import App
from api.possible import moves_of, situation_of
from domain.actor import Actor, Role
from domain.errors import LogDamaged, NotFound
from domain.instants import day_of
from domain.lead.base import LeadCommand
from domain.lead.closing.commands import ReopenLead
from domain.lead.disposal.commands import NotePoliceFiling, OpenTransfer, RecordMilestone, TakeUpAgain
from domain.lead.stage import Stage
from domain.lead.standing.commands import AssignHandler
from domain.procedure import command_name, lacking_power
from domain.words import Words
from projections.base import LIMIT
from projections.registers import NO_PLACE
from projections.work_list import Duty, Load, Place, duties, load
from workflows.moves import Move
from workflows.procedures.lead import LEAD, asking
from workflows.procedures.lead.standing import ROWS as STANDING

APART: Final = "~"
LOST: Final = (LogDamaged, NotFound)
"""What is raised where the log does not hold what was read of it before: some of a lead, or all."""
AT_ANY_TIME: Final = frozenset({row.command for row in (*STANDING, *asking.ROWS)}) | {
    NotePoliceFiling, OpenTransfer, RecordMilestone, ReopenLead
}  # fmt: skip
"""What is possible at nearly every stage is nobody's duty."""
ENDED: Final = frozenset({Stage.NOT_ACCEPTED, Stage.CLOSED, Stage.ARCHIVED})
UNREADABLE: Final = Words(
    "此线索的日志无法读出，请告知管理员并核验日志",
    "the log of this lead cannot be read: tell the administrator, and have the log verified",
)
"""What is said of a lead instead of its moves: one that is damaged takes nobody's other work away."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A duty with the moves that are legal for whoever asked, and its place in the list.

    None is, and nobody knows which were, where the log of the lead cannot be read.
    """

    duty: Duty
    moves: tuple[Move, ...]
    place: Place

    @property
    def unreadable(self) -> bool:
        """Whether the log is damaged there: a lead that merely has no move for him does not wait for him."""
        return not self.moves


def waiting(app: App, actor: Actor, handler: str, after: Place | None) -> Iterator[Waiting]:
    """The leads of the actor's area with a move for him, or with a damaged log, from a place in the list on.

    With ``handler`` those alone that wait for him, or for anybody in his office.
    """
    while True:
        page = app.ask(
            duties, stages_of(actor), division=actor.division, office=actor.office, handler=handler, after=after
        )
        for duty, place in page.rows:
            try:
                moves = duties_of(app, duty.lead, actor)
            except LOST:
                yield Waiting(duty, (), place)
            else:
                if moves:
                    yield Waiting(duty, moves, place)
        if page.following is None:
            return
        after = Place(*page.following)


def load_of(app: App, actor: Actor) -> Load:
    """How much waits in the actor's own hands, or, for whoever handles leads by his post, in nobody's of his office.

    It is told by the stages, without judging each lead's moves. What ended is not counted: the little that may still be
    done with it would be counted for ever.
    """
    stages = tuple(stage for stage in stages_of(actor) if stage not in ENDED)
    return app.ask(
        load, stages, division=actor.division, office=actor.office, handler=actor.id,
        today=day_of(app.clock.now()), alone=Role.HANDLER not in actor.roles,
    )  # fmt: skip


def stages_of(actor: Actor) -> tuple[Stage, ...]:
    """The stages at which somebody of this level and post may have something to do."""
    rows = (
        row for row in LEAD.rows if row.command not in AT_ANY_TIME | {TakeUpAgain} and _works_on(row.command, actor)
    )
    stages = {stage for row in rows if lacking_power(row, actor) is None for stage in row.source}
    return tuple(stage for stage in Stage if stage in stages and stage is not Stage.UNREGISTERED)


def _works_on(command: type[Any], actor: Actor) -> bool:
    return issubclass(command, LeadCommand) and bool(command.posts & set(actor.roles))


def duties_of(app: App, lead: str, actor: Actor) -> tuple[Move, ...]:
    """The moves of a lead and of its last transfer that are legal for the actor now.

    Giving it to an officer is one, and the first, where it has none.
    """
    situation = situation_of(app, lead, actor)
    given = situation.states[f"lead/{lead}"].handler != ""
    aside = AT_ANY_TIME if given else AT_ANY_TIME - {AssignHandler}
    legal = (move for move in moves_of(lead, situation) if move.denied is None and move.command not in aside)
    return tuple(sorted(legal, key=lambda move: move.command is not AssignHandler))


def place_text(place: Place) -> str:
    """A place in the list, as a word that people copy and programs send back."""
    return APART.join(map(str, place))


def place_of(text: str, field: str) -> Place:
    """What ``place_text`` made. Raises ``InvalidInput`` (``input.place``)."""
    due, _, rest = text.partition(APART)
    registered, _, lead = rest.partition(APART)
    if not registered.isdecimal() or int(registered) >= LIMIT or not (due + lead).isprintable():
        raise NO_PLACE.at(field)
    return Place(due, int(registered), lead)


def as_json(each: Waiting) -> dict[str, object]:
    """The documented shape of a duty."""
    moves = [{"command": command_name(m.command), "move": m.row.id, "label": m.row.label} for m in each.moves]
    return {**{name: getattr(each.duty, name) for name in Duty.__dataclass_fields__}, "moves": moves}
