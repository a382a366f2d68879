"""Values of office rules: who sets which, from when, and what then holds on which day."""

import ast
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.directory.commands import DIRECTORY
from domain.office_rules import RULEBOOK, OfficeRuleSet, Rulebook, Setting, evolve
from domain.procedure import Denied, Situation, judge
from domain.rulebook.commands import SetOfficeRule
from domain.rulebook.decide import decide
from tests.support.offices import NOW, TODAY, TOMORROW, sampled
from tests.support.tree import ROOMS, modules, tree
from workflows.law import register
from workflows.law.set_here import rules_here, value_on
from workflows.procedures.rulebook import RULEBOOK as PROCEDURE

STAFF: Final = sampled()
FOUR_MONTHS: Final = SetOfficeRule(
    occurred=NOW, rule="observation-period", setting=4, since=TOMORROW, paper="示处办〔2026〕8号"
)
SETTABLE: Final = [each for each in register().office_rules if each.bounds]


def asked(command: SetOfficeRule, book: Rulebook | None = None, by: str = "admin") -> Rulebook | Denied:
    """The rulebook after a command, or why not."""
    book = book or Rulebook()
    situation = Situation({RULEBOOK: book, DIRECTORY: STAFF.state}, STAFF.actor(by), NOW)
    ruling = judge(PROCEDURE, book.stage, book, command, situation)
    if isinstance(ruling, Denied):
        return ruling
    ((stream, event),) = decide(command, ruling, situation)
    assert stream == RULEBOOK
    assert isinstance(event, OfficeRuleSet)
    return evolve(book, event)


def test_a_value_holds_from_its_day_and_the_one_before_until_then() -> None:
    book = asked(FOUR_MONTHS)

    assert isinstance(book, Rulebook)
    assert value_on(book, "observation-period", TODAY) == 3
    assert value_on(book, "observation-period", TOMORROW) == 4
    assert rules_here(book, TODAY).office_rules["observation-period"].value == 3
    assert rules_here(book, TOMORROW).office_rules["observation-period"].value == 4


def test_a_value_that_has_not_begun_is_set_anew_for_its_day() -> None:
    book = asked(FOUR_MONTHS)
    assert isinstance(book, Rulebook)

    back = asked(replace(FOUR_MONTHS, setting=3), book)

    assert isinstance(back, Rulebook)
    assert value_on(back, "observation-period", TOMORROW) == 3


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("rulebook.rule", {"rule": "four-eyes"}),
        ("rulebook.rule", {"rule": "no-such-rule"}),
        ("rulebook.rule", {"rule": "sign-in-tries", "setting": 6}),
        ("rulebook.bounds", {"setting": 25}),
        ("rulebook.bounds", {"setting": 0}),
        ("rulebook.ahead", {"since": TODAY}),
        ("rulebook.ahead", {"since": TODAY - timedelta(days=30)}),
        ("rulebook.paper", {"paper": " "}),
        ("rulebook.same", {"setting": 3}),
        ("rulebook.order", {"setting": 7}),
    ],
)
def test_what_is_refused(code: str, changed: dict[str, Any]) -> None:
    came = asked(replace(FOUR_MONTHS, **changed))

    assert isinstance(came, Denied)
    assert came.code == code


def test_the_shortest_is_not_longer_than_the_longest_on_any_day_to_come() -> None:
    later = Rulebook().having("observation-longest", Setting(TOMORROW + timedelta(days=30), 4))

    came = asked(replace(FOUR_MONTHS, setting=5), later)

    assert isinstance(came, Denied)
    assert came.code == "rulebook.order"


@pytest.mark.parametrize("by", ["qj-01", "qj-06", "yw-01", "jd-01"])
def test_only_who_keeps_the_whole_directory_sets_values(by: str) -> None:
    came = asked(FOUR_MONTHS, by=by)

    assert isinstance(came, Denied)
    assert came.code == "permission.rulebook"
    assert came.missing is not None
    assert "admin" in came.missing.holders


def test_every_rule_that_can_be_set_names_bounds_around_its_number_and_no_number_in_its_words() -> None:
    assert SETTABLE
    for rule in SETTABLE:
        assert rule.bounds is not None
        least, most = rule.bounds
        assert isinstance(rule.value, int)
        assert least <= rule.value <= most
        assert rule.unit
        assert str(rule.value) not in rule.words.zh, "what the words say would no longer be so"


def test_every_rule_that_can_be_set_is_one_whose_value_the_program_reads() -> None:
    statements = chain.from_iterable(tree(path).body for path in modules(*ROOMS))
    named = {each.value.value for each in statements
             if isinstance(each, ast.AnnAssign) and isinstance(each.value, ast.Constant)}  # fmt: skip
    assert {each.slug for each in SETTABLE} <= named, "what reads a value names its rule; citations say more"


@given(st.lists(st.tuples(st.dates(date(2022, 1, 1), date(2030, 1, 1)), st.integers(1, 24))), st.dates())
def test_on_any_day_the_last_setting_that_has_begun_holds(settings: list[tuple[date, int]], day: date) -> None:
    book = Rulebook()
    for since, value in settings:
        book = book.having("observation-period", Setting(since, value))

    begun = {since: value for since, value in settings if since <= day}
    assert book.value("observation-period", day) == (begun[max(begun)] if begun else None)
