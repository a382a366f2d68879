"""Rows of a move that ask for less than its other rows."""

from collections.abc import Callable
from typing import Final

from domain.actor import Level
from domain.lead.intake.carrying import CARRIABLE, Carriable

ASKED_OF: Final[dict[str, Callable[[Carriable], bool]]] = {
    "carry.due": lambda stage: stage.observed,
    "register.area": lambda stage: Level.STREET in stage.levels,
}
UNASKED: Final[dict[str, set[str]]] = {"M22-ruled-out-closing": {"close.no-participants"}} | {
    f"M00-unregistered-{stage}": {code for code, asked in ASKED_OF.items() if not asked(each)}
    for stage, each in CARRIABLE.items()
}
"""What was ruled out closes with participants known: there is nobody to refund. Not every stage asks for everything."""
