"""What goes onto the bus for a row of the feed: the same row gives the same message, whoever sends it and when."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from projections.feeds.envelope import id_of
from projections.feeds.feed import FeedRow

ROOT: Final = "chufei.feed"
SUBJECTS: Final = f"{ROOT}.>"
"""What the stream takes: ``chufei.feed.<province>.<city>.<district>.<street>.<community>.<office>.<type>``."""

ID: Final = "Nats-Msg-Id"
DIGEST: Final = "Chufei-Digest"
EXPECTED_STREAM: Final = "Nats-Expected-Stream"
EXPECTED_LAST: Final = "Nats-Expected-Last-Sequence"

LARGEST: Final = 512 * 1024
"""Bytes of a body that goes onto the bus; NATS takes 1 MB with its headers. Fixed, or a rebuilt stream would differ."""

_FORBIDDEN: Final = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True)
class Message:
    """A row of the feed as it goes to the stream, into which it fits at ``sequence`` and nowhere else."""

    sequence: int
    subject: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def digest(self) -> str:
        """That of the row's own body, also where a stub stands for it."""
        return self.headers[DIGEST]


def message_of(row: FeedRow, epoch: str, stream: str) -> Message:
    """The message of a row. It is stored only if the stream holds exactly the rows before it."""
    return Message(
        row.sequence,
        subject_of(row),
        {
            ID: id_of(epoch, row.sequence),
            EXPECTED_STREAM: stream,
            EXPECTED_LAST: str(row.sequence - 1),
            DIGEST: row.digest,
        },
        row.body if len(row.body) <= LARGEST else stub(row),
    )


def subject_of(row: FeedRow) -> str:
    """The subject; whatever a token of NATS must not hold becomes an underscore."""
    tokens = row.subject_token.split(".")
    return ".".join([ROOT, *(_FORBIDDEN.sub("_", token) for token in tokens)])


def stub(row: FeedRow) -> bytes:
    """The event without its data: ``dataref`` (CloudEvents) says where the whole is read."""
    event: dict[str, Any] = json.loads(row.body)
    event.pop("data", None)
    event["dataref"] = f"/v1/feed/{row.sequence}"
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
