"""How the tables are written: one call a row, articles and levels in short form."""

from enum import StrEnum
from typing import Final

from domain.actor import Grade, Level
from domain.law import cite
from domain.lead.dates import in_order
from domain.lead.guards import not_suspended
from domain.lead.settling import RESTS_ON, after_settling
from domain.procedure import Guard, Keep, Row
from domain.words import Words

ANYONE: Final = (
    Level.COMMUNITY, Level.STREET, Level.DISTRICT_AUTHORITY, Level.CITY_AUTHORITY, Level.PROVINCE, Level.INDUSTRY
)  # fmt: skip
FIELD: Final = (Level.STREET, Level.DISTRICT_AUTHORITY, Level.INDUSTRY)
"""Those who verify: street task forces, the authority, regulators in their own sector (R737 5, 8)."""
OFFICE: Final = (Level.STREET, Level.DISTRICT_AUTHORITY)
ORGANS: Final = (Level.DISTRICT_AUTHORITY, Level.INDUSTRY)
"""Those with the power to interview and to order (R737 18)."""
AUTHORITY: Final = (Level.DISTRICT_AUTHORITY,)
"""The coordinating authority alone (R737 19–24)."""


def row(  # noqa: PLR0917 - the columns of a table
    move: str,
    command: type,
    source: StrEnum | tuple[StrEnum, ...],
    target: StrEnum | Keep,
    zh: str,
    en: str,
    levels: tuple[Level, ...],
    *basis: str,
    guards: tuple[Guard, ...] = (),
    documents: tuple[str, ...] = (),
    grade: Grade | None = None,
    while_suspended: bool = False,
    own_date: bool = False,
    by: Guard | None = None,
) -> Row:
    """One row. Every move carries the guard of suspension unless it says otherwise.

    What leads to another stage comes after what brought the lead here, unless it notes what others did at a date of
    their own (``own_date``), or begins the story. What rests on other matters comes after they were settled. ``by``
    says which organ of the levels, and is asked first.
    """
    ordered = () if own_date or isinstance(target, Keep) else (in_order,)
    held = () if while_suspended else (not_suspended,)
    settled = (after_settling(move),) if move in RESTS_ON else ()
    organ = () if by is None else (by,)
    return Row(
        id=move,
        command=command,
        source=source if isinstance(source, tuple) else (source,),
        target=target,
        label=Words(zh, en),
        levels=levels,
        basis=cite(*basis),
        grade=grade,
        guards=(*organ, *held, *ordered, *guards, *settled),
        documents=documents,
        while_suspended=while_suspended,
    )
