"""What was in force on the days that matter, and what a citation means on them."""

from datetime import date

import pytest

from domain.errors import NotFound
from domain.law import Article, OfficeRule, cite
from workflows.law import in_force, resolve, rules_on, unresolved

NOTICE_DAY = date(2022, 3, 2)

TURNING = [
    (date(2022, 2, 28), {"JI10", "XF05", "APL"}, {"JI22", "XF22", "NOTICE"}),
    (date(2022, 3, 1), {"JI22", "XF05"}, {"JI10", "XF22", "NOTICE"}),
    (date(2022, 3, 2), {"JI22", "XF05", "NOTICE"}, {"JI10", "XF22"}),
    (date(2022, 4, 30), {"JI22", "XF05"}, {"XF22"}),
    (date(2022, 5, 1), {"JI22", "XF22"}, {"XF05"}),
    (date(2022, 5, 14), {"ZSBZ10"}, {"ZSBZ22"}),
    (date(2022, 5, 15), {"ZSBZ22"}, {"ZSBZ10"}),
    (date(2021, 4, 30), {"R247"}, {"R737"}),
    (date(2021, 5, 1), {"R737"}, {"R247"}),
    (date(2021, 7, 14), {"APL17"}, {"APL"}),
    (date(2021, 7, 15), {"APL"}, {"APL17"}),
    (date(2021, 12, 31), {"CivPL17"}, {"CivPL21"}),
    (date(2022, 1, 1), {"CivPL21"}, {"CivPL17"}),
    (date(2024, 1, 1), {"ARL", "CivPL"}, {"ARL17", "CivPL21"}),
    (date(2025, 1, 15), {"SD360", "HOL"}, {"HOL13"}),
]


@pytest.mark.parametrize(("day", "held", "not_held"), TURNING, ids=[str(row[0]) for row in TURNING])
def test_on_a_turning_day_one_text_holds_and_the_other_does_not(day: date, held: set[str], not_held: set[str]) -> None:
    keys = rules_on(day).instruments.keys()

    assert held <= keys
    assert not_held & keys == set()


def test_articles_and_lines_follow_their_text() -> None:
    before, after = rules_on(date(2022, 2, 28)), rules_on(date(2022, 3, 1))

    assert {line.citation.instrument for line in before.thresholds} == {"JI10", "ZSBZ10"}
    assert {line.citation.instrument for line in after.thresholds} == {"JI22", "ZSBZ10"}
    assert cite("XF05 33")[0] in after.articles
    assert cite("XF22 34")[0] not in after.articles


def test_rules_of_a_day_are_made_once_and_cannot_be_changed() -> None:
    rules = rules_on(NOTICE_DAY)

    assert rules_on(NOTICE_DAY) is rules
    with pytest.raises(TypeError):
        rules.office_rules["four-eyes"] = None  # type: ignore[index]


def test_before_the_regulation_there_are_no_powers_and_no_office_rules() -> None:
    rules = rules_on(date(2021, 4, 30))

    assert (dict(rules.authority), dict(rules.office_rules)) == ({}, {})


def test_a_citation_means_its_article() -> None:
    article = resolve(cite("R737 21(4)")[0], NOTICE_DAY)

    assert isinstance(article, Article)
    assert "主要负责人" in article.words.zh


def test_a_paragraph_without_an_entry_of_its_own_means_the_whole_article() -> None:
    article = resolve(cite("R737 5 ¶2")[0], NOTICE_DAY)

    assert isinstance(article, Article)
    assert str(article.citation) == "R737 5"


def test_an_office_citation_means_its_rule() -> None:
    rule = resolve(cite("office four-eyes")[0], NOTICE_DAY)

    assert isinstance(rule, OfficeRule)
    assert rule.label.en == "office rule, not law (PROPOSED)"


REFUSED = [
    ("R737 99", NOTICE_DAY, "law.unknown", "no R737 99"),
    ("XX 1", NOTICE_DAY, "law.unknown", "no XX 1"),
    ("office no-such-rule", NOTICE_DAY, "law.unknown", "no office no-such-rule"),
    ("office four-eyes", date(2021, 4, 30), "law.not-in-force", "2021-05-01"),
    ("XF22 34", NOTICE_DAY, "law.not-in-force", "XF05 does"),
    ("XF05 33", date(2022, 5, 1), "law.not-in-force", "XF22 does"),
    ("JI10 3", date(2022, 3, 1), "law.not-in-force", "JI22 does"),
    ("ARL 20", NOTICE_DAY, "law.not-in-force", "ARL17 does"),
    ("CivPL 95", date(2021, 12, 31), "law.not-in-force", "CivPL17 does"),
    (
        "JI22",
        date(2022, 2, 28),
        "law.not-in-force",
        "JI22 does not hold on 2022-02-28 (it holds 2022-03-01 –); JI10 does",
    ),
    ("XX", NOTICE_DAY, "law.unknown", "no XX"),
]


@pytest.mark.parametrize(("text", "day", "code", "said"), REFUSED)
def test_what_means_nothing_on_a_day_is_refused_with_what_held(text: str, day: date, code: str, said: str) -> None:
    with pytest.raises(NotFound) as refusal:
        resolve(cite(text)[0], day)

    assert refusal.value.code == code
    assert said in refusal.value.detail.en


def test_unresolved_names_each_empty_citation_once() -> None:
    citations = cite("R737 18", "R737 99", "office four-eyes", "R737 99", "XF22 34")

    assert [str(citation) for citation in unresolved(citations, NOTICE_DAY)] == ["R737 99", "XF22 34"]


def test_of_predecessor_and_successor_the_reader_sees_the_one_that_counts() -> None:
    both = cite("XF05 42", "XF22 44", "office follow-up-task")

    assert in_force(both, date(2022, 3, 2)) == cite("XF05 42", "office follow-up-task")
    assert in_force(both, date(2022, 5, 1)) == cite("XF22 44", "office follow-up-task")


def test_where_nothing_holds_everything_is_shown() -> None:
    assert in_force(cite("XF22 44"), date(2022, 3, 2)) == cite("XF22 44")
