"""Whoever builds what reads the feed finds its documents there, without signing in."""

from projections.feeds.declaring import REGISTRY
from projections.feeds.schemas import schemas
from tests.api.http.conftest import Served


def test_every_type_leads_to_its_schema(served: Served) -> None:
    client = served.stranger()
    types = client.get("/v1/feed/schemas").json()["types"]

    assert {each["type"] for each in types} == set(REGISTRY)
    for each in types:
        assert client.get(each["href"]).json() == schemas()[each["type"]]
    assert client.get("/v1/feed/schemas/envelope").json()["title"] == "envelope"


def test_a_type_that_is_none_is_a_problem(served: Served) -> None:
    answer = served.stranger().get("/v1/feed/schemas/chufei.lead.painted.v1")

    assert (answer.status_code, answer.json()["code"]) == (404, "event-type.unknown")


def test_the_feed_is_described_in_asyncapi(served: Served) -> None:
    answer = served.stranger().get("/v1/feed/asyncapi.json")

    assert (answer.json()["asyncapi"], answer.headers["cache-control"]) == ("3.0.0", "public, max-age=3600")


def test_the_doors_are_described_in_openapi(served: Served) -> None:
    paths = served.stranger().get("/v1/openapi.json").json()["paths"]
    page, stream = paths["/v1/feed"]["get"], paths["/v1/feed/stream"]["get"]

    assert (page["operationId"], stream["operationId"]) == ("readFeed", "followFeed")
    assert {"200", "304", "409"} <= page["responses"].keys()
    assert {"200", "409"} <= stream["responses"].keys()
    assert "text/event-stream" in stream["responses"]["200"]["content"]
