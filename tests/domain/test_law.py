"""Citations are read and written back; periods know their first and last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.law import (
    OFFICE_LABEL,
    Citation,
    Footing,
    Measure,
    Offence,
    OfficeRule,
    Party,
    Threshold,
    Tier,
    Validity,
    cite,
)
from domain.words import Words

FIRST, LAST = date(2011, 1, 4), date(2022, 2, 28)
DAY = timedelta(days=1)
ALWAYS = Validity(date.min)


@pytest.mark.parametrize("text", ["R737 18", "R737 24(3)", "R310 9 ¶1", "NOTICE 三.2", "office four-eyes"])
def test_a_citation_is_written_as_it_was_read(text: str) -> None:
    assert [str(citation) for citation in cite(text)] == [text]


def test_a_citation_knows_article_paragraph_and_office_rules() -> None:
    law, office = cite("R310 9 ¶1", "office four-eyes")

    assert law == Citation("R310", "9", "1")
    assert (law.is_office_rule, office.is_office_rule) == (False, True)


def test_first_and_last_day_are_both_in_force() -> None:
    period = Validity(FIRST, LAST)

    assert [period.covers(day) for day in (FIRST - DAY, FIRST, LAST, LAST + DAY)] == [False, True, True, False]


def test_what_has_no_last_day_is_in_force_for_good() -> None:
    assert Validity(FIRST).covers(date.max)


DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 31))
PERIODS = st.builds(
    lambda first, length: Validity(first, None if length is None else first + timedelta(days=length)),
    DAYS,
    st.none() | st.integers(0, 20),
)


@given(PERIODS, PERIODS)
def test_periods_overlap_when_some_day_lies_in_both(first: Validity, second: Validity) -> None:
    days = [date(2019, 12, 31) + timedelta(days=n) for n in range(90)]

    assert first.overlaps(second) == any(first.covers(day) and second.covers(day) for day in days)


@given(PERIODS, PERIODS)
def test_a_period_lies_within_another_when_all_its_days_do(inner: Validity, outer: Validity) -> None:
    days = [date(2019, 12, 31) + timedelta(days=n) for n in range(90)]

    assert inner.within(outer) == all(outer.covers(day) for day in days if inner.covers(day))


@pytest.mark.parametrize(
    ("party", "unit", "individual"),
    [(Party.ANY, True, True), (Party.UNIT, True, False), (Party.INDIVIDUAL, False, True)],
)
def test_a_line_is_for_its_kind_of_organiser(*, party: Party, unit: bool, individual: bool) -> None:
    line = Threshold(
        citation=Citation("JI10", "3", "1"),
        offence=Offence.DEPOSIT_TAKING,
        party=party,
        tier=Tier.ENTRY,
        measure=Measure.AMOUNT,
        at_least=1,
        validity=ALWAYS,
    )

    assert (line.concerns(is_unit=True), line.concerns(is_unit=False)) == (unit, individual)


def office_rule(footing: Footing, like: Citation | None = None) -> OfficeRule:
    return OfficeRule(slug="a-rule", words=Words("规则", "rule"), validity=ALWAYS, footing=footing, like=like)


@pytest.mark.parametrize(
    ("rule", "ground"),
    [
        (office_rule(Footing.MODELLED, Citation("APL", "57")), "modelled on APL 57"),
        (office_rule(Footing.PROPOSED), "PROPOSED"),
        (office_rule(Footing.UNCONFIRMED), "UNCONFIRMED"),
    ],
)
def test_an_office_rule_says_that_it_is_not_law_and_what_it_stands_on(rule: OfficeRule, ground: str) -> None:
    assert rule.label.en == f"office rule, not law ({ground})"
    assert rule.label.zh.startswith(OFFICE_LABEL.zh)
    assert str(rule.citation) == "office a-rule"
