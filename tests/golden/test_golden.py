"""What was written under a stored name is read as it was meant, for ever."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from adapters.store.codec import Codec
from adapters.store.registry import catalogue
from adapters.store.upcasts import UPCASTS
from domain.catalogue import Catalogue
from tests.golden import golden

EVENTS = catalogue()
CODEC = golden.codec(EVENTS)
FIX = "run: python -m tests.golden.golden"


def as_written(name: str, stored: str, codec: Codec = CODEC) -> Any:  # noqa: ANN401 - the fields of any event
    event = codec.decode_as_stored(1, golden.STREAM, 1, name, stored.encode(), open_personal=True)
    return golden.plain(event)


@pytest.mark.parametrize("name", EVENTS)
def test_every_stored_name_has_a_sample(name: str) -> None:
    assert golden.path_of(name).exists(), FIX


@pytest.mark.parametrize("path", sorted(golden.FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_every_sample_is_read_as_it_was_meant(path: Path) -> None:
    written = msgspec.json.decode(path.read_bytes(), type=golden.Golden)

    for sample in written["samples"]:
        assert as_written(written["name"], sample["stored"]) == sample["fields"]


@pytest.mark.parametrize("name", EVENTS)
def test_every_sample_reaches_a_current_shape(name: str) -> None:
    for sample in golden.read(name)["samples"]:
        event = CODEC.decode(1, golden.STREAM, 1, name, sample["stored"].encode(), open_personal=True)

        assert type(event) not in UPCASTS


def test_a_correction_without_a_class_is_read_as_one_that_says_none() -> None:
    (full, _) = golden.read("lead.facts-corrected/1")["samples"]
    lifted = golden.plain(
        CODEC.decode(1, golden.STREAM, 1, "lead.facts-corrected/1", full["stored"].encode(), open_personal=True)
    )

    assert lifted == {**full["fields"], "pretext": None, "business": None}


def test_a_sample_is_never_written_again(tmp_path: Path) -> None:
    first = golden.write_missing(EVENTS, tmp_path)
    before = golden.path_of(first[0], tmp_path).read_bytes()

    assert sorted(first) == sorted(EVENTS)
    assert golden.write_missing(EVENTS, tmp_path) == []
    assert golden.path_of(first[0], tmp_path).read_bytes() == before


def test_a_field_that_changes_its_meaning_is_noticed(tmp_path: Path) -> None:
    """The same name with another shape: what the samples are there to stop."""
    before, after = Catalogue(), Catalogue()

    @before.event("sample.moved/1")
    class _Before:
        place: str

    @after.event("sample.moved/1")
    class _After:
        place: str
        reason: str = ""

    golden.write_missing(before, tmp_path)
    sample = golden.read("sample.moved/1", tmp_path)["samples"][0]

    assert as_written("sample.moved/1", sample["stored"], golden.codec(before)) == sample["fields"]
    assert as_written("sample.moved/1", sample["stored"], golden.codec(after)) != sample["fields"]
