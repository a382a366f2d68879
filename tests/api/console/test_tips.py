"""The desk where officers take reports up: every look on record, who reported opened by two, the lead told nothing."""

import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from httpx2 import Client

from api.tip_code import tip_of
from domain.lead.sight import OUTSIDERS
from domain.tip.guards import takes_up
from tests.api.console.test_pages import hidden
from tests.api.console.test_report import code_in, log_of, sent
from tests.api.http.conftest import Served
from workflows.desks import fold

Seated = Callable[[str], Client]
STREET: Final = "jd-01"
DISTRICT: Final = "qj-01"


@pytest.fixture
def code(served: Served) -> str:
    """A report by name, sent to the street of ``jd-01``."""
    office = served.app.roster.actor(STREET).office
    answer = sent(served.stranger(origin=served.address), office=office)
    assert answer.status_code == 200, answer.text
    return code_in(answer.text)


@pytest.fixture
def address(served: Served, code: str) -> str:
    return f"/tips/{tip_of(served.app, code)}"


def names(served: Served, stream: str) -> list[str]:
    return [each.name for each in log_of(served) if each.stream == stream]


def status(served: Served, code: str) -> str:
    return served.stranger(origin=served.address).post("/report/status", data={"code": code}).text


def test_a_report_waits_in_the_list_which_tells_nothing_of_it(seated: Seated, address: str) -> None:
    for account in (STREET, DISTRICT):
        page = seated(account).get("/tips")
        assert address in page.text
        for word in ("示例财富", "示例举报人", "答应老人"):
            assert word not in page.text


def test_to_open_one_is_on_record_first_and_once_in_a_while(seated: Seated, served: Served, address: str) -> None:
    client = seated(STREET)
    for _ in range(2):
        page = client.get(address)
        assert "答应老人" in page.text
        assert "示例举报人" not in page.text
    assert names(served, f"access{address.replace('tips', 'tip')}") == ["access.tip-read/1"]
    read = next(each for each in log_of(served) if each.name == "access.tip-read/1")
    assert (read.meta.actor, read.meta.channel, read.meta.reason) == (STREET, "console", "办理")


def test_whoever_has_no_reports_in_hand_sees_neither_list_nor_report(
    seated: Seated, served: Served, address: str
) -> None:
    tip = fold(address[1:].replace("tips", "tip"), [each.event for each in log_of(served) if each.name[:4] == "tip."])
    within = [each for each in served.app.roster if each.level not in OUTSIDERS]
    others = [each.id for each in within if not takes_up(each, tip)]
    assert others
    for account in others:
        client = seated(account)
        assert client.get(address).status_code in {403, 404}, account
        assert address not in client.get("/tips").text
    assert names(served, f"access{address.replace('tips', 'tip')}") == []


def test_the_office_asks_and_reads_the_answer(seated: Seated, served: Served, code: str, address: str) -> None:
    client = seated(STREET)
    page = client.post(f"{address}/ask", data={"_key": "k1", "question": "在几楼？"})
    assert page.url.path == address
    assert client.post(f"{address}/ask", data={"_key": "k1", "question": "在几楼？"}).status_code == 200
    assert "等举报人答复" in client.get("/tips").text
    told = status(served, code)
    assert told.count("在几楼？") == 1
    served.stranger(origin=served.address).post("/report/answer", data={"code": code, "_key": "a", "answer": "三楼"})
    assert "有新的补充" in client.get("/tips").text
    assert "三楼" in client.get(address).text
    assert "有新的补充" not in client.get("/tips").text


def test_an_empty_question_is_not_asked(seated: Seated, served: Served, address: str) -> None:
    answer = seated(STREET).post(f"{address}/ask", data={"_key": "k", "question": " \u200b\n"})

    assert answer.status_code == 422
    assert "没有填写" in answer.text
    assert "tip.asked/1" not in names(served, address[1:].replace("tips", "tip"))


def accept(client: Client, address: str, **more: str) -> Any:  # noqa: ANN401 - an answer
    return client.post(f"{address}/accept", data={**filled_in(client, address), **more})


