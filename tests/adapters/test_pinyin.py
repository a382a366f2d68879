"""Initials of names: the usual reading first, others where names really have them, alike on every machine."""

import pytest

from adapters.pinyin import READINGS, initials


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("示例投资", "SLTZ"),
        ("济南养老服务", "JNYLFW"),
        ("P2P平台", "P2PPT"),
        ("Ａ", "Ａ"),
        ("370104", "370104"),
        ("", ""),
    ],
)
def test_a_name_has_its_initials_and_what_is_no_character_stands_for_itself(text: str, first: str) -> None:
    assert initials(text)[0] == first


@pytest.mark.parametrize(
    ("text", "also"),
    [("重庆", ("CQ", "ZQ")), ("银行", ("YH", "YX")), ("单某", ("SM", "DM")), ("长乐", ("CL", "ZL", "CY")),
     ("厦门", ("XM", "SM")), ("音乐", ("YY", "YL")), ("会计", ("KJ", "HJ")), ("曾某", ("ZM", "CM"))],
)  # fmt: skip
def test_a_character_of_several_readings_is_read_in_all_of_them(text: str, also: tuple[str, ...]) -> None:
    assert set(also) <= set(initials(text))


def test_however_many_readings_a_text_has_only_some_are_kept() -> None:
    assert len(initials("重" * 60)) == READINGS


def test_every_reading_stands_for_the_whole_name() -> None:
    assert {len(each) for each in initials("示例重行长乐投资管理有限公司")} == {14}
