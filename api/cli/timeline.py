"""``chufei lead history``: what happened, line by line, each event once."""

from collections.abc import Iterable
from typing import Final

from api import telling
from api.app import App
from api.cli.call import Call
from api.cli.entitled import lead_in_sight, lead_opened, takes_a_reason
from api.cli.exits import OK
from api.cli.output import Out, shown
from api.cli.parser import LEAD, Verbs
from api.telling import entry_json
from domain.access import View
from domain.words import Words
from projections.names import Names
from projections.timeline import Entry, timeline

PROSE: Final = 44
"""Columns that a sentence needs beside the times, before the second of them is worth its room."""


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    parser = verbs.add("history", Words("时间线：发生过的每一件事", "everything that happened"), history)
    parser.takes("lead", metavar="LEAD", words=LEAD)
    words = Words("只看移送公安的事项", "only the events of transfers to the police")
    parser.takes("--track", action="store_true", words=words)
    takes_a_reason(parser)


def history(call: Call) -> int:
    """The whole story with its transfers, oldest first."""
    with call.open() as app:
        lead = lead_in_sight(call, app, call.args.lead)
        state = app.lead(lead)
        open_ = lead_opened(call, app, View.HISTORY, state)
        story = timeline(app.store, lead, names=names(call, app), open_personal=open_)
        wanted = [entry for entry in story if not call.args.track or entry.stream.startswith("transfer/")]
        call.out.data({"lead": lead, "number": state.number, "timeline": [entry_json(entry) for entry in wanted]})
        call.out.line(state.number, "bold")
        if not wanted:
            call.out.say(Words("没有移送公安的事项。", "Nothing of a transfer to the police."))
            return OK
        tell(call.out, wanted)
    return OK


def names(call: Call, app: App) -> Names:
    """Everything by its name, as far as whoever asks is told it."""
    return telling.names(app, call.somebody(app))


def tell(out: Out, story: Iterable[Entry]) -> None:
    """The lines; a stage that was reached stands behind an arrow."""
    rows = []
    for entry in story:
        reached = f" → {out(entry.reached)}" if entry.reached else ""
        times = shown(entry.occurred), shown(entry.recorded_at)
        rows.append((_version(out, entry), *times, out(entry.sentence) + reached, entry.actor))
    out.table(
        [out(Words("版本", "no.")), out(Words("发生时间", "occurred")), out(Words("录入时间", "recorded")),
         out(Words("事项", "what happened")), out(Words("经办", "by"))],
        rows,
        wrap=(3,),
        spare=(2,),
        comfortable=PROSE,
    )  # fmt: skip


def _version(out: Out, entry: Entry) -> str:
    """The version of the lead; a transfer counts its own, so ``移2-7`` is the seventh event of the second transfer."""
    noun, _, track = entry.stream.partition("/")
    if noun != "transfer":
        return str(entry.version)
    return f"{out(Words('移', 'T'))}{track.rpartition('-')[2]}-{entry.version}"
