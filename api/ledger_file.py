"""A ledger in a file becomes leads, row by row: each row is taken once, however often the file is brought."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from api.app import App
from domain.actor import Actor
from domain.errors import Faults, NotFound, Refusal
from domain.lead.intake.commands import RegisterLead
from domain.lead.intake.events import LeadRegistered
from domain.procedure import day_of
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
    """What became of a row: taken, known (it is here already) or refused. ``line`` is its line in the file."""

    line: int
    outcome: str
    subject: str
    lead: str = ""
    number: str = ""
    wrote: str = ""
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
    known = known_to(app, actor)
    seen: Counter[tuple[str, ...]] = Counter()
    for line, row in reading.rows:
        written = cells(row)
        content = tuple(written[column] for column in REGISTERED)
        seen[content] += 1
        command_id = f"row-{app.derive(*content, str(seen[content]))}"
        yield _register(app, actor, known, line, written, command_id)


def known_to(app: App, actor: Actor) -> Known:
    """What rows may refer to: the divisions, and the roster by code, id or name."""
    offices = {each.office: (each.office, each.organ, each.division) for each in app.roster}
    organs = {each.organ: offices[each.office] for each in app.roster}
    names = Counter(each.name for each in app.roster)
    people = {each.name: each.id for each in app.roster if names[each.name] == 1} | {each.id: each.id for each in app.roster}
    return Known(
        divisions=shipped(),
        office=lambda text: offices.get(text) or organs.get(text),
        officer=people.get,
        home=actor.division,
        today=day_of(app.clock.now()),
    )


def _register(
    app: App, actor: Actor, known: Known, line: int, written: Mapping[str, str], command_id: str
) -> Outcome:
    subject = written["对象名称"]
    found = app.store.find(command_id)
    if found is not None:
        return _outcome(app, line, KNOWN, subject, _lead_at(app, found[0]), written)
    desk = Desk(now=app.clock.now(), new_id=lambda noun: app.derive(command_id, noun), lead_id=app.lead_id)
    given = {"office": actor.office, "organ": actor.organ, "division": actor.division, "occurred": app.clock.now()}
    try:
        command = read_form(RegisterLead, form(written, known), desk, given)
        same = _same(app, written[NUMBER], command)
        if not same:
            app.do(command, actor, command_id=command_id, channel="import")
    except Refusal as refusal:
        return Outcome(line=line, outcome=REFUSED, subject=subject, wrote=written[NUMBER], refusal=refusal)
    return _outcome(app, line, KNOWN if same else TAKEN, subject, same or command.lead, written)


def _outcome(app: App, line: int, outcome: str, subject: str, lead: str, written: Mapping[str, str]) -> Outcome:
    number = app.lead(lead).number
    return Outcome(line=line, outcome=outcome, subject=subject, lead=lead, number=number, wrote=written[NUMBER])


def _lead_at(app: App, position: int) -> str:
    (stored,) = app.store.log(position - 1, 1)
    return stored.stream.partition("/")[2]


def _same(app: App, number: str, command: RegisterLead) -> str:
    """The lead of this very log that the row was exported from: same number, same subject, same moment."""
    try:
        lead = app.lead_id(number) if number else ""
        first = app.history(lead, open_personal=True)[0].event if lead else None
    except NotFound:
        return ""
    if not isinstance(first, LeadRegistered):
        return ""
    theirs = first.unit.name if first.unit else first.person.name if first.person else ""
    ours = command.unit.name if command.unit else command.person.name if command.person else ""
    minutes = abs((first.occurred - command.occurred).total_seconds()) < 60  # noqa: PLR2004 - a ledger tells minutes
    return lead if theirs == ours and minutes else ""


