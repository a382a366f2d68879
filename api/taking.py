"""Rows of any file become leads: each is taken once, however often it is brought, and many are under way at once."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from api.alike import NOBODY, Alike, alike
from api.app import App
from api.brought import ROW, Brought, brought, exported, same_by_now
from api.people import ids
from domain.actor import Actor
from domain.duplicates.index import ALONE_TOO_COMMON
from domain.duplicates.prints import Kind, Print, fingerprints, keys
from domain.duplicates.score import CROWD
from domain.errors import CommandReused, Faults, Refusal
from domain.instants import day_of
from domain.lead.intake.commands import RegisterLead
from domain.lead.sight import reads_persons
from domain.lead.state import Lead
from domain.procedure import Denied, Situation, judge
from projections.subjects import portions, subject
from workflows.desks import DESKS
from workflows.forms.checks import Desk
from workflows.forms.ledger_row import Known, Row, form
from workflows.forms.read import read_form
from workflows.imports.headings import SUBJECT
from workflows.imports.mistakes import A_SECOND
from workflows.people import named_officers
from workflows.refusals import Judged, refusal_of
from workflows.service import Request
from workflows.sound import check_sound

READY: Final = "ready"
TAKEN: Final = "taken"
KNOWN: Final = "known"
CHANGED: Final = "changed"
REFUSED: Final = "refused"

AT_ONCE: Final = 64
"""Rows under way: enough to fill the batches of the log, few enough to hold in hand."""
PORTION: Final = 500
"""Rows that are read together before they are begun."""
TELLING: Final = frozenset({Kind.USCC, Kind.RESIDENT_ID, Kind.NEAR_NAME, Kind.CORE, Kind.PERSON})
"""Prints by which two rows may be about the same: the later waits for the earlier, so that it is told of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row on its way to the log.

    ``command`` makes its command, or raises why it cannot be one; ``wrote`` is the number that stands in the file.
    ``dated`` where the row says when it was registered: then it can be told from others about the same.
    ``brought_below`` are the command ids it has where an office below brings it. ``second``: whether it may become one
    more lead about a subject and a day that a lead here has, which another row is.
    """

    line: int
    subject: str
    command_id: str
    command: Callable[[], RegisterLead]
    wrote: str = ""
    dated: bool = False
    brought_below: tuple[str, ...] = ()
    second: bool = True

    @property
    def ids(self) -> tuple[str, ...]:
        """The command ids under which this very row may be here."""
        return (self.command_id, *self.brought_below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a row: taken, known (it is here already) or refused; ``ready`` where nothing was to be stored yet.

    ``changed``: its lead is here, of which the file tells something else now. It is not stored: what happened since is
    done step by step, what was wrong is corrected.

    ``line`` is its line in the file. ``alike`` is told of rows that were taken: who brings what is here already learns
    of no other lead by it.
    """

    line: int
    outcome: str
    subject: str
    lead: str = ""
    number: str = ""
    wrote: str = ""
    alike: Alike = NOBODY
    refusal: Refusal | None = None


def known_to(app: App, actor: Actor) -> Known:
    """What rows may refer to: the divisions, and the roster by code, id or name."""
    offices = {each.office: (each.office, each.organ, each.division) for each in app.roster}
    organs = {each.organ: offices[each.office] for each in app.roster}
    return Known(
        divisions=app.divisions,
        office=lambda text: offices.get(text) or organs.get(text),
        officer=ids(app).get,
        home=actor.division,
        today=day_of(app.clock.now()),
    )


def registration(app: App, actor: Actor, row: Row, known: Known, command_id: str) -> RegisterLead:
    """The command of a row of the ledger. Raises ``Faults``, ``InvalidInput``."""
    now = app.clock.now()
    desk = Desk(now=now, new_id=lambda noun: app.derive(command_id, noun), lead_id=app.lead_id)
    given = {"office": actor.office, "organ": actor.organ, "division": actor.division, "occurred": now}
    return read_form(RegisterLead, form(row, known), desk, given)


def row_id(app: App, actor: Actor, content: Iterable[str], copy: int = 1) -> str:
    """The command id of a row, made from whose and what it is: brought again, it is the same command.

    ``copy`` counts rows of the same content that mean several leads.
    """
    return row_id_of(app, actor.office, content, copy)


def row_id_of(app: App, office: str, content: Iterable[str], copy: int = 1) -> str:
    """The command id of a row where somebody of this office brings it."""
    return f"{ROW}{app.derive(office, *content, str(copy))}"


