"""Pages of the documentation, as somebody who follows them reads them."""

import re
from typing import Final

from tests.support.tree import ROOT

HOW_TO: Final = ROOT / "docs" / "how-to"


def page(name: str) -> str:
    """The text of a how-to page, by the name of its file without the ending."""
    return (HOW_TO / f"{name}.md").read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    """Its blocks in a language (a pattern: ``sh|bash``), in their order."""
    return re.findall(rf"^```(?:{language})\n(.*?)^```", page, re.DOTALL | re.MULTILINE)


def lines(page: str, language: str) -> list[str]:
    """The lines of these blocks, one after the other."""
    return [line for block in blocks(page, language) for line in block.splitlines() if line]
