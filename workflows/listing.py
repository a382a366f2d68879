"""A sheet that is to be written to a workbook: what stands in it, in nobody's file format."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from workflows.imports.sheet import Cell


@dataclass(frozen=True, slots=True)
class Listing:
    """A heading and rows, which may be made one by one as they are written. ``widths``: of columns, in characters.

    What kind of value a cell holds decides how it is shown: days, moments (at UTC+8) and numbers as such; a text stays
    a text, even 18 digits or ``=1+1``. ``above`` are lines before the heading, ``strong`` the rows that are sums.
    """

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = ()
    above: Sequence[str] = ()
    strong: Container[int] = ()
