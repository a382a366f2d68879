"""Which leads stand before whom, and whose personal data is opened to him; in SQL: ``projections.sight``."""

from typing import Final

from domain.actor import Actor, Level, Role
from domain.lead.guards import Located, in_area
from domain.lead.intake.guards import answers_for

OUTSIDERS: Final = frozenset({Level.POLICE, Level.PROCURATORATE})
"""What these get, they get on paper, by a transfer or a notice."""

READERS: Final = frozenset({Role.HANDLER, Role.LEADER, Role.ARCHIVIST, Role.AUDITOR})
"""The posts that work with personal data; operators keep the machine running without it."""


def shown_to(actor: Actor, lead: Located) -> bool:
    """Whether a lead is shown to somebody at all: of his area, or answered for by his office or one below it."""
    if actor.level in OUTSIDERS:
        return False
    return in_area(lead, actor) or answers_for(actor.office, lead.office)


def reads_persons(actor: Actor) -> bool:
    """Whether personal data is opened to somebody anywhere."""
    return actor.level not in OUTSIDERS and bool(READERS & set(actor.roles))


def open_to(actor: Actor, lead: Located) -> bool:
    """Whether personal data of this very lead is opened to somebody."""
    return reads_persons(actor) and in_area(lead, actor)
