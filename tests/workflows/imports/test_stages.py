"""Stages: by the office's own word, or by its columns of yes, no and days; nothing is guessed."""

from datetime import date

import pytest

from domain.errors import InvalidInput
from domain.lead.stage import STAGE_WORDS, Stage
from domain.lead.vocabulary import TransferMark
from workflows.imports.answers import Answer, answer
from workflows.imports.stages import SAID, Stated, by_status, by_word

TODAY = date(2022, 4, 1)


def stated(word: str) -> Stated:
    found = by_word(word, "f")
    assert found is not None
    return found.stated


def test_every_stage_is_known_by_its_own_name() -> None:
    named = {stage for stage in Stage if stage not in {Stage.UNREGISTERED, Stage.MERGED}}

    assert set(SAID) == named
    assert all(stated(STAGE_WORDS[stage].zh) == Stated(stage, STAGE_WORDS[stage].zh) for stage in named)


def test_a_word_means_one_stage() -> None:
    words = [word for said in SAID.values() for word in said.split()]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("word", "stage"),
    [("调查取证", Stage.INVESTIGATING), ("性质认定", Stage.DETERMINED), ("立案侦查", Stage.CRIMINAL),
     ("核查中（中止）", Stage.VERIFYING), ("已 结案", Stage.CLOSED), ("公安机关立案侦查", Stage.CRIMINAL),
     ("已约谈负责人", Stage.INTERVIEW), ("已整改完毕", Stage.RECTIFYING), ("已下发责令整改通知书", Stage.RECTIFYING),
     ("已约谈，正在整改", Stage.RECTIFYING), ("核查；约谈", Stage.INTERVIEW)],
)  # fmt: skip
def test_an_office_says_it_in_its_own_words(word: str, stage: Stage) -> None:
    assert stated(word).stage is stage
    assert stated(word).text == word


@pytest.mark.parametrize(
    ("word", "stage", "transfer"),
    [
        ("已移送公安", Stage.VERIFYING, TransferMark.DELIVERED),
        ("已移交公安机关", Stage.VERIFYING, TransferMark.DELIVERED),
        ("已移送公安，公安不予立案", Stage.VERIFYING, TransferMark.DELIVERED),
        ("已约谈，已移送公安", Stage.INTERVIEW, TransferMark.DELIVERED),
        ("正在移送公安", Stage.VERIFYING, TransferMark.OPENED),
        ("已移送公安，公安已立案", Stage.CRIMINAL, TransferMark.FILED),
    ],
)
def test_a_word_for_a_transfer_is_no_filing(word: str, stage: Stage, transfer: TransferMark) -> None:
    assert (stated(word).stage, stated(word).transfer) == (stage, transfer)


def test_nothing_said_is_no_stage() -> None:
    assert by_word("—", "f") is None


