"""Auditors find what was done and who read what in their area, take it away as a file, and have the log verified."""

import re
from collections.abc import Callable
from time import monotonic, sleep

import pytest
from httpx2 import Client

from api import people
from tests.api.console.test_pages import hidden, registered
from tests.api.http.conftest import Served

PERSON = {"unit.name": "", "person.name": "示例某人"}


def test_an_auditor_finds_what_was_done_by_person_lead_day_move_and_rule(seated: Callable[[str], Client]) -> None:
    lead = registered(seated("jd-01"))
    handler = seated("qj-01")
    form = hidden(handler.get(f"{lead}/do/grade-risk").text)
    handler.post(f"{lead}/do/grade-risk", data={**form, "grade": "red", "reasons.1": "涉众"})
    auditor = seated("qj-06")
    everything = auditor.get("/audit").text
    number = re.findall(r'class="number" href="[^"]+">([^<]+)</a>', everything)[0]

    def moves(**asked: str) -> list[str]:
        page = auditor.get("/audit", params=asked)
        assert page.status_code == 200, page.text
        return re.findall(r'<td class="move">(登记线索|评定风险等级)</td>', page.text)

    both = ["评定风险等级", "登记线索"]
    assert moves() == moves(lead=number) == both
    assert moves(since="2020-01-01", until="2099-12-31") == both
    assert moves(until="2020-01-01") == []
    assert moves(by="jd-01") == ["登记线索"]
    assert moves(by="没有这个人") == []
    assert moves(move="E00g") == ["评定风险等级"]
    assert moves(rule="R737 16") == ["登记线索"]
    assert moves(rule="R737 16", move="E00g") == []
    assert moves(by="", lead="", since="", until="", move="", rule="") == both
    assert auditor.get("/audit", params={"since": "yesterday"}).status_code == 422
    assert auditor.get("/audit", params={"lead": "370104-2022-9999"}).status_code == 404


def test_what_an_auditor_is_told_of_acts_holds_no_personal_data(seated: Callable[[str], Client]) -> None:
    registered(seated("jd-01"), **PERSON)
    auditor = seated("qj-06")
    for page in ("/audit", "/audit/export?format=csv"):
        text = auditor.get(page).content.decode()
        assert "登记线索" in text
        assert "示例某人" not in text


def test_who_read_a_name_and_why_stands_on_the_page_by_name(seated: Callable[[str], Client]) -> None:
    registered(seated("jd-01"), **PERSON)
    handler = seated("jd-01")
    assert "示例某人" in handler.get("/ledger", params={"names": "true"}).text
    page = seated("qj-06").get("/audit/reads").text
    assert "测试承办甲<br>" in page
    assert "网页" in page
    assert "console" not in re.sub(r'"[^"]*"', "", page)


def test_lists_go_away_as_files(seated: Callable[[str], Client]) -> None:
    registered(seated("jd-01"))
    auditor = seated("qj-06")
    for path in ("/audit", "/audit/reads"):
        workbook = auditor.get(f"{path}/export", params={"format": "xlsx"})
        assert workbook.content.startswith(b"PK")
        assert "attachment" in workbook.headers["content-disposition"]
        assert auditor.get(f"{path}/export", params={"format": "csv"}).content.startswith(b"\xef\xbb\xbf")


OF_AUDITORS = ["/audit", "/audit/reads", "/audit/verify", "/audit/export?format=csv", "/audit/reads/export?format=csv"]


@pytest.mark.parametrize("path", OF_AUDITORS)
def test_whoever_does_not_audit_is_refused_with_the_article(seated: Callable[[str], Client], path: str) -> None:
    answer = seated("jd-01").get(path)
    assert answer.status_code == 403
    assert "个人信息保护法" in answer.text
    assert "auditor" not in answer.text
    assert "/audit" not in seated("jd-01").get("/ledger").text


def test_nobody_but_auditors_begins_a_verification(seated: Callable[[str], Client]) -> None:
    assert seated("qj-01").post("/audit/verify").status_code == 403


def test_an_auditor_has_the_log_verified_and_sees_what_was_found(seated: Callable[[str], Client]) -> None:
    registered(seated("jd-01"))
    auditor = seated("qj-06")
    assert "近一天没有核验过" in auditor.get("/audit/verify").text
    page = auditor.post("/audit/verify")
    assert page.url.path == "/audit/verify"
    until = monotonic() + 30
    while "日志完好" not in page.text and monotonic() < until:
        assert '<meta http-equiv="refresh"' in page.text
        sleep(0.1)
        page = auditor.get("/audit/verify")
    assert re.search(r"<code>[0-9a-f]{64}</code>", page.text)
    assert "refresh" not in page.text


def test_what_a_list_was_narrowed_by_is_told_by_names(seated: Callable[[str], Client], served: Served) -> None:
    handler, area = seated("jd-01"), served.app.roster.actor("jd-01").division
    registered(handler, **PERSON)
    assert "示例某人" in handler.get("/ledger/export", params={"format": "csv", "names": "true", "division": area}).text
    page = seated("qj-06").get("/audit/reads").text

    assert f"区划：{people.names(served.app)[area]}" in page
    assert f"区划：{area}" not in page
