"""Pages without a script: whoever is not signed in is taken there, and what is typed is never lost."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from httpx2 import Client, Response

from domain.instants import BEIJING, day_of
from tests.api.console.conftest import PASSWORD, password_of
from tests.api.http.conftest import Served

REGISTERED: dict[str, Any] = {
    "source": "community", "unit.name": "示例投资有限公司", "amount_fen": "123.4567万元", "participants": "12",
    "features": ["unlicensed", "inducement"], "areas.1": "370104", "areas.3": "370105", "summary": "楼道里贴有广告",
}  # fmt: skip


def registered(client: Client, **more: str) -> str:
    """The address of a lead that was just registered."""
    page = client.get("/register/register-lead")
    assert page.status_code == 200
    answer = client.post("/register/register-lead", data={**hidden(page.text), **REGISTERED, **more})
    assert answer.status_code == 200, answer.text
    return str(answer.url.path)


def done(client: Client, lead: str, move: str, typed: Mapping[str, str]) -> Response:
    """The answer to the form of a move, filled in so."""
    address = f"{lead}/do/{move}"
    return client.post(address, data={**hidden(client.get(address).text), **typed})


def hidden(page: str) -> dict[str, str]:
    """What a form brings along unseen."""
    return dict(re.findall(r'<input type="hidden" name="(_\w+)" value="([^"]*)">', page))


def test_whoever_is_not_signed_in_is_taken_there_and_back(served: Served) -> None:
    client = served.stranger(origin=served.address)
    answer = client.get("/ledger?text=a&desc=true")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/ledger%3Ftext%3Da%26desc%3Dtrue")

    password_of(served, "jd-01")
    came = client.post("/sign-in", data={"account": "jd-01", "password": PASSWORD, "next": "/ledger?text=a"})
    assert (came.status_code, came.headers["location"]) == (303, "/ledger?text=a")


def test_whoever_is_not_let_in_reads_why_and_nothing_of_law_and_his_name_stays(served: Served) -> None:
    page = served.stranger(origin=served.address).post("/sign-in", data={"account": "jd-01", "password": "wrong"})
    assert page.status_code == 401
    assert re.findall(r'<section class="refusal" role="alert"><h2>([^<]+)</h2><p>([^<]+)</p></section>', page.text) == [
        ("登录没有成功", "账号或密码不对")
    ]
    assert 'value="jd-01"' in page.text


OUTSIDE = ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere", "javascript:1"]


@pytest.mark.parametrize("elsewhere", OUTSIDE)
def test_nobody_is_sent_out_of_the_house(served: Served, elsewhere: str) -> None:
    password_of(served, "jd-01")
    client = served.stranger(origin=served.address)
    came = client.post("/sign-in", data={"account": "jd-01", "password": PASSWORD, "next": elsewhere})
    assert (came.status_code, came.headers["location"]) == (303, "/")


def test_whoever_was_given_a_password_changes_it_first(served: Served) -> None:
    once = served.app.identity.credentials.give_one_time("jd-01", "")
    client = served.stranger(origin=served.address)
    client.follow_redirects = True
    page = client.post("/sign-in", data={"account": "jd-01", "password": once})
    assert page.url.path == "/account"
    differ = client.post("/account/password", data={"old": once, "new": PASSWORD, "again": "else"})
    assert differ.status_code == 422
    assert "两次输入的新密码不一样" in differ.text
    assert "再输入一次" in differ.text
    assert client.post("/account/password", data={"old": once, "new": PASSWORD, "again": PASSWORD}).url.path == "/work"


def test_whoever_changes_his_password_reads_that_it_is_changed_or_which_of_them_is_wrong(
    seated: Callable[[str], Client],
) -> None:
    client, fresh = seated("jd-01"), {"new": "another of twelve", "again": "another of twelve"}
    wrong = client.post("/account/password", data={"old": "not this one", **fresh})
    assert wrong.status_code == 401
    assert "密码没有改" in wrong.text
    assert "现在的密码不对" in wrong.text
    assert "请先登录" not in wrong.text, "he is signed in"
    done = client.post("/account/password", data={"old": PASSWORD, **fresh}, follow_redirects=True)
    assert done.url.path == "/account"
    assert "密码已改" in done.text


def test_a_page_of_another_site_changes_nothing(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    answer = client.post("/register/register-lead", data=REGISTERED, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert "示例投资" not in client.get("/ledger").text


def test_a_lead_is_registered_by_the_form_and_shown(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    page = client.get(registered(client)).text
    assert "示例投资有限公司" in page
    assert "123.4567万元" in page


def test_mistakes_stand_at_their_fields_and_nothing_typed_is_lost(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    sent = {**hidden(client.get("/register/register-lead").text), **REGISTERED, "amount_fen": "12", "source": ""}
    answer = client.post("/register/register-lead", data=sent)
    assert answer.status_code == 422
    assert "金额没有写单位" in answer.text
    assert 'id="e-source"' in answer.text
    assert 'value="示例投资有限公司"' in answer.text
    assert "楼道里贴有广告</textarea>" in answer.text
    assert 'value="unlicensed" checked' in answer.text
    assert 'name="areas.2" type="text" value="370105"' in answer.text
    assert answer.text.count("autofocus") == 1


def test_a_form_sent_twice_is_one_lead(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    sent = {**hidden(client.get("/register/register-lead").text), **REGISTERED}
    first, again = (client.post("/register/register-lead", data=sent).url.path for _ in range(2))
    assert first == again


def test_one_more_row_keeps_what_was_typed(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    sent = {**hidden(client.get("/register/register-lead").text), **REGISTERED, "_more": "areas"}
    page = client.post("/register/register-lead", data=sent).text
    assert 'name="areas.3"' in page
    assert 'value="示例投资有限公司"' in page


def test_whoever_looked_at_an_older_version_keeps_his_text(seated: Callable[[str], Client]) -> None:
    client = seated("qj-01")
    lead = registered(seated("jd-01"))
    form = client.get(f"{lead}/do/grade-risk")
    assert client.post(f"{lead}/do/grade-risk", data={
        **hidden(form.text), "grade": "red", "reasons.1": "涉众"}).status_code == 200  # fmt: skip
    late = client.post(f"{lead}/do/grade-risk", data={
        **hidden(form.text), "_key": "another", "grade": "orange", "reasons.1": "另一理由"})  # fmt: skip
    assert late.status_code == 409
    assert "另一理由" in late.text
    assert "填写的内容都还在" in late.text
    assert "请刷新" not in late.text, "what is refreshed is empty"
    assert client.post(f"{lead}/do/grade-risk", data={
        **hidden(late.text), "grade": "orange", "reasons.1": "另一理由"}).status_code == 200  # fmt: skip


def test_a_move_of_a_transfer_asks_for_the_version_of_the_transfer(seated: Callable[[str], Client]) -> None:
    client = seated("qj-01")
    lead = registered(client)
    for move, typed in (
        ("open-transfer", {"suspicion": "数额达到追诉标准", "offence": "非法吸收公众存款罪"}),
        ("form-team", {"team.1.id": "qj-01", "team.2.id": "qj-02"}),
    ):
        form = client.get(f"{lead}/do/{move}")
        assert client.post(f"{lead}/do/{move}", data={**hidden(form.text), **typed}).status_code == 200, move
    late = {**hidden(form.text), "_key": "another", "team.1.id": "qj-01", "team.2.id": "qj-02"}
    assert client.post(f"{lead}/do/form-team", data=late).status_code == 409


def test_every_answer_lets_browsers_run_only_what_is_ours(served: Served) -> None:
    client = served.stranger()
    for address in ("/sign-in", "/nowhere", "/ledger"):
        headers = client.get(address).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
        assert headers["cache-control"] == "no-store"
    found = re.search(r'href="(/static/[^"]+\.css)"', client.get("/sign-in").text)
    assert found is not None
    assert "immutable" in client.get(found[1]).headers["cache-control"]


def test_pages_speak_english_to_whoever_chose_it(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    page = client.post("/language", data={"lang": "en", "back": "/ledger"})
    assert page.url.path == "/ledger"
    assert '<html lang="en">' in page.text
    assert not re.search(r"<h1>[^<]*[\u4e00-\u9fff]", page.text)


def test_two_moments_of_a_lead_are_compared_fact_by_fact(seated: Callable[[str], Client]) -> None:
    client = seated("qj-01")
    lead = registered(seated("jd-01"))
    form = hidden(client.get(f"{lead}/do/grade-risk").text)
    client.post(f"{lead}/do/grade-risk", data={**form, "grade": "red", "reasons.1": "涉众"})

    page = client.get(f"{lead}/compare", params={"before": "2", "after": "1"}).text
    assert re.search(r"风险等级</th><td>—</td><td>[^<—]+</td>", page)
    assert page.count('<li id="e-') == 1
    assert "没有变化" in client.get(f"{lead}/compare", params={"before": "1", "after": "1"}).text
    assert client.get(f"{lead}/compare", params={"before": "nonsense"}).status_code == 422


def test_a_lead_is_shown_as_it_stood_and_cannot_be_acted_upon_there(seated: Callable[[str], Client]) -> None:
    client = seated("qj-01")
    lead = registered(seated("jd-01"))
    form = hidden(client.get(f"{lead}/do/grade-risk").text)
    client.post(f"{lead}/do/grade-risk", data={**form, "grade": "red", "reasons.1": "涉众"})

    now, then = client.get(lead).text, client.get(lead, params={"version": "1"}).text
    assert ("历史回放" in now, "历史回放" in then) == (False, True)
    assert ("/do/" in now, "/do/" in then) == (True, False)
    assert client.get(lead, params={"version": "99"}).status_code == 404


def test_a_lead_is_shown_as_it_stood_at_a_moment(seated: Callable[[str], Client], served: Served) -> None:
    client = seated("qj-01")
    lead = registered(seated("jd-01"))
    (first,) = served.app.history(lead.partition("/leads/")[2])
    form = hidden(client.get(f"{lead}/do/grade-risk").text)
    client.post(f"{lead}/do/grade-risk", data={**form, "grade": "red", "reasons.1": "涉众"})
    exactly = first.recorded_at.astimezone(BEIJING).isoformat()

    then = client.get(lead, params={"at": exactly})
    assert "这是第 1 件事" in then.text
    assert "历史回放" not in client.get(lead, params={"at": str(day_of(first.recorded_at))}).text, (
        "the day's end is now"
    )
    assert client.get(lead, params={"at": "2020-01-01T08:00"}).status_code == 404
    assert client.get(lead, params={"at": "昨天下午"}).status_code == 422


def test_whoever_is_signed_out_while_he_types_sends_the_same_again(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    form = {**hidden(client.get("/register/register-lead").text), **REGISTERED}
    client.post("/sign-out")

    page = client.post("/register/register-lead", data=form)
    assert page.status_code == 401
    assert "登录已经结束" in page.text
    assert "密钥" not in page.text
    kept = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text)
    assert ("unit.name", "示例投资有限公司") in kept
    assert ("features", "inducement") in kept

    fields: dict[str, list[str]] = {}
    for name, value in kept:
        fields.setdefault(name, []).append(value)
    client.post("/sign-in", data={"account": "jd-01", "password": PASSWORD})
    assert "示例投资有限公司" in client.post("/register/register-lead", data=fields).text


def test_the_navigation_tells_how_many_leads_wait_for_me(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    assert 'class="count"' not in client.get("/ledger").text
    registered(client, division="370104014", handler="jd-01")
    assert re.search(r'<span class="count"[^>]*><span class="hidden">待办 </span>1</span>', client.get("/ledger").text)
    assert 'class="count"' not in seated("jd-02").get("/ledger").text, "those of others are theirs"


def test_how_long_a_password_must_be_is_said_before_it_is_typed(seated: Callable[[str], Client]) -> None:
    assert "至少 12 个字符" in seated("jd-01").get("/account").text


@pytest.mark.parametrize("address", ["do/fly", "do/register-lead"])
def test_a_move_that_is_none_is_told_by_its_name_without_words_of_the_terminal(
    seated: Callable[[str], Client], address: str
) -> None:
    client = seated("jd-01")
    lead = registered(client)
    for page in (client.get(f"{lead}/{address}"), client.get("/register/fly"), client.get("/register/escalate")):
        assert page.status_code == 404
        assert re.search("没有“[a-z-]+”这个办理事项", page.text)
        assert "lead moves" not in page.text
