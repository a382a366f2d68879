"""A procedure is a table of rows; judging asks it whether a command is legal now, and says why not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Protocol

from domain.actor import HOLDERS, Actor, Grade, Level
from domain.errors import Fact, LegalMove, Missing, Stated
from domain.instants import day_of
from domain.law import Citation, cite
from domain.words import Words

NOBODY: Final[Mapping[str, Actor]] = MappingProxyType({})


class Situation(NamedTuple):
    """What a judgement may look at besides the command: streams read, who acts, when, and what was looked up.

    ``states`` maps every stream read to its state (None when empty); ``officers`` the people named in the command, as
    the roster has them; ``duplicates`` the leads that may be the same, ``elsewhere`` the offices that may hold one.
    """

    states: Mapping[str, Any]
    actor: Actor
    now: datetime
    officers: Mapping[str, Actor] = NOBODY
    duplicates: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def today(self) -> date:
        """The day of the judgement at UTC+8."""
        return day_of(self.now)

    def seeing(self, states: Mapping[str, Any]) -> "Situation":
        """The same situation with these streams read."""
        return Situation(states, *self[1:])


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a guard says no: the facts it looked at, and the power that is missing if that is the reason.

    ``fields`` are those of the command that would have to be filled in otherwise, dotted as in a form (``service.on``,
    ``officers.1.id``); none where it is the state of things that stands in the way.
    """

    facts: tuple[Fact, ...]
    missing: Missing | None = None
    fields: tuple[str, ...] = ()


Check = Callable[[Any, Any, Situation], Failed | None]
"""``(state, command, situation)`` → None when satisfied."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition with a permanent code, a sentence and its articles."""

    code: str
    words: Words
    basis: tuple[Citation, ...]
    check: Check


def guard(code: str, *basis: str, zh: str, en: str) -> Callable[[Check], Guard]:
    """Turn a check into a guard: ``@guard("interview.two-officers", "office two-officers-minutes", zh=…, en=…)``."""
    return lambda check: Guard(code, Words(zh, en), cite(*basis), check)


def failed(
    zh: str,
    en: str,
    found: Stated | date | int | None,
    needed: Stated | date | int | None = "",
    *,
    fields: tuple[str, ...] = (),
) -> Failed:
    """The usual refusal of a guard: one fact."""
    return Failed((Fact(Words(zh, en), _stated(found), _stated(needed)),), fields=fields)


def _stated(value: Stated | date | int | None) -> Stated:
    """Days and figures as texts."""
    return value if isinstance(value, str | tuple | Enum) else str(value)


class Act(Protocol):
    """Any command: it happened at some moment."""

    @property
    def occurred(self) -> datetime:
        """When the act happened; its day picks the rules."""
        ...


class Keep:
    """The target of rows that leave the stage as it is."""


