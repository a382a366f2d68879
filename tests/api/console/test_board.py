"""The supervisor's board: every number is what the ledger lists behind its link, for whoever looks."""

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from httpx2 import Client

from adapters.store.store import Store
from tests.api.console.conftest import sit
from tests.api.console.test_pages import registered
from tests.api.http.conftest import Served
from tests.projections.test_board import scattered
from tests.support.product import record

MARK = re.compile(r'<a href="(/ledger[^"]*)"><title>[^<]* ([0-9]+)</title>')
CELL = re.compile(r'<t[dh][^>]*><a href="(/ledger[^"]*)">([0-9]+)</a>')
FIGURE = re.compile(r'<li><a href="(/ledger[^"]*)"><strong>([0-9]+)</strong>')


def numbers(page: str) -> Iterator[tuple[str, int]]:
    """Every number of the page with the address that it leads to, in pictures, in tables, above them."""
    for kind in (MARK, CELL, FIGURE):
        found = [(unescape(address), int(number)) for address, number in kind.findall(page)]
        assert found, kind.pattern
        yield from found


def listed(client: Client, address: str) -> int:
    """How many leads the ledger has under an address."""
    page = client.get(f"{address}{'&' if '?' in address else '?'}size=200").text
    assert 'rel="next"' not in page
    return page.count("<tr>") - 1


@pytest.mark.parametrize("asked", ["", "?division=370104001", "?since=2022-03-04&until=2022-03-20"])
def test_every_number_is_what_the_ledger_lists_behind_it(
    database_url: str, serve: Callable[..., Served], asked: str
) -> None:
    served = serve(database_url=database_url)
    assert isinstance(served.app.store, Store)
    record(served.app.store, scattered(3))
    client = sit(served, "qj-01")

    found = dict(numbers(client.get(f"/board{asked}").text))

    assert len(set(found.values())) > 1
    assert {address: listed(client, address) for address in found} == found


def test_months_are_those_up_to_now_whatever_period_is_looked_at(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    registered(client, division="370104014")
    page = client.get("/board?until=2020-01-01").text
    assert sum(1 for address, number in numbers(page) if "until" in address and number == 1) == 2, "mark and cell"


def test_months_in_which_nothing_happened_say_so(seated: Callable[[str], Client]) -> None:
    months = seated("jd-01").get("/board").text.partition('id="t-months"')[2].partition("</section>")[0]
    assert "没有。" in months
    assert "<svg" not in months


def test_names_of_natural_persons_stay_masked(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    person = {"unit.name": "", "person.name": "单某某", "person.ref": "p-1"}
    registered(client, division="370104014", **person)
    page = client.get("/board").text
    assert "单某某" not in page
    assert "〔不予显示〕" in page


def test_the_board_is_in_the_navigation_of_those_who_work_on_cases(seated: Callable[[str], Client]) -> None:
    assert 'href="/board"' in seated("jd-01").get("/ledger").text
    assert 'href="/board"' not in seated("qj-05").get("/ledger").text


def test_whoever_is_shown_no_leads_is_refused_and_other_areas_are_not_counted(seated: Callable[[str], Client]) -> None:
    registered(seated("jd-01"), division="370104014")
    assert seated("ga-01").get("/board").status_code == 403
    assert "<strong>0</strong>" in seated("sq-01").get("/board").text
    assert "<strong>1</strong>" in seated("qj-01").get("/board").text


def test_a_board_of_nothing_says_so_and_speaks_english(seated: Callable[[str], Client]) -> None:
    client = seated("qj-01")
    client.post("/language", data={"lang": "en", "back": "/board"})
    page = client.get("/board").text
    assert "None." in page
    assert not re.search(r"<h[12][^>]*>[^<]*[\u4e00-\u9fff]", page)


@pytest.mark.parametrize("asked", ["division=37", "since=soon"])
def test_what_means_nothing_is_refused(seated: Callable[[str], Client], asked: str) -> None:
    assert seated("qj-01").get(f"/board?{asked}").status_code == 422
