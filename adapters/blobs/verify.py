"""Proves log, feed and files: of each file that an event names, that it is there and what was stored.

No key is needed: the digest is that of the sealed bytes. A file that was put in another's place has another digest.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from hashlib import sha256
from typing import Final

import msgspec
from sqlalchemy import Connection, Engine, inspect, select

from adapters.blobs.tables import BLOBS
from adapters.feeds import guards
from adapters.store.damage import Damage, Kind, damage
from adapters.store.registry import catalogue
from adapters.store.tables import EVENTS
from adapters.store.verify import Report

NAMED_BY: Final = "pictures"
"""The field by which events name files."""
PAGE: Final = 500


class _Picture(msgspec.Struct):
    digest: str


class _Event(msgspec.Struct):
    pictures: tuple[_Picture, ...] = ()


_read: Final = msgspec.json.Decoder(_Event).decode


def verify(engine: Engine) -> Report:
    """Check the whole log and every file that it names, and whether log and feed are still protected."""
    report = guards.verify(engine)
    with engine.connect() as connection:
        return replace(report, damages=(*report.damages, *wrong(connection)))


def wrong(connection: Connection) -> Iterator[Damage]:
    """Each file that is missing or changed, at the event that names it."""
    there = inspect(connection).has_table(BLOBS.name)
    for position, digest in _named(connection):
        query = select(BLOBS.c.sealed).where(BLOBS.c.digest == digest)
        sealed = connection.scalar(query) if there else None
        if sealed is None:
            yield damage(position, Kind.PICTURE_MISSING)
        elif not isinstance(sealed, bytes) or sha256(sealed).hexdigest() != digest:
            yield damage(position, Kind.PICTURE_CHANGED)


def _named(connection: Connection) -> Iterator[tuple[int, str]]:
    """Position and digest of all that is named; an event that cannot be read is told as damaged by its hash."""
    names = [name for name, cls in catalogue().items() if NAMED_BY in {field.name for field in fields(cls)}]
    query = select(EVENTS.c.position, EVENTS.c.data).where(EVENTS.c.type.in_(names)).order_by(EVENTS.c.position)
    for position, data in connection.execute(query, execution_options={"yield_per": PAGE}):
        try:
            found = _read(data)
        except msgspec.MsgspecError:
            continue
        yield from ((position, each.digest) for each in found.pictures)
