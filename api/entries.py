"""Rows of any file on their way to the log: the command of each, and what is here of it already."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from api.app import App
from api.duplicate_notice import NOBODY, Alike
from api.import_matching import ROW, Brought, exported, same_by_now
from api.people import ids
from domain.actor import Actor
from domain.errors import Faults, Refusal
from domain.instants import day_of
from domain.lead.intake.commands import RegisterLead
from workflows.forms.checks import Desk
from workflows.forms.ledger_row import Known, Row, form
from workflows.forms.read import read_form
from workflows.imports.headings import SUBJECT
from workflows.imports.mistakes import A_SECOND

READY: Final = "ready"
TAKEN: Final = "taken"
KNOWN: Final = "known"
CHANGED: Final = "changed"
REFUSED: Final = "refused"

PORTION: Final = 500
"""Rows that are read together before they are begun."""


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


class Looked(NamedTuple):
    """A row with its command, or with why it has none.

    ``before`` are leads of its office about its subject and day, ``exported`` is the lead whose number it has.
    """

    entry: Entry
    command: RegisterLead | Refusal
    before: tuple[str, ...]
    exported: str

    def made(self, outcome: str) -> Outcome:
        """Itself with what became of it."""
        return Outcome(line=self.entry.line, subject=self.entry.subject, wrote=self.entry.wrote, outcome=outcome)


def look(app: App, actor: Actor, entries: Sequence[Entry], here: Brought) -> list[Looked]:
    """Make their commands, and find what is here of them."""
    commands = [_made(entry) for entry in entries]
    asked = [
        command if entry.dated and not here.row(entry.ids) else None
        for entry, command in zip(entries, commands, strict=True)
    ]
    return [
        Looked(entry, command, before, exported(app, actor, entry.wrote, command))
        for entry, command, before in zip(entries, commands, same_by_now(app, actor, here, asked), strict=True)
    ]


def here_already(here: Brought, row: Looked) -> Outcome | None:
    """What became of a row that needs no taking: it is here already, or its lead is."""
    known = here.here(row.entry.ids, row.exported)
    lead = known or here.changed(row.before)
    return replace(row.made(KNOWN if known else CHANGED), lead=lead) if lead else None


def a_second(app: App, here: Brought, row: Looked) -> Refusal | None:
    """A row that would become one more lead of its subject and day: perhaps its twin was changed in the ledger."""
    leads = [] if row.entry.second else here.before(row.before)
    if not leads:
        return None
    return Faults((A_SECOND.at(SUBJECT, number=app.lead(leads[0]).number),))


def _made(entry: Entry) -> RegisterLead | Refusal:
    try:
        return entry.command()
    except Refusal as refusal:
        return refusal
