"""Criminal lines at their edges, and the lines that govern an earlier act."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.law import Measure, Offence, Party, Tier
from workflows.law import alarms, rules_on, thresholds_for
from workflows.law.lines import Ground

YUAN = 100
OLD, NEW, AFTER = date(2022, 2, 28), date(2022, 3, 1), date(2022, 5, 15)

UNIT, PERSON = True, False
AMOUNT, PERSONS, LOSS = Measure.AMOUNT, Measure.PERSONS, Measure.LOSS

GOLDEN = [
    # day, is_unit, article, tier, measure, reached from (分 or people)
    (NEW, PERSON, "JI22 3 ¶1", Tier.ENTRY, AMOUNT, 1_000_000 * YUAN),
    (NEW, UNIT, "JI22 3 ¶1", Tier.ENTRY, AMOUNT, 1_000_000 * YUAN),
    (NEW, PERSON, "JI22 3 ¶1", Tier.ENTRY, PERSONS, 150),
    (NEW, PERSON, "JI22 3 ¶1", Tier.ENTRY, LOSS, 500_000 * YUAN),
    (NEW, PERSON, "JI22 3 ¶2", Tier.ENTRY, AMOUNT, 500_000 * YUAN),
    (NEW, PERSON, "JI22 3 ¶2", Tier.ENTRY, LOSS, 250_000 * YUAN),
    (NEW, PERSON, "JI22 4 ¶1", Tier.HUGE, AMOUNT, 5_000_000 * YUAN),
    (NEW, PERSON, "JI22 4 ¶1", Tier.HUGE, PERSONS, 500),
    (NEW, PERSON, "JI22 4 ¶1", Tier.HUGE, LOSS, 2_500_000 * YUAN),
    (NEW, PERSON, "JI22 4 ¶2", Tier.HUGE, AMOUNT, 2_500_000 * YUAN),
    (NEW, PERSON, "JI22 4 ¶2", Tier.HUGE, LOSS, 1_500_000 * YUAN),
    (NEW, PERSON, "JI22 5 ¶1", Tier.ESPECIALLY_HUGE, AMOUNT, 50_000_000 * YUAN),
    (NEW, PERSON, "JI22 5 ¶1", Tier.ESPECIALLY_HUGE, PERSONS, 5_000),
    (NEW, PERSON, "JI22 5 ¶1", Tier.ESPECIALLY_HUGE, LOSS, 25_000_000 * YUAN),
    (NEW, PERSON, "JI22 5 ¶2", Tier.ESPECIALLY_HUGE, AMOUNT, 25_000_000 * YUAN),
    (NEW, PERSON, "JI22 5 ¶2", Tier.ESPECIALLY_HUGE, LOSS, 15_000_000 * YUAN),
    (NEW, PERSON, "JI22 8 ¶1", Tier.ENTRY, AMOUNT, 100_000 * YUAN),
    (NEW, UNIT, "JI22 8 ¶1", Tier.HUGE, AMOUNT, 1_000_000 * YUAN),
    (NEW, UNIT, "JI22 8 ¶2", Tier.HUGE, AMOUNT, 500_000 * YUAN),
    (NEW, UNIT, "JI22 10", Tier.ENTRY, PERSONS, 201),
    (OLD, PERSON, "JI10 3 ¶1", Tier.ENTRY, AMOUNT, 200_000 * YUAN),
    (OLD, PERSON, "JI10 3 ¶1", Tier.ENTRY, PERSONS, 30),
    (OLD, PERSON, "JI10 3 ¶1", Tier.ENTRY, LOSS, 100_000 * YUAN),
    (OLD, UNIT, "JI10 3 ¶1", Tier.ENTRY, AMOUNT, 1_000_000 * YUAN),
    (OLD, UNIT, "JI10 3 ¶1", Tier.ENTRY, PERSONS, 150),
    (OLD, UNIT, "JI10 3 ¶1", Tier.ENTRY, LOSS, 500_000 * YUAN),
    (OLD, PERSON, "JI10 3 ¶2", Tier.HUGE, AMOUNT, 1_000_000 * YUAN),
    (OLD, PERSON, "JI10 3 ¶2", Tier.HUGE, PERSONS, 100),
    (OLD, PERSON, "JI10 3 ¶2", Tier.HUGE, LOSS, 500_000 * YUAN),
    (OLD, UNIT, "JI10 3 ¶2", Tier.HUGE, AMOUNT, 5_000_000 * YUAN),
    (OLD, UNIT, "JI10 3 ¶2", Tier.HUGE, PERSONS, 500),
    (OLD, UNIT, "JI10 3 ¶2", Tier.HUGE, LOSS, 2_500_000 * YUAN),
    (OLD, PERSON, "JI10 5 ¶1", Tier.ENTRY, AMOUNT, 100_000 * YUAN),
    (OLD, PERSON, "JI10 5 ¶1", Tier.HUGE, AMOUNT, 300_000 * YUAN),
    (OLD, PERSON, "JI10 5 ¶1", Tier.ESPECIALLY_HUGE, AMOUNT, 1_000_000 * YUAN),
    (OLD, UNIT, "JI10 5 ¶2", Tier.ENTRY, AMOUNT, 500_000 * YUAN),
    (OLD, UNIT, "JI10 5 ¶2", Tier.HUGE, AMOUNT, 1_500_000 * YUAN),
    (OLD, UNIT, "JI10 5 ¶2", Tier.ESPECIALLY_HUGE, AMOUNT, 5_000_000 * YUAN),
    (OLD, UNIT, "JI10 6", Tier.ENTRY, PERSONS, 201),
    (OLD, PERSON, "ZSBZ10 28", Tier.ENTRY, AMOUNT, 200_000 * YUAN),
    (AFTER, PERSON, "ZSBZ22 23", Tier.ENTRY, PERSONS, 150),
]


def raised(day: date, *, is_unit: bool, measure: Measure, figure: int) -> set[tuple[str, Tier, Measure]]:
    figures = {each: figure if each is measure else 0 for each in Measure}
    found = alarms(figures[AMOUNT], figures[PERSONS], figures[LOSS], is_unit, rules_on(day))
    return {(str(alarm.citation), alarm.threshold.tier, alarm.threshold.measure) for alarm in found}


@pytest.mark.parametrize(("day", "is_unit", "article", "tier", "measure", "edge"), GOLDEN)
def test_a_line_is_reached_at_its_figure_and_not_one_below(
    *,
    day: date,
    is_unit: bool,
    article: str,
    tier: Tier,
    measure: Measure,
    edge: int,
) -> None:
    line = (article, tier, measure)
    at = {n: line in raised(day, is_unit=is_unit, measure=measure, figure=n) for n in (edge - 1, edge, edge + 1)}

    assert at == {edge - 1: False, edge: True, edge + 1: True}


def test_the_golden_table_holds_every_confirmed_line() -> None:
    golden = {(article, tier, measure, edge) for _, _, article, tier, measure, edge in GOLDEN}
    lines = [line for day in (OLD, NEW) for line in rules_on(day).thresholds if line.confirmed]

    assert {(str(x.citation), x.tier, x.measure, x.at_least) for x in lines} <= golden


def test_nothing_known_raises_nothing() -> None:
    assert alarms(0, 0, 0, is_unit=False, rules=rules_on(NEW)) == ()


def test_an_alarm_tells_its_article_its_figure_and_what_no_figure_shows() -> None:
    found = alarms(600_000 * YUAN, 0, 0, is_unit=True, rules=rules_on(date(2022, 6, 1)))
    told = {(str(alarm.citation), alarm.conditional, alarm.threshold.confirmed) for alarm in found}

    assert {alarm.figure for alarm in found} == {600_000 * YUAN}
    assert told == {
        ("JI22 3 ¶2", True, True),
        ("JI22 8 ¶1", True, True),
        ("JI22 8 ¶2", True, True),
        ("ZSBZ22 23", True, False),
        ("ZSBZ22 44", True, False),
    }


FIGURES = st.integers(0, 10**11)


@given(
    amount=FIGURES,
    persons=st.integers(0, 6000),
    loss=FIGURES,
    is_unit=st.booleans(),
    day=st.sampled_from([OLD, NEW, AFTER]),
    more=FIGURES,
)
def test_more_money_never_silences_an_alarm(
    *,
    amount: int,
    persons: int,
    loss: int,
    is_unit: bool,
    day: date,
    more: int,
) -> None:
    rules = rules_on(day)
    before = {alarm.threshold for alarm in alarms(amount, persons, loss, is_unit, rules)}
    after = {alarm.threshold for alarm in alarms(amount + more, persons, loss + more, is_unit, rules)}

    assert before <= after


CHOICES = [
    # conduct, decision, offence, party, ground, instrument chosen
    (OLD, NEW, Offence.DEPOSIT_TAKING, Party.INDIVIDUAL, Ground.FAVOURABLE, "JI22"),
    (OLD, NEW, Offence.DEPOSIT_TAKING, Party.UNIT, Ground.THEN, "JI10"),
    (OLD, NEW, Offence.FRAUD, Party.INDIVIDUAL, Ground.THEN, "JI10"),
    (OLD, NEW, Offence.FRAUD, Party.UNIT, Ground.THEN, "JI10"),
    (NEW, AFTER, Offence.DEPOSIT_TAKING, Party.INDIVIDUAL, Ground.SAME, "JI22"),
    (OLD, OLD, Offence.DEPOSIT_TAKING, Party.INDIVIDUAL, Ground.SAME, "JI10"),
    (date(2010, 6, 1), OLD, Offence.DEPOSIT_TAKING, Party.INDIVIDUAL, Ground.NONE_THEN, "JI10"),
    (date(2010, 6, 1), NEW, Offence.FRAUD, Party.UNIT, Ground.NONE_THEN, "JI22"),
]


@pytest.mark.parametrize(("conduct", "decision", "offence", "party", "ground", "instrument"), CHOICES)
def test_an_earlier_act_is_measured_by_its_own_time_unless_the_new_lines_are_kinder(
    *, conduct: date, decision: date, offence: Offence, party: Party, ground: Ground, instrument: str
) -> None:
    (choice,) = [c for c in thresholds_for(conduct, decision) if (c.offence, c.party) == (offence, party)]

    assert choice.ground is ground
    assert {line.citation.instrument for line in choice.chosen} == {instrument}
    assert choice.confirmed is (ground is not Ground.FAVOURABLE)


def test_both_lines_are_shown_with_the_reason_and_its_article() -> None:
    (choice,) = [
        c for c in thresholds_for(OLD, NEW) if (c.offence, c.party) == (Offence.DEPOSIT_TAKING, Party.INDIVIDUAL)
    ]

    assert {line.citation.instrument for line in choice.at_conduct} == {"JI10"}
    assert {line.citation.instrument for line in choice.at_decision} == {"JI22"}
    assert [str(basis) for basis in choice.basis] == ["JI01 3"]
    assert "UNCONFIRMED" in choice.why.en


def test_lines_that_were_not_read_are_never_chosen() -> None:
    assert all(line.confirmed for choice in thresholds_for(OLD, AFTER) for line in choice.chosen)
