"""``chufei lead replay`` and ``diff``: a lead as it stood at some point, and what lay between two points."""

from typing import Final

from api.app import App, as_of
from api.cli.call import Call
from api.cli.entitled import lead_in_sight, lead_opened, takes_a_reason
from api.cli.exits import OK
from api.cli.output import Out, shown
from api.cli.parser import LEAD, Verbs, pick
from api.cli.show import present
from api.cli.timeline import names, tell
from api.lead_told import facts
from api.points import change, end_of, first, recorded_by, states_of, up_to
from api.telling import entry_json
from domain.access import View
from domain.lead.state import Lead
from domain.words import Words
from projections.names import Names
from projections.timeline import entries, timeline
from workflows.forms.choices import words_of
from workflows.forms.plain import whole
from workflows.ports import Recorded

POINTS: Final = (("one", "A"), ("other", "B"))
"""The two points of ``diff``: where they stand, and what its help calls them."""


def add(verbs: Verbs) -> None:
    """Hang the verbs into the tree."""
    parser = verbs.add("replay", Words("回放：线索在某一时刻的样子", "a lead as it stood at a moment"), replay)
    parser.takes("lead", metavar="LEAD", words=LEAD)
    which = parser.add_mutually_exclusive_group(required=True)
    words = Words("到这一时刻或这一天为止", "up to this moment or day")
    which.add_argument("--at", metavar="MOMENT", help=pick(words, verbs.lang))
    words = Words("到这一版为止", "up to this version")
    which.add_argument("--version", metavar="N", dest="at_version", help=pick(words, verbs.lang))
    takes_a_reason(parser)
    parser = verbs.add("diff", Words("比较：两个版本或时刻之间变了什么", "what changed between two points"), diff)
    parser.takes("lead", metavar="LEAD", words=LEAD)
    point = Words("版本或时刻", "a version or a moment")
    for name, metavar in POINTS:
        parser.takes(name, metavar=metavar, words=point)
    takes_a_reason(parser)


def replay(call: Call) -> int:
    """The lead after the events recorded up to then, with its timeline up to then."""
    with call.open() as app:
        lead = lead_in_sight(call, app, call.args.lead)
        history, open_ = _history(call, app, View.REPLAY, lead)
        until = end_of(call.args.at, "--at") if call.args.at else None
        events = recorded_by(history, until) if until else first(history, whole(call.args.at_version, "--version"))
        state = as_of(lead, events)
        version = None if until else len(events)
        story = timeline(app.store, lead, at=until, version=version, names=names(call, app), open_personal=open_)
        call.out.data({
            "lead": state, "version": len(events), "of": len(history), "timeline": [entry_json(each) for each in story]
        })  # fmt: skip
        recorded = shown(events[-1].recorded_at)
        call.out.say(Words(
            f"回放到第 {len(events)} 版（共 {len(history)} 版），记录于 {recorded}",
            f"as of version {len(events)} of {len(history)}, recorded {recorded}",
        ), "dim")  # fmt: skip
        present(call.out, state, names(call, app))
        tell(call.out, story)
    return OK


def diff(call: Call) -> int:
    """Every field that changed, with the event that changed it last."""
    with call.open() as app:
        lead = lead_in_sight(call, app, call.args.lead)
        history, _ = _history(call, app, View.DIFF, lead)
        before, after = sorted(len(up_to(history, getattr(call.args, name), point)) for name, point in POINTS)
        states = states_of(lead, history)
        old, new = states[before], states[after]
        changed = [name for name in Lead._fields if getattr(old, name) != getattr(new, name)]
        changes = [change(name, states, history, before, after) for name in changed]
        call.out.data({"lead": lead, "from": before, "to": after, "changes": changes})
        words = Words(f"第 {before} 版 → 第 {after} 版", f"version {before} → version {after}")
        call.out.say(words, "bold")
        _tell_changes(call.out, old, new, names(call, app))
        tell(call.out, entries(history[before:after], names(call, app)))
    return OK


def _history(call: Call, app: App, view: View, lead: str) -> tuple[tuple[Recorded, ...], bool]:
    """Every event, and whether personal data in them is opened: whoever is in charge now reads what was then."""
    masked = app.history(lead)
    open_ = lead_opened(call, app, view, as_of(lead, masked))
    return (app.history(lead, open_personal=True) if open_ else masked), open_


def _tell_changes(out: Out, before: Lead, after: Lead, known: Names) -> None:
    stages = [out(words_of(each.stage)) for each in (before, after)]
    rows = [] if before.stage is after.stage else [(out(Words("阶段", "stage")), *stages)]
    rows += [
        (head, old, new)
        for (head, old), (_, new) in zip(facts(out, before, known), facts(out, after, known), strict=True)
        if old != new
    ]
    out.table([out(Words("项", "field")), out(Words("原来", "old")), out(Words("现在", "new"))], rows, wrap=(1, 2))
