"""Sealed data is opened through one door, which puts the read on record first."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.support.tree import modules, shown, tree

DOOR: Final = frozenset({"opened", "lead_opened", "opened_meanwhile", "TheOpening", "tip_on_record"})
"""Functions that answer which leads may be opened once that is on record."""
OPENING: Final = frozenset({"open_personal", "entitled"})
"""What is said to the log and to a register for personal data."""
UNSEALED: Final = "open_sealed"
"""What is asked of the store of pictures."""
UNVEILED: Final = frozenset({"ledger", "duties"})
"""Queries whose rows name persons."""
NO_WAY_IN: Final = {
    "api/app.py": "hands on what it is told",
    "api/duties.py": "hands on what it is told",
    "api/registers/columns.py": "hands on what it is told",
    "api/synthetic/sending.py": "hands on what it is told",
    "api/tips.py": "shows whoever holds the receipt code what he was asked and what he wrote",
    "api/import_matching.py": "compares with what somebody brought, and tells him nothing else",
}
"""Modules that open and show nothing."""


def named(module: ast.AST) -> Iterator[str]:
    """Every name that is used, but not where it is imported or declared."""
    for node in ast.walk(module):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def opens(module: ast.AST) -> bool:
    """Whether somewhere personal data is opened."""
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    said = (each.value for call in calls for each in call.keywords if each.arg in OPENING)
    if any(isinstance(each.func, ast.Attribute) and each.func.attr == UNSEALED for each in calls):
        return True
    asked = (each for call in calls for each in call.args if isinstance(each, ast.Name))
    return any(not (isinstance(each, ast.Constant) and each.value is False) for each in said) or any(
        each.id in UNVEILED for each in asked
    )


def asks(module: ast.AST) -> bool:
    """Whether the door is used there."""
    return not DOOR.isdisjoint(named(module))


@pytest.mark.parametrize("path", [path for path in modules("api") if shown(path) not in NO_WAY_IN], ids=shown)
def test_whatever_opens_personal_data_has_it_on_record_first(path: Path) -> None:
    assert asks(tree(path)) or not opens(tree(path))


def test_no_exception_is_idle() -> None:
    opening = {shown(path) for path in modules("api") if opens(tree(path)) and not asks(tree(path))}

    assert set(NO_WAY_IN) == opening


@pytest.mark.parametrize("code", [
    "app.history(lead, open_personal=may)", "register.values(row, entitled=True)", "app.ask(ledger, wanted)",
    "app.blobs.open_sealed(stream, digest)",
])  # fmt: skip
def test_an_opening_is_found(code: str) -> None:
    assert opens(ast.parse(code))
    assert not opens(ast.parse("app.history(lead, open_personal=False)"))


@pytest.mark.parametrize("code", ["opening.opened(app, reading, leads)", "door = partial(opened, call)"])
def test_the_door_is_found(code: str) -> None:
    assert asks(ast.parse(code))
    assert not asks(ast.parse("from api.opening import opened"))
