"""A row in mid-procedure becomes the command that carries it over; what it leaves open is told with its way out."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.actor import Level
from domain.errors import InvalidInput
from domain.instants import day_of
from domain.lead.intake.carrying import CARRIABLE, begun_on, left_open
from domain.lead.intake.commands import CarryOverLead, RegisterLead
from domain.lead.periods import months_after
from domain.lead.stage import STAGE_WORDS, Stage
from domain.office_rules import Rulebook
from domain.values.mistake import Mistake
from domain.words import Words
from workflows.forms.ledger_row import NUMBER
from workflows.imports.draft import Draft
from workflows.imports.headings import REGISTERED_ON, STAGE
from workflows.imports.mistakes import NO_DAY, NOT_AN_ASSISTANCE, NOT_OF_LEVEL, NOT_PROPOSED
from workflows.imports.stages import Stated
from workflows.procedures.periods import observation

NEVER: Final[Mapping[Stage, Mistake]] = MappingProxyType(
    {Stage.ASSISTING: NOT_AN_ASSISTANCE, Stage.CLOSING: NOT_PROPOSED}
)
"""Stages that ledgers state and that are not carried over → why not, and what to do."""


class Origin(NamedTuple):
    """Where a row stands: the file's name, its SHA-256 in hex, the sheet."""

    file: str
    digest: str
    sheet: str


def carried(made: RegisterLead, draft: Draft, origin: Origin) -> RegisterLead:
    """The command of a row: its registration, or, where it is in mid-procedure, its carrying over."""
    stated = draft.stated
    if stated is None:
        return made
    registered = {field.name: getattr(made, field.name) for field in fields(made)}
    return CarryOverLead(
        **registered,
        stated_stage=stated.stage,
        stated_text=stated.text,
        since=since(stated, day_of(made.occurred)),
        due=stated.due,
        reference=stated.paper,
        transfer=stated.transfer,
        tried=stated.tried,
        old_number=draft.cells[NUMBER],
        file=origin.file,
        digest=origin.digest,
        sheet=origin.sheet,
        row=draft.line,
    )


def since(stated: Stated, registered: date) -> date:
    """The day the stage was reached; where the ledger names none, that of the registration."""
    return stated.since or registered


def observed_until(stated: Stated, registered: date, book: Rulebook) -> date | None:
    """The end of an observation: the longest by the office rule where the ledger names none, or one before it began."""
    if stated.stage not in CARRIABLE or not CARRIABLE[stated.stage].observed:
        return stated.due
    begun = begun_on(since(stated, registered), registered)
    if stated.due is not None and stated.due >= begun:
        return stated.due
    _, longest = observation(begun, book)
    return months_after(begun, longest)


def gaps(draft: Draft) -> tuple[Words, ...]:
    """What a row in mid-procedure leaves open and is taken without."""
    stated = draft.stated
    return left_open(stated.stage, stated.paper, stated.due, stated.transfer) if stated else ()


def missing(draft: Draft) -> Iterator[InvalidInput]:
    """What a row in mid-procedure has to state and does not."""
    stated = draft.stated
    if stated is None:
        return
    words = STAGE_WORDS[stated.stage]

    def told(mistake: Mistake, column: str) -> InvalidInput:
        return mistake.at(draft.headings.get(column, column), zh=words.zh, en=words.en)

    if stated.stage in NEVER:
        yield told(NEVER[stated.stage], STAGE)
    if not draft.cells[REGISTERED_ON]:
        yield told(NO_DAY, REGISTERED_ON)


def not_of_level(draft: Draft, level: Level) -> Iterator[InvalidInput]:
    """What the guard ``carry.level`` would say of a row that has other mistakes, so that both are told at once."""
    stated = draft.stated
    if stated is not None and stated.stage in CARRIABLE and level not in CARRIABLE[stated.stage].levels:
        words = STAGE_WORDS[stated.stage]
        yield NOT_OF_LEVEL.at(draft.headings.get(STAGE, STAGE), zh=words.zh, en=words.en)
