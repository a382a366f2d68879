"""What cannot be taken of a request is told field by field, with what is wrong and the way out, in both languages."""

import re
from typing import Any, Final

import pytest

from api.http.codes import codes
from api.http.parameters import TABLE, mistakes
from tests.api.http.conftest import Served

SECRET: Final = "110105" * 20
CASES: Final[tuple[tuple[str, str, dict[str, Any], set[tuple[str, str, str]]], ...]] = (
    ("GET", "/v1/ledger", {"params": {"stage": ["verifying", "nope"], "limit": "x"}},
     {("query", "stage.2", "input.form.choice"), ("query", "limit", "input.form.number")}),
    ("GET", "/v1/ledger", {"params": {"limit": "0", "desc": "maybe", "due_by": "2026-1-1", "handler": SECRET}},
     {("query", "limit", "input.parameter.small"), ("query", "desc", "input.form.type"),
      ("query", "due_by", "input.form.type"), ("query", "handler", "input.parameter.long")}),
    ("GET", "/v1/ledger", {"params": {"limit": "501"}, "headers": {"chufei-position": "x"}},
     {("query", "limit", "input.parameter.large"), ("header", "Chufei-Position", "input.form.number")}),
    ("GET", "/v1/search", {}, {("query", "q", "input.parameter.missing")}),
    ("GET", "/v1/search", {"params": {"q": ""}}, {("query", "q", "input.parameter.short")}),
    ("GET", "/v1/access", {"params": {"after": str(2**63)}}, {("query", "after", "input.parameter.below")}),
    ("GET", "/v1/statistics/months", {"params": {"month": "x"}}, {("query", "month", "input.parameter.written")}),
    ("GET", "/v1/feed", {"params": {"wait": "x"}}, {("query", "wait", "input.form.type")}),
    ("POST", "/v1/subscriptions", {"json": {"url": 1, "types": ["a", 2], "x": 1, "after": "1"}},
     {("body", "url", "input.form.type"), ("body", "account", "input.parameter.missing"),
      ("body", "types.2", "input.form.type"), ("body", "x", "input.parameter.extra"),
      ("body", "after", "input.form.number")}),
    ("POST", "/v1/subscriptions", {"json": {"url": "", "account": "", "types": "a"}},
     {("body", "types", "input.form.type")}),
    ("POST", "/v1/subscriptions", {"json": [1]}, {("body", "", "input.form.type")}),
    ("POST", "/v1/subscriptions", {"content": b"{", "headers": {"content-type": "application/json"}},
     {("body", "", "input.body.json")}),
)  # fmt: skip


def named(part: object) -> str:
    """The name of a case, the same in every process: a set has no order of its own."""
    return str(sorted(part) if isinstance(part, set) else part)[:40]


@pytest.mark.parametrize(("method", "address", "sent", "wrong"), CASES, ids=named)
def test_each_mistake_has_a_field_a_fault_and_a_way_out(
    served: Served, method: str, address: str, sent: dict[str, Any], wrong: set[tuple[str, str, str]]
) -> None:
    answer = served.client("jd-01").request(method, address, **sent)
    told = answer.json()

    assert (answer.status_code, told["code"]) == (422, "request.parameter")
    assert {(each["place"], each["field"], each["code"]) for each in told["faults"]} == wrong
    for each in told["faults"]:
        texts = [*each["detail"].values(), *each["way_out"].values()]
        assert all(texts), each
        assert not any(re.search(r"\{[a-z]", text) for text in texts), each
        assert each["code"] in codes()
    assert SECRET not in answer.text


def test_a_choice_is_told_with_all_there_are_and_a_place_in_the_body_as_json_writes_it(served: Served) -> None:
    client = served.client("jd-01")
    (choice,) = client.get("/v1/ledger", params={"sort": "luck"}).json()["faults"]
    (listed,) = client.post(
        "/v1/subscriptions", json={"url": "https://a.cn", "account": "jd-01", "types": ["a", 2]}
    ).json()["faults"]

    assert choice["way_out"]["zh"].startswith("可填：registered | ")
    assert "pointer" not in choice
    assert (listed["field"], listed["pointer"]) == ("types.2", "/types/1")


def test_what_pydantic_may_find_some_day_is_told_too() -> None:
    (wrong,) = mistakes([{"type": "new_trouble", "loc": ("query", "q"), "ctx": {"said": SECRET}}])

    assert "new_trouble" not in TABLE
    assert (wrong.error.code, wrong.error.field, wrong.error.way_out.zh) == ("input.parameter", "q", "按接口描述填写")
