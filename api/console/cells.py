"""What stands in a cell of a page: days and moments written out, as everywhere there; files keep them as they sort."""

from collections.abc import Mapping
from datetime import date, datetime

from api.console.saying import Saying
from api.registers.columns import Column, Kind, told
from domain.values.divisions import unlisted


def cell(column: Column, value: object, say: Saying, names: Mapping[str, str]) -> str:
    """One cell; ``names``: id of the roster or code of an area → name."""
    if isinstance(value, datetime):
        return say.moment(value)
    if isinstance(value, date):
        return say.day(value)
    if value and column.kind is Kind.AREA:
        codes = value if isinstance(value, tuple) else (str(value),)
        return say.listed(names.get(code) or unlisted(code) for code in codes)
    return told(column.kind, value, say, names)
