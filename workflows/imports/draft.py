"""What a row of anybody's ledger amounts to before it is a command, and what is known of all rows beforehand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.errors import InvalidInput
from domain.office_rules import Rulebook
from domain.words import Words
from workflows.imports.sheet import DAY_ZERO
from workflows.imports.stages import Stated


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell that was brought to the form's spelling: the file's heading, from what, to what, why."""

    heading: str
    was: str
    became: str
    why: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A row on its way: ``cells`` are those of the ledger of ours (``workflows.forms.ledger_row.COLUMNS``).

    ``stated`` is the stage the office says it has come to, None where it is to be registered anew.
    """

    line: int
    cells: Mapping[str, str]
    corrections: tuple[Correction, ...] = ()
    faults: tuple[InvalidInput, ...] = ()
    stated: Stated | None = None
    headings: Mapping[str, str] = field(default_factory=dict[str, str])
    """Column of ours → what the file calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is known of all rows beforehand: 分 per unit of money, channel, day of registration (ISO), where it is said.

    ``area``: what a name of an area of his district is written as, empty where it is none; ``is_officer``: whether the
    roster has such a person; ``rulebook``: what is set here of the office rules.
    """

    today: date
    day_zero: date = DAY_ZERO
    area: Callable[[str], str] = field(default=lambda _: "")
    is_officer: Callable[[str], bool] = field(default=lambda _: True)
    rulebook: Rulebook = field(default=Rulebook())
    unit: int | None = None
    source: str = ""
    registered: str = ""
