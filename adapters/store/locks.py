"""The locks by which our processes wait for each other on PostgreSQL, in one list so that no two have one number."""

from enum import IntEnum
from typing import Final

from sqlalchemy import Connection, func, select

from adapters.store.engine import POSTGRESQL

_OURS: Final = int.from_bytes(b"chufei") << 8
"""Other programs on the same database have locks of their own."""


class Lock(IntEnum):
    """What only one process at a time does."""

    SCHEMA = _OURS | 0
    LOG = _OURS | 1
    """Taken by ``lock_log`` in ``append.sql``."""
    KEYS = _OURS | 2
    READ_MODELS = _OURS | 3
    IDENTITY = _OURS | 4
    TRIES = _OURS | 5
    JOBS = _OURS | 6


def alone(connection: Connection, lock: Lock) -> None:
    """Wait until nobody else holds the lock; it is held until the end of the transaction.

    On SQLite whoever is ``writing`` is alone already.
    """
    if connection.dialect.name == POSTGRESQL:
        connection.execute(select(func.pg_advisory_xact_lock(lock)))
