"""An officer for several leads at once: each is told of, done or refused, and nothing is done twice."""

import re
from collections.abc import Callable

import pytest
from httpx2 import Client

from tests.api.console.test_pages import hidden, registered
from tests.api.http.conftest import Served


@pytest.fixture
def leads(seated: Callable[[str], Client]) -> list[str]:
    """Two of the street's, one of the district's."""
    street, district = seated("jd-01"), seated("qj-01")
    made = [
        registered(street, division="370104014"),
        registered(street, division="370104014", **{"unit.name": "示例乙"}),
    ]
    made.append(registered(district, division="370104", **{"unit.name": "示例丙"}))
    return [each.rpartition("/")[2] for each in made]


def outcomes(page: str) -> list[str]:
    """Lead by lead, what became of it."""
    return re.findall(r'class="term \w+">([^<]+)<', page)


def test_each_lead_is_told_of_and_what_cannot_be_done_stops_nothing_else(
    served: Served, seated: Callable[[str], Client], leads: list[str]
) -> None:
    client = seated("jd-01")
    ledger = client.get("/ledger").text
    assert ledger.count('name="lead"') == 2, "what is shown to him can be ticked"
    sent = {"_key": re.findall(r'id="assign".*?name="_key" value="([^"]+)"', ledger, re.DOTALL)[0], "handler": "jd-02"}

    page = client.post("/ledger/assign", data={**sent, "lead": [leads[0], leads[2], "nowhere"]})

    assert page.status_code == 200
    assert outcomes(page.text) == ["未办", "未办", "未办"], "a leader is made handler by a leader alone"
    assert "领导须由本机关或上级机关负责人指定为承办人" in page.text
    assert page.text.count("没有这条线索") == 2, "what is not for him is as what is not there"

    page = client.post("/ledger/assign", data={**sent, "_key": "k2", "handler": "jd-01", "lead": [*leads, leads[0]]})
    assert outcomes(page.text) == ["已指定", "已指定", "未办"]
    assert "已指定给测试承办甲：2 件；未办：1 件" in page.text
    assert [served.app.lead(each).handler for each in leads[:2]] == ["jd-01", "jd-01"]


def test_sent_again_nothing_is_done_twice_and_the_same_form_serves_for_nobody_else(
    served: Served, seated: Callable[[str], Client], leads: list[str]
) -> None:
    client = seated("qj-01")
    sent = {"_key": "k1", "handler": "qj-02", "lead": leads}
    first = client.post("/ledger/assign", data=sent)
    before = served.app.store.head()
    again = client.post("/ledger/assign", data=sent)

    assert outcomes(first.text) == outcomes(again.text) == ["已指定"] * 3
    assert served.app.store.head() == before

    other = client.post("/ledger/assign", data={**sent, "handler": "qj-01"})
    assert outcomes(other.text) == ["未办"] * 3
    assert served.app.lead(leads[0]).handler == "qj-02"


def test_what_was_not_done_can_be_sent_again_from_the_page(seated: Callable[[str], Client], leads: list[str]) -> None:
    client = seated("qj-01")
    page = client.post("/ledger/assign", data={"_key": "k1", "handler": "qj-03", "lead": leads[:1]})
    assert outcomes(page.text) == ["未办"]
    assert hidden(page.text)["_key"] == "k1"
    assert hidden(page.text)["_office"] == "370104"
    assert f'name="lead" value="{leads[0]}@"' in page.text


def test_what_another_window_gave_to_somebody_is_not_overwritten_unseen(
    served: Served, seated: Callable[[str], Client], leads: list[str]
) -> None:
    client = seated("qj-01")
    ledger = client.get("/ledger").text
    ticked = re.findall(r'name="lead" value="([^"]+)"', ledger)
    assert set(ticked) == {f"{each}@" for each in leads}
    client.post("/ledger/assign", data={"_key": "k1", "handler": "qj-02", "lead": ticked})

    stale = client.post("/ledger/assign", data={"_key": "k2", "handler": "qj-01", "lead": ticked})
    assert outcomes(stale.text) == ["未办"] * 3
    assert "承办人已另行指定为测试" in stale.text
    assert {served.app.lead(each).handler for each in leads} == {"qj-02"}

    again = {"_key": "k3", "handler": "qj-01", "lead": re.findall(r'name="lead" value="([^"]+)"', stale.text)}
    assert outcomes(client.post("/ledger/assign", data=again).text) == ["已指定"] * 3, "seen, it may be changed"
    assert {served.app.lead(each).handler for each in leads} == {"qj-01"}


def test_officers_stand_with_their_offices_as_the_language_of_the_page_writes_it(
    seated: Callable[[str], Client], leads: list[str]
) -> None:
    client = seated("qj-01")
    client.post("/language", data={"lang": "en", "back": "/ledger"})
    for address in ("/ledger", f"/leads/{leads[0]}/do/assign-handler"):
        officers = re.findall(r'<option value="jd-01">([^<]+)<', client.get(address).text)
        assert {re.sub(r"[^( )（）]", "", each) for each in officers} == {" ()"}, address


@pytest.mark.parametrize("handler", ["", "nobody", "qj-06"])
def test_an_officer_who_cannot_be_given_leads_gets_none(
    served: Served, seated: Callable[[str], Client], leads: list[str], handler: str
) -> None:
    page = seated("qj-01").post("/ledger/assign", data={"_key": "k1", "handler": handler, "lead": leads[:1]})
    assert outcomes(page.text) == ["未办"]
    assert not served.app.lead(leads[0]).handler


def test_whoever_does_not_work_on_cases_has_nothing_to_tick_and_is_refused(
    served: Served, seated: Callable[[str], Client], leads: list[str]
) -> None:
    client = seated("qj-06")
    assert 'name="lead"' not in client.get("/ledger").text
    page = client.post("/ledger/assign", data={"_key": "k1", "handler": "qj-01", "lead": leads[:1]})
    assert outcomes(page.text) == ["未办"]
    assert not served.app.lead(leads[0]).handler
    assert "什么也没有办" in client.post("/ledger/assign", data={"handler": "qj-01"}).text
