"""What lets people and programs in, handed out and taken back in the console: shown once, and never again."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from httpx2 import Client, Response
from pyotp import TOTP

from api.console.saying import Saying
from api.settings import Lang
from tests.api.console.conftest import password_of
from tests.api.console.test_pages import hidden
from tests.api.http.conftest import Served
from workflows.identity.shapes import Attempt


def asked(client: Client, what: str, **typed: Any) -> Response:  # noqa: ANN401 - a text, or those of boxes
    """A form of his page, sent as the page has it."""
    page = client.get("/admin/people/jd-01").text
    return client.post(f"/admin/people/jd-01/{what}", data={**hidden(page), **typed})


def test_a_one_time_password_is_shown_once_and_opens_its_own_change(served: Served, admin: Client) -> None:
    shown = asked(admin, "password")
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
    shown = asked(admin, "tokens", label="街道大屏", scopes=["read", "feed"], days="30")
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


def test_a_new_key_is_shown_with_what_it_is_for_what_it_allows_and_until_when(served: Served, admin: Client) -> None:
    shown = asked(admin, "tokens", label="街道大屏", scopes=["feed", "read"], days="30").text
    (key,) = served.app.tokens.of("jd-01")

    assert "<dt>用途</dt><dd>街道大屏</dd>" in shown
    assert "<dt>范围</dt><dd>查询、接收数据推送</dd>" in shown
    assert f"<dt>失效</dt><dd>{Saying(Lang.ZH).moment(key.expires)}</dd>" in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"days": "999"}, ["有效天数：期限不对。1 至 366 天"]),
        ({"days": "九十"}, ["有效天数：期限不对。1 至 366 天"]),
        ({"scopes": []}, ["范围：没有说明范围"]),
        ({"scopes": ["everything"]}, ["范围：没有说明范围"]),
        ({"label": "屏" * 101}, ["用途：超过 100 字"]),
        ({"days": "0", "scopes": []}, ["有效天数：期限不对", "范围：没有说明范围"]),
    ],
)
def test_a_key_that_cannot_be_is_not_made_and_nothing_typed_is_lost(
    served: Served, admin: Client, wrong: dict[str, Any], said: list[str]
) -> None:
    typed = {"label": "街道大屏", "scopes": ["read", "feed"], "days": "30"} | wrong
    page = asked(admin, "tokens", **typed)

    assert page.status_code == 422
    assert served.app.tokens.of("jd-01") == ()
    assert f'value="{typed["label"]}"' in page.text
    assert f'value="{typed["days"]}"' in page.text
    assert page.text.count(" checked") == len({"read", "feed"} & set(typed["scopes"]))
    assert page.text.count(" autofocus") == 1
    for each in said:
        assert each in page.text


@pytest.mark.parametrize("what", ["password", "tokens"])
def test_a_form_that_is_sent_again_makes_no_second_secret(served: Served, admin: Client, what: str) -> None:
    typed = {**hidden(admin.get("/admin/people/jd-01").text), "label": "街道大屏", "scopes": ["read"], "days": "30"}
    shown, again = (admin.post(f"/admin/people/jd-01/{what}", data=typed) for _ in range(2))

    (secret,) = re.findall(r'class="once">([^<]+)<', shown.text)
    assert (again.status_code, "没有再发" in again.text, secret in again.text) == (412, True, False)
    assert len(served.app.identity.record.facts("jd-01")) == 1
    assert what == "password" or 'value="街道大屏"' in again.text
    assert admin.post(f"/admin/people/jd-01/{what}", data=typed | hidden(again.text)).status_code == 200


def test_of_a_form_that_is_sent_twice_at_once_one_counts(served: Served, admin: Client) -> None:
    typed = {**hidden(admin.get("/admin/people/jd-01").text), "scopes": ["read"]}
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda _: admin.post("/admin/people/jd-01/tokens", data=typed).status_code, range(4))

    assert sorted(answers) == [200, 412, 412, 412]
    assert len(served.app.tokens.of("jd-01")) == 1


def test_a_second_factor_that_is_on_is_turned_off(served: Served, admin: Client) -> None:
    attempt = Attempt(account="qj-01", password=password_of(served, "qj-01"), code="", address="", browser="")
    door = served.app.identity.door
    secret = door.enrol(attempt).secret
    door.confirm_codes(replace(attempt, code=TOTP(secret).now()))

    assert "关闭动态验证码" in admin.get("/admin/people/qj-01").text
    assert admin.post("/admin/people/qj-01/codes-off").status_code == 200
    assert served.app.identity.codes.on("qj-01") is False
    assert admin.post("/admin/people/jd-01/codes-off").status_code == 404


def test_whoever_has_keys_minted_in_his_name_by_another_sees_them_and_revokes_them(
    served: Served, admin: Client, seated: Callable[[str], Client]
) -> None:
    admin.post("/admin/people/jd-01/tokens", data={"label": "街道大屏", "scopes": ["read"], "days": "30"})
    (key,) = served.app.tokens.of("jd-01")
    client = seated("jd-01")
    page = client.get("/account").text

    assert all(each in page for each in (key.prefix, "街道大屏", "签发密钥", "重置密码", "请马上告知审计员"))
    assert served.app.roster.actor("admin").name in page.partition('id="keys"')[2]
    assert seated("qj-01").post(f"/account/keys/{key.prefix}/revoke").status_code == 404
    after = client.post(f"/account/keys/{key.prefix}/revoke").text
    assert "撤销密钥" in after
    assert 'id="keys"' not in after
    assert not served.app.tokens.of("jd-01")[0].stands(served.app.clock.now())
