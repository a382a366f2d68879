"""From a denial to a refusal: the law of the day of the act, and who could."""

from datetime import date

from domain.actor import Grade, Level
from domain.errors import Missing, NotLegal, NotPermitted
from domain.law import cite
from domain.procedure import Denied
from domain.words import Words
from tests.support.people import PRINCIPAL, STREET, Roster
from workflows.refusals import refusal_of

WORDS = Words("不行", "no")
PETITIONS = cite("XF05 42", "XF22 44", "office follow-up-task")


def test_a_refusal_cites_the_law_of_the_day_of_the_act() -> None:
    denied = Denied("close.petitions", WORDS, "M21b", PETITIONS)

    before = refusal_of(denied, STREET, date(2022, 3, 2), Roster())
    after = refusal_of(denied, STREET, date(2022, 5, 1), Roster())

    assert isinstance(before, NotLegal)
    assert before.basis == cite("XF05 42", "office follow-up-task")
    assert after.basis == cite("XF22 44", "office follow-up-task")


def test_a_missing_power_is_told_with_those_who_hold_it() -> None:
    missing = Missing((Level.DISTRICT_AUTHORITY,), Grade.PRINCIPAL)

    refusal = refusal_of(Denied("permission.grade", WORDS, "M17", missing=missing), STREET, date(2022, 3, 2), Roster())

    assert isinstance(refusal, NotPermitted)
    assert refusal.missing is not None
    assert PRINCIPAL.id in refusal.missing.holders
