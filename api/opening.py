"""The one door to sealed data: what somebody is about to be shown stands on record first (docs/decisions/0017).

Every way in asks here which leads it may open, and opens only those that it is given back::

    reading = Reading(caller.actor, View.SHOW, caller.channel, reason)
    history = app.history(lead, open_personal=lead in opened(app, reading, {lead: app.lead(lead)}))
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from api.app import App
from domain.access import GROUNDS, Ground, RecordAccess, View, may_open
from domain.actor import Actor
from domain.lead.guards import Located
from domain.lead.sight import open_to
from projections.access_register import on_record

MOST: Final = 500
"""Leads that one record names."""
AGAIN: Final = "repeated-read"
"""The office rule on reads that follow each other."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads, in what view, by which way in; ``reason`` where one was written (``domain.access.parse_reason``).

    ``register`` names a list and ``narrowed`` says by what it was narrowed, without anything that was typed freely.
    """

    actor: Actor
    view: View
    channel: str
    reason: str = ""
    register: str = ""
    narrowed: tuple[str, ...] = ()


def opened(app: App, reading: Reading, leads: Mapping[str, Located]) -> frozenset[str]:
    """The leads whose personal data may be shown, by id: that they are read stands in the log when this returns.

    Of one lead the record stands in its own stream, of several in one of the reader's. Raises a ``Fault`` where it
    cannot be recorded: then nothing may be shown. Not from the loop's own thread, which takes ``opened_meanwhile``.
    """
    mine = tuple(lead for lead, place in leads.items() if may_open(reading.actor, place, reading.reason))
    now = app.clock.now()
    for some in _parts(_unrecorded(app, reading, mine, now)):
        app.do(_record(reading, some, now), reading.actor, reason=_why(reading), channel=reading.channel)
    return frozenset(mine)


async def opened_meanwhile(app: App, reading: Reading, leads: Mapping[str, Located]) -> frozenset[str]:
    """``opened`` from a coroutine."""
    return await asyncio.to_thread(opened, app, reading, leads)


def unexplained(reading: Reading, leads: Mapping[str, Located]) -> bool:
    """Whether personal data of some leads stays masked for want of a reason in writing."""
    asked = (place for place in leads.values() if open_to(reading.actor, place))
    return not all(may_open(reading.actor, place, reading.reason) for place in asked)


def _unrecorded(app: App, reading: Reading, leads: tuple[str, ...], now: datetime) -> Sequence[str]:
    """Those that were not read in the same way just before. The register may lag: then they are recorded once more."""
    known: set[str] = set()
    for some in _parts(leads):
        known |= app.ask(
            on_record, some, since=now - _span(app), actor=reading.actor.id, view=reading.view,
            register=reading.register, reason=_why(reading), channel=reading.channel,
        )  # fmt: skip
    return [lead for lead in leads if lead not in known]


def _parts(leads: Sequence[str]) -> Iterator[Sequence[str]]:
    return (leads[start : start + MOST] for start in range(0, len(leads), MOST))


def _span(app: App) -> timedelta:
    return timedelta(minutes=app.office_rules.number(AGAIN))


def _record(reading: Reading, leads: Sequence[str], now: datetime) -> RecordAccess:
    ground = Ground.STATED if reading.reason else Ground.WORK
    return RecordAccess(
        leads=tuple(leads), occurred=now, view=reading.view, ground=ground, register=reading.register,
        narrowed=reading.narrowed,
    )  # fmt: skip


def _why(reading: Reading) -> str:
    return reading.reason or GROUNDS[Ground.WORK].zh
