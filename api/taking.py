"""Rows of any file become leads: each is taken once, however often it is brought, and many are under way at once."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from api.app import App
from api.duplicate_notice import alike
from api.entries import KNOWN, PORTION, REFUSED, TAKEN, Entry, Looked, Outcome, a_second, here_already, look
from api.foreseeing import foresee
from api.import_matching import Brought, brought
from domain.actor import Actor
from domain.duplicates.index import ALONE_TOO_COMMON
from domain.duplicates.prints import Kind, Print, fingerprints, keys
from domain.duplicates.score import CROWD
from domain.errors import CommandReused, Refusal
from domain.lead.intake.commands import RegisterLead
from domain.lead.sight import reads_persons
from projections.subjects import portions, subject
from workflows.service import Request

AT_ONCE: Final = 64
"""Rows under way: enough to fill the batches of the log, few enough to hold in hand."""
TELLING: Final = frozenset({Kind.USCC, Kind.RESIDENT_ID, Kind.NEAR_NAME, Kind.CORE, Kind.PERSON})
"""Prints by which two rows may be about the same: the later waits for the earlier, so that it is told of it."""


def take(
    app: App,
    actor: Actor,
    entries: Iterable[Entry],
    *,
    told: Callable[[Outcome], None] = lambda _: None,
    at_once: int = 1,
) -> tuple[Outcome, ...]:
    """Register rows, what became of each; a refused row stops no other. One by one they are numbered in their order."""
    rows = tuple(entries)
    if not reads_persons(actor):  # he registers nothing, and hears of nothing that others of his office brought
        return foresee(app, actor, rows, told=told)
    here = brought(app, actor, [each for entry in rows for each in entry.ids])
    return app.loop.run(_Taking(app, actor, told, asyncio.Semaphore(at_once), here).all(rows))


@dataclass(frozen=True, slots=True)
class _Taking:
    app: App
    actor: Actor
    told: Callable[[Outcome], None]
    free: asyncio.Semaphore
    here: Brought
    numbers: dict[str, str] = field(default_factory=dict)
    """Lead → its number: of a family of look-alikes each is asked for again and again."""
    faults: list[BaseException] = field(default_factory=list)
    """What the machine met: rows after that are not begun."""

    async def all(self, entries: Sequence[Entry]) -> tuple[Outcome, ...]:
        last: dict[Print, asyncio.Task[Outcome]] = {}
        under_way: list[asyncio.Task[Outcome]] = []
        try:
            for some in portions(entries, PORTION):
                if self.faults:
                    break
                last = {each: task for each, task in last.items() if not task.done()}  # nobody waits for those
                rows = await asyncio.to_thread(look, self.app, self.actor, some, self.here)
                for row, prints in zip(rows, _told_by(rows), strict=True):
                    await self.free.acquire()
                    if self.faults:
                        break
                    before = {last[each] for each in prints if each in last}
                    task = asyncio.create_task(self._one(row, before))
                    task.add_done_callback(self._done)
                    last |= dict.fromkeys(prints, task)
                    under_way.append(task)
            return tuple(await asyncio.gather(*under_way))
        finally:
            for task in under_way:  # where one met a fault, the others are not left behind
                task.cancel()

    def _done(self, task: asyncio.Task[Outcome]) -> None:
        self.free.release()
        if task.cancelled():
            return
        fault = task.exception()
        if fault is None:
            self.told(task.result())
        else:
            self.faults.append(fault)

    async def _one(self, row: Looked, before: set[asyncio.Task[Outcome]]) -> Outcome:
        if before:
            await asyncio.wait(before)
        known = here_already(self.here, row)
        if known is not None:
            return replace(known, number=await asyncio.to_thread(self._number, known.lead))
        made, command = row.made(REFUSED), row.command
        command = await asyncio.to_thread(a_second, self.app, self.here, row) or command
        if isinstance(command, Refusal):
            return replace(made, refusal=command)
        request = Request(command=command, actor=self.actor, command_id=row.entry.command_id, channel="import")
        try:
            receipt = await self.app.service.handle(request)
        except CommandReused:
            return await asyncio.to_thread(self._meanwhile, row)
        except Refusal as refusal:
            return replace(made, refusal=refusal)
        if receipt.repeated:
            return await asyncio.to_thread(self._meanwhile, row)
        self.here.took(command.lead)
        return await asyncio.to_thread(self._registered, made, command.lead)

    def _meanwhile(self, row: Looked) -> Outcome:
        """What became of a row that somebody else brought after this run had begun."""
        (lead,) = brought(self.app, self.actor, [row.entry.command_id]).rows.values()
        return replace(row.made(KNOWN), lead=lead, number=self._number(lead))

    def _registered(self, made: Outcome, lead: str) -> Outcome:
        first = self.app.history(lead)[0]
        event: Any = first.event
        self.numbers[lead] = event.number
        told = alike(self.app, (first.event,), self._number)
        return replace(made, outcome=TAKEN, lead=lead, number=event.number, alike=told)

    def _number(self, lead: str) -> str:
        if lead not in self.numbers:
            self.numbers[lead] = self.app.lead(lead).number
        return self.numbers[lead]


def _told_by(rows: Sequence[Looked]) -> list[frozenset[Print]]:
    """The prints for which each row waits; a person named in many rows, as an agent is, tells of nobody alone."""
    of_each = [_prints(row.command) for row in rows]
    often = Counter(each for prints in of_each for each in prints if each.kind in ALONE_TOO_COMMON)
    crowds = {each for each, times in often.items() if times > CROWD}
    return [prints - crowds for prints in of_each]


def _prints(command: RegisterLead | Refusal) -> frozenset[Print]:
    if isinstance(command, Refusal):
        return frozenset()
    whom = subject(command.unit, command.person, command.address, command.contacts)
    return frozenset(each for each in keys(fingerprints(whom)) if each.kind in TELLING)
