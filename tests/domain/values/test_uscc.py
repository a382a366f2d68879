"""The unified social credit code takes every prefix and no misprint."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.values.uscc import ALPHABET, KINDS, Uscc, check_character, subject_check

PUBLISHED = (
    "91110000600037341L", "9144030071526726XG", "91371082775260043P", "11370306MB2866406C", "115323000151673132",
)  # fmt: skip
subjects = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8).map(
    lambda body: body + subject_check(body)
)


@st.composite
def codes(draw: st.DrawFn, prefix: str = "91") -> str:
    """A right code, made without ``parse``."""
    body = prefix + draw(st.from_regex(r"[1-8][0-9]{5}", fullmatch=True)) + draw(subjects)
    return body + check_character(body)


def refused(text: str) -> str:
    with pytest.raises(InvalidInput) as refusal:
        Uscc.parse(text, field="subject.uscc")
    assert refusal.value.field == "subject.uscc"
    assert refusal.value.rule == "GB 32100-2015"
    assert all((*refusal.value.way_out, *refusal.value.detail))
    return refusal.value.code


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_codes_are_taken_without_a_warning(code: str) -> None:
    assert Uscc.parse(code) == Uscc(code)
    assert Uscc.parse(code).warnings == ()


@pytest.mark.parametrize("prefix", [key.ljust(2, "1") for key in KINDS])
@given(st.data())
def test_every_registering_authority_s_prefix_is_taken(prefix: str, data: st.DataObject) -> None:
    code = data.draw(codes(prefix))
    assert Uscc.parse(code).kind is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("91110000600037341N", "input.uscc.check"),
        ("9111000060003734", "input.uscc.length"),
        ("", "input.uscc.length"),
        ("9111000060003734IL", "input.uscc.character"),
        ("000000000000000000", "input.uscc.zeros"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_own_code(text: str, code: str) -> None:
    assert refused(text) == code


@pytest.mark.parametrize(
    "text", ["９１１１００００６０００３７３４１Ｌ", "91110000600037341l", " 9111 0000-6000 37341L\u200b"]
)
def test_width_case_blanks_and_dashes_do_not_matter(text: str) -> None:
    assert Uscc.parse(text).code == "91110000600037341L"


@given(codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_misprint_is_caught(code: str, at: int, other: str) -> None:
    wrong = code[:at] + other + code[at + 1 :]
    if wrong != code:
        assert refused(wrong) == "input.uscc.check"


def test_an_old_subject_code_that_fails_its_inner_check_is_a_warning_only() -> None:
    body = "91370104600037342"  # 600037341 is the right one
    assert [warning.zh[:5] for warning in Uscc.parse(body + check_character(body)).warnings] == ["主体标识码"]


def test_an_unknown_authority_is_a_warning_only() -> None:
    body = "B1370104600037341"
    code = Uscc.parse(body + check_character(body))
    assert code.kind is None
    assert len(code.warnings) == 1
