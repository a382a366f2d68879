"""What is told of reports elsewhere: how many wait and until when, where their leads went, who read them."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest
from httpx2 import Client

from api import tip_desk
from api.console.views import tips as views
from api.tip_desk import answered_by
from domain.instants import day_of
from domain.lead.intake.commands import RefuseLead
from domain.lead.standing.commands import MergeLead, SignPaper
from domain.lead.vocabulary import Matter
from domain.rulebook.commands import SetOfficeRule
from domain.tip.term import answer_by
from tests.api.console.test_pages import hidden
from tests.api.console.test_report import log_of
from tests.api.console.test_tips import DISTRICT, STREET, accept, address, code, status
from tests.api.http.conftest import Served
from tests.support.samples import build

__all__ = ["address", "code"]

Seated = Callable[[str], Client]
AUDITOR: Final = "qj-06"


@pytest.mark.usefixtures("address")
def test_the_navigation_counts_those_that_wait_for_ones_own_office_and_the_list_says_until_when(
    seated: Seated, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = 'href="/tips">群众举报 <span class="count" title="待办"><span class="hidden">待办 </span>1</span>'
    client = seated(STREET)
    assert waits in client.get("/work").text
    page = client.get("/tips").text
    assert re.search(r"还有 [789] 天</span> <span class=.dim.>应在\d+年\d+月\d+日前答复", page)
    assert "超期" not in page
    assert waits not in seated(DISTRICT).get("/work").text, "it waits for the street"
    assert "群众举报" not in seated(AUDITOR).get("/audit").text.partition("<main")[0]

    for each in (tip_desk, views):
        monkeypatch.setattr(each, "answered_by", lambda _: lambda received: received - timedelta(days=5))
    assert f'{waits} <span class="count late">超期 1</span>' in client.get("/work").text
    assert "已超期" in client.get("/tips").text


def test_until_when_it_is_answered_the_rule_of_the_day_of_receipt_says(
    seated: Seated, served: Served, address: str
) -> None:
    """What an office sets from tomorrow on is no term of what came today."""
    app, today = served.app, day_of(served.app.clock.now())
    admin, before = app.roster.actor("admin"), seated(STREET).get("/tips").text
    app.do(SetOfficeRule(occurred=app.clock.now(), rule="tip-answer", setting=30, since=today + timedelta(days=1),
                         paper="示处办〔2026〕8号"), admin)  # fmt: skip

    until = answered_by(app)

    assert until(today) == answer_by(today, 7)
    assert until(today + timedelta(days=1)) == answer_by(today + timedelta(days=1), 30)
    assert seated(STREET).get("/tips").text.count("应在") == before.count("应在") == 1
    assert address in before


def test_a_report_whose_lead_went_into_another_is_settled_with_that_one(
    seated: Seated, served: Served, code: str, address: str
) -> None:
    client, app = seated(STREET), served.app
    accept(client, address, **{"unit.name": "示例财富管理有限公司", "person.name": ""})
    form = hidden(client.get("/register/register-lead").text)
    other = client.post("/register/register-lead", data={
        **form, "source": "community", "unit.name": "示例投资有限公司", "summary": "有广告"}).url.path  # fmt: skip
    into = other.partition("/leads/")[2]
    (own,) = {each.event.lead for each in log_of(served) if each.name == "tip.accepted/1"}
    officer, leader = (next(each for each in app.roster if each.level == "district-authority" and role in each.roles)
                       for role in ("handler", "leader"))  # fmt: skip
    now = app.clock.now()
    for actor, act in (
        (leader, build(SignPaper, lead=own, occurred=now, matter=Matter.MERGER, target=into, approved=True)),
        (officer, build(MergeLead, lead=own, occurred=now, into=into, reason="同一对象")),
    ):
        app.do(act, actor)
    assert app.lead(into).number in client.get(address).text
    assert client.post(f"{address}/settle", data={"_key": "s1"}).status_code == 409
    app.do(build(RefuseLead, lead=into, occurred=now), officer)

    assert client.post(f"{address}/settle", data={"_key": "s2"}).status_code == 200
    assert "已办结" in status(served, code)


def test_auditors_see_who_read_which_report_when_and_why_and_nothing_of_it(
    seated: Seated, served: Served, code: str, address: str
) -> None:
    client = seated(STREET)
    number = re.findall(r"370104-\d{4}-J\d{4}", client.get(address).text)[0]
    leader = next(each.id for each in served.app.roster
                  if each.level == "district-authority" and "leader" in each.roles)  # fmt: skip
    client.post(f"{address}/identity/ask", data={"_key": "i", "reason": "核实举报奖励"})
    seated(leader).post(f"{address}/identity/allow", data={"_key": "a"})
    client.post(f"{address}/identity/open")

    page = seated(AUDITOR).get("/audit/reads").text
    assert page.count(number) == 3
    for told in ("查看举报人身份", "查看举报", "写明理由，经另一位负责人同意", "办理"):
        assert told in page
    over = served.client(AUDITOR).get("/v1/access").json()["reads"]
    assert {(each["view"], each["number"], each["actor"]) for each in over} == {
        ("tip", number, STREET), ("tip", number, leader), ("informant", number, STREET)
    }  # fmt: skip
    for word in ("示例财富", "示例举报人", "13812345678", "答应老人", "核实举报奖励", code):
        assert word not in page
        assert word not in repr(over)
