"""A resident identity number is checked to the last character and never shown whole."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.values.resident_id import ResidentId, check_character

TODAY = date(2022, 3, 1)
TEXTBOOK = "11010519491231002X"
past = st.dates(date(1900, 1, 1), TODAY)


def number(area: str, born: str, serial: str) -> str:
    """A number with the right check."""
    body = area + born + serial
    return body + check_character(body)


def refusal_of(text: str, *, historical: bool = False) -> InvalidInput:
    with pytest.raises(InvalidInput) as refusal:
        ResidentId.parse(text, today=TODAY, historical=historical)
    return refusal.value


def test_the_textbook_number_is_taken() -> None:
    assert ResidentId.parse("11010519491231002x", today=TODAY).number == TEXTBOOK


@pytest.mark.parametrize("area", ["370104", "810000", "820000", "830000", "911156", "110229"])
@given(born=past, serial=st.from_regex(r"[0-9]{3}", fullmatch=True))
def test_residents_permit_holders_and_foreign_permanent_residents_are_taken(area: str, born: date, serial: str) -> None:
    valid = number(area, f"{born:%Y%m%d}", serial)
    assert ResidentId.parse(valid, today=TODAY).number == valid


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("110105194912310021", "input.resident-id.check"),
        ("1101051949123100", "input.resident-id.length"),
        ("11010519491231A02X", "input.resident-id.character"),
        ("110105194912310X21", "input.resident-id.character"),
        (number("000104", "19491231", "002"), "input.resident-id.province"),
        (number("990000", "19900101", "123"), "input.resident-id.province"),
        (number("910000", "19900101", "123"), "input.resident-id.province"),
        (number("370104", "19490230", "002"), "input.resident-id.birth"),
        (number("370104", "18991231", "002"), "input.resident-id.birth"),
        (number("370104", "20220302", "002"), "input.resident-id.future"),
        ("370104491231002", "input.resident-id.old-form"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_own_code(text: str, code: str) -> None:
    assert refusal_of(text).code == code


def test_a_child_born_today_is_no_refusal_and_one_born_tomorrow_is() -> None:
    ResidentId.parse(number("370104", f"{TODAY:%Y%m%d}", "002"), today=TODAY)
    tomorrow = TODAY + timedelta(days=1)
    assert refusal_of(number("370104", f"{tomorrow:%Y%m%d}", "002")).code == "input.resident-id.future"


def test_an_old_number_is_taken_in_historical_papers_and_meets_its_new_form() -> None:
    old = ResidentId.parse("110105491231002", today=TODAY, historical=True)
    assert old.number == "110105491231002"
    assert old.current == TEXTBOOK
    assert old.masked == "110105******002"


def test_a_number_is_masked_wherever_it_could_be_shown() -> None:
    valid = ResidentId.parse(number("370104", "19800101", "123"), today=TODAY)
    assert valid.masked == f"370104********{valid.number[-4:]}"
    assert f"{valid}" == valid.masked
    assert valid.number not in repr(valid)


@given(st.integers(0, 16), st.sampled_from("0123456789"))
def test_any_single_misprint_is_caught_and_no_refusal_echoes_the_number(at: int, digit: str) -> None:
    wrong = TEXTBOOK[:at] + digit + TEXTBOOK[at + 1 :]
    if wrong == TEXTBOOK:
        return
    refusal = refusal_of(wrong)
    said = " ".join((*refusal.detail, *refusal.way_out, str(refusal), refusal.rule))
    assert not any(wrong[start : start + 6] in said for start in range(13))
