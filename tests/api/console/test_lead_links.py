"""Links on the page of a lead lead on: where something was opened, in the past, and in a narrowed story."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from httpx2 import Client

from api.console.numbered import numbered
from tests.api.console.test_pages import done, registered

VERIFIED = {
    "officers.1.id": "qj-01", "officers.2.id": "qj-02", "no_interest": "是", "task.title": "核查任务单",
    "task.reference": "示核1号",
}  # fmt: skip


@pytest.fixture
def client(seated: Callable[[str], Client]) -> Client:
    """An officer of the district."""
    return seated("qj-01")


@pytest.fixture
def lead(client: Client) -> str:
    """Registered, and under verification by a paper."""
    made = registered(client)
    answer = done(client, made, "start-verification", VERIFIED)
    assert answer.status_code == 200, answer.text
    return made


def test_every_link_of_a_page_that_opened_personal_data_leads_to_a_page(client: Client, lead: str) -> None:
    opened = client.post(f"{lead}/opened", data={"reason": "核对"})
    main = opened.text.partition("<main")[2]

    asked = {each.replace("&amp;", "&") for each in re.findall(r'href="([^"#]+)', main)}
    assert f"{lead}?only=stages" in asked
    for href in asked:
        assert client.get(urljoin(f"{lead}/opened", href)).status_code == 200, href


def test_personal_data_is_opened_as_it_stood_where_one_looks_at_the_past(client: Client, lead: str) -> None:
    past = client.post(f"{lead}/opened?version=1", data={"reason": "核对"}).text

    assert "历史回放：这是第 1 件事" in past


def test_a_paper_leads_to_its_event_however_the_story_is_narrowed(client: Client, lead: str) -> None:
    for address in (lead, f"{lead}?only=police", f"{lead}?only=police&version=2"):
        page = client.get(address).text
        where = re.findall(r'<a class="dim" href="([^"]*)#(e-\d+)"', page.partition('id="papers"')[2])
        ((path, event),) = where
        assert f'id="{event}"' in client.get(path or address).text, address


def test_a_lead_that_the_page_names_by_its_number_is_one_click_away(client: Client, lead: str) -> None:
    other = registered(client, **{"unit.name": "济南示例贸易有限公司"})
    number = re.findall(r"[0-9]{6}-[0-9]{4}-[0-9]{4}", client.get(other).text)[0]
    done(client, lead, "link-leads", {"other": number, "relation": "相关", "reason": "同一负责人"})

    page = client.get(lead).text
    link = f'<a href="/leads/{number}">{number}</a>'
    assert link in page.partition("基本情况")[2].partition("</section>")[0]
    assert link in page.partition('id="timeline"')[2]
    assert link not in client.get(other).text.partition('id="timeline"')[2], "the page itself is no way on"


def test_a_sentence_that_holds_marks_of_direction_turns_nothing_beside_it_around(client: Client, lead: str) -> None:
    """Such marks are typed no more, and stand in what was stored before."""
    told = client.get(lead).text.partition('class="timeline"')[2].partition("</ol>")[0]

    assert told.count("<p><bdi>") == told.count('<p class="dim"><bdi>') == told.count("<li") > 0


def test_only_a_whole_number_is_one_and_nothing_of_the_text_is_lost() -> None:
    text = "见370104-2022-0007、370104-2022-00071-2；档370104-2022-J0007，370104-2022-00081或370104-2022-10081"
    none = "、370104-2022-00071-2；档370104-2022-J0007，370104-2022-00081或"
    cut = [("见", "370104-2022-0007"), (none, "370104-2022-10081"), ("", "")]

    assert numbered(text) == cut
    assert numbered("") == [("", "")]


def test_from_the_past_one_gets_back_beside_the_slider(client: Client, lead: str) -> None:
    timeline = client.get(f"{lead}?version=1").text.partition('id="timeline"')[2]

    assert f'<a href="{lead}">回到现在</a>' in timeline
    assert "回到现在" not in client.get(lead).text