KEEP = Keep()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One move: which command leads from which stages to which, who may, under which guards, by which articles.

    ``documents`` names the papers the move produces (domain table (a)). ``since``/``until`` bound the days of the acts
    it governs; ``while_suspended`` marks moves that a suspension does not hold up.
    """

    id: str
    command: type
    source: tuple[StrEnum, ...]
    target: StrEnum | Keep
    label: Words
    levels: tuple[Level, ...]
    basis: tuple[Citation, ...]
    grade: Grade | None = None
    guards: tuple[Guard, ...] = ()
    documents: tuple[str, ...] = ()
    while_suspended: bool = False
    since: date = date.min
    until: date = date.max

    def reaches(self, source: StrEnum) -> StrEnum:
        """The stage this row leads to from ``source``."""
        return source if isinstance(self.target, Keep) else self.target


class Ruling(NamedTuple):
    """The move is legal: which row, from where, to where."""

    row: Row
    source: StrEnum
    target: StrEnum


@dataclass(frozen=True, slots=True)
class Denied:
    """The move is not legal: permanent code, why, by which articles, on which facts, what is possible instead."""

    code: str
    words: Words
    rule: str
    basis: tuple[Citation, ...] = ()
    facts: tuple[Fact, ...] = ()
    missing: Missing | None = None
    legal: tuple[LegalMove, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def is_permission(self) -> bool:
        """Whether a power is missing rather than a condition."""
        return self.missing is not None


@dataclass(frozen=True)
class Procedure:
    """The rows of one track. ``initial`` is the pseudo-stage before the first event."""

    name: str
    words: Words
    stages: type[StrEnum]
    initial: StrEnum
    rows: tuple[Row, ...]
    labels: Mapping[Any, Words]
    standing: tuple[Guard, ...] = ()
    """Guards of every row, asked first (area, recusal, time of the act)."""
    table: Mapping[tuple[StrEnum, type], tuple[Row, ...]] = field(init=False, repr=False)
    """The rows by stage and command, compiled once."""

    def __post_init__(self) -> None:
        """Compile the rows once: (stage, command) → rows, in table order."""
        table: dict[tuple[StrEnum, type], list[Row]] = {}
        for row in self.rows:
            for source in row.source:
                table.setdefault((source, row.command), []).append(row)
        object.__setattr__(self, "table", {key: tuple(rows) for key, rows in table.items()})

    def candidates(self, stage: StrEnum, command: type, day: date) -> tuple[Row, ...]:
        """The rows in force on ``day`` for this command at this stage."""
        rows = self.table.get((stage, command), ())
        return tuple(row for row in rows if row.since <= day <= row.until)

    def legal_moves(self, stage: StrEnum, day: date) -> tuple[LegalMove, ...]:
        """Every move the table has from a stage on a day, whoever may make it."""
        seen = {
            (row.id, row.command): LegalMove(row.id, command_name(row.command), row.label, row.levels)
            for row in self.rows
            if stage in row.source and row.since <= day <= row.until
        }
        return tuple(seen.values())


def command_name(command: type) -> str:
    """The name people and programs use for a command: ``StartVerification`` → ``start-verification``."""
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in command.__name__).lstrip("-")


def judge(procedure: Procedure, stage: StrEnum, state: object, command: Act, situation: Situation) -> Ruling | Denied:
    """Ask the table: the first row whose powers and guards all hold, else the denial that came furthest.

    The rows are those in force on the day of the act (``command.occurred``), not of its entry. The standing guards come
    first: who has no business here learns neither the stage nor the moves.
    """
    day = day_of(command.occurred)
    for each in procedure.standing:
        failure = each.check(state, command, situation)
        if failure is not None:
            legal = procedure.legal_moves(stage, day) if failure.missing is None else ()
            return replace(denied_by(each, failure, each.code), legal=legal)
    rows = procedure.candidates(stage, type(command), day)
    if not rows:
        return _not_from_here(procedure, stage, command, day)
    best: tuple[int, Denied] | None = None
    for row in rows:
        passed, denied = _try(row, state, command, situation)
        if denied is None:
            return Ruling(row, stage, row.reaches(stage))
        if best is None or passed > best[0]:
            best = (passed, denied)
    assert best is not None  # noqa: S101 - rows is not empty
    return replace(best[1], legal=procedure.legal_moves(stage, day))


def _try(row: Row, state: object, command: Act, situation: Situation) -> tuple[int, Denied | None]:
    """How many checks a row passed, and the first that failed."""
    lacking = lacking_power(row, situation.actor)
    if lacking is not None:
        return 0, lacking
    for passed, each in enumerate(row.guards, start=1):
        failure = each.check(state, command, situation)
        if failure is not None:
            return passed, denied_by(each, failure, row.id)
    return len(row.guards), None


def denied_by(guard: Guard, failure: Failed, rule: str) -> Denied:
    """The denial that a guard's no makes."""
    facts, missing, fields = failure.facts, failure.missing, failure.fields
    return Denied(guard.code, guard.words, rule, guard.basis, facts, missing, fields=fields)


def lacking_power(row: Row, actor: Actor) -> Denied | None:
    """Whether the actor's level and grade allow the row; the denial names both."""
    missing = Missing(row.levels, row.grade)
    if actor.level not in row.levels:
        words = Words("办理人所在层级无权办理此事项", "the officer's level has no power for this move")
        facts = (Fact(Words("层级", "level"), actor.level, row.levels),)
        return Denied("permission.level", words, row.id, row.basis, facts, missing)
    if row.grade is not None and actor.position not in HOLDERS[row.grade]:
        words = Words("此事项须由规定职级的负责人决定", "this move needs a leader of the grade the rule names")
        facts = (Fact(Words("职务", "position"), actor.position or "—", row.grade),)
        return Denied("permission.grade", words, row.id, row.basis, facts, missing)
    return None


def _not_from_here(procedure: Procedure, stage: StrEnum, command: Act, day: date) -> Denied:
    words = Words(
        f"“{procedure.labels[stage].zh}”阶段不能办理此事项", f"not possible at stage “{procedure.labels[stage].en}”"
    )
    facts = (Fact(Words("当前阶段", "stage"), stage, _sources(procedure.rows, type(command))),)
    rows = [row for row in procedure.rows if row.command is type(command)]
    basis = tuple(dict.fromkeys(citation for row in rows for citation in row.basis))
    legal = procedure.legal_moves(stage, day)
    return Denied("move.not-from-here", words, rows[0].id if rows else "", basis, facts, None, legal)


def _sources(rows: Iterable[Row], command: type) -> tuple[StrEnum, ...]:
    return tuple(dict.fromkeys(source for row in rows if row.command is command for source in row.source))
