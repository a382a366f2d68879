"""Values of office rules in the console: set from tomorrow, by whoever keeps the whole, and then gone by."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from httpx2 import Client, Response

from domain.instants import day_of
from tests.api.console.test_pages import hidden
from tests.api.http.conftest import Served
from workflows.law.set_here import value_on

RULE = "/admin/rules/password-by-another"


def sent(client: Client, **fields: str) -> Response:
    """The form of a rule, sent as the page has it."""
    page = client.get(RULE).text
    return client.post(RULE, data={**hidden(page), **fields})


def test_a_value_is_set_by_a_paper_and_stands_on_its_page_and_in_the_law(
    seated: Callable[[str], Client], served: Served
) -> None:
    client = seated("admin")
    begins = day_of(served.app.clock.now()) + timedelta(days=1)

    answer = sent(client, setting="48", paper="示处办〔2026〕8号")

    assert "已设定" in answer.text
    assert "48 小时" in answer.text, "what will hold"
    page = client.get(RULE).text
    assert "示处办〔2026〕8号" in page
    assert "24 小时" in page, "what holds today"
    assert "48 小时" in client.get("/law/office", params={"on": str(begins)}).text
    assert "48 小时" not in client.get("/law/office").text
    assert value_on(served.app.office_rules.book(), "password-by-another", begins) == 48


def test_what_was_set_again_for_the_same_day_stands_as_such(seated: Callable[[str], Client]) -> None:
    client = seated("admin")
    for value in ("48", "36"):
        sent(client, setting=value, paper="示处办〔2026〕8号")

    assert client.get(RULE).text.count("已另设") == 1
    later = client.get("/admin/rules").text
    assert "36 小时" in later
    assert "48 小时" not in later


@pytest.mark.parametrize(
    ("status", "fields", "told"),
    [
        (409, {"setting": "999"}, "取值须在允许的范围内"),
        (409, {"setting": "24"}, "与当日取值相同"),
        (422, {"setting": "48", "paper": ""}, "依据文书"),
        (409, {"setting": "48", "since": "2022-01-01"}, "最早自次日起"),
        (409, {"setting": "48", "since": "2022-01-01"}, '2022年1月1日 <span class="dim">需要 明日或以后'),
        (422, {"setting": ""}, "没有填写"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(
    seated: Callable[[str], Client], status: int, fields: dict[str, str], told: str
) -> None:
    answer = sent(seated("admin"), **{"paper": "示处办〔2026〕8号"} | fields)

    assert answer.status_code == status
    assert told in answer.text
    assert fields.get("paper") == "" or "示处办〔2026〕8号" in answer.text


def test_the_law_and_rules_without_bounds_are_not_set(seated: Callable[[str], Client]) -> None:
    client = seated("admin")

    assert client.get("/admin/rules/four-eyes").status_code == 404
    assert client.post("/admin/rules/four-eyes", data={"setting": "1"}).status_code == 404


@pytest.mark.parametrize("account", ["qj-01", "qj-06", "yw-01"])
def test_others_set_nothing(seated: Callable[[str], Client], account: str) -> None:
    client = seated(account)

    assert client.get("/admin/rules").status_code == 403
    assert client.post(RULE, data={"setting": "48", "paper": "文"}).status_code == 403
