"""Each library lives in its home, and ``domain`` has none: no library, no clock, no way out."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

from tests.support.tree import ROOMS, ROOT, modules, shown, tree

HOMES: Final[dict[str, frozenset[str]]] = {
    "argon2": frozenset({"adapters"}),
    "authlib": frozenset({"adapters"}),
    "cryptography": frozenset({"adapters"}),
    "eventsourcing": frozenset({"adapters"}),
    "fastapi": frozenset({"api"}),
    "httptools": frozenset({"api"}),
    "httpx2": frozenset({"adapters"}),
    "jinja2": frozenset({"api"}),
    "joserfc": frozenset({"adapters"}),
    "msgspec": frozenset({"adapters"}),
    "nats": frozenset({"adapters"}),
    "PIL": frozenset({"adapters"}),
    "psycopg": frozenset({"adapters"}),
    "pydantic": frozenset({"api"}),
    "pyotp": frozenset({"adapters"}),
    "pypinyin": frozenset({"adapters"}),
    "python_calamine": frozenset({"adapters"}),
    "rich": frozenset({"api"}),
    "segno": frozenset({"api"}),
    "sqlalchemy": frozenset({"projections", "adapters"}),
    "structlog": frozenset({"workflows", "adapters", "api"}),
    "starlette": frozenset({"api"}),
    "transitions": frozenset({"workflows"}),
    "uvicorn": frozenset({"api"}),
    "xlsxwriter": frozenset({"adapters"}),
}
"""Library → rooms that may import it. What is not named here may be imported by nobody."""

LOADED_BY_OTHERS: Final = {
    "python-multipart": "starlette, to read what browsers send of a form",
}
"""What runs although none of us imports it."""

WAYS_OUT: Final = frozenset(
    {
        *("importlib", "io", "os", "pathlib", "shutil", "sqlite3", "tempfile"),  # files
        *("http", "selectors", "socket", "ssl", "subprocess", "urllib.request"),  # other programs and machines
        *("asyncio", "multiprocessing", "threading"),  # others at the same time
        *("random", "secrets", "time", "uuid"),  # chance and clocks
        "logging",
    }
)
"""Modules of the standard library through which the world would enter ``domain``."""

CLOCKS: Final = frozenset({"now", "today", "utcnow"})


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of every module imported in a file, wherever the import stands."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module


def foreign(room: str) -> Iterator[tuple[Path, int, str]]:
    """File, line and library of every import that is neither ours nor the standard library's."""
    for path in modules(room):
        for line, module in imported(path):
            name = module.partition(".")[0]
            if name not in sys.stdlib_module_names and name not in ROOMS:
                yield path, line, name


def test_each_library_stays_in_its_home() -> None:
    strays = [
        f"{shown(path)}:{line} imports {name}"
        for room in ROOMS
        for path, line, name in foreign(room)
        if room not in HOMES.get(name, frozenset())
    ]

    assert strays == []


def test_every_library_that_is_installed_to_run_is_imported_somewhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[\[<>=~! ]", each)[0] for each in project["dependencies"]}
    shipped = packages_distributions()  # argon2-cffi ships argon2
    imported = {dist.lower() for room in ROOMS for _, _, name in foreign(room) for dist in shipped[name]}

    assert needed - imported - LOADED_BY_OTHERS.keys() == set()


def test_one_module_of_the_store_knows_the_eventsourcing_library() -> None:
    knowing = {path for path, _, name in foreign("adapters") if name == "eventsourcing"}

    assert {shown(path.parent) for path in knowing} == {"adapters/store"}
    assert len(knowing) == 1, sorted(map(shown, knowing))


def test_domain_has_no_library_at_all() -> None:
    assert [f"{shown(path)}:{line} imports {name}" for path, line, name in foreign("domain")] == []


def test_domain_lets_nothing_of_the_world_in() -> None:
    leaks = [
        f"{shown(path)}:{line} imports {module}"
        for path in modules("domain")
        for line, module in imported(path)
        if {module, module.partition(".")[0]} & WAYS_OUT
    ]

    assert leaks == []


def test_domain_is_told_the_time() -> None:
    clocks = [
        f"{shown(path)}:{node.lineno} {node.func.attr}()"
        for path in modules("domain")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]

    assert clocks == []


def test_deciding_and_evolving_know_every_case() -> None:
    wild = [
        f"{shown(path)}:{arm.pattern.lineno} in {function.name}"
        for path in modules("domain")
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef) and function.name.strip("_").startswith(("decide", "evolve"))
        for node in ast.walk(function)
        if isinstance(node, ast.Match)
        for arm in node.cases
        if isinstance(arm.pattern, ast.MatchAs) and arm.pattern.pattern is None and arm.guard is None
    ]

    assert wild == []
