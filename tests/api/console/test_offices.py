"""Somebody of two offices: a form counts for that for which it was opened, whatever is chosen in another window."""

from collections.abc import Callable

import pytest
from httpx2 import Client

from domain.directory.commands import GrantPost
from domain.directory.kinds import Post
from tests.api.console.test_pages import REGISTERED, hidden, registered
from tests.api.http.conftest import Served

Seated = Callable[[str], Client]


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
