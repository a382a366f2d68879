"""The description is a product: whole, in two languages, the same as the one that is kept, and true of who may ask."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.directory_changes import FORMS
from api.http.app import routed
from api.http.description import as_file
from api.http.sending import MOVES
from tests.api.http.conftest import Served
from workflows.scopes import Scope

KEPT = Path(__file__).parents[3] / "docs" / "reference" / "openapi.json"
DOCUMENT = routed().openapi()
OPERATIONS = [
    (method, path, operation)
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
]
IDS = [f"{method} {path}" for method, path, _ in OPERATIONS]
EXAMPLES = {"lead": "370104-2026-0001", "move": "suspend", "name": "lead", "job": "none", "instrument": "R737",
            "article": "18", "code": "lead.unknown", "person": "jd-01", "subscription": "s-1"}  # fmt: skip


def both(text: str) -> bool:
    """Whether a text speaks Chinese and English."""
    return any(ord(each) > 0x2E80 for each in text) and any(each.isascii() and each.isalpha() for each in text)


def addressed(path: str) -> str:
    """An address of a path."""
    for name, value in EXAMPLES.items():
        path = path.replace(f"{{{name}}}", value)
    return path


def properties(schema: Any, name: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - JSON is anything
    """Every property within a schema, with its name."""
    if isinstance(schema, dict):
        for key, each in schema.get("properties", {}).items():
            yield f"{name}.{key}", each
        for each in schema.values():
            yield from properties(each, name)
    elif isinstance(schema, list):
        for each in schema:
            yield from properties(each, name)


def test_the_kept_description_is_that_of_the_program() -> None:
    assert KEPT.read_text(encoding="utf-8") == as_file(DOCUMENT), "run make docs"


def test_every_command_of_the_tables_has_its_address() -> None:
    assert {f"/v1/leads/{{lead}}/{name}" for name in MOVES} <= DOCUMENT["paths"].keys()


def test_every_change_of_the_directory_has_its_address() -> None:
    assert {f"/v1/directory/{name}" for name in FORMS} <= DOCUMENT["paths"].keys()


def test_ids_of_operations_are_their_own() -> None:
    ids = [operation["operationId"] for _, _, operation in OPERATIONS]

    assert len(set(ids)) == len(ids)
    assert all(each.isalnum() and each[0].islower() for each in ids)


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=IDS)
def test_an_operation_says_in_both_languages_what_it_does(method: str, path: str, operation: dict[str, Any]) -> None:
    assert method in {"get", "post", "put", "patch", "delete"}
    assert both(operation["summary"]), path
    assert both(operation["description"])
    assert operation["tags"]
    for parameter in operation.get("parameters", ()):
        assert both(parameter.get("description", "")), parameter["name"]
    for response in operation["responses"].values():
        assert "$ref" in response or both(response["description"])


def test_every_member_of_every_schema_is_described() -> None:
    found = [each for name, schema in DOCUMENT["components"]["schemas"].items() for each in properties(schema, name)]

    assert len(found) > 500
    assert [name for name, each in found if not both(each.get("description", ""))] == []


@pytest.fixture(scope="module")
def guarded() -> list[tuple[str, str]]:
    """Method and address of everything that not anybody may ask."""
    return [(method, addressed(path)) for method, path, operation in OPERATIONS if "security" in operation]


READ = {"/v1/verify"}
"""What is read though it is begun by a POST."""
OPEN = {
    "/v1/health", "/v1/problems", "/v1/problems/{code}", "/v1/feed/schemas", "/v1/feed/schemas/{type}",
    "/v1/feed/asyncapi.json", "/v1/oidc/start", "/v1/oidc/callback",
}  # fmt: skip
"""What anybody may ask."""
OWN = {
    "/v1/session", "/v1/sessions", "/v1/me/password", "/v1/me/second-factor", "/v1/me/second-factor/removal",
    "/v1/me/tokens", "/v1/me/tokens/{prefix}",
}  # fmt: skip
"""What is for whoever signed in himself; no token opens it."""
BEGINNINGS = {("post", "/v1/session"), ("delete", "/v1/session")}
"""Signing in, and leaving where one never was."""


def test_anybody_may_ask_what_is_nobodys_secret_and_nothing_else() -> None:
    assert {path for _, path, operation in OPERATIONS if "security" not in operation} == OPEN | OWN


def test_what_is_ones_own_is_nobody_elses(served: Served) -> None:
    stranger = served.stranger(**{"sec-fetch-site": "same-origin"})
    own = {(method, path) for method, path, _ in OPERATIONS if path in OWN} - BEGINNINGS
    answers = {key: stranger.request(key[0], addressed(key[1])) for key in own}

    assert len(own) == 9
    assert {key: answer.json()["code"] for key, answer in answers.items()} == dict.fromkeys(own, "session.missing")


def test_nobody_is_let_in_without_a_token(served: Served, guarded: list[tuple[str, str]]) -> None:
    stranger = served.stranger()
    answers = {(method, path): stranger.request(method, path) for method, path in guarded}

    assert {key: answer.status_code for key, answer in answers.items()} == dict.fromkeys(answers, 401)
    assert {answer.headers["content-type"] for answer in answers.values()} == {"application/problem+json"}


def test_a_token_opens_what_its_scope_says_and_no_more(served: Served, guarded: list[tuple[str, str]]) -> None:
    reads, writes = served.client("jd-01", Scope.READ), served.client("jd-01", Scope.WRITE)
    wrong = {
        (method, path): (writes if method == "get" or path in READ else reads).request(method, path).json()
        for method, path in guarded
        if not path.startswith(("/v1/me", "/v1/session"))
    }

    assert len(wrong) > len(guarded) / 2, "what is one's own needs no scope"
    assert {key: answer["code"] for key, answer in wrong.items()} == dict.fromkeys(wrong, "token.scope")


def test_the_description_is_served(served: Served) -> None:
    assert json.loads(as_file(DOCUMENT)) == served.stranger().get("/v1/openapi.json").json()
