"""The record of what was done with secrets: each fact in the transaction that does it, chained to the one before."""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

import structlog
from sqlalchemy import Connection, Engine, Row, select

from adapters.identity.tables import RECORD
from adapters.store.locks import Lock, alone
from domain.instants import instant_of, microseconds
from workflows.identity.shapes import Fact, Kind

log = structlog.get_logger(__name__)


def note(connection: Connection, at: datetime, kind: Kind, account: str, *, by: str, detail: str = "") -> None:
    """Put a fact on record, in the transaction of ``connection``."""
    alone(connection, Lock.IDENTITY)
    last = connection.execute(select(RECORD).order_by(RECORD.c.number.desc()).limit(1)).first()
    number, chain = (last.number + 1, last.chain) if last else (1, b"")
    told = (number, microseconds(at), kind.value, account, by, detail)
    names = [column.name for column in RECORD.columns]
    connection.execute(RECORD.insert().values(dict(zip(names, (*told, _chained(chain, told)), strict=True))))
    log.info("on record", kind=kind.value, account=account, by=by)


class Record:
    """The record as auditors read it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def facts(self, account: str = "") -> tuple[Fact, ...]:
        """What was done with the secrets of one account, or of all, in its order."""
        query = select(RECORD).order_by(RECORD.c.number)
        with self._engine.connect() as connection:
            rows = connection.execute(query.where(RECORD.c.account == account) if account else query)
            return tuple(_fact(row) for row in rows)

    def broken(self) -> int | None:
        """The first number that is not as it was written; None where all are."""
        with self._engine.connect() as connection:
            return next(_broken(connection), None)


def _broken(connection: Connection) -> Iterator[int]:
    chain = b""
    rows = connection.execute(select(RECORD).order_by(RECORD.c.number)).all()
    for number, row in enumerate(rows, 1):
        chain = _chained(chain, (row.number, row.at, row.kind, row.account, row.by, row.detail))
        if row.number != number or row.chain != chain:
            yield number
            return


def _chained(before: bytes, told: tuple[object, ...]) -> bytes:
    return sha256(before + json.dumps(told, ensure_ascii=False).encode()).digest()


def _fact(row: Row[tuple[object, ...]]) -> Fact:
    return Fact(
        number=row.number, at=instant_of(row.at), kind=Kind(row.kind), account=row.account, by=row.by, detail=row.detail
    )
