"""A file is read in one sitting and a function in one look, or it is split."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.tree import modules, shown, tree

FILE_LINES = 300
FUNCTION_LINES = 40
ARM_LINES = 4

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def span(first: ast.stmt, last: ast.stmt) -> int:
    return (last.end_lineno or last.lineno) - first.lineno + 1


def without_docstring(function: Function) -> list[ast.stmt]:
    return function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body


def length(function: Function) -> int:
    docstring = function.body[: len(function.body) - len(without_docstring(function))]
    return span(function, function) - sum(span(part, part) for part in docstring)


def is_one_table(function: Function) -> bool:
    """Whether the body is a single ``match`` whose arms are short: long, and yet read at one look."""
    match without_docstring(function):
        case [ast.Match(cases=arms)]:
            return all(span(arm.body[0], arm.body[-1]) <= ARM_LINES for arm in arms)
        case _:
            return False


@pytest.mark.parametrize("path", modules(), ids=shown)
def test_a_file_is_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


def test_a_function_is_read_in_one_look() -> None:
    long = [
        f"{shown(path)}:{function.lineno} {function.name}: {length(function)} lines"
        for path in modules()
        for function in functions(path)
        if length(function) > FUNCTION_LINES and not is_one_table(function)
    ]

    assert long == []


def test_every_module_says_why_it_exists() -> None:
    assert [shown(path) for path in modules() if not ast.get_docstring(tree(path))] == []
