"""Subscriptions in the console: looked at, paused, told again, given another secret and ended, by whom they are for."""

import re
from collections.abc import Callable

import pytest
from httpx2 import Client, Response

from api import subscribing
from domain.directory.commands import GrantPost
from domain.directory.kinds import Post
from tests.api.console.conftest import PASSWORD, password_of
from tests.api.console.test_pages import hidden, registered
from tests.api.http.conftest import Served

URL = "http://127.0.0.1:9/in"


@pytest.fixture
def calling(serve: Callable[..., Served]) -> Served:
    """A server that may call the machine the tests run on, and calls nobody by itself."""
    return serve(CHUFEI_WEBHOOK_LOOPBACK="1")


def sit(served: Served, account: str) -> Client:
    password_of(served, account)
    client = served.stranger(origin=served.address)
    client.follow_redirects = True
    assert client.post("/sign-in", data={"account": account, "password": PASSWORD}).status_code == 200
    return client


def subscribed(client: Client, **more: str) -> Response:
    page = client.get("/admin/feeds").text
    return client.post("/admin/feeds", data={**hidden(page), "url": URL, "account": "jd-01", **more})


def name_of(answer: Response) -> str:
    return str(re.findall(r'href="/admin/feeds/([a-z0-9-]+)"', answer.text)[0])


def once(answer: Response) -> str:
    return str(re.findall(r'class="once">([^<]+)<', answer.text)[0])


def test_an_administrator_subscribes_and_is_shown_the_secret_once(calling: Served) -> None:
    admin = sit(calling, "admin")
    answer = subscribed(admin)
    name, secret = name_of(answer), once(answer)
    page = admin.get(f"/admin/feeds/{name}").text

    assert secret.startswith("whsec_")
    assert (secret in page, "已订阅，未应答" in page, URL in page) == (False, True, True)
    assert URL in admin.get("/admin/feeds").text


def test_whose_rights_count_is_asked_for_and_nothing_typed_is_lost(calling: Served) -> None:
    answer = subscribed(sit(calling, "admin"), account="", id="city-platform", types="chufei.lead.closed.v1")

    assert answer.status_code == 422
    assert "按谁的权限推送：" in answer.text
    assert 'value="city-platform"' in answer.text
    assert answer.text.count(" checked") == 1


def test_a_form_that_is_wrong_comes_back_with_what_was_typed(calling: Served) -> None:
    answer = subscribed(sit(calling, "admin"), url="http://169.254.169.254/in")

    assert answer.status_code == 422
    assert 'value="http://169.254.169.254/in"' in answer.text
    assert "接收地址：" in answer.text
    assert answer.text.count(" autofocus") == 1


def test_a_subscription_may_have_an_id_of_its_own(calling: Served) -> None:
    admin = sit(calling, "admin")

    assert name_of(subscribed(admin, id="city-platform", types="chufei.lead.moved.v1")) == "city-platform"
    assert "线索进入另一阶段" in admin.get("/admin/feeds/city-platform").text
    wrong = subscribed(admin, id="City Platform")
    assert (wrong.status_code, "只用小写字母" in wrong.text) == (422, True)
    assert subscribed(admin, id="city-platform").status_code == 409


def test_a_subscriber_pauses_resumes_replays_and_changes_his_secret_himself(calling: Served) -> None:
    name = name_of(subscribed(sit(calling, "admin")))
    own = sit(calling, "jd-01")
    registered(own)
    calling.app.feeding.catch_up()
    address = f"/admin/feeds/{name}"

    def done(move: str, **fields: str) -> Response:
        key = re.findall(rf'action="{address}/{move}".*?name="_key" value="([^"]*)"', own.get(address).text, re.DOTALL)
        return own.post(f"{address}/{move}", data={"_key": key[0] if key else "", **fields})

    assert "已暂停" in done("pause").text
    assert "已恢复" in done("resume").text
    assert "将补发" in done("replay", first="1", last="1").text
    ahead = done("replay", first="1", last="999999")
    assert (ahead.status_code, "推送序号目前只到" in ahead.text) == (422, True)
    fresh = once(done("rotate", hours="0"))
    assert fresh.startswith("whsec_")
    assert subscribing.one(calling.app, calling.app.roster.actor("jd-01"), name).secret == 2
    ended = done("end", sure="yes")
    assert (ended.status_code, "订阅由本单位管理员或订阅账号办理" in ended.text) == (403, True)
    assert done("nothing").status_code == 404


