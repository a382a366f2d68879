"""What of a file is here already: rows brought before, and leads of which the file says something else now.

Whoever is told that a row is here learns whom a lead is about, and leaves no trace: so it is told only of leads whose
personal data is opened to him.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from api.app import App
from domain.actor import Actor
from domain.duplicates.prints import Print
from domain.errors import InvalidInput, NotFound, Refusal
from domain.instants import day_of
from domain.lead.intake.commands import RegisterLead
from domain.lead.intake.events import LeadRegistered
from domain.lead.sight import open_to, reads_persons
from domain.values.document_number import LeadNumber
from domain.values.firm_name import is_vague
from projections.same_lead import NAMES, Wanted, same_leads
from projections.sight import Reader

VAGUE: Final = ("某", "*", "×", "XX")
"""What stands in a name that is nobody's."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The leads that rows of a file are, by the rows' command ids; ``spoken_for`` are those no other row can mean.

    ``sought`` are the command ids of all rows of the file.

    ``taken`` are leads of this very run: a number they were given is not the one that a later row of the file means.

    A ledger may have two rows about one subject and one day. Each of them means a lead of its own: so a lead that one
    row became, before or just now, is not the one that another row tells something else of.
    """

    sought: tuple[str, ...]
    rows: dict[str, str] = field(default_factory=dict)
    spoken_for: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)

    def here(self, command_id: str, exported: str) -> str:
        """The lead that this very row became before, or from which it was ``exported``; else nothing."""
        lead = self.rows.get(command_id) or ("" if exported in self.taken else exported)
        self.spoken_for.update({lead} - {""})
        return lead

    def took(self, lead: str) -> None:
        """A row just became this lead."""
        self.taken.add(lead)
        self.spoken_for.add(lead)

    def changed(self, leads: Sequence[str]) -> str:
        """The first of these leads that no row was found to be; from now on this row is."""
        lead = next((each for each in leads if each not in self.spoken_for), "")
        if lead:
            self.spoken_for.add(lead)
        return lead


def brought(app: App, actor: Actor, command_ids: Sequence[str]) -> Brought:
    """What became of these rows when they were brought before; a row's id is made of his office and all its words."""
    here = Brought(tuple(command_ids) if reads_persons(actor) else ())
    look_again(app, here)
    return here


def look_again(app: App, here: Brought) -> None:
    """Find the rows that somebody else brought since: two may bring one ledger at the same time."""
    streams = app.store.first_streams([each for each in here.sought if each not in here.rows])
    here.rows.update((command_id, stream.partition("/")[2]) for command_id, stream in streams.items())
    here.spoken_for.update(here.rows.values())


def same_by_now(
    app: App, actor: Actor, here: Brought, commands: Sequence[RegisterLead | Refusal | None]
) -> list[tuple[str, ...]]:
    """The same as ``same_before``; a lead found there may be a row that somebody else brought since we looked."""
    same = same_before(app, actor, commands)
    if any(lead not in here.spoken_for for leads in same for lead in leads):
        look_again(app, here)
    return same


def same_before(app: App, actor: Actor, commands: Sequence[RegisterLead | Refusal | None]) -> list[tuple[str, ...]]:
    """For each command the leads about its subject that its office registered on its day."""
    asked = [(at, each) for at, each in enumerate(commands) if isinstance(each, RegisterLead)]
    wanted = [Wanted(each.office, day_of(each.occurred), _prints(app, each)) for _, each in asked]
    found: list[tuple[str, ...]] = [() for _ in commands]
    if reads_persons(actor) and any(each.prints for each in wanted):
        reader = Reader(actor.office, actor.division)
        for (at, _), leads in zip(asked, app.ask(same_leads, app.subjects, wanted, reader), strict=True):
            found[at] = leads
    return found


def _prints(app: App, command: RegisterLead) -> frozenset[Print]:
    """Those of the subject itself; a name that is only a description tells two subjects not apart."""
    prints, name = app.subjects.who(command), name_of(command)
    if is_vague(name) or any(each in name for each in VAGUE):
        return frozenset(each for each in prints if each.kind not in NAMES)
    return prints


def exported(app: App, actor: Actor, number: str, command: RegisterLead | Refusal) -> str:
    """The lead of this very log with the number that a row has, the same subject and the same minute; else nothing."""
    if isinstance(command, Refusal) or not number:
        return ""
    try:
        LeadNumber.parse(number)
        lead = app.lead_id(number)
        if not open_to(actor, app.lead(lead)):
            return ""
        first = app.history(lead, open_personal=True)[0].event
    except (InvalidInput, NotFound):
        return ""
    if not isinstance(first, LeadRegistered) or name_of(first) != name_of(command):
        return ""
    return lead if abs(first.occurred - command.occurred) < timedelta(minutes=1) else ""


def name_of(lead: LeadRegistered | RegisterLead) -> str:
    """What the subject is called."""
    return lead.unit.name if lead.unit else lead.person.name if lead.person else ""
