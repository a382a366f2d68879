"""A point in the life of a lead, by version or by moment, and what changed between two of them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from itertools import accumulate
from typing import Any, Final

from api.plain import plain
from domain.errors import InvalidInput, NotFound
from domain.instants import BEIJING, day_of
from domain.lead.evolve import evolve
from domain.lead.state import Lead
from domain.values.mistake import Mistake
from domain.values.text import tidy
from domain.words import Words
from projections.wording import moment as told
from workflows.forms.plain import is_day, moment, whole
from workflows.ports import Recorded

_SECONDS: Final = re.compile(r"[:时点]\d{1,2}分?:\d|[T ]\d{6}")
_FRACTION: Final = re.compile(r"(?::\d{1,2}|[T ]\d{6})[.,]\d")
"""How exactly a moment was written."""

NOT_A_POINT: Final = Mistake(
    "input.point", Words("既不是版本，也不是时刻", "Neither a version nor a moment"),
    Words("如 3、2022-03-02、2022-03-02 14:30（北京时间）", "Such as 3, 2022-03-02 or 2022-03-02 14:30 (Beijing time)"),
)  # fmt: skip


def up_to(history: Sequence[Recorded], point: str, field: str) -> tuple[Recorded, ...]:
    """The events up to a version (``3``, ``v3``) or recorded up to a moment; a day means its end.

    Raises ``InvalidInput`` for what is neither, ``NotFound`` (``version.unknown``) for before the first event.
    """
    until = moment_of(point, field)
    return first(history, whole(point.removeprefix("v"), field)) if until is None else recorded_by(history, until)


def moment_of(point: str, field: str) -> datetime | None:
    """Until when a moment or a day goes; None for a version. Raises ``InvalidInput`` for what is neither."""
    number = point.removeprefix("v")
    if number.isdecimal() and len(number) < len("20220302"):
        return None
    try:
        return end_of(point, field)
    except InvalidInput:
        raise NOT_A_POINT.at(field) from None


def day_looked_at(events: Sequence[Recorded], until: datetime | None, today: date) -> date:
    """The day whose terms and lines hold at a point of the past: of its moment or last event, today at the latest."""
    return min(today, day_of(until or events[-1].recorded_at))


def first(history: Sequence[Recorded], count: int) -> tuple[Recorded, ...]:
    """The first so many events. Raises ``NotFound`` (``version.unknown``)."""
    if not 0 < count <= len(history):
        words = Words("线索没有第 {count} 件事，共 {all} 件", "the lead has no event {count}, it has {all}")
        raise NotFound(words.fill(count=count, all=len(history)), code="version.unknown")
    return tuple(history[:count])


def recorded_by(history: Sequence[Recorded], until: datetime) -> tuple[Recorded, ...]:
    """The events recorded up to a moment. Raises ``NotFound`` (``version.unknown``) for before the first."""
    found = tuple(each for each in history if each.recorded_at <= until)
    if not found:
        then, began = told(until), told(history[0].recorded_at)
        words = Words(
            f"{then.zh}还没有这条线索的记录：回放按录入时间，第一件录入于{began.zh}",
            f"at {then.en} nothing of the lead was recorded: a replay goes by the time of recording, first {began.en}",
        )
        raise NotFound(words, code="version.unknown")
    return found


def end_of(point: str, field: str) -> datetime:
    """The end of the day, or of the minute or second, that was written; a fraction of a second is itself."""
    begins, text = moment(point, field), tidy(point)
    if is_day(text):
        return datetime.combine(day_of(begins), time.max, BEIJING)
    if _FRACTION.search(text):
        return begins
    second = begins.second if _SECONDS.search(text) else time.max.second
    return begins.replace(second=second, microsecond=time.max.microsecond)


def states_of(lead: str, history: Sequence[Recorded]) -> list[Lead]:
    """The lead at each version, from before its first event on."""
    events: Iterable[Any] = (each.event for each in history)
    return list(accumulate(events, evolve, initial=Lead(lead)))


def change(name: str, states: Sequence[Lead], history: Sequence[Recorded], before: int, after: int) -> dict[str, Any]:
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
