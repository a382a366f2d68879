"""``chufei lead replay`` and ``diff``: a lead as it stood at some point, and what lay between two points."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from itertools import accumulate
from typing import Any, Final

from api.app import App, as_of
from api.cli.call import Call
from api.cli.entitled import lead_in_sight, may_open
from api.cli.exits import OK
from api.cli.output import Out, shown
from api.cli.parser import LEAD, Verbs, pick
from api.cli.show import facts, present
from api.cli.timeline import entry_json, names, tell
from api.plain import plain
from domain.errors import InvalidInput, NotFound
from domain.instants import BEIJING, day_of
from domain.lead.evolve import evolve
from domain.lead.state import Lead
from domain.values.mistake import Mistake
from domain.values.text import tidy
from domain.words import Words
from projections.names import Names
from projections.timeline import entries, timeline
from workflows.forms.choices import words_of
from workflows.forms.plain import is_day, moment, whole
from workflows.ports import Recorded

POINTS: Final = (("one", "A"), ("other", "B"))
"""The two points of ``diff``: where they stand, and what its help calls them."""

_SECONDS: Final = re.compile(r"[:时点]\d{1,2}分?:\d|[T ]\d{6}")
_FRACTION: Final = re.compile(r"(?::\d{1,2}|[T ]\d{6})[.,]\d")
"""How exactly a moment was written."""

NOT_A_POINT: Final = Mistake(
    "input.point", Words("既不是版本，也不是时刻", "Neither a version nor a moment"),
    Words("如 3、2022-03-02、2022-03-02 14:30（北京时间）", "Such as 3, 2022-03-02 or 2022-03-02 14:30 (Beijing time)"),
)  # fmt: skip


def add(verbs: Verbs) -> None:
    """Hang the verbs into the tree."""
    parser = verbs.add("replay", Words("回放：线索在某一时刻的样子", "a lead as it stood at a moment"), replay)
    parser.takes("lead", metavar="LEAD", words=LEAD)
    which = parser.add_mutually_exclusive_group(required=True)
    words = Words("到这一时刻或这一天为止", "up to this moment or day")
    which.add_argument("--at", metavar="MOMENT", help=pick(words, verbs.lang))
    words = Words("到这一版为止", "up to this version")
    which.add_argument("--version", metavar="N", dest="at_version", help=pick(words, verbs.lang))
    parser = verbs.add("diff", Words("比较：两个版本或时刻之间变了什么", "what changed between two points"), diff)
    parser.takes("lead", metavar="LEAD", words=LEAD)
    point = Words("版本或时刻", "a version or a moment")
    for name, metavar in POINTS:
        parser.takes(name, metavar=metavar, words=point)


def replay(call: Call) -> int:
    """The lead after the events recorded up to then, with its timeline up to then."""
    with call.open() as app:
        lead = lead_in_sight(call, app, call.args.lead)
        history = _history(call, app, lead)
        until = _end(call.args.at, "--at") if call.args.at else None
        events = recorded_by(history, until) if until else first(history, whole(call.args.at_version, "--version"))
        state = as_of(lead, events)
        version = None if until else len(events)
        opened = may_open(call, app, state)
        story = timeline(app.store, lead, at=until, version=version, names=names(call, app), open_personal=opened)
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
        history = _history(call, app, lead)
        before, after = sorted(len(up_to(history, getattr(call.args, name), point)) for name, point in POINTS)
        states = _states(lead, history)
        old, new = states[before], states[after]
        changed = [name for name in Lead._fields if getattr(old, name) != getattr(new, name)]
        changes = [_change(name, states, history, before, after) for name in changed]
        call.out.data({"lead": lead, "from": before, "to": after, "changes": changes})
        words = Words(f"第 {before} 版 → 第 {after} 版", f"version {before} → version {after}")
        call.out.say(words, "bold")
        _tell_changes(call.out, old, new, names(call, app))
        tell(call.out, entries(history[before:after], names(call, app)))
    return OK


def up_to(history: Sequence[Recorded], point: str, field: str) -> tuple[Recorded, ...]:
    """The events up to a version (``3``, ``v3``) or recorded up to a moment; a day means its end.

    Raises ``InvalidInput`` for what is neither, ``NotFound`` (``version.unknown``) for before the first event.
    """
    number = point.removeprefix("v")
    if number.isdecimal() and len(number) < len("20220302"):
        return first(history, whole(number, field))
    try:
        until = _end(point, field)
    except InvalidInput:
        raise NOT_A_POINT.at(field) from None
    return recorded_by(history, until)


def first(history: Sequence[Recorded], count: int) -> tuple[Recorded, ...]:
    """The first so many events. Raises ``NotFound`` (``version.unknown``)."""
    if not 0 < count <= len(history):
        words = Words("线索没有第 {count} 版，共 {all} 版", "the lead has no version {count}, it has {all}")
        raise NotFound(words.fill(count=count, all=len(history)), code="version.unknown")
    return tuple(history[:count])


def recorded_by(history: Sequence[Recorded], until: datetime) -> tuple[Recorded, ...]:
    """The events recorded up to a moment. Raises ``NotFound`` (``version.unknown``) for before the first."""
    found = tuple(each for each in history if each.recorded_at <= until)
    if not found:
        words = Words(
            "{until} 时还没有这条线索的记录：回放按录入时间，第一件录入于 {first}",
            "at {until} nothing of the lead was recorded: a replay goes by the time of recording, first {first}",
        )
        raise NotFound(words.fill(until=shown(until), first=shown(history[0].recorded_at)), code="version.unknown")
    return found


def _end(point: str, field: str) -> datetime:
    """The end of the day, or of the minute or second, that was written; a fraction of a second is itself."""
    begins, text = moment(point, field), tidy(point)
    if is_day(text):
        return datetime.combine(day_of(begins), time.max, BEIJING)
    if _FRACTION.search(text):
        return begins
    second = begins.second if _SECONDS.search(text) else time.max.second
    return begins.replace(second=second, microsecond=time.max.microsecond)


def _history(call: Call, app: App, lead: str) -> tuple[Recorded, ...]:
    masked = app.history(lead)
    return app.history(lead, open_personal=True) if may_open(call, app, as_of(lead, masked)) else masked


def _states(lead: str, history: Sequence[Recorded]) -> list[Lead]:
    """The lead at each version, from before its first event on."""
    events: Iterable[Any] = (each.event for each in history)
    return list(accumulate(events, evolve, initial=Lead(lead)))


def _change(name: str, states: Sequence[Lead], history: Sequence[Recorded], before: int, after: int) -> dict[str, Any]:
    """Old, new and the event that made it what it is."""
    was = [getattr(state, name) for state in states]
    causing = next(each for each in reversed(history[before:after]) if was[each.version - 1] != was[each.version])
    return {
        "field": name,
        "old": plain(was[before]),
        "new": plain(was[after]),
        "version": causing.version,
        "event": causing.name,
        "actor": causing.meta.actor,
        "recorded_at": causing.recorded_at,
    }


def _tell_changes(out: Out, before: Lead, after: Lead, known: Names) -> None:
    stages = [out(words_of(each.stage)) for each in (before, after)]
    rows = [] if before.stage is after.stage else [(out(Words("阶段", "stage")), *stages)]
    rows += [
        (head, old, new)
        for (head, old), (_, new) in zip(facts(out, before, known), facts(out, after, known), strict=True)
        if old != new
    ]
    out.table([out(Words("项", "field")), out(Words("原来", "old")), out(Words("现在", "new"))], rows, wrap=(1, 2))
