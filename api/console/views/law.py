"""``/law``: the law register on a day: instruments, articles in our own words, criminal lines, powers, office rules."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path
from fastapi.responses import Response

from api.citations import name_of
from api.console.administration import On, asked_day, days
from api.console.seat import Seat, TheSeat
from api.office_rules import rules as office_rules
from api.office_rules import said
from domain.errors import NotFound
from domain.law import (
    GROUNDS,
    OFFICE,
    OFFICE_LABEL,
    Citation,
    Instrument,
    Measure,
    OfficeRule,
    Threshold,
    cite,
)
from domain.words import Words
from projections.wording import in_wan
from workflows.law.reference import NAMES
from workflows.law.rules import resolve, rules_on

routes = APIRouter(prefix="/law")

LIKE: Final = Words("参照{zh}", "modelled on {en}")
NO_INSTRUMENT: Final = Words("法规库在这一天没有“{name}”", "the register has no {name} on that day")


@routes.get("")
def law(seat: TheSeat, on: On = "") -> Response:
    """The instruments in force on a day, the criminal lines, and who may do what."""
    day = asked_day(seat, on)
    rules = rules_on(day)
    counted = {key: sum(each.instrument == key for each in rules.articles.values()) for key in rules.instruments}
    lines = [(each, name_of(each.citation), _figure(each)) for each in rules.thresholds]
    return _page(
        seat, "law.html", day, on, instruments=[(each, counted[each.key]) for each in rules.instruments.values()],
        office_rules=len(rules.office_rules), lines=lines, words=NAMES,
        powers=[(each, [(basis, name_of(basis)) for basis in each.basis]) for each in rules.authority.values()],
    )  # fmt: skip


@routes.get("/{instrument}")
def instrument(seat: TheSeat, instrument: Annotated[str, Path(max_length=40)], on: On = "") -> Response:
    """One instrument, or all office rules, on a day."""
    day = asked_day(seat, on)
    rules = rules_on(day)
    if instrument == OFFICE:
        return _page(seat, "office-rules.html", day, on, rules=_grounded(office_rules(seat.app, day)))
    if instrument not in rules.instruments:
        raise NotFound(NO_INSTRUMENT.fill(name=instrument), code="law.unknown")
    found = rules.instruments[instrument]
    articles = [
        (each, _short(found, each.citation)) for each in rules.articles.values() if each.instrument == instrument
    ]
    return _page(seat, "instrument.html", day, on, instrument=found, articles=articles)


@routes.get("/{instrument}/{article}")
def article(
    *, seat: TheSeat, instrument: Annotated[str, Path(max_length=40)], article: Annotated[str, Path(max_length=60)],
    on: On = "",
) -> Response:  # fmt: skip
    """One article or office rule on a day. Raises ``NotFound`` (``law.unknown``, ``law.not-in-force``)."""
    day = asked_day(seat, on)
    (citation,) = cite(f"{instrument} {article}")
    found = resolve(citation, day)
    if isinstance(found, OfficeRule):
        here = (each for each in office_rules(seat.app, day) if each.slug == found.slug)
        return _page(seat, "office-rules.html", day, on, rules=_grounded(here))
    whole = rules_on(day).instruments.get(instrument)
    return _page(seat, "instrument.html", day, on, instrument=whole, articles=[(found, name_of(citation))])


def _grounded(rules: Iterable[OfficeRule]) -> list[tuple[OfficeRule, Words, Words]]:
    """Each with its value and what it stands on: the article it is modelled on, or that it is the house's own."""
    return [(each, said(each), LIKE.fill(**name_of(each.like)._asdict()) if each.like else GROUNDS[each.footing])
            for each in rules]  # fmt: skip


def _short(instrument: Instrument, citation: Citation) -> Words:
    """The number alone, where the title stands above."""
    title, name = instrument.title, name_of(citation)
    bare = title.zh.strip("《》")
    return Words(name.zh.removeprefix(f"《{bare}》"), name.en.removeprefix(f"{title.en}, "))


def _figure(line: Threshold) -> Words:
    if line.measure is Measure.PERSONS:
        return Words(f"{line.at_least} 人", f"{line.at_least}")
    return in_wan(line.at_least)


def _page(seat: Seat, template: str, day: date, on: str, **shown: Any) -> Response:  # noqa: ANN401 - what the template names
    return seat.page(template, "law", day=day, on=on, label=OFFICE_LABEL, held=partial(days, seat), **shown)
