"""Events as lines of a timeline: when it happened, what, who, and where it stands in the log."""

from collections.abc import Iterable

from api.app import App
from api.cli.call import Call
from api.cli.exits import OK
from api.cli.look import may_open
from api.cli.output import Out, shown
from api.cli.parser import Verbs
from domain.numbers import NumberIssued
from domain.words import Words
from workflows.desks import DESKS
from workflows.ports import Recorded


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    parser = verbs.add("history", Words("时间线：发生过的每一件事", "everything that happened"), history)
    parser.add_argument("lead", metavar="LEAD")
    parser.add_argument("--track", action="store_true")


def history(call: Call) -> int:
    """The whole story, oldest first."""
    with call.open() as app:
        lead = app.lead_id(call.args.lead)
        state = app.lead(lead)
        opened = may_open(call, app, state)
        events = list(app.history(lead, open_personal=opened))
        if call.args.track:
            for ref in state.transfers:
                events += app.store.tail(ref.track, open_personal=opened).events
        events.sort(key=lambda each: each.position)
        call.out.data({"lead": lead, "number": state.number, "timeline": [entry_json(app, each) for each in events]})
        tell(app, call.out, events)
    return OK


def entry_json(app: App, recorded: Recorded) -> dict[str, object]:
    """The documented shape of an entry."""
    return {
        "position": recorded.position,
        "stream": recorded.stream,
        "version": recorded.version,
        "type": recorded.name,
        "occurred": getattr(recorded.event, "occurred", recorded.recorded_at),
        "recorded_at": recorded.recorded_at,
        "actor": recorded.meta.actor,
        "words": sentence(recorded),
        "data": recorded.event,
        "command_id": recorded.meta.command_id,
    }


def tell(app: App, out: Out, events: Iterable[Recorded]) -> None:
    """The lines."""
    out.table(
        [out(Words("版本", "no.")), out(Words("发生时间", "occurred")), out(Words("事项", "what")),
         out(Words("经办", "by")), out(Words("日志", "log"))],
        [(each.version, shown(getattr(each.event, "occurred", each.recorded_at)), out(sentence(each)),
          each.meta.actor, each.position) for each in events],
        wrap=(2,),
    )  # fmt: skip


def sentence(recorded: Recorded) -> Words:
    """What happened, by the name of its move."""
    if isinstance(recorded.event, NumberIssued):
        return Words(f"编号 {recorded.event.number}", f"number {recorded.event.number}")
    return LABELS.get(getattr(recorded.event, "move", ""), Words(recorded.name, recorded.name))


LABELS = {row.id: row.label for desk in DESKS.values() for row in desk.procedure.rows}
