"""Somebody of two offices: a form counts for that for which it was opened, whatever is chosen in another window."""

from collections.abc import Callable

from httpx2 import Client

from domain.directory.commands import GrantPost
from domain.directory.kinds import Post
from tests.api.console.test_pages import REGISTERED, hidden
from tests.api.http.conftest import Served

Seated = Callable[[str], Client]


def test_a_form_is_not_sent_for_the_office_that_was_chosen_meanwhile(served: Served, seated: Seated) -> None:
    app = served.app
    grant = GrantPost(occurred=app.clock.now(), account="jd-01", post=Post.DISTRICT_HANDLER, office="370104")
    app.do(grant, app.roster.actor("admin"))
    client = seated("jd-01")
    form = hidden(client.get("/register/register-lead").text)
    client.post("/office", data={"office": "370104"})

    again = client.post("/register/register-lead", data={**form, **REGISTERED})
    assert again.status_code == 422
    assert "您的办理单位变了" in again.text
    assert "示例投资有限公司" in again.text, "what was typed is still there"

    sent = client.post("/register/register-lead", data={**hidden(again.text), **REGISTERED})
    assert sent.status_code == 200
    lead = app.lead(sent.url.path.rpartition("/")[2])
    assert lead.office == "370104"
