"""Offices, people and their secrets in the console: as of a day, by forms, for administrators of the area alone."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from httpx2 import Client, Response
from pyotp import TOTP

from api.console.views import directory
from api.directory_changes import FORMS
from domain.directory.commands import GrantPost
from domain.directory.kinds import Post
from tests.api.conftest import HEADING
from tests.api.console.conftest import password_of
from tests.api.console.test_pages import hidden
from tests.api.http.conftest import Served
from workflows.identity.shapes import Attempt

KEPT = [
    "/admin/offices", "/admin/offices/370104", "/admin/people", "/admin/people/qj-01", "/admin/staff",
    *(f"/admin/change/{name}" for name in FORMS),
]  # fmt: skip


@pytest.fixture
def admin(seated: Callable[[str], Client]) -> Client:
    return seated("admin")


def sent(client: Client, change: str, **fields: str) -> Response:
    """A change by its form, sent as the page has it."""
    page = client.get(f"/admin/change/{change}", params=fields).text
    days = dict(re.findall(r'name="(since|until)" type="date" value="([^"]*)"', page))
    return client.post(f"/admin/change/{change}", data={**hidden(page), **days, **fields})


@pytest.mark.parametrize("account", ["qj-01", "qj-06", "yw-01"])
def test_offices_and_people_are_kept_by_administrators(seated: Callable[[str], Client], account: str) -> None:
    client = seated(account)
    asked = [client.get(address) for address in KEPT]
    asked += [client.post(f"/admin/people/qj-02/{what}") for what in ("password", "log-out", "codes-off", "tokens")]
    asked += [client.post("/admin/change/grant", data={"account": account, "post": "administrator"}),
              client.post("/admin/staff", data={"content": ""}), client.post("/admin/staff/look")]  # fmt: skip

    assert {each.status_code for each in asked} == {403}
    assert "单位、人员由管理员维护" in asked[0].text
    assert 'href="/admin"' not in client.get("/law").text or account == "yw-01"


def test_who_keeps_the_house_begins_there(served: Served) -> None:
    for account, room in (("admin", "/admin/offices"), ("yw-01", "/admin/feeds"), ("qj-01", "/work"),
                          ("qj-06", "/ledger")):  # fmt: skip
        password = password_of(served, account)
        client = served.stranger(origin=served.address)
        client.follow_redirects = True
        assert client.post("/sign-in", data={"account": account, "password": password}).url.path == room


def test_offices_hang_as_they_hung_on_a_day(admin: Client) -> None:
    page = admin.get("/admin/offices").text
    assert page.index("示例区地方金融管理局") < page.index("示例街道办事处") < page.index("示例社区居民委员会")
    assert "区牵头部门" in page
    before = "2020-01-01"
    sent(admin, "open-office", office="370104-xf", kind="petition-office", name="示例区信访局", division="370104",
         parent="370104")  # fmt: skip
    assert "示例区信访局" in admin.get("/admin/offices").text
    assert "示例区信访局" not in admin.get("/admin/offices", params={"on": before}).text
    assert "这一天没有这个单位" in admin.get("/admin/offices/370104-xf", params={"on": before}).text
    assert admin.get("/admin/offices/370104-none").status_code == 404
    assert admin.get("/admin/offices", params={"on": "soon"}).status_code == 422


def test_somebody_is_told_with_the_event_behind_each_power(admin: Client) -> None:
    page = admin.get("/admin/people/qj-01").text

    assert "示例区地方金融管理局 区承办人" in page
    assert "执法证 示执370104001" in page
    assert re.search(r"第 \d+ 号", page)
    assert "370104@" not in page
    assert admin.get("/admin/people/nobody").status_code == 404
    assert "测试承办乙" in admin.get("/admin/people", params={"text": "承办乙"}).text
    assert "测试承办乙" not in admin.get("/admin/people", params={"office": "370104014"}).text


def test_people_come_in_pages_and_are_found_by_a_part_of_their_name_or_id(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory, "PAGE", 2)
    address, shown = "/admin/people?text=qj-0", list[str]()
    while address:
        page = admin.get(address).text
        shown += re.findall(r'<td class="number">([a-z]+-\d+)</td>', page)
        address = next(iter(re.findall(r'rel="next" href="([^"]+)"', page)), "").replace("&amp;", "&")

    assert shown == sorted(set(shown))
    assert len(shown) > 4
    assert all(each.startswith("qj-0") for each in shown)


def test_whoever_holds_no_post_yet_needs_one_before_a_password(admin: Client) -> None:
    page = sent(admin, "open-account", ref="wang-xin", name="王新", office="370104").text

    assert "先授予岗位，再发一次性密码" in page
    refused = admin.post("/admin/people/wang-xin/password")
    assert (refused.status_code, "先由管理员在名册中授予岗位" in refused.text) == (403, True)
    assert "联系管理员" not in refused.text
    assert "先授予岗位，再发一次性密码" not in admin.get("/admin/people/qj-01").text
    gone = sent(admin, "close-account", account="wang-xin")
    assert "先授予岗位，再发一次性密码" not in gone.text, "whoever is not there needs an account before a post"


GIVEN_UP = {
    "open-account": {"ref": "nobody-yet"}, "open-office": {"office": "nowhere-yet"}, "grant": {"account": "qj-02"},
}  # fmt: skip


@pytest.mark.parametrize(("change", "typed"), GIVEN_UP.items())
def test_whoever_gives_up_a_form_comes_to_a_page_that_there_is(
    admin: Client, change: str, typed: dict[str, str]
) -> None:
    for page in (admin.get(f"/admin/change/{change}").text, sent(admin, change, **typed).text):
        (back,) = re.findall(r'<a href="([^"]+)">不办了', page)
        assert admin.get(back).status_code == 200, back
        assert f'href="/admin/{back.split("/")[2]}" aria-current' in page, "the tab of it is lit"


def test_a_new_account_that_is_given_up_leads_back_to_the_people(admin: Client) -> None:
    assert '<a href="/admin/people">不办了' in admin.get("/admin/change/open-account").text


def test_a_post_is_given_and_ended_by_its_form(admin: Client) -> None:
    given = sent(admin, "grant", account="qj-02", post="auditor", office="370104")
    assert (given.status_code, given.url.path) == (200, "/admin/people/qj-02")
    assert "已办理：授予岗位" in given.text
    assert "审计员" in given.text
    ended = sent(admin, "end-grant", account="qj-02", post="district-handler", office="370104")
    assert ended.status_code == 200
    assert "无效" in ended.text


def offered(page: str) -> set[str]:
    """The posts that a form lets one choose."""
    (control,) = re.findall(r'<select id="c-post".*?</select>', page)
    return set(re.findall(r'<option value="([^"]+)"', control))


@pytest.mark.parametrize("change", ["grant", "end-grant"])
def test_a_form_offers_the_posts_that_there_are_in_its_office(admin: Client, change: str) -> None:
    def there(office: str) -> set[str]:
        return offered(admin.get(f"/admin/change/{change}", params={"account": "jd-01", "office": office}).text)

    assert there("") == set(Post)
    assert "street-officer" in there("370104014") - there("370104")
    assert "district-handler" in there("370104") - there("370104014")
    assert {"principal", "auditor"} <= there("370104") & there("370104014")


def test_a_post_of_another_kind_of_office_is_refused_and_then_no_longer_offered(admin: Client) -> None:
    refused = sent(admin, "grant", account="jd-01", post="district-handler", office="370104014")

    assert "此类单位没有这个岗位" in refused.text
    assert "district-handler" not in offered(refused.text)


def test_mistakes_stand_at_their_fields_and_a_refusal_says_who_could(admin: Client) -> None:
    page = admin.get("/admin/change/grant").text
    wrong = admin.post("/admin/change/grant", data={**hidden(page), "office": "here", "since": "soon"})
    assert wrong.status_code == 422
    assert all(f'id="e-{field}"' in wrong.text for field in ("account", "post", "office", "since"))
    assert 'value="here"' in wrong.text

    himself = sent(admin, "grant", account="admin", post="principal", office="370104")
    assert himself.status_code == 403
    assert "不得给自己授权" in himself.text


def test_a_form_sent_twice_is_one_change(served: Served, admin: Client) -> None:
    data = {**hidden(admin.get("/admin/change/grant").text), "account": "qj-02", "post": "auditor", "office": "370104"}
    answers = [admin.post("/admin/change/grant", data=data) for _ in range(2)]

    assert [each.status_code for each in answers] == [200, 200]
    assert sum(each.post is Post.AUDITOR for each in served.app.roster.directory().accounts["qj-02"].grants) == 1


def test_an_administrator_of_an_office_sees_and_keeps_his_own_area(
    served: Served, seated: Callable[[str], Client]
) -> None:
    app = served.app
    grant = GrantPost(occurred=app.clock.now(), account="qj-04", post=Post.ADMINISTRATOR, office="370104")
    app.do(grant, app.roster.actor("admin"))
    client = seated("qj-04")

    assert "测试副局长丙" not in client.get("/admin/people").text
    assert client.get("/admin/people/sj-01").status_code == 404
    above = client.post("/admin/people/sj-01/password")
    assert (above.status_code, "别人的凭证由管理员处理" in above.text) == (403, True)
    assert client.post("/admin/people/jd-01/password").status_code == 200
    refused = sent(client, "grant", account="sj-01", post="auditor", office="370100")
    assert refused.status_code == 403


def test_a_one_time_password_is_shown_once_and_opens_its_own_change(served: Served, admin: Client) -> None:
    shown = admin.post("/admin/people/jd-01/password")
    (password,) = re.findall(r'class="once">([^<]+)<', shown.text)

    assert shown.headers["cache-control"] == "no-store"
    assert password not in admin.get("/admin/people/jd-01").text
    assert "重置密码" in admin.get("/admin/people/jd-01").text
    client = served.stranger(origin=served.address)
    client.follow_redirects = True
    assert client.post("/sign-in", data={"account": "jd-01", "password": password}).url.path == "/account"


def test_somebody_is_signed_out_everywhere(admin: Client, seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    assert client.get("/work").status_code == 200
    assert admin.post("/admin/people/jd-01/log-out").status_code == 200

    assert client.get("/work").url.path == "/sign-in"


def test_a_key_is_shown_once_listed_by_its_name_and_revoked(served: Served, admin: Client) -> None:
    shown = admin.post(
        "/admin/people/jd-01/tokens", data={"label": "街道大屏", "scopes": ["read", "feed"], "days": "30"}
    )
    (token,) = re.findall(r'class="once">([^<]+)<', shown.text)
    prefix, page = token.split("_")[1], admin.get("/admin/people/jd-01").text

    assert served.app.tokens.known(token) is not None
    assert (token in page, prefix in page, "街道大屏" in page, "查询、接收数据推送" in page) == (
        False,
        True,
        True,
        True,
    )
    assert admin.post(f"/admin/people/jd-01/tokens/{prefix}/revoke").status_code == 200
    assert served.app.tokens.known(token) is None
    assert admin.post("/admin/people/jd-01/tokens/00000000/revoke").status_code == 404
    for wrong in ({"scopes": ["read"], "days": "999"}, {"days": "30"}, {"scopes": ["everything"]}):
        assert admin.post("/admin/people/jd-01/tokens", data=wrong).status_code == 422


def test_a_second_factor_that_is_on_is_turned_off(served: Served, admin: Client) -> None:
    attempt = Attempt(account="qj-01", password=password_of(served, "qj-01"), code="", address="", browser="")
    door = served.app.identity.door
    secret = door.enrol(attempt).secret
    door.confirm_codes(replace(attempt, code=TOTP(secret).now()))

    assert "关闭动态验证码" in admin.get("/admin/people/qj-01").text
    assert admin.post("/admin/people/qj-01/codes-off").status_code == 200
    assert served.app.identity.codes.on("qj-01") is False
    assert admin.post("/admin/people/jd-01/codes-off").status_code == 404


ROW = "jd-09,测试承办戊,370104014,示例街道办事处,街道,370104014,,,承办,示执9,2035-12-31"


def look(client: Client, data: bytes) -> Response:
    return client.post("/admin/staff/look", files={"file": ("名册.csv", data, "text/csv")})


def test_a_staff_file_is_looked_at_before_it_changes_anything(served: Served, admin: Client) -> None:
    looked = look(admin, f"{HEADING}\n{ROW}\n".encode())
    page = looked.text

    assert all(each in page for each in ("登记人员", "测试承办戊", "授予岗位", "街道专班人员", "登记执法证", "示执9"))
    assert "在册而不在文件中的" in page
    assert "jd-09" not in served.app.roster.directory().accounts
    data = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    done = admin.post("/admin/staff", data=data)
    assert "已装入" in done.text
    assert "jd-09" in served.app.roster.directory().accounts
    stale = admin.post("/admin/staff", data=data)
    assert stale.status_code == 200
    assert "与名册一致" in stale.text


def test_a_file_that_was_looked_at_before_another_change_is_looked_at_again(served: Served, admin: Client) -> None:
    page = look(admin, f"{HEADING}\n{ROW}\n".encode()).text
    data = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    sent(admin, "grant", account="qj-02", post="auditor", office="370104")

    stale = admin.post("/admin/staff", data=data)
    assert stale.status_code == 409
    assert "jd-09" not in served.app.roster.directory().accounts
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', stale.text))
    assert "已装入" in admin.post("/admin/staff", data=again).text


def test_a_file_that_cannot_be_loaded_says_so_at_the_look(admin: Client) -> None:
    wrong = look(admin, b"\xff\x00")
    none = look(admin, b"")
    himself = look(
        admin,
        f"{HEADING}\nadmin,测试管理员甲,370100,示例市地方金融管理局,市牵头部门,370100,示市金监,正职,管理、领导,,".encode(),
    )

    assert (wrong.status_code, none.status_code, himself.status_code) == (422, 422, 403)
    assert "不得给自己授权" in himself.text
    assert 'name="content"' not in himself.text
