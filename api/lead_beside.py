"""What stands beside the story of a lead: the papers that its events name, and who took part in what, for whom."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import is_dataclass
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from domain.instants import day_of
from domain.lead.shapes import Officer, Paper
from domain.lead.standing.events import PaperSigned
from domain.transfer.base import TransferEvent
from domain.words import Words
from workflows.desks import fold
from workflows.forms.choices import words_of
from workflows.forms.fields import describe
from workflows.ports import Recorded
from workflows.procedures.lead import LEAD
from workflows.procedures.transfer import TRANSFER

LABELS: Final = {row.id: row.label for row in (*LEAD.rows, *TRANSFER.rows)}
"""Move → what people call it."""


class Filed(NamedTuple):
    """A paper that an event names: what it is, its number or where it is kept, the day, where the event stands."""

    title: str
    reference: str
    day: date
    position: int


class Party(NamedTuple):
    """Somebody who took part. ``offices``: those in whose name he acted; none for who is only named in an act."""

    person: str
    offices: dict[str, None]
    acts: dict[Words, None]


def papers(events: Iterable[Recorded], say: Callable[[Words], str]) -> Iterator[Filed]:
    """Every paper, in the order of the log; one that several events name stands at each of them."""
    for recorded in events:
        event: Any = recorded.event
        if isinstance(event, PaperSigned) and event.number:
            yield Filed(say(words_of(event.matter)), event.number, day_of(event.occurred), recorded.position)
        for paper in _within(event, Paper):
            yield Filed(paper.title, paper.reference, day_of(event.occurred), recorded.position)


def parties(events: Iterable[Recorded]) -> Sequence[Party]:
    """Whoever did something or is named as one who took part, in the order in which they came in."""
    found: dict[str, Party] = {}
    for recorded in events:
        event: Any = recorded.event
        label, meta = LABELS[event.move], recorded.meta
        actor = _party(found, meta.actor)
        actor.offices[meta.office] = actor.acts[label] = None
        for officer in _within(event, Officer):
            _party(found, officer.id).acts[label] = None
    return tuple(found.values())


def standings(events: Iterable[Recorded]) -> dict[str, Words]:
    """Transfer → where it stands after these events."""
    tracks: dict[str, list[object]] = {}
    for recorded in events:
        if isinstance(recorded.event, TransferEvent):
            tracks.setdefault(recorded.stream, []).append(recorded.event)
    return {track: words_of(fold(track, happened).stage) for track, happened in tracks.items()}


def _party(found: dict[str, Party], person: str) -> Party:
    return found.get(person) or found.setdefault(person, Party(person, {}, {}))


def _within(shape: object, kind: type) -> Iterator[Any]:
    """Every part of that kind, however deep; shapes that can hold none are not looked into."""
    for name, many in _places(type(shape), kind):  # type: ignore[arg-type] # classes hash
        value = getattr(shape, name)
        for part in value if many else (() if value is None else (value,)):
            if isinstance(part, kind):
                yield part
            else:
                yield from _within(part, kind)


@cache
def _places(shape: type, kind: type) -> tuple[tuple[str, bool], ...]:
    """The fields of a shape that hold one, or a part that does: with whether they hold several."""
    return tuple(
        (each.name, each.many)
        for each in describe(shape)
        if each.kind is kind or (is_dataclass(each.kind) and _places(each.kind, kind))
    )
