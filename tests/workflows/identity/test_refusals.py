"""Whoever is not let in is told why, by a rule of the office that stands in the register, in both languages."""

from datetime import date, timedelta

import pytest

from workflows.identity.refusals import REFUSALS, Why, refusal, throttled
from workflows.law import unresolved


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_words_and_a_rule_in_force(why: Why) -> None:
    refused = refusal(why)

    assert refused.code == why.value
    assert refused.detail.zh
    assert refused.detail.en
    assert refused.rule == str(refused.basis[0])
    assert unresolved(refused.basis, date(2026, 11, 29)) == ()


def test_the_table_is_whole() -> None:
    assert set(REFUSALS) == set(Why)


def test_a_wait_is_told_in_whole_seconds_and_is_never_none() -> None:
    assert [throttled(timedelta(milliseconds=each)).seconds for each in (1, 1001, 30_000)] == [1, 2, 30]
