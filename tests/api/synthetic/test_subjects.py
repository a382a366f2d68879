"""Nobody in a synthetic district is real: the numbers fit their checks, and no authority can have given them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.synthetic.draw import Draw
from api.synthetic.subjects import PERSON_EVERY, brand, invented_resident_id, invented_uscc, retold, subject
from api.synthetic.themes import THEMES
from domain.lead.shapes import Person, Unit
from domain.values.phone import Phone
from domain.values.resident_id import ResidentId
from domain.values.uscc import Uscc

NUMBERS = st.integers(0, 999_999)
SEEDS = st.integers(0, 2**31 - 1)
TODAY = date(2022, 1, 1)


@given(NUMBERS)
def test_a_resident_id_fits_its_check_and_has_the_order_that_nobody_is_given(number: int) -> None:
    written = invented_resident_id(number)

    assert ResidentId.parse(written, today=TODAY).number == written
    assert written[14:17] == "000"


def test_the_persons_of_a_million_leads_have_a_number_each() -> None:
    assert len({invented_resident_id(number) for number in range(1_000_000 // PERSON_EVERY)}) == 100_000


@given(NUMBERS)
def test_a_credit_code_fits_both_checks_and_comes_from_an_authority_that_does_not_exist(number: int) -> None:
    code = Uscc.parse(invented_uscc(number))

    assert code.code[0] == "0"
    assert code.kind is None
    assert len(code.warnings) == 1  # the authority; the subject code fits its own check


@given(NUMBERS, SEEDS, st.sampled_from(sorted(THEMES)))
def test_every_name_says_that_it_is_invented(number: int, seed: int, theme: str) -> None:
    made = subject(seed, number, THEMES[theme])

    if made.unit:
        assert made.unit.name.startswith("济南示例")
        assert made.unit.representative.startswith("虚构")
    else:
        assert made.person
        assert made.person.name.startswith("虚构")
    for contact in made.contacts:
        if contact.kind == "phone":
            assert Phone.parse(contact.value).number.startswith("142")
        else:
            assert contact.value.startswith("0000") or contact.value.endswith(".example")


@given(NUMBERS, NUMBERS, SEEDS)
def test_two_brands_differ_in_two_characters_at_least(one: int, other: int, seed: int) -> None:
    apart = sum(a != b for a, b in zip(brand(seed, one), brand(seed, other), strict=True))

    assert one == other or apart >= 2


@given(NUMBERS, SEEDS)
def test_a_subject_told_again_is_the_same_and_claims_nothing_new(number: int, seed: int) -> None:
    first = subject(seed, number, THEMES["wealth"])
    again = retold(first, Draw(number))

    assert again.key == first.key
    assert set(again.contacts) <= set(first.contacts)
    match again.unit, first.unit, again.person, first.person:
        case Unit() as told, Unit() as known, None, None:
            assert told.uscc in {"", known.uscc}
        case None, None, Person() as told, Person() as known:
            assert told.resident_id == known.resident_id
            assert told.ref != known.ref
        case _:
            pytest.fail("a unit became a person")


def test_choices_are_the_same_on_every_python() -> None:
    draw = Draw("house", 7)

    assert [draw.below(1000) for _ in range(5)] == [505, 920, 39, 332, 730]
