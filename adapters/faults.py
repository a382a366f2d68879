"""Tells the errors of others in words of ours: a driver's text may hold an address, a password, or a person's name."""

from collections.abc import Iterator
from contextlib import contextmanager
from traceback import walk_tb
from typing import Final

from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError, StatementError

from domain.errors import ChufeiError, StoreUnavailable
from domain.words import Words
from workflows.health import AWAY

LONGEST: Final = 500
ROOMS: Final = ("domain", "workflows", "projections", "adapters", "api")
NAMES_ONLY: Final = ("23", "42")
"""Classes of SQLSTATE whose first line names tables, columns and constraints, and never quotes a value."""
OF_STATEMENT: Final = "SQLITE_ERROR"
"""What SQLite says of a statement names tables and columns, and no machine."""
NOT_AS_LAID_OUT: Final = ("42P01", "42703", "42883", "42501")
"""No such table, column or function, or no right to it: somebody changed the database."""


@contextmanager
def told_as_faults() -> Iterator[None]:
    """Turn what drivers raise when they cannot reach or use a database into ``StoreUnavailable``."""
    try:
        yield
    except DatabaseError as error:
        trouble = isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError
        if not trouble and sqlstate(error) not in NOT_AS_LAID_OUT:
            raise  # a mistake of ours, not of the machine
        reason = _first_line(error.orig)
        words = Words("数据库连不上或不能用：{reason}", "the database cannot be reached or used: {reason}")
        raise StoreUnavailable(words.fill(reason=reason)) from error


def described(error: BaseException) -> str:
    """An error as a quarantine, a log or a health page may show it: its kind, its code, its place in our code.

    Its text only where that can hold no value of a row: our own errors, the machine's trouble, a constraint.
    Drivers quote what they choke on (a whole row, in DETAIL), and so does ``int("…")``.
    """
    told = (error.orig or error) if isinstance(error, StatementError) else error
    parts = (type(told).__name__, *_codes(told))
    text = _text(error, told)
    return f"{' '.join(parts)}{text and f': {text}'}{_where(error)}"[:LONGEST]


def standing(error: BaseException) -> str:
    """What stands in the way, as any page may tell it: the words of a driver name the machine, and are for the log."""
    ours = error.__cause__ if isinstance(error, StoreUnavailable) and error.__cause__ else error
    if not isinstance(ours, OperationalError | InterfaceError):
        return described(error)
    codes = (*_codes(ours.orig or ours),)
    return described(ours) if OF_STATEMENT in codes else f"{' '.join((AWAY, *codes))}{_where(error)}"


def sqlstate(error: BaseException) -> str:
    """PostgreSQL's code of an error, empty where it has none."""
    told = error.orig if isinstance(error, StatementError) else error
    return getattr(told, "sqlstate", None) or ""


def _codes(told: BaseException) -> Iterator[str]:
    """SQLSTATE, SQLite's name of the error, as far as there is one."""
    for name in ("sqlstate", "sqlite_errorname"):
        code = getattr(told, name, None)
        if code:
            yield code


def _text(error: BaseException, told: BaseException) -> str:
    if isinstance(error, ChufeiError):
        return str(error)
    if isinstance(error, OSError):
        return error.strerror or ""
    if isinstance(error, OperationalError | InterfaceError):
        return _first_line(told)
    names_only = sqlstate(told).startswith(NAMES_ONLY) or _is_constraint(told)
    return _first_line(told) if names_only else ""


def _is_constraint(told: BaseException) -> bool:
    """SQLite's texts name the constraint and its columns; a trigger's text is its author's."""
    return getattr(told, "sqlite_errorname", "").startswith("SQLITE_CONSTRAINT_")


def _first_line(told: BaseException | None) -> str:
    """Where PostgreSQL says what happened; the row, the statement and advice follow on lines of their own."""
    return next(iter(str(told).strip().splitlines()), "")


def _where(error: BaseException) -> str:
    """The last line of ours on the way to the error."""
    names = [(frame.f_globals.get("__name__", ""), line) for frame, line in walk_tb(error.__traceback__)]
    ours = [(name, line) for name, line in names if name.partition(".")[0] in ROOMS]
    return f" ({ours[-1][0]}:{ours[-1][1]})" if ours else ""
