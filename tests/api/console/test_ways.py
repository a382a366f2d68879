"""Pages speak as their readers do: nobody is told to type a command, or sees the brackets of another language."""

import re
from collections.abc import Callable

import pytest
from httpx2 import Client

from adapters.directory import MISSING, NO_POWER, NOBODY
from api.console.ways import on_page
from domain.words import Words
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


@pytest.mark.parametrize("address", ["/admin/change/grant", "/admin/feeds"])
def test_people_stand_with_their_offices_in_the_brackets_of_the_language(
    seated: Callable[[str], Client], address: str
) -> None:
    admin = seated("admin")
    admin.cookies.set("chufei-lang", "en")
    (told,) = re.findall(r'<option value="jd-01">([^<]+)<', admin.get(address).text)

    assert told.endswith(")")
