"""``chufei worklist``: what waits for me, the oldest duty first, and what I can do with each lead now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from api import people
from api.app import App
from api.cli.call import Call
from api.cli.entitled import insider, opened, takes_a_reason
from api.cli.exits import OK
from api.cli.output import Out
from api.cli.parser import Verbs
from api.possible import moves_of, situation_of
from domain.access import View
from domain.actor import Actor
from domain.catalogue import MASKED
from domain.lead.base import LeadCommand
from domain.lead.closing.commands import ReopenLead
from domain.lead.disposal.commands import NotePoliceFiling, OpenTransfer, RecordMilestone, TakeUpAgain
from domain.lead.stage import Stage
from domain.procedure import command_name, lacking_power
from domain.values.mistake import Mistake
from domain.words import Words
from projections.work_list import Duty, Place, duties
from workflows.forms.choices import words_of
from workflows.forms.plain import whole
from workflows.moves import Move
from workflows.procedures.lead import LEAD
from workflows.procedures.lead.standing import ROWS as STANDING

PAGE: Final = 20
APART: Final = "~"
NO_PLACE: Final = Mistake(
    "input.place",
    Words("不是上一页给出的位置", "this is not a place that a page before gave"),
    Words("照抄上一页末尾的 --after", "copy --after from the end of the page before"),
)
AT_ANY_TIME: Final = frozenset({row.command for row in STANDING}) | {
    NotePoliceFiling, OpenTransfer, RecordMilestone, ReopenLead
}  # fmt: skip
"""What is possible at nearly every stage is nobody's duty."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A duty with the moves that are legal for whoever asked, and its place in the list."""

    duty: Duty
    moves: tuple[Move, ...]
    place: Place


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    words = Words("待办：我现在能办的，期限最早的在前", "what waits for me, oldest duty first")
    parser = verbs.add("worklist", words, show)
    words = Words("只看由我承办的", "only leads of which I am the handler")
    parser.takes("--mine", action="store_true", words=words)
    parser.takes("--limit", metavar="N", words=Words(f"每页条数（{PAGE}）", f"leads of a page ({PAGE})"))
    words = Words("从上一页给出的位置接着列", "go on from where the page before ended")
    parser.takes("--after", metavar="PLACE", words=words)
    takes_a_reason(parser)


def show(call: Call) -> int:
    """A page of duties."""
    limit = max(whole(call.args.limit, "--limit"), 1) if call.args.limit else PAGE
    after = _place(call.args.after) if call.args.after else None
    with call.open() as app:
        actor = call.who(app)
        insider(call, app)
        found = list(islice(waiting(call, app, actor, after), limit + 1))
        shown = _veiled(call, app, found[:limit])
        following = APART.join(map(str, shown[-1].place)) if len(found) > limit else None
        call.out.data({"actor": actor.id, "duties": [as_json(each) for each in shown], "following": following})
        tell(call.out, shown, people.names(app))
        if following is not None:
            call.out.say(Words(f"下一页：--after {following}", f"next page: --after {following}"), "dim")
    return OK


def waiting(call: Call, app: App, actor: Actor, after: Place | None) -> Iterator[Waiting]:
    """The leads of the actor's area with a move for him, from a place in the list on."""
    handler = actor.id if call.args.mine else ""
    while True:
        page = app.ask(
            duties, stages_of(actor), division=actor.division, office=actor.office, handler=handler, after=after
        )
        for duty, place in page.rows:
            moves = duties_of(app, duty.lead, actor)
            if moves:
                yield Waiting(duty, moves, place)
        if page.following is None:
            return
        after = Place(*page.following)


def _veiled(call: Call, app: App, found: Sequence[Waiting]) -> list[Waiting]:
    """The page with the names of persons that are opened to whoever asks."""
    persons = {each.duty.lead: each.duty for each in found if each.duty.natural_person}
    veiled = persons.keys() - opened(call, app, View.WORKLIST, persons)
    return [
        replace(each, duty=replace(each.duty, subject=MASKED)) if each.duty.lead in veiled else each for each in found
    ]


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
    """The moves of a lead and of its last transfer that are legal for the actor now."""
    found = moves_of(lead, situation_of(app, lead, actor))
    return tuple(move for move in found if move.denied is None and move.command not in AT_ANY_TIME)


def _place(text: str) -> Place:
    due, _, rest = text.partition(APART)
    registered, _, lead = rest.partition(APART)
    if not registered.isdigit():
        raise NO_PLACE.at(field="--after")
    return Place(due, int(registered), lead)


def as_json(each: Waiting) -> dict[str, object]:
    """The documented shape of a duty."""
    moves = [{"command": command_name(m.command), "move": m.row.id, "label": m.row.label} for m in each.moves]
    return {**{name: getattr(each.duty, name) for name in Duty.__dataclass_fields__}, "moves": moves}


def tell(out: Out, found: Sequence[Waiting], names: Mapping[str, str]) -> None:
    """The page as a table."""
    out.table(
        [out(Words("期限", "due")), out(Words("线索编号", "number")), out(Words("对象", "subject")),
         out(Words("阶段", "stage")), out(Words("能办", "possible")), out(Words("责任人", "who"))],
        [(each.duty.deadline, each.duty.number, each.duty.subject, out(words_of(each.duty.stage)),
          out.listed(dict.fromkeys(out(move.row.label) for move in each.moves)),
          names.get(each.duty.handler, each.duty.handler)) for each in found],
        wrap=(2, 4, 5),
        spare=(5,),
    )  # fmt: skip
    out.say(Words(f"共 {len(found)} 条", f"leads: {len(found)}"), "dim")
