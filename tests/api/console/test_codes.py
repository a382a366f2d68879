"""Codes of an app in the console: begun with one's password, counted from a first code on, given up with both."""

import re
from asyncio import get_running_loop
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from httpx2 import Client
from pyotp import TOTP
from sqlalchemy import Engine, event

from tests.api.console.conftest import PASSWORD
from tests.api.http.conftest import Served

Seated = Callable[[str], Client]
ACCOUNT = "jd-01"


@pytest.fixture
def client(seated: Seated) -> Client:
    return seated(ACCOUNT)


def begun(client: Client) -> str:
    """The secret that the page shows."""
    page = client.post("/account/codes", data={"password": PASSWORD})
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert '<svg viewBox="' in page.text
    (secret,) = re.findall(r'class="once">([^<]+)<', page.text)
    return str(secret).replace(" ", "")


def confirmed(client: Client) -> tuple[TOTP, list[str]]:
    """The app, and the recovery codes."""
    app = TOTP(begun(client))
    page = client.post("/account/codes/confirm", data={"code": f" {app.now()[:3]} {app.now()[3:]} "})
    return app, re.findall(r'class="once">([^<]+)<', page.text)


def signs_in(served: Served, code: str) -> bool:
    client = served.stranger(origin=served.address)
    client.follow_redirects = True
    answer = client.post("/sign-in", data={"account": ACCOUNT, "password": PASSWORD, "code": code})
    return answer.url.path == "/work"


def test_codes_count_from_the_first_one_that_was_typed(served: Served, client: Client) -> None:
    secret = begun(client)
    assert served.app.identity.codes.on(ACCOUNT) is False
    wrong = client.post("/account/codes/confirm", data={"code": "000000"})
    assert (wrong.status_code, "验证码不对或已用过" in wrong.text, secret in wrong.text) == (401, True, False)
    assert (">动态验证码没有开启<" in wrong.text, "请先登录" in wrong.text) == (True, False)
    assert signs_in(served, "")

    page = client.post("/account/codes/confirm", data={"code": TOTP(secret).now()})
    assert (page.status_code, "已开启" in page.text) == (200, True)
    assert signs_in(served, "") is False
    assert "关闭动态验证码" in client.get("/account").text


def test_a_recovery_code_stands_in_for_a_lost_telephone_once(served: Served, client: Client) -> None:
    _, recovery = confirmed(client)

    assert len(recovery) == 10
    assert [signs_in(served, recovery[0]) for _ in range(2)] == [True, False]


def test_nothing_is_begun_or_given_up_without_the_password(served: Served, client: Client) -> None:
    refused = client.post("/account/codes", data={"password": "别的口令"})
    assert (refused.status_code, "动态验证码没有开启" in refused.text, "现在的密码不对" in refused.text) == (
        401,
        True,
        True,
    )

    _, (recovery, *_) = confirmed(client)
    refused = client.post("/account/codes/off", data={"password": "别的口令", "code": recovery})
    assert refused.status_code == 401
    assert served.app.identity.codes.on(ACCOUNT)
    done = client.post("/account/codes/off", data={"password": PASSWORD, "code": recovery})
    assert (done.url.path, "开启动态验证码" in done.text) == ("/account", True)
    assert signs_in(served, "")


@contextmanager
def asked_in_the_loop() -> Iterator[list[str]]:
    """What is asked of a database by a thread in which a loop runs: all others wait for it."""
    found: list[str] = []

    def asked(_: object, __: object, statement: str, *___: object) -> None:
        with suppress(RuntimeError):  # no loop runs here
            get_running_loop()
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", asked)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", asked)


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/account/codes", {"password": "别的口令"}),
        ("/account/codes/off", {"password": "别的口令", "code": "000000"}),
        ("/account/password", {"old": "别的口令", "new": PASSWORD, "again": PASSWORD}),
        ("/account/password", {"old": PASSWORD, "new": PASSWORD, "again": "else"}),
        ("/register/register-lead", {"summary": "楼道里贴有广告"}),
    ],
)
def test_a_form_that_is_shown_again_lets_nobody_wait(client: Client, address: str, form: dict[str, str]) -> None:
    with asked_in_the_loop() as asked:
        assert client.post(address, data=form).status_code in {401, 422}

    assert asked == []


def test_whoever_has_a_password_of_another_first_chooses_his_own(served: Served) -> None:
    once = served.app.identity.credentials.give_one_time(ACCOUNT, "")
    client = served.stranger(origin=served.address)
    client.follow_redirects = True
    page = client.post("/sign-in", data={"account": ACCOUNT, "password": once})

    assert (page.url.path, "动态验证码" in page.text) == ("/account", False)
    assert client.post("/account/codes", data={"password": once}).url.path == "/account"
    assert served.app.identity.codes.on(ACCOUNT) is False
