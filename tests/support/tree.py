"""Which files are ours, so that tests about the house read the same ones."""

import ast
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
ROOMS: Final = ("domain", "workflows", "projections", "adapters", "api")
BESIDE: Final = ("tests", "tools", "bench", "examples")
TEXTS: Final = (*ROOMS, *BESIDE, "docs", ".ci", ".github")


def modules(*folders: str) -> list[Path]:
    """Every Python file under the named folders, sorted; all of ours when none is named."""
    return sorted(path for folder in folders or (*ROOMS, *BESIDE) for path in (ROOT / folder).rglob("*.py"))


def texts() -> list[Path]:
    """Every file a reader could open: the folders' and those at the top, without what tools leave behind."""
    below = (path for folder in TEXTS for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts)
    top = (path for path in ROOT.iterdir() if path.name not in {".git", "uv.lock"})
    return sorted(path for path in (*below, *top) if path.is_file())


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path) -> str:
    """The path as a reader of the repository writes it."""
    return path.relative_to(ROOT).as_posix()
