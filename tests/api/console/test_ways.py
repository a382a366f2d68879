"""Pages speak as their readers do: nobody is told to type a command, or sees the brackets of another language."""

import re
from collections.abc import Callable
from typing import Final

import pytest
from httpx2 import Client

from adapters.directory import MISSING, NO_POWER, NOBODY
from api.console.ways import on_page
from domain.words import Words
from tests.api.http.test_ways import texts
from tests.support.tree import shown
from workflows.identity.refusals import REFUSALS

FILLED = [
    MISSING.fill(folder="/srv/data"), NOBODY.fill(id="xf-9"),
    NO_POWER.fill(id="xf-9", day="2026年3月2日", office="示例局"), *(each.words for each in REFUSALS.values()),
]  # fmt: skip


@pytest.mark.parametrize("words", FILLED)
def test_no_page_names_a_command(words: Words) -> None:
    for text in words:
        told = on_page(text)
        assert "chufei" not in told
        assert told[-1] not in "；;，, "
    assert on_page(NOBODY.fill(id="xf-9").zh) == "名册里没有账号“xf-9”"


NOT_OF_PEOPLE: Final = re.compile(r"--[a-z]{2}|\bchufei [a-z]|\blead moves\b|命令行|接口|over HTTP|/v1|\bGET ")
"""What is typed at a terminal, or is for programs."""
FOR_PROGRAMS: Final = "api/http/"
"""What is told from here no page tells."""


def test_no_text_tells_people_what_to_type_or_to_ask_for() -> None:
    told = ((path, on_page(re.sub("[{}]", "", text))) for path, text in texts())

    left = {(shown(path), text) for path, text in told if NOT_OF_PEOPLE.search(text)}
    assert not {each for each in left if not each[0].startswith(FOR_PROGRAMS)}


@pytest.mark.parametrize("address", ["/tips?after=x", "/work?after=x"])
def test_whoever_comes_to_a_place_that_is_none_is_told_how_to_turn_pages(
    seated: Callable[[str], Client], address: str
) -> None:
    page = seated("jd-01").get(address)

    assert page.status_code == 422
    assert "请回到第一页，再往后翻" in page.text
    assert "--after" not in page.text


@pytest.mark.parametrize("address", ["/admin/change/grant", "/admin/feeds"])
def test_people_stand_with_their_offices_in_the_brackets_of_the_language(
    seated: Callable[[str], Client], address: str
) -> None:
    admin = seated("admin")
    admin.cookies.set("chufei-lang", "en")
    (told,) = re.findall(r'<option value="jd-01">([^<]+)<', admin.get(address).text)

    assert told.endswith(")")
