"""Whoever asks over HTTP is told a way out that he can go."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.http.ways import over_http
from domain.words import Words
from tests.api.http.conftest import Served
from tests.support.tree import ROOMS, ROOT, modules, tree
from tests.support.waiting import comes_true
from workflows.scopes import Scope

TYPED = re.compile(r"--[a-z]{2}|\b(?:chufei|lead) (?:staff|act|moves|register|law|feed|worklist|stats|access)\b")
AT_THE_MACHINE = ("api/cli", "api/demo", "api/synthetic", "adapters/jetstream", "adapters/store/schema.py",
                  "api/folders.py", "api/health_told.py", "api/outside.py", "api/server.py",
                  "api/http/ways.py")  # fmt: skip
"""Where people sit before they ask over HTTP at all."""
SAYS_BOTH = {"命令行 --after", "(--after; following over HTTP)", "--staff", "用 lead moves", "ask lead moves"}


def texts() -> Iterator[tuple[Path, str]]:
    """Every text that a refusal may tell over HTTP."""
    for room in ROOMS:
        for path in modules(room):
            if not str(path.relative_to(ROOT)).startswith(AT_THE_MACHINE):
                for node in ast.walk(tree(path)):
                    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Words":
                        yield from ((path, str(each.value)) for each in node.args if isinstance(each, ast.Constant))


def test_no_text_tells_a_program_what_to_type() -> None:
    told = ((path, over_http(Words(re.sub("[{}]", "", text), "")).zh) for path, text in texts())

    left = {(path.name, text) for path, text in told if TYPED.search(text) and not any(s in text for s in SAYS_BOTH)}
    assert not left


@pytest.mark.parametrize(
    ("asked", "field", "sent"),
    [({}, "涉及金额", "?unit=万元"), ({"unit": "万元", "registered": "yesterday"}, "registered", "")],
    ids=["a way out", "a field"],
)
def test_a_ledger_without_what_it_needs_is_told_as_a_parameter(
    served: Served, asked: dict[str, str], field: str, sent: str
) -> None:
    client = served.client("qj-01", Scope.READ, Scope.WRITE)
    ledger = "线索来源,企业名称,登记时间,涉及金额\n社区报告,示例甲公司,2026-03-01,12\n".encode()
    place = client.post("/v1/imports", params={"name": "x.csv", **asked}, content=ledger).headers["location"]

    assert comes_true(lambda: client.get(place).json()["state"] != "running")

    fault = faults(client.get(place).json())[0]
    assert (field in fault["field"], sent in fault["way_out"]["zh"]) == (True, True), fault


def faults(value: object) -> list[dict[str, Any]]:
    """Everything with a field in a document."""
    if isinstance(value, list):
        return [each for one in value for each in faults(one)]
    if not isinstance(value, dict):
        return []
    return [value] if value.get("field") and "way_out" in value else faults([*value.values()])


@pytest.mark.parametrize(
    ("move", "field", "way_out"),
    [
        ("grade-risk", "grade", "It must be filled in, grade: red | orange | yellow | blue"),
        ("grade-risk", "reasons", "It must be filled in, reasons: a list, each a text"),
        ("start-verification", "no_interest", "It must be filled in, no interest: true or false"),
        ("start-verification", "officers", "It must be filled in, officers: a list, each an object {id, certificate}"),
    ],
)
def test_what_is_not_filled_in_is_told_as_a_program_writes_it(
    served: Served, move: str, field: str, way_out: str
) -> None:
    """`yes`, `high` or `id|certificate` would be refused when it is sent."""
    street = served.client("jd-01")
    lead = street.post("/v1/leads", json={"unit": {"name": "示例甲公司"}, "source": "community"}).json()["lead"]

    faults = street.post(f"/v1/leads/{lead}/{move}", json={}).json()["faults"]

    assert way_out in {fault["way_out"]["en"] for fault in faults if fault["field"] == field}


def test_so_is_what_is_missing_of_a_part(served: Served) -> None:
    refused = served.client("jd-01").post("/v1/leads", json={"person": {"residence": "示例路"}, "source": "community"})

    assert {each["way_out"]["en"] for each in refused.json()["faults"]} == {"It must be filled in, name: a text"}
