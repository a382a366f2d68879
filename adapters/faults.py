"""A database that does not answer is told as the product's own fault, without its address or password."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError

from domain.errors import StoreUnavailable
from domain.words import Words


@contextmanager
def told_as_faults() -> Iterator[None]:
    """Turn what drivers raise when they cannot reach or use a database into ``StoreUnavailable``."""
    try:
        yield
    except DatabaseError as error:
        if not isinstance(error, OperationalError | InterfaceError) and type(error) is not DatabaseError:
            raise  # a mistake of ours, not of the machine
        reason = str(error.orig).strip().splitlines()[0]
        words = Words("数据库连不上或不能用：{reason}", "the database cannot be reached or used: {reason}")
        raise StoreUnavailable(words.fill(reason=reason)) from error
