"""The ledger as a page: every condition in the address narrows it, shows in words, and is taken away by a click."""

import re
from collections.abc import Callable, Iterator

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from httpx2 import Client

from api.console.addressed import field_words
from api.console.app import ROUTES
from tests.api.console.test_pages import registered
from tests.api.http.conftest import Served


@pytest.fixture
def two(seated: Callable[[str], Client]) -> Client:
    """Two leads in two streets, seen from the district."""
    registered(seated("jd-01"), division="370104014001")
    registered(
        seated("qj-01"), **{"division": "370104", "unit.name": "示例养老服务有限公司", "occurred": "2025-03-01T09:00"}
    )
    return seated("qj-01")


ADDRESSES = {
    "division=370104014": ["投资"], "street=370104014": ["投资"], "street=370104": ["养老"],
    "division=370104": ["投资", "养老"], "since=2025-03-02": ["投资"], "until=2025-03-01": ["养老"],
    "since=": ["投资", "养老"],
    "been=registered": ["投资", "养老"], "been=verifying&been=criminal": [], "age=0-7": ["投资"], "age=7-": ["养老"],
    "closed_since=2025-01-01": [], "business=production.elderly-care": ["养老"], "pretext=": ["投资", "养老"],
}  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_condition_narrows_the_ledger(two: Client, address: str) -> None:
    page = two.get(f"/ledger?{address}")
    assert page.status_code == 200, page.text
    assert [each for each in ("投资", "养老") if f">示例{each}" in page.text] == ADDRESSES[address]
    assert f"共 {len(ADDRESSES[address])} 条" in page.text


def test_what_has_no_control_is_told_in_words_kept_by_the_form_and_taken_away_by_a_click(two: Client) -> None:
    page = two.get("/ledger?been=verifying&age=30-90&street=370104014&stage=verifying").text
    assert "曾到：核查中" in page
    assert "在本阶段30至90天" in page
    assert "只看兴福街道" in page
    assert '<input type="hidden" name="been" value="verifying">' in page
    assert 'href="/ledger?stage=verifying&amp;street=370104014&amp;age=30-90"' in page


@pytest.mark.parametrize("address", [
    "age=old", "since=tomorrow", "division=37", "source=rumour", "been=heaven", "since=2025-03-02&until=2025-03-01",
    "closed_since=2025-03-02&closed_until=2025-03-01", "column=zzz", "column=number&column=zzz",
])  # fmt: skip
def test_what_means_nothing_is_refused_and_never_passed_over(two: Client, address: str) -> None:
    assert two.get(f"/ledger?{address}").status_code == 422


def test_one_mistake_is_told_once_with_its_way_out(two: Client) -> None:
    page = two.get("/ledger?age=old").text
    assert page.count("不是天数范围") == 1
    assert page.count("写成 30-90 或 90-") == 1


def test_what_is_wrong_in_an_address_is_named_as_people_call_it(two: Client) -> None:
    page = two.get("/ledger?since=tomorrow&stage=heaven").text
    assert "<p>不早于：" in page
    assert "<p>阶段：" in page
    assert not re.search(r"<p>[a-z]", page)


@pytest.mark.parametrize(("address", "label"), [("street=abc", "街道"), ("division=abc", "区划"), ("column=zzz", "列")])
def test_of_a_mistake_alone_its_field_is_named_too(two: Client, address: str, label: str) -> None:
    assert f"<p>{label}：" in two.get(f"/ledger?{address}").text


def test_names_of_people_are_masked_until_they_are_asked_for(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    registered(client, **{"unit.name": "", "person.name": "示例某人"})

    assert "示例某人" not in client.get("/ledger").text
    assert "示例某人" in client.get("/ledger?names=true").text


def test_whatever_an_address_or_a_short_form_may_hold_has_a_name() -> None:
    routes = (route for router in ROUTES for route in router.routes if isinstance(route, APIRoute))
    aliases = {each for route in routes for each in queries(route.dependant) if not each.startswith("_")}
    aliases -= {"form"}  # a form of several fields, each of which stands on its page
    assert len(aliases) > 30
    assert [each for each in sorted(aliases) if field_words(each).zh == each] == []


def queries(needed: Dependant) -> Iterator[str]:
    """What a page and all that it depends on take from the address, or from a form of its own."""
    yield from (each.alias for each in (*needed.query_params, *needed.body_params))
    for each in needed.dependencies:
        yield from queries(each)


def test_whoever_is_shown_no_leads_finds_none_by_any_condition(served: Served, seated: Callable[[str], Client]) -> None:
    assert served.address
    registered(seated("jd-01"), division="370104014")
    assert "示例投资" not in seated("sq-01").get("/ledger?been=registered&street=370104014&age=0-").text


def test_days_are_written_out_on_pages_and_as_they_sort_in_files(seated: Callable[[str], Client]) -> None:
    client = seated("qj-01")
    registered(client, occurred="2025-03-02T09:00")
    wanted = {"column": ["number", "registered_at"]}
    page = client.get("/ledger", params=wanted).text

    assert ("2025年3月2日 09:00" in page, "2025-03-02" in page) == (True, False)
    assert "2025-03-02" in client.get("/ledger/export", params={**wanted, "format": "csv"}).text
    client.cookies.set("chufei-lang", "en")
    assert "2 Mar 2025 09:00" in client.get("/ledger", params=wanted).text


def test_the_ledger_is_narrowed_to_leads_that_nobody_handles(seated: Callable[[str], Client]) -> None:
    client = seated("qj-01")
    given = registered(client, handler="qj-01", **{"unit.name": "示例有人公司"})
    open_one = registered(client, **{"unit.name": "示例无人公司"})
    page = client.get("/ledger", params={"handler": "-"}).text

    assert ("示例无人公司" in page, "示例有人公司" in page) == (True, False)
    assert '<option value="-" selected>尚无承办人</option>' in page
    assert "<dt>责任人</dt><dd>尚无承办人</dd>" in client.get(open_one).text
    assert "尚无承办人" not in client.get(given).text
