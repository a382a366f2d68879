"""Offices, people and their posts in the console: as of a day, by forms, for administrators of the area alone."""

import re
from collections.abc import Callable

import pytest
from httpx2 import Client, Response

from api.console.administration import way
from api.console.views import directory
from api.directory_changes import FORMS
from domain.directory.commands import GrantPost
from domain.directory.kinds import Post
from tests.api.console.conftest import password_of
from tests.api.console.test_pages import hidden
from tests.api.http.conftest import Served

KEPT = [
    "/admin/offices", "/admin/offices/370104", "/admin/people", "/admin/people/qj-01", "/admin/staff",
    *(f"/admin/change/{name}" for name in FORMS),
]  # fmt: skip

SECRETS = ["password", "log-out", "codes-off", "tokens", "tokens/00000000/revoke"]
"""What is done to the secrets of somebody."""


def sent(client: Client, change: str, **fields: str) -> Response:
    """A change by its form, sent as the page has it."""
    page = client.get(f"/admin/change/{change}", params=fields).text
    days = dict(re.findall(r'name="(since|until)" type="date" value="([^"]*)"', page))
    return client.post(f"/admin/change/{change}", data={**hidden(page), **days, **fields})


@pytest.mark.parametrize("account", ["qj-01", "qj-06", "yw-01"])
def test_offices_and_people_are_kept_by_administrators(seated: Callable[[str], Client], account: str) -> None:
    client = seated(account)
    asked = [client.get(address) for address in KEPT]
    asked += [client.post(f"/admin/people/qj-02/{what}") for what in SECRETS]
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


def test_what_is_known_of_a_change_stands_in_the_address_of_its_form_whatever_it_is() -> None:
    assert way("grant", {"account": "a&b=c", "office": "示例"}).address == (
        "/admin/change/grant?account=a%26b%3Dc&office=%E7%A4%BA%E4%BE%8B"
    )
    assert way("grant").address == "/admin/change/grant"


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


@pytest.mark.parametrize(
    ("change", "typed"),
    [
        ("grant", {"account": "jd-01", "post": "street-officer", "office": "370104014"}),
        ("open-account", {"ref": "jd-01", "name": "某某", "office": "370104014"}),
    ],
)
def test_what_is_held_or_taken_already_is_told_as_people_say_it(
    admin: Client, change: str, typed: dict[str, str]
) -> None:
    refused = sent(admin, change, **typed).text

    assert "需要 先终止已有的，或另选一个" in refused
    assert "&gt; " not in refused


def test_a_post_that_ends_on_a_day_can_be_given_again_after_it(admin: Client) -> None:
    held = {"account": "jd-01", "post": "auditor", "office": "370104014"}
    sent(admin, "grant", **held, since="2027-03-01", until="2027-03-31")

    assert "需要 起始日晚于 2027年3月31日" in sent(admin, "grant", **held, since="2027-03-15").text


def test_mistakes_stand_at_their_fields_and_a_refusal_says_who_could(admin: Client) -> None:
    page = admin.get("/admin/change/grant").text
    wrong = admin.post("/admin/change/grant", data={**hidden(page), "office": "here", "since": "soon"})
    assert wrong.status_code == 422
    assert all(f'id="e-{field}"' in wrong.text for field in ("account", "post", "office", "since"))
    assert 'value="here"' in wrong.text

    himself = sent(admin, "grant", account="admin", post="principal", office="370104")
    assert himself.status_code == 403
    assert "不得给自己授权" in himself.text


def test_codes_that_a_new_administrator_makes_up_are_told_how(admin: Client) -> None:
    office, account = (admin.get(f"/admin/change/{each}").text for each in ("open-office", "open-account"))
    assert "以辖区的区划代码开头" in office
    assert "小写字母、数字和短横，如 ja-01" in account

    wrong = admin.post("/admin/change/open-account", data={"ref": "示例", "name": "甲", "office": "示例"}).text
    assert "账号：只用小写字母、数字和短横。" in wrong
    assert "留空" not in wrong, "it is required"
    assert "单位代码：不是单位代码。区划代码，或再加短横和字母" in wrong


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
    for what in SECRETS:
        above = client.post(f"/admin/people/sj-01/{what}", data={"scopes": ["read"]})
        assert (above.status_code, "别人的凭证由管理员处理" in above.text) == (403, True), what
    page = client.get("/admin/people/jd-01").text
    assert client.post("/admin/people/jd-01/password", data=hidden(page)).status_code == 200
    refused = sent(client, "grant", account="sj-01", post="auditor", office="370100")
    assert refused.status_code == 403
