"""One sample per stored name, for ever: what was written under a name must always be read as it was meant.

``python -m tests.golden.golden`` writes the samples that are missing; none is ever written again. A test fails for a
name without a sample, and for a sample that is read differently from the day it was written.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypedDict

import msgspec

from adapters.store.codec import Codec
from adapters.store.registry import catalogue
from adapters.store.upcasts import upcasts_of
from domain.catalogue import Catalogue
from tests.golden.samples import sample

FOLDER: Final = Path(__file__).parent
STREAM: Final = "golden/sample"


class Golden(TypedDict):
    """A file: per sample the bytes that were stored, as text, and the fields they were meant to be read as."""

    name: str
    samples: list[dict[str, Any]]


class FixedKeys:
    """Keys that anybody can make again: the samples hold nothing secret."""

    def keys(self, subjects: Sequence[str], *, create: bool) -> Mapping[str, bytes | None]:  # noqa: ARG002
        return self.at_hand(subjects)

    def at_hand(self, subjects: Sequence[str]) -> Mapping[str, bytes | None]:
        return {subject: sha256(subject.encode()).digest() for subject in subjects}

    def destroy(self, subject: str, reason: str) -> None:
        raise NotImplementedError

    def index_key(self) -> bytes:
        raise NotImplementedError


def codec(events: Catalogue) -> Codec:
    """The product's codec over keys that never change."""
    return Codec(events, upcasts_of(events), FixedKeys())


def path_of(name: str, folder: Path = FOLDER) -> Path:
    """``lead.registered/1`` → ``lead.registered.1.json``."""
    return folder / f"{name.replace('/', '.')}.json"


def read(name: str, folder: Path = FOLDER) -> Golden:
    """A sample that was written. Raises ``FileNotFoundError``."""
    return msgspec.json.decode(path_of(name, folder).read_bytes(), type=Golden)


def write_missing(events: Catalogue, folder: Path = FOLDER) -> list[str]:
    """Write the samples that are not there yet; their names."""
    missing = [name for name in events if not path_of(name, folder).exists()]
    encoder = codec(events)
    for name in missing:
        samples = [_sample(encoder, sample(events[name], "", full=full)) for full in (True, False)]
        golden = msgspec.json.encode(Golden(name=name, samples=samples))
        path_of(name, folder).write_bytes(msgspec.json.format(golden, indent=2) + b"\n")
    return missing


def plain(event: object) -> Any:  # noqa: ANN401 - JSON
    """An event as JSON has it, nothing sealed."""
    return msgspec.json.decode(msgspec.json.encode(event))


def _sample(encoder: Codec, event: object) -> dict[str, Any]:
    keys = FixedKeys().keys(tuple(encoder.subjects(STREAM, event)), create=True)
    _, data = encoder.encode(STREAM, 1, event, keys)
    return {"stored": data.decode(), "fields": plain(event)}


if __name__ == "__main__":
    for written in write_missing(catalogue()):
        print(f"{written} → {path_of(written).name}")
