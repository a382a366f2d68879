"""Stages: by the office's own word, or by its columns of yes, no and days; nothing is guessed."""

from datetime import date

import pytest

from domain.errors import InvalidInput
from domain.lead.stage import STAGE_WORDS, Stage
from workflows.imports.sheet import Cell
from workflows.imports.stages import SAID, Stated, by_status, by_word, flag

TODAY = date(2022, 4, 1)


def test_every_stage_is_known_by_its_own_name() -> None:
    named = {stage for stage in Stage if stage not in {Stage.UNREGISTERED, Stage.MERGED}}

    assert set(SAID) == named
    assert all(by_word(STAGE_WORDS[stage].zh, "f") == (stage, STAGE_WORDS[stage].zh) for stage in named)


def test_a_word_means_one_stage() -> None:
    words = [word for said in SAID.values() for word in said.split()]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("word", "stage"),
    [("调查取证", Stage.INVESTIGATING), ("性质认定", Stage.DETERMINED), ("立案侦查", Stage.CRIMINAL),
     ("核查中（中止）", Stage.VERIFYING), ("已 结案", Stage.CLOSED)],
)  # fmt: skip
def test_an_office_says_it_in_its_own_words(word: str, stage: Stage) -> None:
    assert by_word(word, "f") == (stage, word)


def test_nothing_said_is_no_stage() -> None:
    assert by_word("—", "f") is None


@pytest.mark.parametrize("word", ["在办", "已约谈企业负责人并责令其整改"])
def test_a_word_that_could_mean_several_is_asked_about(word: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        by_word(word, "处置情况")

    assert wrong.value.code == "input.import.stage"
    assert "核查中" in wrong.value.way_out.zh


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("√", (True, None)), ("是", (True, None)), ("已完成", (True, None)), (True, (True, None)), (1, (True, None)),
        ("×", (False, None)), ("未完成", (False, None)), ("否", (False, None)), (None, (False, None)),
        (False, (False, None)), ("正在侦查", (True, None)), ("2022.3.20", (True, date(2022, 3, 20))),
        (date(2022, 3, 20), (True, date(2022, 3, 20))), ("已于2022年3月移送", (True, None)),
    ],
)  # fmt: skip
def test_yes_and_no_have_many_marks(cell: Cell, said: tuple[bool, date | None]) -> None:
    assert flag(cell, "f", TODAY) == said


@pytest.mark.parametrize(("cell", "code"), [("待定", "input.import.yes-or-no"), ("2099-01-01", "input.import.future")])
def test_what_is_neither_is_refused(cell: str, code: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        flag(cell, "f", TODAY)

    assert wrong.value.code == code


@pytest.mark.parametrize(
    ("yes", "stage"),
    [
        (("行政受理",), Stage.REGISTERED),
        (("行政受理", "行政处理"), Stage.DISPOSING),
        (("行政受理", "移送公安"), Stage.CRIMINAL),
        (("公安立案", "侦查", "起诉"), Stage.CRIMINAL),
        (("公安立案", "司法审结"), Stage.CRIMINAL),
        (("公安立案", "司法审结", "集资款清退完毕"), Stage.CLOSED),
        (("公安立案", "集资款清退完毕"), Stage.CRIMINAL),
        (("行政处理", "集资款清退完毕"), Stage.CLOSED),
        (("行政受理", "排除非法集资"), Stage.RULED_OUT),
    ],
)
def test_the_columns_amount_to_the_farthest_stage(yes: tuple[str, ...], stage: Stage) -> None:
    found = by_status(dict.fromkeys(yes, (True, None)), dict.fromkeys(yes, "√"))

    assert found is not None
    assert found.stage is stage
    assert found.text.endswith("：√")


def test_the_last_day_is_that_of_the_stage() -> None:
    said = {"移送公安": (True, date(2022, 3, 20)), "公安立案": (True, date(2022, 3, 28)), "侦查": (False, None)}

    assert by_status(said, {"公安立案": "2022年3月28日", "移送公安": "2022.3.20"}) == Stated(
        Stage.CRIMINAL, "公安立案：2022年3月28日", date(2022, 3, 28)
    )


def test_no_columns_no_stage() -> None:
    assert by_status({}, {}) is None