@pytest.mark.parametrize("word", ["在办", "已约谈企业负责人并责令其整改", "正在整改，已约谈", "未立案"])
def test_a_word_that_could_mean_several_is_asked_about(word: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        by_word(word, "处置情况")

    assert wrong.value.code == "input.import.stage"
    assert "核查中" in wrong.value.way_out.zh


def answers(**said: str) -> tuple[dict[str, Answer], dict[str, str]]:
    return {column: answer(cell, column, column, TODAY) for column, cell in said.items()}, said


@pytest.mark.parametrize(
    ("yes", "stage"),
    [
        (("行政受理",), Stage.REGISTERED),
        (("行政受理", "行政处理"), Stage.DISPOSING),
        (("行政受理", "移送公安"), Stage.VERIFYING),
        (("行政处理", "移送公安"), Stage.DISPOSING),
        (("公安受理",), Stage.VERIFYING),
        (("公安立案", "侦查", "起诉"), Stage.CRIMINAL),
        (("移送公安", "侦查"), Stage.CRIMINAL),
        (("公安立案", "司法审结"), Stage.CRIMINAL),
        (("公安立案", "司法审结", "集资款清退完毕"), Stage.CLOSED),
        (("公安立案", "集资款清退完毕"), Stage.CRIMINAL),
        (("移送公安", "集资款清退完毕"), Stage.DISPOSING),
        (("行政处理", "集资款清退完毕"), Stage.CLOSED),
        (("行政受理", "排除非法集资"), Stage.RULED_OUT),
    ],
)
def test_the_columns_amount_to_the_farthest_stage(yes: tuple[str, ...], stage: Stage) -> None:
    found = by_status(*answers(**dict.fromkeys(yes, "√")))

    assert found is not None
    assert found.stage is stage
    assert found.text.endswith("：√")


@pytest.mark.parametrize(
    ("said", "stage", "transfer"),
    [
        ({"移送公安": "是", "公安立案": "不予立案"}, Stage.VERIFYING, TransferMark.DELIVERED),
        ({"行政处理": "是", "移送公安": "2021年7月1日", "公安立案": "否"}, Stage.DISPOSING, TransferMark.DELIVERED),
        ({"移送公安": "正在移送"}, Stage.VERIFYING, TransferMark.OPENED),
        ({"行政受理": "是", "移送公安": "正在移送", "公安立案": "否"}, Stage.VERIFYING, TransferMark.OPENED),
        ({"移送公安": "否", "公安受理": "是", "公安立案": "已撤案"}, Stage.VERIFYING, None),
        ({"移送公安": "是", "公安立案": "已撤案", "侦查": "是"}, Stage.CRIMINAL, TransferMark.FILED),
        ({"移送公安": "是", "公安立案": "2021年7月1日"}, Stage.CRIMINAL, TransferMark.FILED),
        ({"移送公安": "否", "公安立案": "济公槐立字〔2021〕123号"}, Stage.CRIMINAL, None),
    ],
)
def test_only_a_filing_that_is_stated_is_one(said: dict[str, str], stage: Stage, transfer: TransferMark | None) -> None:
    found = by_status(*answers(**said))

    assert found is not None
    assert (found.stage, found.transfer) == (stage, transfer)


def test_what_became_of_the_transfer_is_in_the_offices_own_words() -> None:
    found = by_status(*answers(移送公安="2021年7月1日", 公安立案="不予立案"))

    assert found is not None
    assert (found.text, found.since) == ("移送公安：2021年7月1日；公安立案：不予立案", date(2021, 7, 1))


def test_the_number_of_the_filing_is_that_of_the_paper() -> None:
    found = by_status(*answers(公安立案="济公槐立字〔2021〕123号"))

    assert found is not None
    assert found.paper == "济公槐立字〔2021〕123号"


@pytest.mark.parametrize(
    "said",
    [
        {"公安立案": "不予立案", "侦查": "是"}, {"公安立案": "否", "审判": "判处有期徒刑三年"},
        {"公安立案": "已撤案", "审判": "一审已判决"}, {"排除非法集资": "是", "公安立案": "是"},
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_asked_about(said: dict[str, str]) -> None:
    with pytest.raises(InvalidInput) as wrong:
        by_status(*answers(**said))

    assert wrong.value.code == "input.import.contradiction"
    assert all(cell in wrong.value.detail.zh for cell in said.values())


@pytest.mark.parametrize(
    ("said", "tried"),
    [({"公安立案": "是"}, False), ({"公安立案": "是", "审判": "已判决"}, True), ({"司法审结": "是"}, True)],
)
def test_a_trial_is_told_with_the_filing(said: dict[str, str], tried: bool) -> None:  # noqa: FBT001 - of a table
    found = by_status(*answers(**said))

    assert found is not None
    assert found.tried is tried


def test_the_last_day_is_that_of_the_stage() -> None:
    said = {"移送公安": "2022.3.20", "公安立案": "2022年3月28日", "侦查": "否"}

    assert by_status(*answers(**said)) == Stated(
        Stage.CRIMINAL, "公安立案：2022年3月28日", date(2022, 3, 28), transfer=TransferMark.FILED
    )


def test_no_columns_no_stage() -> None:
    assert by_status({}, {}) is None
