"""Typed text is tidied once; files are read in both encodings offices use; days in every form."""

from datetime import date
from sys import maxunicode
from unicodedata import category

import pytest

from domain.errors import InvalidInput
from domain.values.day import parse_day
from domain.values.text import bare_code, compact, decode, tidy


def test_width_blanks_and_invisible_marks_are_levelled() -> None:
    assert tidy("\ufeff　示例 \u200b  甲（Ａ）\n") == "示例 甲(A)"
    assert compact(" 示 例　甲 ") == "示例甲"
    assert bare_code("９１－ab 12·") == "91AB12"


def test_every_invisible_character_goes() -> None:
    invisible = [chr(code) for code in range(maxunicode + 1) if category(chr(code)) == "Cf"]

    assert len(invisible) > 100
    assert [each for each in invisible if tidy(f"示{each}例") != "示例"] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_a_file_is_read_in_the_encodings_offices_use(encoding: str) -> None:
    assert decode("代码,名称".encode(encoding), field="file") == "代码,名称"


def test_a_file_in_no_known_encoding_is_refused() -> None:
    with pytest.raises(InvalidInput) as refusal:
        decode(b"\xff\xff\xff", field="file")
    assert refusal.value.code == "input.file.encoding"


@pytest.mark.parametrize(
    "text", ["2022-03-01", "2022/3/1", "2022.3.1", "2022年3月1日", "20220301", "２０２２－０３－０１"]
)
def test_a_day_is_read_in_every_form(text: str) -> None:
    assert parse_day(text) == date(2022, 3, 1)


@pytest.mark.parametrize("text", ["2022-02-30", "22-3-1", "3月1日", "", "2022-03-01 10:00"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_day(text)
    assert refusal.value.code == "input.day.shape"