def foresee(
    app: App, actor: Actor, entries: Sequence[Entry], *, told: Callable[[Outcome], None] = lambda _: None
) -> tuple[Outcome, ...]:
    """What would become of rows, judged as they would be, with nothing stored; ``told`` hears of each."""
    here = brought(app, actor, [each for entry in entries for each in entry.ids])
    outcomes: list[Outcome] = []
    for some in portions(entries, PORTION):
        for row in _read(app, actor, some, here):
            known = _here(here, row)
            numbered = replace(known, number=app.lead(known.lead).number) if known else None
            outcomes.append(numbered or _judged(app, actor, row, _second(app, here, row)))
            told(outcomes[-1])
    return tuple(outcomes)


def _judged(app: App, actor: Actor, row: "_Row", wrong: Refusal | None) -> Outcome:
    made, command = row.made(READY), wrong or row.command
    try:
        if isinstance(command, Refusal):
            raise command
        check_sound(command)
        procedure = DESKS[type(command)].procedure
        situation = Situation({}, actor, app.clock.now(), named_officers(command, app.roster))
        new = Judged(Lead(command.lead), command, situation)
        ruling = judge(procedure, procedure.initial, *new)
        if isinstance(ruling, Denied):
            raise refusal_of(ruling, actor, day_of(command.occurred), app.roster, new)
    except Refusal as refusal:
        return replace(made, outcome=REFUSED, refusal=refusal)
    return made


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


class _Row(NamedTuple):
    """A row with its command, or with why it has none.

    ``before`` are leads of its office about its subject and day, ``exported`` is the lead whose number it has.
    """

    entry: Entry
    command: RegisterLead | Refusal
    before: tuple[str, ...]
    exported: str

    def made(self, outcome: str) -> Outcome:
        return Outcome(line=self.entry.line, subject=self.entry.subject, wrote=self.entry.wrote, outcome=outcome)


def _read(app: App, actor: Actor, entries: Sequence[Entry], here: Brought) -> list[_Row]:
    commands = [_made(entry) for entry in entries]
    asked = [
        command if entry.dated and not here.row(entry.ids) else None
        for entry, command in zip(entries, commands, strict=True)
    ]
    return [
        _Row(entry, command, before, exported(app, actor, entry.wrote, command))
        for entry, command, before in zip(entries, commands, same_by_now(app, actor, here, asked), strict=True)
    ]


def _here(here: Brought, row: _Row) -> Outcome | None:
    """What became of a row that needs no taking: it is here already, or its lead is."""
    known = here.here(row.entry.ids, row.exported)
    lead = known or here.changed(row.before)
    return replace(row.made(KNOWN if known else CHANGED), lead=lead) if lead else None


def _second(app: App, here: Brought, row: _Row) -> Refusal | None:
    """A row that would become one more lead of its subject and day: perhaps its twin was changed in the ledger."""
    leads = [] if row.entry.second else here.before(row.before)
    if not leads:
        return None
    return Faults((A_SECOND.at(SUBJECT, number=app.lead(leads[0]).number),))


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
                rows = await asyncio.to_thread(_read, self.app, self.actor, some, self.here)
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

    async def _one(self, row: _Row, before: set[asyncio.Task[Outcome]]) -> Outcome:
        if before:
            await asyncio.wait(before)
        known = _here(self.here, row)
        if known is not None:
            return replace(known, number=await asyncio.to_thread(self._number, known.lead))
        made, command = row.made(REFUSED), row.command
        command = await asyncio.to_thread(_second, self.app, self.here, row) or command
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

    def _meanwhile(self, row: _Row) -> Outcome:
        """What became of a row that somebody else brought after this run had begun."""
        (lead,) = brought(self.app, self.actor, [row.entry.command_id]).rows.values()
        return replace(row.made(KNOWN), lead=lead, number=self._number(lead))

    def _registered(self, made: Outcome, lead: str) -> Outcome:
        first = self.app.history(lead)[0]
        event: Any = first.event
        self.numbers[lead] = event.number
        told = alike(self.app, (first,), self._number)
        return replace(made, outcome=TAKEN, lead=lead, number=event.number, alike=told)

    def _number(self, lead: str) -> str:
        if lead not in self.numbers:
            self.numbers[lead] = self.app.lead(lead).number
        return self.numbers[lead]


def _made(entry: Entry) -> RegisterLead | Refusal:
    try:
        return entry.command()
    except Refusal as refusal:
        return refusal


def _told_by(rows: Sequence[_Row]) -> list[frozenset[Print]]:
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