def filled_in(client: Client, address: str) -> dict[str, str]:
    """What the form of the lead brings along, with a summary."""
    page = client.get(f"{address}/accept").text
    filled: dict[str, str] = dict(re.findall(r'<input id="c-([\w.]+)"[^>]*? value="([^"]*)"', page))
    return {**hidden(page), **filled, "summary": "宣称每月返利"}


def test_no_word_of_the_report_is_put_into_the_summary_but_it_stands_beside(seated: Seated, address: str) -> None:
    page = seated(STREET).get(f"{address}/accept").text

    assert re.findall(r'<textarea id="c-summary"[^>]*>([^<]*)', page) == [""]
    assert page.count("答应老人每月两分利") == 1
    assert 'value="示例财富"' in page
    assert "是举报人的原话：请逐项核对，用本单位的话重新写" in page


def test_the_page_takes_as_much_as_the_form_is_read_with(seated: Seated, address: str) -> None:
    assert re.findall('maxlength="([0-9]+)" required', seated(STREET).get(address).text)[:2] == ["5000", "5000"]


def test_an_accepted_report_is_a_lead_that_tells_nothing_of_it(
    seated: Seated, served: Served, code: str, address: str
) -> None:
    client = seated(STREET)
    answer = accept(client, address, **{"unit.name": "示例财富管理有限公司", "person.name": ""})
    assert answer.status_code == 200, answer.text
    assert answer.url.path == address
    (lead,) = re.findall(r'href="(/leads/[a-z0-9]+)"', answer.text)
    page = client.get(lead).text
    assert "群众举报" in page
    assert "示例财富管理有限公司" in page
    for word in ("示例举报人", "13812345678", "J0001", "答应老人", address, code):
        assert word not in page
    story = [repr(each.event) for each in log_of(served) if each.stream == f"lead/{lead.partition('/leads/')[2]}"]
    assert all("示例举报人" not in each and "J0001" not in each for each in story)
    told = status(served, code)
    assert "已受理转为线索" in told
    assert "370104-" not in told
    assert address not in client.get("/tips").text


def test_a_report_pressed_twice_is_one_lead(seated: Seated, served: Served, address: str) -> None:
    client = seated(STREET)
    form = {**filled_in(client, address), "unit.name": "示例财富管理有限公司", "person.name": ""}
    for _ in range(2):
        answer = client.post(f"{address}/accept", data=form)
        assert (answer.status_code, answer.url.path) == (200, address)

    assert [each.name for each in log_of(served)].count("lead.registered/1") == 1


def test_of_a_report_taken_up_meanwhile_it_is_said_before_anything_is_filled_in(
    seated: Seated, served: Served, address: str
) -> None:
    client = seated(STREET)
    form = {**filled_in(client, address), "unit.name": "示例财富管理有限公司", "person.name": ""}
    accept(client, address, **{"unit.name": "示例财富管理有限公司", "person.name": ""})

    opened = client.get(f"{address}/accept")
    assert (opened.status_code, "“已受理转为线索”阶段不能办理此事项" in opened.text) == (409, True)
    assert 'id="c-summary"' not in opened.text
    sent = client.post(f"{address}/accept", data={**form, "amount_fen": "12"})
    assert (sent.status_code, "“已受理转为线索”阶段不能办理此事项" in sent.text) == (409, True)
    assert [each.name for each in log_of(served)].count("lead.registered/1") == 1


def test_nothing_is_registered_of_a_report_that_was_refused_meanwhile(
    seated: Seated, served: Served, address: str
) -> None:
    client, filled = seated(STREET), {"unit.name": "示例财富管理有限公司", "person.name": ""}
    refusal = {"_key": "r", "reason": "out-of-scope", "explanation": "属市场监管部门职责"}
    assert seated(DISTRICT).post(f"{address}/refuse", data=refusal).status_code == 200

    assert accept(client, address, **filled).status_code == 409
    assert "lead.registered/1" not in [each.name for each in log_of(served)]


def test_a_report_joins_a_lead_that_is_there(seated: Seated, served: Served, address: str) -> None:
    client = seated(STREET)
    form = hidden(client.get("/register/register-lead").text)
    lead = client.post("/register/register-lead", data={
        **form, "source": "community", "unit.name": "示例投资有限公司", "summary": "有广告"}).url.path  # fmt: skip
    number = served.app.lead(lead.partition("/leads/")[2]).number

    page = accept(client, address, existing=number)
    assert number in page.text
    assert [each.name for each in log_of(served)].count("lead.registered/1") == 1
    assert accept(client, address, existing="370104-2026-9999").status_code in {404, 409}


