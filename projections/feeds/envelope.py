"""An integration event as it travels: CloudEvents 1.0, structured JSON, finished once and stored as bytes."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final, NamedTuple

from domain.instants import rfc3339
from projections.feeds.declaring import REGISTRY, Exposure, Field, describe
from projections.feeds.events.rights import WITHDRAWN, WITHHELD

MEDIA_TYPE: Final = "application/cloudevents+json"
OURS: Final = "/feed"
"""The source of what the feed says of itself; all else comes from an office."""
SCHEMAS: Final = "urn:chufei:feed:schema:"
"""Before a type: the name of its schema, which ``/v1/feed/schemas`` gives."""
DIGITS: Final = 20
"""A sequence of so many digits sorts as text."""


class Outgoing(NamedTuple):
    """A row of the feed but for its number: the event, whose lead, when it happened, where it was recorded.

    ``office`` and ``division`` are the lead's now, ``was_office`` and ``was_division`` before, where it moved; a row
    with an ``addressee`` is for him alone.
    """

    event: Any
    lead: str
    source: str
    time: datetime
    recorded: datetime
    position: int
    stream: str
    office: str = ""
    division: str = ""
    was_office: str = ""
    was_division: str = ""
    addressee: str = ""

    @property
    def type(self) -> str:
        """The type it was declared with."""
        return REGISTRY.of(type(self.event)).name


def finished(out: Outgoing, epoch: str, sequence: int) -> bytes:
    """The bytes that stand in the feed. Raises ``ValueError`` for a text that has not the form it was declared with."""
    shape: type = type(out.event)
    told: dict[str, object] = {
        "specversion": "1.0",
        "id": id_of(epoch, sequence),
        "source": out.source,
        "type": out.type,
        **({"subject": f"leads/{out.lead}"} if out.lead else {}),
        "time": rfc3339(out.time),
        "datacontenttype": "application/json",
        "dataschema": SCHEMAS + out.type,
        "sequence": f"{sequence:0{DIGITS}}",
        "recordedtime": rfc3339(out.recorded),
        "logposition": str(out.position),
        "dataclassification": _exposure(shape),
        "data": data(out.event),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def id_of(epoch: str, sequence: int) -> str:
    """The id of an event on every way out: ``<epoch>:<sequence>``."""
    return f"{epoch}:{sequence}"


def withheld(epoch: str, sequence: int) -> bytes:
    """What stands at a sequence before somebody who is not shown the row."""
    return _STUB % (epoch.encode(), sequence, WITHHELD.encode(), sequence)


def withdrawn(epoch: str, sequence: int, lead: str) -> bytes:
    """What stands at a sequence by which a lead left somebody's sight."""
    return _TOMBSTONE % (epoch.encode(), sequence, WITHDRAWN.encode(), lead.encode(), sequence)


_STUB: Final = b'{"specversion":"1.0","id":"%s:%d","source":"/feed","type":"%s","sequence":"%020d"}'
_TOMBSTONE: Final = (
    b'{"specversion":"1.0","id":"%s:%d","source":"/feed","type":"%s","subject":"leads/%s","sequence":"%020d"}'
)


def data(event: Any) -> Mapping[str, object]:  # noqa: ANN401 - any integration event
    """What an event holds, as JSON; what is not known is left out."""
    found: dict[str, object] = {}
    shape: type = type(event)
    for field, form in _forms(shape):
        value = getattr(event, field.name)
        if value is not None:
            plain = [_plain(each, field, form) for each in (value if field.many else (value,))]
            found[field.key] = plain if field.many else plain[0]
    return found


@cache
def _forms(shape: type) -> tuple[tuple[Field, re.Pattern[str] | None], ...]:
    return tuple((each, re.compile(each.told.form) if each.told.form else None) for each in describe(shape))


@cache
def _exposure(shape: type) -> str:
    classes = {each.told.exposure for each in describe(shape)}
    return Exposure.INTERNAL if Exposure.INTERNAL in classes else Exposure.PUBLIC


def _plain(value: Any, field: Field, form: re.Pattern[str] | None) -> object:  # noqa: ANN401 - a scalar
    if form is not None and not form.fullmatch(value):
        msg = f"{field.key} has not the form it was declared with"  # never the value: it may be somebody's name
        raise ValueError(msg)
    if isinstance(value, datetime):
        return rfc3339(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
