"""Finds the cells of an XLSX that hold no value: errors, and formulas that nobody ever calculated.

The reader gives nothing for them. A figure that cannot be read is not an empty cell, so they are looked for beside it.
"""

import re
from collections.abc import Iterator
from functools import reduce
from typing import Final

from workflows.imports.sheet import UNCALCULATED

At = tuple[int, int]
"""Line and column, both from 0."""

_NS: Final = rb"(?:[A-Za-z0-9]+:)?"
_CELL: Final = rb"<" + _NS + rb'c\b%s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>'
_FORMULA: Final = rb"<" + _NS + rb"f\b(?:[^>]*/>|[^>]*>[^<]*</" + _NS + rb"f>)"
_VALUE: Final = rb"<" + _NS + rb"v>([^<]*)</" + _NS + rb"v>"
_NO_VALUE: Final = rb"(?:<" + _NS + rb"v\s*/>|<" + _NS + rb"v></" + _NS + rb"v>)?</" + _NS + rb"c>"
_ERROR: Final = re.compile(_CELL % rb'(?=[^>]*\bt="e")' + rb"(?:" + _FORMULA + rb")?" + _VALUE)
_EMPTY: Final = re.compile(_CELL % rb'(?![^>]*\bt="str")' + _FORMULA + _NO_VALUE)
"""A formula whose result is an empty text says so by its type."""


def broken(sheet: bytes) -> Iterator[tuple[At, str]]:
    """Cell → the error that stands there, or ``UNCALCULATED``. ``sheet`` is its XML, known to be well formed."""
    for found in _ERROR.finditer(sheet) if b't="e"' in sheet else ():
        yield _at(found), found[3].decode("utf-8", "replace")
    for found in _EMPTY.finditer(sheet):
        yield _at(found), UNCALCULATED


def _at(found: re.Match[bytes]) -> At:
    column = reduce(lambda before, letter: before * 26 + letter - ord("A") + 1, found[1], 0)
    return int(found[2]) - 1, column - 1
