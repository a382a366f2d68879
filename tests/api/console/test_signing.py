"""待签批: who asks, who is shown what waits, and where the link to the form stands."""

import re
from collections.abc import Callable
from unittest.mock import Mock

import pytest
from httpx2 import Client, Response

from api.signing import signs
from domain.access import AccessRecorded, View
from domain.directory.commands import GrantPost
from domain.directory.kinds import Post
from tests.api.console.test_pages import done, hidden, registered
from tests.api.http.conftest import Served

Seated = Callable[[str], Client]
PROPOSAL = "当事人出差，拟中止三十日"


def ask(client: Client, lead: str, matter: str = "suspension", **more: str) -> Response:
    """Ask for a signature by the form."""
    return done(client, lead, "request-signature", {"matter": matter, "proposal": PROPOSAL, **more})


def sign(client: Client, address: str, **more: str) -> Response:
    """Sign by the form at an address that has the paper chosen."""
    page = client.get(address)
    matter = re.search(r'<option value="([a-z-]+)" selected>', page.text)
    assert matter, "the paper is chosen"
    form = {**hidden(page.text), "matter": matter[1], "approved": "true", **more}
    return client.post(address.partition("?")[0], data=form)


def waiting(client: Client) -> str:
    """What the page of work says before the leads."""
    return client.get("/work").text.partition('<section class="to-sign">')[2].partition("</section>")[0]


def counted(client: Client) -> str:
    """The second number in the navigation."""
    found = re.search(r'<span class="count sign">待签批 (\d+)</span>', client.get("/law").text)
    return found[1] if found else ""


@pytest.fixture
def lead(seated: Seated) -> str:
    """The address of a lead in the hands of qj-01."""
    return registered(seated("qj-01"), handler="qj-01")


def test_a_leader_begins_with_the_papers_that_wait_for_him(seated: Seated, lead: str) -> None:
    asked = ask(seated("qj-01"), lead)
    assert "提请签批：中止审批表" in asked.text

    leader = seated("qj-03")
    told = waiting(leader)
    assert "中止审批表" in told
    assert "示例投资有限公司" in told
    assert "测试承办乙（示例区地方金融管理局）" in told
    assert f'href="{lead}/do/sign-paper?matter=suspension"' in told
    assert counted(leader) == "1"


def test_whoever_asked_is_offered_no_form_to_sign_it_himself(seated: Seated, served: Served, lead: str) -> None:
    app = served.app
    grant = GrantPost(occurred=app.clock.now(), account="qj-03", post=Post.DISTRICT_HANDLER, office="370104")
    app.do(grant, app.roster.actor("admin"))
    leader = seated("qj-03")
    form = f"{lead}/do/sign-paper?matter=suspension"
    assert "提请签批：中止审批表" in ask(leader, lead).text

    def waits(client: Client) -> str:
        return client.get(lead).text.partition('id="requests"')[2].partition("</section>")[0]

    assert "提请人 测试副局长甲" in waits(leader)
    assert form not in waits(leader).replace("&amp;", "&")
    assert form in waits(seated("qj-04")).replace("&amp;", "&"), "another leader signs it"


def answered(client: Client) -> str:
    """What the page of work says of the papers that he asked for."""
    told = client.get("/work").text.partition('<section class="asked">')[2].partition("</section>")[0]
    return " ".join(re.sub("<[^>]+>", " ", told).split())


@pytest.mark.parametrize(("approved", "word"), [("true", "已同意"), ("false", "未同意")])
def test_whoever_asked_is_told_the_word_where_his_work_begins(
    seated: Seated, lead: str, approved: str, word: str
) -> None:
    handler = seated("qj-01")
    assert answered(handler) == ""
    ask(handler, lead)
    assert "待签批 中止审批表 示例投资有限公司" in answered(handler)

    leader = seated("qj-03")
    sign(leader, f"{lead}/do/sign-paper?matter=suspension", approved=approved, opinion="请补充材料")
    assert f"{word} 中止审批表 示例投资有限公司" in answered(handler)
    assert "测试副局长甲" in answered(handler)
    assert answered(leader) == ""

    (said,) = re.findall(rf'href="{lead}#(e-\d+)"', handler.get("/work").text)
    assert "请补充材料" in handler.get(lead).text.partition(f'id="{said}"')[2].partition("</li>")[0]


