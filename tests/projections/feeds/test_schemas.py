"""What leaves the house is what its schemas say: CloudEvents by the official SDK, data by JSON Schema, all documented.

``asyncapi-3.0.0.schema.json.gz`` is ``schemas/3.0.0-without-$id.json`` of github.com/asyncapi/spec-json-schemas at
commit 7dd3990d9fff, Apache-2.0, without its blanks.
"""

import gzip
import json
from collections.abc import Callable
from copy import deepcopy
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import jsonschema_rs
import pytest
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

import projections.feeds.telling  # noqa: F401 - fills the table
from projections.feeds.asyncapi import asyncapi
from projections.feeds.compatible import breaks
from projections.feeds.declaring import REGISTRY
from projections.feeds.envelope import withdrawn, withheld
from projections.feeds.reference import page
from projections.feeds.schemas import envelope, schemas
from tests.projections.feeds.test_translating import told
from tests.support.tree import ROOT

COMMITTED: Final = ROOT / "docs" / "reference" / "feed"
META: Final = Path(__file__).parent / "asyncapi-3.0.0.schema.json.gz"
FIX: Final = "run: make docs"
Schemas = dict[str, dict[str, Any]]


def committed() -> Schemas:
    """The schemas as they were last published."""
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in COMMITTED.glob("chufei.*.json")}
    assert found, FIX
    return found


@pytest.fixture(scope="module")
def events() -> list[dict[str, Any]]:
    """What several histories tell, and both kinds of stub."""
    stubs = [json.loads(withheld("epoch", 7)), json.loads(withdrawn("epoch", 8, "lead-1"))]
    return [*(row for seed in range(8) for row in told(seed)), *stubs]


def test_every_event_is_a_cloud_event_to_the_official_sdk(events: list[dict[str, Any]]) -> None:
    for each in events:
        read = JSONFormat().read(CloudEvent, json.dumps(each))

        assert (read.get_id(), read.get_type(), read.get_source()) == (each["id"], each["type"], each["source"])
        assert read.get_extension("sequence") == each["sequence"]
        assert read.get_data() == each.get("data")


def test_every_event_fits_the_envelope(events: list[dict[str, Any]]) -> None:
    validator = jsonschema_rs.Draft202012Validator(envelope(), validate_formats=True)

    assert [error.message for each in events for error in validator.iter_errors(each)] == []


def test_every_event_holds_what_its_schema_says_and_nothing_else(events: list[dict[str, Any]]) -> None:
    closed = {name: {**each, "additionalProperties": False} for name, each in schemas().items()}
    validators = {
        name: jsonschema_rs.Draft202012Validator(each, validate_formats=True) for name, each in closed.items()
    }
    for each in events:
        if "data" in each:
            assert [error.message for error in validators[each["type"]].iter_errors(each["data"])] == []


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_a_schema_is_one_and_is_the_one_committed(name: str) -> None:
    jsonschema_rs.meta.validate(schemas()[name])

    assert (COMMITTED / f"{name}.json").exists(), FIX
    assert committed()[name] == schemas()[name], FIX


def test_within_a_version_nothing_is_taken_from_who_reads_it() -> None:
    assert breaks(committed(), schemas()) == ()


def test_the_documents_are_those_of_the_declarations() -> None:
    assert (COMMITTED / "events.md").read_text(encoding="utf-8") == page(), FIX
    assert json.loads((COMMITTED / "envelope.json").read_text(encoding="utf-8")) == envelope(), FIX
    assert json.loads((COMMITTED / "asyncapi.json").read_text(encoding="utf-8")) == asyncapi(version("chufei")), FIX


def _field(found: Schemas, name: str) -> dict[str, Any]:
    field: dict[str, Any] = found["chufei.lead.closed.v1"]["properties"][name]
    return field


def _removed(now: Schemas) -> None:
    del now["chufei.lead.closed.v1"]["properties"]["days"]


def _gone(now: Schemas) -> None:
    del now["chufei.lead.closed.v1"]


def _newly_required(now: Schemas) -> None:
    now["chufei.lead.closed.v1"]["required"].append("days")


def _no_more_required(now: Schemas) -> None:
    now["chufei.lead.closed.v1"]["required"].remove("office")


def _other_type(now: Schemas) -> None:
    _field(now, "days")["type"] = "string"


def _other_form(now: Schemas) -> None:
    _field(now, "office")["pattern"] = "^.*$"


def _narrowed(now: Schemas) -> None:
    _field(now, "grade")["enum"].remove("blue")


def _closed(now: Schemas) -> None:
    _field(now, "office")["enum"] = ["370104"]


def _other_class(now: Schemas) -> None:
    _field(now, "grade")["x-class"] = "public"


def _other_items(now: Schemas) -> None:
    now["chufei.lead.escalated.v1"]["properties"]["tests"]["items"]["enum"].pop()


@pytest.mark.parametrize(
    "change",
    [_removed, _gone, _newly_required, _no_more_required, _other_type, _other_form, _narrowed, _closed, _other_class,
     _other_items],
)  # fmt: skip
def test_what_breaks_a_reader_is_found(change: Callable[[Schemas], None]) -> None:
    now = deepcopy(schemas())
    change(now)

    assert len(breaks(schemas(), now)) == 1


def test_what_is_added_breaks_nobody() -> None:
    now = deepcopy(schemas())
    now["chufei.lead.closed.v1"]["properties"]["more"] = {"type": "boolean", "x-class": "public"}
    _field(now, "grade")["enum"].append("grey")
    now["chufei.lead.painted.v1"] = now["chufei.lead.closed.v1"]

    assert breaks(schemas(), now) == ()


def test_the_feed_is_described_in_asyncapi() -> None:
    document = asyncapi("1.0.0")
    validator = jsonschema_rs.validator_for(json.loads(gzip.decompress(META.read_bytes())))

    assert [error.message for error in validator.iter_errors(document)] == []
    assert not validator.is_valid({**document, "channels": {"x": {"messages": []}}})
    assert document["components"]["messages"].keys() == REGISTRY.keys()
