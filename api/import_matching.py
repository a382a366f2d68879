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
from domain.lead.intake.guards import answers_for
from domain.lead.sight import open_to, reads_persons
from domain.values.document_number import LeadNumber
from domain.values.firm_name import is_vague
from projections.same_lead import NAMES, Wanted, same_leads
from projections.sight import Reader

ROW: Final = "row-"
"""With this begins the command id of whatever came out of a file."""
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

    def row(self, command_ids: Sequence[str]) -> str:
        """The lead that this very row became before, whoever of these brought it; else nothing."""
        return next((self.rows[each] for each in command_ids if each in self.rows), "")

    def here(self, command_ids: Sequence[str], exported: str) -> str:
        """The lead that this very row became before, or from which it was ``exported``; else nothing."""
        lead = self.row(command_ids) or ("" if exported in self.taken else exported)
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

    def before(self, leads: Sequence[str]) -> tuple[str, ...]:
        """Those of these leads that were here before this run."""
        return tuple(each for each in leads if each not in self.taken)


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
    """For each command the leads about its subject of its day that its office has, or that one below it brought."""
    asked = [(at, each) for at, each in enumerate(commands) if isinstance(each, RegisterLead)]
    below = {office: frozenset(offices_below(app, office)) for office in {each.office for _, each in asked}}
    wanted = [
        Wanted(below[each.office] | {each.office}, day_of(each.occurred), _prints(app, each)) for _, each in asked
    ]
    found: list[tuple[str, ...]] = [() for _ in commands]
    if reads_persons(actor) and any(each.prints for each in wanted):
        reader = Reader(actor.office, actor.division)
        for (at, each), leads in zip(asked, app.ask(same_leads, app.subjects, wanted, reader), strict=True):
            found[at] = tuple(lead for lead in leads if _of(app, lead, each.office))
    return found


def offices_below(app: App, office: str) -> tuple[str, ...]:
    """The offices of the roster that lie in the area of this one."""
    return tuple(
        dict.fromkeys(each.office for each in app.roster if each.office != office and answers_for(office, each.office))
    )


def _of(app: App, lead: str, office: str) -> bool:
    """Whether a lead is the office's own, or came to one below it out of a file, as its ledger may come here too."""
    first = app.history(lead)[0]
    own = isinstance(first.event, LeadRegistered) and first.event.office == office
    return own or first.meta.command_id.startswith(ROW)


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
