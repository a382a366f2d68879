"""Somebody of two offices: a form counts for that for which it was opened, whatever is chosen in another window."""

import re
from collections.abc import Callable
from typing import Final

import pytest
from httpx2 import Client

from domain.directory.commands import GrantPost
from domain.directory.kinds import Post
from tests.api.conftest import HEADING
from tests.api.console.test_pages import REGISTERED, hidden, registered
from tests.api.console.test_report import log_of
from tests.api.console.test_staff import ROW, look
from tests.api.console.test_tips import address, code
from tests.api.http.conftest import Served

__all__ = ["address", "code"]

Seated = Callable[[str], Client]
LEAD: Final = {"unit.name": "示例财富管理有限公司", "person.name": "", "summary": "宣称每月返利"}


@pytest.fixture
def client(served: Served, seated: Seated) -> Client:
    """Whoever works for a street and for the district."""
    app = served.app
    grant = GrantPost(occurred=app.clock.now(), account="jd-01", post=Post.DISTRICT_HANDLER, office="370104")
    app.do(grant, app.roster.actor("admin"))
    return seated("jd-01")


def test_a_form_is_not_sent_for_the_office_that_was_chosen_meanwhile(served: Served, client: Client) -> None:
    form = hidden(client.get("/register/register-lead").text)
    client.post("/office", data={"office": "370104"})

    again = client.post("/register/register-lead", data={**form, **REGISTERED})
    assert again.status_code == 422
    assert "您的办理单位变了" in again.text
    assert "示例投资有限公司" in again.text, "what was typed is still there"

    sent = client.post("/register/register-lead", data={**hidden(again.text), **REGISTERED})
    assert sent.status_code == 200
    lead = served.app.lead(sent.url.path.rpartition("/")[2])
    assert lead.office == "370104"


def test_nor_are_leads_given_to_an_officer(served: Served, client: Client) -> None:
    lead = registered(client).rpartition("/")[2]
    form = hidden(client.get("/ledger").text)
    client.post("/office", data={"office": "370104"})

    answer = client.post("/ledger/assign", data={**form, "lead": lead, "handler": "qj-01"})
    assert (answer.status_code, "您的办理单位变了" in answer.text) == (422, True)
    assert served.app.lead(lead).handler != "qj-01"


def test_nor_is_a_ledger_stored_that_was_tried_for_another(served: Served, client: Client) -> None:
    file = {"file": ("台账.csv", "对象名称,来源渠道,登记日期\n示例甲乙投资公司,社区,2026-01-02\n".encode())}
    job = client.post("/import", files=file).url.path
    client.post("/office", data={"office": "370104"})

    answer = client.post(job)
    assert (answer.status_code, "您的办理单位变了" in answer.text) == (422, True)
    assert "lead.registered/1" not in [each.name for each in served.app.store.log(limit=500)]


def test_nor_is_a_report_taken_up(served: Served, client: Client, address: str) -> None:
    form = hidden(client.get(f"{address}/accept").text)
    client.post("/office", data={"office": "370104"})

    again = client.post(f"{address}/accept", data={**form, **LEAD})
    assert (again.status_code, "您的办理单位变了" in again.text) == (422, True)
    assert LEAD["unit.name"] in again.text, "what was typed is still there"
    assert "lead.registered/1" not in [each.name for each in log_of(served)]

    sent = client.post(f"{address}/accept", data={**hidden(again.text), **LEAD})
    assert sent.status_code == 200
    (lead,) = re.findall(r'href="/leads/([a-z0-9]+)"', sent.text)
    assert served.app.lead(lead).office == "370104"


FORMS: Final = {
    "ask": {"question": "在几楼？"},
    "refuse": {"reason": "out-of-scope", "explanation": "属市场监管部门职责"},
    "settle": {},
    "identity/ask": {"reason": "核实举报奖励"},
    "identity/allow": {},
    "identity/open": {},
}


@pytest.mark.parametrize("what", FORMS)
def test_nor_does_any_form_of_a_report_count(served: Served, client: Client, address: str, what: str) -> None:
    form = hidden(client.get(address).text)
    client.post("/office", data={"office": "370104"})
    before = [each.name for each in log_of(served)]

    answer = client.post(f"{address}/{what}", data={**form, **FORMS[what]})
    assert (answer.status_code, "您的办理单位变了" in answer.text) == (422, True)
    assert all(value in answer.text for value in FORMS[what].values()), "what was typed is still there"
    assert [each.name for each in log_of(served)] == before


def test_nor_is_a_staff_file_loaded(served: Served, seated: Seated) -> None:
    app = served.app
    for office in ("370100", "370104"):
        grant = GrantPost(occurred=app.clock.now(), account="qj-01", post=Post.ADMINISTRATOR, office=office)
        app.do(grant, app.roster.actor("admin"))
    client = seated("qj-01")
    client.post("/office", data={"office": "370100"})
    page = look(client, f"{HEADING}\n{ROW}\n".encode()).text
    client.post("/office", data={"office": "370104"})

    again = client.post("/admin/staff", data=unseen(page))
    assert (again.status_code, "您的办理单位变了" in again.text) == (422, True)
    assert "jd-09" not in served.app.roster.directory().accounts
    assert "已装入" in client.post("/admin/staff", data=unseen(again.text)).text


def unseen(page: str) -> dict[str, str]:
    """All that a form brings along unseen, the file included."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/admin/change/rename-account", {"ref": "jd-01", "name": "测试街办丁"}),
        ("/admin/rules/password-by-another", {"setting": "48", "paper": "示处办〔2026〕8号"}),
    ],
)
def test_nor_is_a_form_of_the_administration_sent(
    served: Served, seated: Seated, address: str, typed: dict[str, str]
) -> None:
    app = served.app
    for office in ("370104", "370100"):
        grant = GrantPost(occurred=app.clock.now(), account="qj-04", post=Post.ADMINISTRATOR, office=office)
        app.do(grant, app.roster.actor("admin"))
    keeper = seated("qj-04")
    form = {**hidden(keeper.get(address).text), **typed}
    keeper.post("/office", data={"office": "370100"})

    before = app.store.head()
    again = keeper.post(address, data=form)
    assert (again.status_code, "您的办理单位变了" in again.text) == (422, True)
    assert app.store.head() == before
