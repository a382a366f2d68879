"""Leads that a sentence names by their numbers, told with the way to their pages."""

import re
from typing import Final

from markupsafe import Markup, escape

_NUMBERS: Final = re.compile(r"(?<![\w-])([0-9]{6}-[0-9]{4}-[0-9]{4,})(?![\w-])", re.ASCII)
_LINK: Final = Markup('<a href="/leads/{0}">{0}</a>')


def linked(text: str, own: str) -> Markup:
    """A text in which the number of every lead is a link; ``own``, the number of the page, is none."""
    parts = _NUMBERS.split(text)
    return Markup().join(
        _LINK.format(part) if at % 2 and part != own else escape(part) for at, part in enumerate(parts)
    )
