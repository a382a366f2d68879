"""What a refusal tells stands in one language at a time: texts of ours in ``Words``, all else as it is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.support.scenario import BOTH
from tests.support.tree import modules, shown, tree

NAMING: Final = {"Fact": 1, "failed": 2}
"""How many arguments name the fact, before those that hold what was found and what was needed."""
CHINESE: Final = re.compile(r"[一-龥]")


def called(node: ast.AST) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def loose(node: ast.AST) -> Iterator[str]:
    """The texts written below a node, but not those in ``Words`` or documentation."""
    if called(node) == "Words" or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from loose(child)


def of_facts(module: ast.AST) -> Iterator[str]:
    """The texts written where a fact says what was found or needed."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and called(node) in NAMING:
            for value in (*node.args[NAMING[called(node)] :], *(each.value for each in node.keywords)):
                yield from loose(value)


@pytest.mark.parametrize("path", modules("domain"), ids=shown)
def test_no_text_holds_both_languages(path: Path) -> None:
    assert [text for text in loose(tree(path)) if BOTH.search(text)] == []


@pytest.mark.parametrize("path", modules("domain", "workflows"), ids=shown)
def test_no_fact_is_told_in_chinese_alone(path: Path) -> None:
    assert [text for text in of_facts(tree(path)) if CHINESE.search(text)] == []


def test_such_texts_are_found() -> None:
    module = ast.parse('failed("甲", "a", f"已回避 recused: {x}", Words("未签批", "not signed")); Fact(x, "空")')

    assert [text for text in loose(module) if BOTH.search(text)] == ["已回避 recused: "]
    assert list(of_facts(module)) == ["已回避 recused: ", "空"]
