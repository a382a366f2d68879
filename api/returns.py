"""What the returns of a month are about: which months, which cases, which streets owe one."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Final

from api.app import App
from domain.actor import Actor
from domain.instants import BEIJING, day_of
from domain.lead.periods import months_after
from domain.values.divisions import STEPS, DivisionLevel, significant
from domain.values.mistake import Mistake
from domain.words import Words
from projections.building_register import street_of
from projections.statistics import Case, Place, lies_in
from workflows.forms.plain import YEARS

NO_MONTH: Final = Mistake(
    "input.month", Words("不是月份", "not a month"), Words("写成 2025-03", "write it like 2025-03")
)
DISTRICT: Final = STEPS[2]
"""Digits that name a district."""


def months_of(app: App, month: str, until: str, *fields: str) -> tuple[datetime, datetime]:
    """From the first moment of a month to that of the month after, at UTC+8; this month where none is named.

    ``fields``: where the two were named. Raises ``InvalidInput`` (``input.month``).
    """
    first = _month(month, fields[0]) if month else day_of(app.clock.now()).replace(day=1)
    last = _month(until, fields[1]) if until else first
    return _midnight(first), _midnight(months_after(max(first, last), 1))


def _month(text: str, field: str) -> date:
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise NO_MONTH.at(field) from None
    if found.year not in YEARS:
        raise NO_MONTH.at(field)
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)


def is_asked(app: App, case: Case, amount: str | None, place: Place, division: str) -> bool:
    """Whether a case is of the amount and the place asked for; of where it was found, the database has asked."""
    if amount and case.amount != amount:
        return False
    if not division or place is Place.FOUND:
        return True
    names = {each.name for each in app.divisions if each.code.startswith(significant(division))}
    return lies_in(case.texts(place), division, names)


def reporting(app: App, asking: Actor | None, division: str, begin: datetime, found: Iterable[str]) -> Iterator[str]:
    """The streets that owe a return: of the area asked for, else of whoever asks, else of the districts found."""
    division = division or (asking.division if asking else "")
    areas = {street_of(division)} if division else {street[:DISTRICT] for street in found if street}
    known, day = app.divisions, day_of(begin)
    for area in areas:
        these = (known.find(area, day), *known.children(area, day))
        yield from (each.code for each in these if each and each.level is DivisionLevel.STREET)