def test_the_form_of_a_paper_asks_for_another_lead_only_where_it_may_be_for_one(seated: Seated, lead: str) -> None:
    leader = seated("qj-03")
    for move in ("sign-paper", "request-signature"):
        shown = {chosen: 'name="target"' in leader.get(f"{lead}/do/{move}?matter={chosen}").text
                 for chosen in ("", "merger", "suspension")}  # fmt: skip
        assert shown == {"": True, "merger": True, "suspension": False}, move

    missed = done(leader, lead, "request-signature?matter=suspension", {"matter": "merger", "proposal": PROPOSAL})
    assert 'name="target"' in missed.text, "another paper was chosen in the form, which is for another lead"


def test_what_is_proposed_is_veiled_until_it_is_asked_for_on_record(seated: Seated, served: Served, lead: str) -> None:
    ask(seated("qj-01"), lead)
    leader = seated("qj-03")

    before = served.app.store.head()
    assert PROPOSAL not in leader.get("/work").text
    assert served.app.store.head() == before
    assert PROPOSAL in leader.get("/work?names=true").text
    (read,) = served.app.store.log(before, 2)
    assert isinstance(read.event, AccessRecorded)
    assert (read.event.view, read.meta.actor) == (View.WORKLIST, "qj-03")


def test_the_number_on_every_page_is_asked_of_leads_that_moved_on_alone(
    seated: Seated, lead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler, leader, asked = seated("qj-01"), seated("qj-03"), Mock(wraps=signs)
    monkeypatch.setattr("api.signing.signs", asked)
    ask(handler, lead)
    ask(handler, other := registered(handler, handler="qj-01", **{"unit.name": "示例乙公司"}))
    asked.reset_mock()
    assert [counted(leader) for _ in range(3)] == ["2"] * 3
    assert asked.call_count == 2

    sign(leader, f"{other}/do/sign-paper?matter=suspension")
    asked.reset_mock()
    assert [counted(leader) for _ in range(3)] == ["1"] * 3
    asked.assert_not_called()


def test_the_form_that_signs_says_what_is_proposed_by_whom_and_when_on_record(
    seated: Seated, served: Served, lead: str
) -> None:
    ask(seated("qj-01"), lead)
    leader = seated("qj-03")

    before = served.app.store.head()
    form = leader.get(f"{lead}/do/sign-paper?matter=suspension").text
    told = form.partition('<section class="card asked">')[2].partition("</section>")[0]
    assert PROPOSAL in told
    assert "测试承办乙（示例区地方金融管理局）" in told
    assert re.search(r"\d{4}年\d+月\d+日 \d\d:\d\d", told)
    (read,) = served.app.store.log(before, 2)
    assert isinstance(read.event, AccessRecorded)
    assert (read.event.view, read.meta.actor) == (View.SHOW, "qj-03")


def test_the_form_that_signs_tells_of_the_paper_that_was_chosen_alone(seated: Seated, lead: str) -> None:
    ask(seated("qj-01"), lead)
    leader = seated("qj-03")

    assert PROPOSAL in leader.get(f"{lead}/do/sign-paper").text
    assert PROPOSAL not in leader.get(f"{lead}/do/sign-paper?matter=merger").text


def test_the_forms_of_asking_and_signing_offer_the_papers_of_the_stage_alone(seated: Seated, lead: str) -> None:
    asking = seated("qj-01").get(f"{lead}/do/request-signature").text
    assert {"suspension", "merger", "split"} <= offered(asking)
    assert not {"determination", "stop-order", "interview-notice"} & offered(asking)
    ask(seated("qj-01"), lead)

    assert "suspension" in offered(seated("qj-03").get(f"{lead}/do/sign-paper").text)
    assert "determination" not in offered(seated("qj-03").get(f"{lead}/do/sign-paper").text)
    assert "determination" in offered(seated("qj-03").get(f"{lead}/do/sign-paper?matter=determination").text)


def test_whoever_could_sign_or_ask_for_nothing_is_not_sent_to_the_form(seated: Seated, lead: str) -> None:
    colleague, leader = (seated(each).get(lead).text for each in ("qj-02", "qj-03"))

    assert f'href="{lead}/do/sign-paper"' not in colleague
    assert "现在没有您能提请或签批的文书" in colleague.partition('<ul class="unable">')[2]
    assert f'href="{lead}/do/sign-paper"' in leader


def offered(page: str) -> set[str]:
    """The papers that can be chosen."""
    return set(re.findall(r'<option value="([a-z-]+)"', page.partition('name="matter"')[2].partition("</select>")[0]))


@pytest.mark.parametrize("account", ["qj-01", "qj-02", "jd-02", "scjg-02"])
def test_who_may_not_sign_reads_no_proposal_over_the_form(
    seated: Seated, served: Served, lead: str, account: str
) -> None:
    ask(seated("qj-01"), lead)
    before = served.app.store.head()

    assert PROPOSAL not in seated(account).get(f"{lead}/do/sign-paper?matter=suspension").text
    assert served.app.store.head() == before


@pytest.mark.parametrize("account", ["qj-01", "qj-02", "qj-05", "jd-02", "scjg-02"])
def test_who_may_not_sign_it_sees_nothing_of_it(seated: Seated, lead: str, account: str) -> None:
    """The handler, a colleague, the archive, a leader of the street, one of a regulator that does not answer for it."""
    ask(seated("qj-01"), lead)
    client = seated(account)

    assert waiting(client) == ""
    assert counted(client) == ""


def test_a_leader_who_handled_the_lead_at_this_stage_is_not_shown_it(seated: Seated) -> None:
    lead = registered(seated("qj-04"), handler="qj-03")
    leader = seated("qj-04")
    done(leader, lead, "assign-handler", {"handler": "qj-01"})
    ask(seated("qj-01"), lead)

    assert waiting(seated("qj-03")) == ""
    assert "中止审批表" in waiting(leader)


@pytest.mark.parametrize("approved", ["true", "false"])
def test_his_word_takes_it_away_yes_or_no(seated: Seated, lead: str, approved: str) -> None:
    ask(seated("qj-01"), lead)
    leader = seated("qj-03")
    signed = sign(leader, f"{lead}/do/sign-paper?matter=suspension", approved=approved, opinion="已阅")

    assert signed.status_code == 200, signed.text
    assert waiting(leader) == counted(leader) == ""
    assert waiting(seated("qj-04")) == ""


def test_the_page_of_the_lead_says_what_waits_for_whom(seated: Seated, lead: str) -> None:
    handler = seated("qj-01")
    ask(handler, lead)

    told = handler.get(lead).text.partition('id="requests"')[2].partition("</section>")[0]
    assert "已提请签批：中止审批表" in told
    assert "等待区牵头部门、行业主管 · 机关负责人签批" in told
    assert "去签批" not in told
    assert "去签批" in seated("qj-03").get(lead).text


def test_where_a_signature_is_lacking_the_way_leads_to_asking_for_it(seated: Seated, lead: str) -> None:
    handler = seated("qj-01")
    why_not = handler.get(lead).text.partition('<ul class="unable">')[2]
    assert f'<a href="{lead}/do/request-signature?matter=suspension">提请签批《中止审批表》</a>' in why_not
    assert f'<a href="{lead}/do/request-signature?matter=merger">' in why_not

    form = handler.get(f"{lead}/do/suspend")
    assert f'<a href="{lead}/do/request-signature?matter=suspension">' in form.text
    ask(handler, lead)
    assert "已提请签批《中止审批表》，等待" in handler.get(lead).text.partition('<ul class="unable">')[2]
    assert f'<a href="{lead}/do/sign-paper?matter=suspension">签批《中止审批表》</a>' in seated("qj-03").get(lead).text


def test_a_refused_act_leads_there_with_the_other_lead_of_a_merger(seated: Seated, lead: str) -> None:
    handler = seated("qj-01")
    other = registered(handler, handler="qj-01", **{"unit.name": "示例乙公司"}).rpartition("/")[2]
    refused = done(handler, lead, "merge-lead", {"into": other, "reason": "同一套路"})

    assert f'<a href="{lead}/do/request-signature?matter=merger&amp;target={other}">' in refused.text
    assert ask(handler, lead, "merger", target=other).status_code == 200
    assert f"matter=merger&amp;target={other}" in waiting(seated("qj-03"))


def test_what_was_asked_is_not_asked_again(seated: Seated, lead: str) -> None:
    ask(seated("qj-01"), lead)
    again = ask(seated("qj-02"), lead)

    assert again.status_code == 409
    assert "同一事项已提请签批，等待答复" in again.text
