"""The law register in the console: for all who sign in, on any day, office rules never as law."""

import re
from collections.abc import Callable

import pytest
from httpx2 import Client

from workflows.law import register
from workflows.law.rules import rules_on


@pytest.fixture
def officer(seated: Callable[[str], Client]) -> Client:
    return seated("jd-01")


def test_the_law_is_that_of_the_day(officer: Client) -> None:
    now, before = officer.get("/law").text, officer.get("/law", params={"on": "2019-06-01"}).text

    assert ("防范和处置非法集资条例" in now, ">防范和处置非法集资条例<" in before) == (True, False)
    assert "非法吸收公众存款" in now
    assert (">已读</td>" in now, ">未读</td>" in now) == (True, True)
    assert officer.get("/law", params={"on": "soon"}).status_code == 422


def test_every_citation_on_the_page_can_be_read(officer: Client) -> None:
    pages = [officer.get(address).text for address in ("/law", "/law/R737", "/law/APL")]
    addresses = {each for page in pages for each in re.findall(r'href="(/law/[^"?]+/[^"?]+)"', page)}

    assert len(addresses) > 50
    assert {officer.get(each).status_code for each in sorted(addresses)} == {200}


def test_an_article_is_told_with_its_days_and_what_it_says(officer: Client) -> None:
    page = officer.get("/law/R737/24(3)").text

    assert "《防范和处置非法集资条例》第24条第3项" in page
    assert "2021年5月1日起" in page
    early = officer.get("/law/R737/24(3)", params={"on": "2020-01-01"})
    assert (early.status_code, "不生效" in early.text) == (404, True)
    assert officer.get("/law/NONE").status_code == 404
    assert officer.get("/law/R737", params={"on": "2020-01-01"}).status_code == 404


def test_office_rules_are_marked_as_no_law_with_the_way_to_set_their_values(officer: Client) -> None:
    page = officer.get("/law/office").text
    rules = rules_on(max(each.validity.since for each in register().office_rules)).office_rules

    assert page.count("办公规则，非法律规定") == len(rules)
    assert "可按本单位的书面决定另设取值" in page
    assert page.count('method="post"') == officer.get("/law").text.count('method="post"')
    assert "办公规则，非法律规定" in officer.get("/law/office/four-eyes").text
