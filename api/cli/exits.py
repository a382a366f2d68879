"""How the program ends: one number for each branch of the tree of refusals, for scripts to tell apart."""

from typing import Final

from domain.errors import (
    ChufeiError,
    CommandReused,
    Diverged,
    Fault,
    Faults,
    InvalidInput,
    LogDamaged,
    NotFound,
    NotLegal,
    NotPermitted,
    NotSignedIn,
    Stale,
    TooOften,
)

OK: Final = 0
USAGE: Final = 2
FAULT: Final = 7
DAMAGED: Final = 8
SOME_REFUSED: Final = 9
UNPROTECTED: Final = 10
ASTRAY: Final = 11
DEGRADED: Final = 12
UNHEALTHY: Final = 13
DIVERGED: Final = 14

EXITS: Final[dict[type[ChufeiError], int]] = {
    InvalidInput: USAGE,
    Faults: USAGE,
    NotFound: 3,
    NotPermitted: 4,
    NotSignedIn: 4,
    TooOften: 4,
    NotLegal: 5,
    Stale: 6,
    CommandReused: 6,
    LogDamaged: DAMAGED,
    Diverged: DIVERGED,
    Fault: FAULT,
}
"""Refusal or fault → exit code; the nearest ancestor counts. 1 is Python's own, for a mistake of ours."""


def exit_code(error: ChufeiError) -> int:
    """The code for an error. Raises ``KeyError`` for one that hangs on no branch of the table."""
    return next(EXITS[kind] for kind in type(error).__mro__ if kind in EXITS)
