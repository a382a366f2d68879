"""A ledger in a file becomes leads, row by row: each row is taken once, however often the file is brought."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from api.alike import NOBODY, Alike, alike
from api.app import App
from api.people import ids
from domain.actor import Actor
from domain.errors import Faults, NotFound, Refusal
from domain.instants import day_of
from domain.lead.intake.commands import RegisterLead
from domain.lead.intake.events import LeadRegistered
from domain.values.mistake import Mistake
from domain.values.text import decode, tidy
from domain.words import Words
from workflows.divisions.loader import shipped
from workflows.forms.checks import Desk
from workflows.forms.ledger_row import NEEDED, NUMBER, REGISTERED, Known, cells, form
from workflows.forms.read import read_form

MISSING_COLUMN: Final = Mistake(
    "input.ledger.column", Words("表头缺少“{column}”列", "The heading lacks the column {column}"),
    Words("按 ledger export 导出的表头填写", "Use the heading that ledger export writes"),
)  # fmt: skip

TAKEN: Final = "taken"
KNOWN: Final = "known"
REFUSED: Final = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a row: taken, known (it is here already) or refused. ``line`` is its line in the file.

    ``alike`` is told of rows that were taken: who brings what is here already learns of no other lead by it.
    """

    line: int
    outcome: str
    subject: str
    lead: str = ""
    number: str = ""
    wrote: str = ""
    alike: Alike = NOBODY
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A file whose heading was understood; ``ignored`` are columns filled in that a registration does not take."""

    rows: tuple[tuple[int, Mapping[str, str]], ...]
    ignored: tuple[str, ...]


def read_file(data: bytes, name: str) -> Reading:
    """The rows of a ledger: UTF-8 with or without a byte order mark, or GB18030.

    Raises ``InvalidInput`` (``input.file.encoding``), ``Faults`` (``input.ledger.column``).
    """
    table = csv.DictReader(io.StringIO(decode(data, field=name), newline=""), restkey="")
    heading = {tidy(column): column for column in table.fieldnames or ()}
    missing = [column for column in NEEDED if column not in heading]
    if missing:
        raise Faults(MISSING_COLUMN.at(name, column=column) for column in missing)
    rows = tuple(
        (table.line_num, {column: row[written] or "" for column, written in heading.items()})
        for row in table
        if any(value for value in row.values() if isinstance(value, str))
    )
    other = (column for column in heading if column and column not in {NUMBER, *REGISTERED})
    ignored = tuple(column for column in other if any(row[column].strip() for _, row in rows))
    return Reading(rows, tuple(ignored))


def register_rows(app: App, actor: Actor, reading: Reading) -> Iterator[Outcome]:
    """Register every row in its order; a refused row stops no other.

    The command id of a row is made from its content, so that the same file brought twice, or brought again with one row
    put right, registers nothing twice; equal rows of one file are counted.
    """
    importer = _Importer(app, actor, known_to(app, actor), set())
    seen: Counter[tuple[str, ...]] = Counter()
    for line, row in reading.rows:
        written = cells(row)
        content = tuple(written[column] for column in REGISTERED)
        seen[content] += 1
        command_id = f"row-{app.derive(*content, str(seen[content]))}"
        yield importer.register(line, written, command_id)


def known_to(app: App, actor: Actor) -> Known:
    """What rows may refer to: the divisions, and the roster by code, id or name."""
    offices = {each.office: (each.office, each.organ, each.division) for each in app.roster}
    organs = {each.organ: offices[each.office] for each in app.roster}
    return Known(
        divisions=shipped(),
        office=lambda text: offices.get(text) or organs.get(text),
        officer=ids(app).get,
        home=actor.division,
        today=day_of(app.clock.now()),
    )


@dataclass(frozen=True, slots=True)
class _Importer:
    """Who brings a file, and what its rows may refer to."""

    app: App
    actor: Actor
    known: Known
    taken: set[str]
    """Leads of this very run: a number they were given is not the number that a later row of the file means."""

    def register(self, line: int, written: Mapping[str, str], command_id: str) -> Outcome:
        """What becomes of a row."""
        told: dict[str, Any] = {"line": line, "subject": written["对象名称"], "wrote": written[NUMBER]}
        found = self.app.store.find(command_id)
        try:
            if found is not None:
                return self._here(KNOWN, self._lead_at(found[0]), told)
            command = self._command(written, command_id)
            same = self._same(written[NUMBER], command)
            if same:
                return self._here(KNOWN, same, told)
            self.app.do(command, self.actor, command_id=command_id, channel="import")
        except Refusal as refusal:
            return Outcome(**told, outcome=REFUSED, refusal=refusal)
        self.taken.add(command.lead)
        return self._here(TAKEN, command.lead, {**told, "alike": alike(self.app, self.app.history(command.lead)[:1])})

    def _command(self, written: Mapping[str, str], command_id: str) -> RegisterLead:
        app, actor = self.app, self.actor
        now = app.clock.now()
        desk = Desk(now=now, new_id=lambda noun: app.derive(command_id, noun), lead_id=app.lead_id)
        given = {"office": actor.office, "organ": actor.organ, "division": actor.division, "occurred": now}
        return read_form(RegisterLead, form(written, self.known), desk, given)

    def _here(self, outcome: str, lead: str, told: dict[str, Any]) -> Outcome:
        return Outcome(**told, outcome=outcome, lead=lead, number=self.app.lead(lead).number)

    def _lead_at(self, position: int) -> str:
        (stored,) = self.app.store.log(position - 1, 1)
        return stored.stream.partition("/")[2]

    def _same(self, number: str, command: RegisterLead) -> str:
        """The lead of this very log that the row was exported from: same number, same subject, same minute."""
        try:
            lead = self.app.lead_id(number) if number else ""
            first = self.app.history(lead, open_personal=True)[0].event if lead else None
        except NotFound:
            return ""
        if lead in self.taken or not isinstance(first, LeadRegistered) or _subject(first) != _subject(command):
            return ""
        apart = abs(first.occurred - command.occurred)
        return lead if apart < timedelta(minutes=1) else ""


def _subject(lead: LeadRegistered | RegisterLead) -> str:
    return lead.unit.name if lead.unit else lead.person.name if lead.person else ""