@pytest.mark.parametrize(
    ("move", "typed", "said"),
    [
        ("replay", {"first": "1", "last": ""}, ["止号：没有填写，此项必填"]),
        ("replay", {"first": "", "last": ""}, ["起号：没有填写", "止号：没有填写"]),
        ("replay", {"first": "一", "last": "7"}, ["起号：不是整数"]),
        ("replay", {"first": "1", "last": "999"}, ["止号：推送序号目前只到"]),
        ("replay", {"first": "5", "last": "3"}, ["补发范围应为起止序号", "需要 起号从 1 起，不大于止号"]),
        ("rotate", {"hours": "-1"}, ["新旧并用几小时：不能为负数"]),
        ("rotate", {"hours": "169"}, ["新旧密钥并用最长七日"]),
    ],
)
def test_nothing_typed_is_lost_of_a_range_or_an_overlap_that_cannot_be(
    calling: Served, move: str, typed: dict[str, str], said: list[str]
) -> None:
    admin = sit(calling, "admin")
    address = f"/admin/feeds/{name_of(subscribed(admin))}"
    registered(sit(calling, "jd-01"))
    calling.app.feeding.catch_up()
    answer = admin.post(f"{address}/{move}", data=typed)

    assert answer.status_code in {409, 422}
    for field, text in typed.items():
        assert f'name="{field}" type="number" value="{text}"' in answer.text
    for each in said:
        assert each in answer.text
    assert answer.text.count(" autofocus") == (answer.status_code == 422)


def test_an_administrator_ends_it_who_says_that_he_means_it(calling: Served) -> None:
    admin = sit(calling, "admin")
    name = name_of(subscribed(admin))

    unsure = admin.post(f"/admin/feeds/{name}/end")
    assert (unsure.status_code, "确要终止的，请勾选" in unsure.text) == (422, True)
    assert "已订阅，未应答" in admin.get(f"/admin/feeds/{name}").text
    assert "已终止" in admin.post(f"/admin/feeds/{name}/end", data={"sure": "yes"}).text
    assert "action=" not in admin.get(f"/admin/feeds/{name}").text.partition("<main")[2]


def test_a_subscriber_finds_his_subscription_from_his_account(calling: Served) -> None:
    name = name_of(subscribed(sit(calling, "admin")))
    link = re.compile(r'href="([^"]+)">我的推送订阅')
    own, stranger = (sit(calling, account).get("/account").text for account in ("jd-01", "jd-02"))

    assert link.findall(stranger) == []
    (address,) = link.findall(own)
    assert f"/admin/feeds/{name}" in sit(calling, "jd-01").get(address).text


def test_an_auditor_sees_a_subscription_of_his_area_and_is_offered_nothing_to_do(calling: Served) -> None:
    name, app = name_of(subscribed(sit(calling, "admin"))), calling.app
    grant = GrantPost(occurred=app.clock.now(), account="sj-01", post=Post.AUDITOR, office="370100")
    app.do(grant, app.roster.actor("admin"))
    page = sit(calling, "sj-01").get(f"/admin/feeds/{name}")

    assert (page.status_code, URL in page.text) == (200, True)
    assert "action=" not in page.text.partition("<main")[2]


def test_a_subscription_is_shown_to_its_office_and_its_account(calling: Served) -> None:
    name = name_of(subscribed(sit(calling, "admin")))
    stranger, operator = sit(calling, "jd-02"), sit(calling, "yw-01")

    assert stranger.get("/admin/feeds").status_code == 403
    assert {client.get(f"/admin/feeds/{name}").status_code for client in (stranger, operator)} == {404}
    assert stranger.post(f"/admin/feeds/{name}/pause").status_code == 404
    assert stranger.post("/admin/feeds", data={"url": URL, "account": "jd-02"}).status_code == 403
    assert "对外事件流到第" in operator.get("/admin/feeds").text
