"""An event as the log would give it, without a log."""

from datetime import datetime

from tests.support.samples import NOON, build
from workflows.ports import Meta, Recorded


def recorded(
    event: object, stream: str = "lead/l1", *, version: int = 1, position: int = 1, at: datetime = NOON, name: str = "",
    actor: str = "a-1", **beside: str,
) -> Recorded:  # fmt: skip
    """What a follower sees of an event."""
    meta = build(Meta, actor=actor, **beside)
    return Recorded(position, stream, version, name or "sample.noted/1", event, meta, at)
