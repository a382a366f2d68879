"""Marks that nobody sees are no part of what is typed; those that join what is seen are."""

import pytest

from domain.lead.standing.commands import CorrectFacts
from tests.workflows.forms.test_read import read

MARKS = [0x061C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]


@pytest.mark.parametrize("code", MARKS, ids=hex)
def test_marks_that_nobody_sees_are_no_part_of_a_text(code: int) -> None:
    mark = chr(code)
    assert read(CorrectFacts, f"reason={mark} 公司{mark}010-2202\n{mark} ").reason == "公司010-2202"


def test_what_joins_letters_and_pictures_is_text() -> None:
    assert read(CorrectFacts, "reason=👩\u200d⚕️ میخواهم\u200c").reason == "👩\u200d⚕️ میخواهم\u200c"
