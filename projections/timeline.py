"""The timeline of a lead: every event of it and of its transfers once, in order, told in plain words.

It is read from the log when asked, so that any moment can be told again as it was known then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.lead.base import LeadEvent
from domain.lead.disposal.events import TransferMoved
from domain.transfer.base import TransferEvent
from domain.words import Words
from projections.names import PLAIN, Names
from projections.sentences import SENTENCES
from projections.wording import say
from workflows.forms.choices import words_of
from workflows.ports import Recorded, Tail


class Log(Protocol):
    """The log as far as it is needed here, with the switch for personal data."""

    def tail(self, stream: str, after: int = 0, *, open_personal: bool = True) -> Tail:
        """The events of one stream after a version, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: when, entered when and by whom, told in words.

    ``name`` is the stored name of the event, ``move`` the row of the procedure; ``reached`` is the stage it led to,
    None where nothing moved.
    """

    position: int
    stream: str
    version: int
    name: str
    move: str
    occurred: datetime
    recorded_at: datetime
    actor: str
    sentence: Words
    reached: Words | None


def timeline(
    log: Log,
    lead: str,
    *,
    at: datetime | None = None,
    version: int | None = None,
    names: Names = PLAIN,
    open_personal: bool = True,
) -> tuple[Entry, ...]:
    """What was on the record of a lead: now, at an instant, or while it had a version. Nothing for no such lead."""
    history = log.tail(f"lead/{lead}", open_personal=open_personal).events
    events = with_tracks(log, history, version=version, open_personal=open_personal)
    return entries([each for each in events if at is None or each.recorded_at <= at], names)


def with_tracks(
    log: Log, history: Sequence[Recorded], *, version: int | None = None, open_personal: bool = True
) -> tuple[Recorded, ...]:
    """The events of a lead, up to a version, and those of its tracks until then, once, in the order of the log."""
    own = history if version is None else history[:version]
    following = None if version is None else next(iter(history[version:]), None)
    events = list(own)
    for track in sorted({pointer.track for recorded in own if (pointer := _pointer(recorded))}):
        events += _before(following, own[-1], log.tail(track, open_personal=open_personal).events)
    return _once(events)


def entries(events: Sequence[Recorded], names: Names = PLAIN) -> tuple[Entry, ...]:
    """Tell these events in the order of the log; a milestone that points at one of them is left out."""
    return tuple(tell(recorded, names) for recorded in _once(events))


def _once(events: Sequence[Recorded]) -> tuple[Recorded, ...]:
    there = {(recorded.stream, recorded.version) for recorded in events}
    ordered = sorted(events, key=lambda recorded: recorded.position)
    return tuple(recorded for recorded in ordered if _target(recorded) not in there)


def _before(following: Recorded | None, last: Recorded, events: Sequence[Recorded]) -> list[Recorded]:
    """What a track had on record while the lead stood at ``last``: nothing of the command that moved it on."""
    if following is None:
        return list(events)
    later = {following.meta.command_id} - {last.meta.command_id}
    return [each for each in events if each.position < following.position and each.meta.command_id not in later]


def _pointer(recorded: Recorded) -> TransferMoved | None:
    return recorded.event if isinstance(recorded.event, TransferMoved) else None


def _target(recorded: Recorded) -> tuple[str, int] | None:
    """The event of a track at which a milestone points."""
    pointer = _pointer(recorded)
    return None if pointer is None else (pointer.track, pointer.track_version)


def tell(recorded: Recorded, names: Names) -> Entry:
    """One event, told. Raises ``TypeError`` for what is no part of a lead's story."""
    event = recorded.event
    if not isinstance(event, LeadEvent | TransferEvent):
        msg = f"{recorded.name} is not part of a lead's story"
        raise TypeError(msg)
    return Entry(
        position=recorded.position,
        stream=recorded.stream,
        version=recorded.version,
        name=recorded.name,
        move=event.move,
        occurred=event.occurred,
        recorded_at=recorded.recorded_at,
        actor=names.person(recorded.meta.actor),
        sentence=say(SENTENCES[type(event)], event, names),
        reached=words_of(event.stage) if event.stage != event.came_from else None,
    )
