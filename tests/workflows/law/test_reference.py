"""The reference page shows the whole register in both languages, and calls an office rule what it is."""

from collections.abc import Iterator

import pytest

from domain.actor import Grade, Level
from domain.law import OFFICE_LABEL, Measure, Offence, Party, Tier
from workflows.law import register
from workflows.law.reference import NAMES, POWERS, reference


@pytest.fixture(scope="module")
def page() -> str:
    return reference(register())


def words(value: object) -> Iterator[str]:
    assert isinstance(value, tuple)
    yield from (text.replace("|", "\\|") for text in value)


def test_the_page_shows_every_row_in_both_languages(page: str) -> None:
    whole = register()
    texts = [text for each in whole.instruments.values() for text in words(each.title)]
    texts += [text for article in whole.articles.values() for text in words(article.words)]
    texts += [text for rule in whole.office_rules for text in words(rule.words)]
    texts += [text for rule in whole.authority for text in words(rule.name)]

    assert [text for text in texts if text not in page] == []


def test_every_office_rule_is_shown_as_no_law(page: str) -> None:
    rows = [line for line in page.split("## 办公规则")[1].splitlines() if line.startswith("| `")]

    assert len(rows) == len(register().office_rules)
    assert all(OFFICE_LABEL.zh in row and OFFICE_LABEL.en in row for row in rows)


def test_lines_that_were_not_read_say_so(page: str) -> None:
    rows = [line for line in page.split("## 刑事数额线")[1].splitlines() if line.startswith("| ZSBZ")]

    assert rows
    assert all("UNCONFIRMED" in row and "未经核实" in row for row in rows)


def test_every_table_has_rows_of_one_width(page: str) -> None:
    blocks = [block.splitlines() for block in page.split("\n\n") if block.startswith("|")]

    assert len(blocks) > 30
    assert all(len({line.replace("\\|", "").count("|") for line in block if line}) == 1 for block in blocks)


def test_every_closed_value_has_a_name() -> None:
    assert {*Offence, *Party, *Tier, *Measure} <= NAMES.keys()
    assert {*Level, *Grade} <= POWERS.keys()


def test_the_page_carries_the_digest_and_claims_no_conformity(page: str) -> None:
    assert register().digest in page
    assert not any(claim in page for claim in ("合规认证", "certified", "is compliant"))
