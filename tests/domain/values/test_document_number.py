"""Numbers people cite have one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.values.document_number import DocumentNumber, LeadNumber


@pytest.mark.parametrize(
    "text",
    [
        "示例办发〔2021〕7号",
        "示例办发[2021]7号",
        "示例办发（２０２１）7号",
        "示例办发【2021】 7 号",
        "示例办发﹝2021﹞7号",
        "示例办发〖2021〗7号",
    ],
)
def test_every_bracket_is_taken_for_the_six_cornered_one(text: str) -> None:
    assert str(DocumentNumber.parse(text)) == "示例办发〔2021〕7号"


def test_the_longest_known_kind_is_told_from_the_issuer() -> None:
    number = DocumentNumber.parse("示例金监责改〔2022〕3号", kinds=("改", "责改", "约谈"))
    assert number == DocumentNumber("示例金监", "责改", 2022, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("示例办发〔21〕7号", "input.document-number.year"),
        ("示例办发〔2021〕07号", "input.document-number.sequence"),
        ("示例办发〔2021〕第7号", "input.document-number.sequence"),
        ("示例办发〔2021〕0号", "input.document-number.sequence"),
        ("示例办发2021-7号", "input.document-number.shape"),
        ("〔2021〕7号", "input.document-number.shape"),
        ("示例办发〔2021〕7", "input.document-number.shape"),
    ],
)
def test_short_years_padding_and_other_shapes_are_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        DocumentNumber.parse(text)
    assert refusal.value.code == code


@given(st.integers(1949, 2999), st.integers(1, 999_999))
def test_a_document_number_reads_back_as_it_is_written(year: int, sequence: int) -> None:
    number = DocumentNumber("示例金监", "约谈", year, sequence)
    assert DocumentNumber.parse(str(number), kinds=["约谈"]) == number


@given(st.integers(1, 999_999))
def test_a_lead_number_reads_back_and_has_four_digits_at_least(sequence: int) -> None:
    number = LeadNumber("370104", 2022, sequence)
    assert LeadNumber.parse(str(number)) == number
    assert len(str(number)) >= len("370104-2022-0007")


def test_a_lead_number_is_read_from_any_dash_and_width() -> None:
    assert LeadNumber.parse("３７０１０４—2022–0007") == LeadNumber("370104", 2022, 7)


@pytest.mark.parametrize(
    "text", ["370104-2022-7", "370104-2022-00007", "370104-2022-0000", "37010-2022-0007", "370104-22-0007"]
)
def test_other_lead_numbers_are_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        LeadNumber.parse(text)
    assert refusal.value.code == "input.lead-number.shape"