def test_mistakes_in_the_lead_are_told_and_nothing_is_taken_up(seated: Seated, served: Served, address: str) -> None:
    client = seated(STREET)
    answer = accept(client, address, amount_fen="12")

    assert answer.status_code == 422
    assert re.search(r'<a href="#c-amount_fen">[^<]+：金额没有写单位', answer.text)
    assert "tip.accepted/1" not in [each.name for each in log_of(served)]


def test_a_refusal_needs_its_reason_and_is_told(seated: Seated, served: Served, code: str, address: str) -> None:
    client = seated(STREET)
    empty = client.post(f"{address}/refuse", data={"_key": "r0", "reason": "out-of-scope", "explanation": " "})
    assert empty.status_code == 409
    assert "不予受理须向举报人说明理由" in empty.text
    unchosen = client.post(f"{address}/refuse", data={"_key": "r0", "explanation": "属市场监管部门职责"})
    assert unchosen.status_code == 422
    assert "理由：没有填写" in unchosen.text
    assert "知道多少写多少" not in unchosen.text
    assert "属市场监管部门职责" in unchosen.text
    page = client.post(f"{address}/refuse", data={
        "_key": "r1", "reason": "out-of-scope", "explanation": "属市场监管部门职责"})  # fmt: skip
    assert page.status_code == 200
    assert "属市场监管部门职责" in status(served, code)


def test_it_is_told_as_settled_only_when_the_lead_is_over(seated: Seated, address: str) -> None:
    client = seated(STREET)
    accept(client, address, **{"unit.name": "示例财富管理有限公司", "person.name": ""})
    answer = client.post(f"{address}/settle", data={"_key": "s"})

    assert answer.status_code == 409
    assert "转成的线索尚未办结" in answer.text


def test_who_reported_is_seen_by_two_for_one_look_on_record(seated: Seated, served: Served, address: str) -> None:
    leader = next(each.id for each in served.app.roster
                  if each.level == "district-authority" and "leader" in each.roles)  # fmt: skip
    client = seated(STREET)
    assert client.post(f"{address}/identity/open").status_code in {404, 409}
    asked = client.post(f"{address}/identity/ask", data={"_key": "i", "reason": "核实举报奖励"})
    assert "等待另一位负责人审批" in asked.text
    assert client.post(f"{address}/identity/allow", data={"_key": "x"}).status_code == 403
    other = seated(leader)
    page = other.get(address).text
    assert "核实举报奖励" in page
    assert "申请查看举报人身份" in page
    assert "谁看过" not in client.get(address).text, "that is for leaders"
    assert "示例举报人" not in other.post(f"{address}/identity/allow", data={"_key": "a"}).text
    assert other.post(f"{address}/identity/open").status_code == 409

    shown = client.post(f"{address}/identity/open")
    assert "示例举报人" in shown.text
    assert "13812345678" in shown.text
    assert "示例举报人" not in client.get(address).text
    assert client.post(f"{address}/identity/open").status_code == 409
    assert names(served, f"informant{address.partition('/tips')[2]}") == [
        "informant.named/1", "informant.asked-for/1", "informant.allowed/1", "informant.opened/1"
    ]  # fmt: skip


def test_a_look_at_who_reported_needs_a_reason_without_numbers(seated: Seated, address: str) -> None:
    client = seated(STREET)

    assert client.post(f"{address}/identity/ask", data={"_key": "i", "reason": " "}).status_code == 409
    assert client.post(f"{address}/identity/ask", data={"_key": "i", "reason": "13812345678"}).status_code == 422


def test_of_no_report_nothing_is_told(seated: Seated) -> None:
    assert seated(STREET).get("/tips/nowhere").status_code == 404


def test_of_no_decision_on_who_reported_it_is_not_said_that_it_was_taken(seated: Seated, address: str) -> None:
    assert seated(STREET).post(f"{address}/identity/maybe", data={"_key": "m"}).status_code == 404
