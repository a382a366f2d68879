"""Every way to refuse has a status, and every code a page that says what it means."""

import ast
from collections.abc import Iterator
from typing import Any

import pytest

from api.http.codes import codes
from api.http.problems import STATUS, status_of
from domain import errors
from domain.words import Words
from tests.api.http.conftest import Served
from tests.support.tree import ROOMS, modules, tree
from workflows.identity.refusals import Why, refusal

FIRST = frozenset({"Mistake", "guard", "Guard", "Denied"})
"""Whose first argument is a code."""


def kinds(kind: type[errors.ChufeiError] = errors.ChufeiError) -> Iterator[type[errors.ChufeiError]]:
    for each in kind.__subclasses__():
        yield each
        yield from kinds(each)


RAISED = [each for each in kinds() if each.__module__ == errors.__name__ and each is not errors.Refusal]
"""All but the one that is raised by its branches alone."""


@pytest.mark.parametrize("kind", RAISED)
def test_every_refusal_and_fault_has_a_status(kind: type[errors.ChufeiError]) -> None:
    assert any(each in STATUS for each in kind.__mro__)


def test_the_nearest_ancestor_gives_the_status() -> None:
    assert status_of(errors.NotFound(Words("", ""))) == 404
    assert status_of(errors.StoreUnavailable(Words("", ""))) == 503


def written() -> Iterator[tuple[str, str]]:
    """File and code of every code that stands in our source as such."""
    for room in ROOMS:
        for path in modules(room):
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Call):
                    yield from ((str(path), code) for code in _codes(node))


def _codes(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    given: list[Any] = [word.value for word in call.keywords if word.arg == "code"]
    given += call.args[:1] if name in FIRST else []
    yield from (each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str))


def test_every_code_that_is_written_anywhere_has_a_page() -> None:
    missing = {(code, path) for path, code in written() if code not in codes()}

    assert not missing


def test_whoever_is_not_let_in_is_told_why_on_a_page_with_the_status_he_got() -> None:
    told = {why.value: codes()[why.value].status for why in Why}

    assert told == {why.value: status_of(refusal(why)) for why in Why}


def test_a_page_says_what_a_code_means_to_anybody(served: Served) -> None:
    stranger = served.stranger()
    found = stranger.get("/v1/problems/lead.unknown").json()

    assert (found["status"], bool(found["words"]["zh"])) == (404, True)
    assert stranger.get("/v1/problems/nothing").status_code == 404
    refused = stranger.get("/v1/ledger").json()
    assert stranger.get(refused["type"]).json()["code"] == refused["code"] == "session.missing"
    assert len(stranger.get("/v1/problems").json()["codes"]) == len(codes())
