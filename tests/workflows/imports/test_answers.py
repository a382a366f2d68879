"""Columns of yes, no and days: what is done, on the way, not done, or taken back; nothing is guessed."""

from datetime import date

import pytest

from domain.errors import InvalidInput
from workflows.imports.answers import Answer, Says, answer
from workflows.imports.sheet import Cell

TODAY = date(2022, 4, 1)
YES, NO, ON_ITS_WAY = Answer(Says.YES), Answer(Says.NO), Answer(Says.UNDER_WAY)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("√", YES), ("是", YES), ("已完成", YES), (True, YES), (1, YES), ("已移送", YES), ("已于2022年3月移送", YES),
        ("×", NO), ("未完成", NO), ("否", NO), (False, NO), ("拟移送公安", NO), (None, Answer(Says.NOTHING)),
        ("—", Answer(Says.NOTHING)), ("正在移送", ON_ITS_WAY), ("移送中", ON_ITS_WAY),
        ("2022.3.20", Answer(Says.YES, date(2022, 3, 20))), (date(2022, 3, 20), Answer(Says.YES, date(2022, 3, 20))),
    ],
)  # fmt: skip
def test_yes_and_no_have_many_marks(cell: Cell, said: Answer) -> None:
    assert answer(cell, "移送公安", "f", TODAY) == said


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("侦查", "侦查终结", Says.YES), ("侦查", "正在侦查", Says.YES), ("起诉", "已移送审查起诉", Says.YES),
        ("起诉", "不起诉", Says.NO), ("审判", "判处有期徒刑三年", Says.YES), ("审判", "一审已判决", Says.YES),
        ("审判", "审理中", Says.YES), ("公安立案", "不予立案", Says.NO),
        ("审判", "判处有期徒刑三年，缓刑四年", Says.YES),
        ("公安立案", "已撤案", Says.UNDONE), ("公安立案", "已立案侦查", Says.YES),
        ("公安立案", "正在审查", Says.UNDER_WAY),
        ("行政处理", "正在处理", Says.YES), ("集资款清退完毕", "正在清退", Says.UNDER_WAY),
    ],
)  # fmt: skip
def test_a_column_has_words_of_its_own(column: str, cell: str, says: Says) -> None:
    assert answer(cell, column, "f", TODAY).says is says


def test_the_number_of_a_paper_says_yes_and_is_kept() -> None:
    found = answer("济公槐立字〔2021〕123号", "公安立案", "f", TODAY)

    assert (found.says, found.paper) == (Says.YES, "济公槐立字〔2021〕123号")


@pytest.mark.parametrize(
    ("cell", "code"),
    [("待定", "input.import.yes-or-no"), ("已退回", "input.import.yes-or-no"), ("2099-01-01", "input.import.future")],
)
def test_what_is_neither_is_refused(cell: str, code: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        answer(cell, "移送公安", "f", TODAY)

    assert wrong.value.code == code
