"""A workbook as an office keeps it becomes leads: understood first, shown, and stored only when that is wanted."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Final

from api.app import App
from api.entries import Entry, Outcome, known_to, registration, row_id, row_id_of
from api.foreseeing import foresee
from api.import_matching import offices_below
from api.taking import AT_ONCE, take
from domain.actor import Actor, Level
from domain.errors import Faults, InvalidInput
from domain.instants import day_of
from domain.lead.intake.commands import RegisterLead
from domain.lead.vocabulary import Source
from domain.words import Words
from workflows.forms.choices import words_of
from workflows.forms.ledger_row import NUMBER, REGISTERED, Known, column_of
from workflows.forms.plain import choice, day
from workflows.imports.carry import Origin, carried, missing, not_of_level
from workflows.imports.draft import Asked, Draft
from workflows.imports.headings import AMOUNT, REGISTERED_ON, SOURCE, SUBJECT, UNITS
from workflows.imports.lines import Skipped
from workflows.imports.mistakes import NO_BOOK, NO_HEADING, NO_SHEET
from workflows.imports.places import areas
from workflows.imports.table import Imported, read

OF_AREAS: Final = frozenset({Level.STREET, Level.COMMUNITY})
"""Offices that are called after their area."""
BOOK: Final = re.compile(r"\.xls[xm]?$", re.IGNORECASE)
"""How a file is called that is a workbook."""
SKIPPED: Final = "skipped"
IN_ORDER: Final = 500
"""Rows that are taken one by one; more would let the office wait for minutes."""
REPEATED: Final = Words("与“{sheet}”第 {line} 行相同", "the same as line {line} of {sheet}")


@dataclass(frozen=True, slots=True)
class Options:
    """What whoever brings a file says of it: one sheet alone, the unit of bare amounts, channel and day of all rows.

    ``second``: rows that share subject and day with a lead that another row is are leads of their own.
    """

    sheet: str = ""
    unit: str = ""
    source: str = ""
    registered: str = ""
    second: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was understood. ``passed`` are its sheets that hold no ledger; ``digest`` is its SHA-256."""

    name: str
    digest: str
    sheets: tuple[Imported, ...]
    passed: tuple[str, ...]
    second: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a line of the file: an outcome of ``api.taking``, or ``SKIPPED`` with why it is no lead."""

    sheet: str
    line: int
    outcome: str
    draft: Draft | None = None
    taking: Outcome | None = None
    why: Words | None = None


def understand(app: App, actor: Actor, data: bytes, name: str, options: Options) -> Book:
    """Read a file and find its ledgers.

    Raises ``InvalidInput``: ``input.file.*`` for what cannot be read, ``input.import.*`` for what is left open.
    """
    found = app.read_sheets(data, name)
    wanted = [sheet for sheet in found if options.sheet in {"", sheet.name}]
    if not wanted:
        raise NO_SHEET.at(name, name=options.sheet, sheets="、".join(sheet.name for sheet in found) or "—")
    known = known_to(app, actor)
    source = words_of(choice(Source, options.source, "--source")).zh if options.source else ""
    asked = Asked(
        today=day_of(app.clock.now()),
        area=areas(known, [(each.organ, each.division) for each in app.roster if each.level in OF_AREAS]),
        is_officer=lambda name: known.officer(name) is not None,
        rulebook=app.office_rules.book(),
        unit=UNITS.get(options.unit),
        source=source,
        registered=day(options.registered, "--registered").isoformat() if options.registered else "",
    )
    understood = {sheet.name: read(sheet, asked) for sheet in wanted}
    sheets = tuple(each for each in understood.values() if each is not None)
    if not sheets:
        if BOOK.search(name) and [sheet.name for sheet in found] == [name]:  # a text is one sheet, called as its file
            raise NO_BOOK.at(name)
        raise NO_HEADING.at(name, columns=f"{SUBJECT}、{SOURCE}、登记时间、{AMOUNT}")
    passed = tuple(sheet for sheet, each in understood.items() if each is None)
    return Book(name, sha256(data).hexdigest(), sheets, passed, options.second)


def bring(
    app: App, actor: Actor, book: Book, *, store: bool, told: Callable[[], None] = lambda: None
) -> tuple[Result, ...]:
    """What becomes of every line, or would become of it where nothing is to be stored; ``told`` after each row."""
    skipped: list[Result] = []
    rows = tuple(_rows(app, actor, book, skipped))
    entries = (entry for _, _, entry in rows)
    if store:
        outcomes: Sequence[Outcome] = take(app, actor, entries, told=lambda _: told(), at_once=at_once(len(rows)))
    else:
        outcomes = foresee(app, actor, tuple(entries), told=lambda _: told())
    taken = (
        Result(sheet=sheet, line=draft.line, outcome=outcome.outcome, draft=draft, taking=outcome)
        for (sheet, draft, _), outcome in zip(rows, outcomes, strict=True)
    )
    order = {sheet.sheet: at for at, sheet in enumerate(book.sheets)}
    return tuple(sorted((*taken, *skipped), key=lambda each: (order[each.sheet], each.line)))


def at_once(rows: int) -> int:
    """How many rows are under way: a ledger of a few hundred rows is numbered in its order, a larger one is faster."""
    return 1 if rows <= IN_ORDER else AT_ONCE


def _rows(app: App, actor: Actor, book: Book, skipped: list[Result]) -> Iterator[tuple[str, Draft, Entry]]:
    """The rows that may become leads; the others go to ``skipped``."""
    known, below = known_to(app, actor), offices_below(app, actor.office)
    seen: dict[tuple[str, ...], tuple[str, int]] = {}
    for sheet in book.sheets:
        origin = Origin(book.name, book.digest, sheet.sheet)
        skipped += [_left_out(sheet.sheet, each) for each in sheet.skipped]
        for draft in sheet.drafts:
            content = _content(draft)
            first = seen.setdefault(content, (sheet.sheet, draft.line))
            if first != (sheet.sheet, draft.line):
                why = REPEATED.fill(sheet=first[0], line=first[1])
                skipped.append(Result(sheet=sheet.sheet, line=draft.line, outcome=SKIPPED, draft=draft, why=why))
                continue
            command_id = row_id(app, actor, content)
            yield (
                sheet.sheet,
                draft,
                Entry(
                    line=draft.line,
                    subject=draft.cells[SUBJECT],
                    wrote=draft.cells[NUMBER],
                    dated=bool(draft.cells[REGISTERED_ON]),
                    command_id=command_id,
                    second=book.second,
                    brought_below=tuple(row_id_of(app, office, content) for office in below),
                    command=partial(_command, app, actor, draft, known, command_id=command_id, origin=origin),
                ),
            )


def _left_out(sheet: str, each: Skipped) -> Result:
    return Result(sheet=sheet, line=each.line, outcome=SKIPPED, why=each.why)


def _content(draft: Draft) -> tuple[str, ...]:
    """What a row says, in the spelling of the form: a ledger saved in another format holds the same rows."""
    stated = draft.stated
    how_far = (stated.stage.value, str(stated.since), stated.paper) if stated else ()
    return (*(draft.cells[column] for column in REGISTERED), *how_far)


def _command(app: App, actor: Actor, draft: Draft, known: Known, *, command_id: str, origin: Origin) -> RegisterLead:
    """The command of a row.

    Raises ``Faults`` with all its mistakes: those of its cells, of the form, and of what its stage asks for.
    """
    try:
        made = registration(app, actor, draft.cells, known, command_id)
    except Faults as wrong:
        raise _all(draft, wrong.faults, actor) from None
    except InvalidInput as wrong:
        raise _all(draft, (wrong,), actor) from None
    if faults := _all(draft, (), actor).faults:
        raise Faults(faults)
    return carried(made, draft, origin)


def _all(draft: Draft, formal: Sequence[InvalidInput], actor: Actor) -> Faults:
    """The mistakes of the cells, and in other columns those of the form, and what the stage asks for.

    A stage that is not for this level alone is told by its guard, who then names who may.
    """
    told = {fault.field for fault in draft.faults}
    further = (fault for fault in (*formal, *missing(draft)) if _heading(fault, draft.headings) not in told)
    every = (*draft.faults, *further)
    return Faults((*every, *not_of_level(draft, actor.level)) if every else ())


def _heading(fault: InvalidInput, called: Mapping[str, str]) -> str:
    column = column_of(fault)
    return called.get(column, column)
