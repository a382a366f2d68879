"""What stands in a cell of a page: days and moments written out, as everywhere there; files keep them as they sort."""

from collections.abc import Mapping
from datetime import date, datetime

from api.console.saying import Saying
from api.registers.columns import Column, told


def cell(column: Column, value: object, say: Saying, names: Mapping[str, str]) -> str:
    """One cell; ``names``: id of the roster or code of an area → name."""
    if isinstance(value, datetime):
        return say.moment(value)
    return say.day(value) if isinstance(value, date) else told(column.kind, value, say, names)
