"""Refusals as pages: in the frame of whom they are for, with a way back, and guarded like every other page."""

from collections.abc import Callable
from unittest.mock import Mock

import pytest
from httpx2 import Client

from adapters.identity.sessions import Sessions
from api.console.guard import POLICY
from domain.errors import StoreUnavailable
from domain.words import Words
from tests.api.http.conftest import Served
from tests.api.http.feeding import register

Seated = Callable[[str], Client]


def test_what_is_too_large_is_refused_by_a_page_of_ours(seated: Seated) -> None:
    answer = seated("jd-01").post("/import", files={"file": ("台账.xlsx", b"x" * 20_000_001)})

    assert answer.status_code == 413
    assert "请求内容过大，请分开发送" in answer.text
    assert 'href="/import">返回' in answer.text
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("address", ["/sign-in", "/report", "/nowhere"])
def test_nothing_inline_or_from_elsewhere_is_run_and_nobody_frames_us(public: Client, address: str) -> None:
    """Written out, since a table that is held against itself misses nothing."""
    assert public.get(address).headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example"]
)
def test_nobody_is_led_out_of_the_house(public: Client, elsewhere: str) -> None:
    """Browsers leave out tabs and ends of lines, by which one slash becomes two."""
    answer = public.post("/language", data={"lang": "en", "back": elsewhere})

    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_fault_of_ours_is_told_by_a_page_that_is_guarded_too(
    served: Served, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(served.app.read_models, "held", broken)
    answer = admin.get("/admin/quarantine")

    assert answer.status_code == 500
    assert "系统出错，已记入日志" in answer.text
    assert (answer.headers["content-security-policy"], answer.headers["cache-control"]) == (POLICY, "no-store")


def test_the_public_is_refused_in_its_own_frame_and_sent_to_no_sign_in(public: Client) -> None:
    page = public.get("/report/nowhere")

    assert page.status_code == 404
    assert "没有这个地址" in page.text
    assert 'href="/report">返回' in page.text
    assert "处非工作台" not in page.text


@pytest.mark.parametrize(
    ("account", "sent"),
    [
        ("admin", "/admin/staff/look"), ("admin", "/admin/people/jd-01/tokens"), ("qj-01", "/ledger/assign"),
        ("qj-01", "/tips/none/identity/ask"), ("qj-01", "/nowhere/at/all"), ("", "/account/password"),
        ("", "/register/register-lead"), ("", "/sign-in"), ("", "/report"), ("", "/report/status"),
    ],
)  # fmt: skip
def test_an_answer_to_a_form_offers_no_other_language_which_would_lose_what_was_typed(
    served: Served, seated: Seated, account: str, sent: str
) -> None:
    client = seated(account) if account else served.stranger(origin=served.address)
    answer = client.post(sent, data={"old": "-"})

    assert answer.status_code in {200, 401, 404, 422}
    assert 'action="/language"' not in answer.text


@pytest.mark.parametrize(
    ("sent", "above"), [("/tips/none/identity/ask", "/tips/none"), ("/leads/none/act/visit/more", "/leads/none")]
)
def test_whoever_is_refused_an_act_goes_back_to_the_page_above_it(seated: Seated, sent: str, above: str) -> None:
    answer = seated("qj-01").post(sent)

    assert answer.status_code == 404
    assert f'href="{above}">返回' in answer.text


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"origin": "https://elsewhere.example"}, "不是从本系统的页面提交的"),
        ({"sec-fetch-site": "cross-site"}, "不是从本系统的页面提交的"),
        ({"host": "10.0.0.5:8000", "origin": "http://10.0.0.5:8000"}, "这个地址没有加密，不收密码和表单"),
    ],
)
def test_who_sends_a_form_from_elsewhere_is_told_so_by_a_page_for_people(
    served: Served, headers: dict[str, str], words: str
) -> None:
    for address in ("/sign-in", "/language", "/import"):
        answer = served.stranger(**headers).post(address, data={"account": "admin", "password": "x", "lang": "en"})

        assert (answer.status_code, answer.headers["content-type"]) == (403, "text/html; charset=utf-8")
        assert answer.headers["content-security-policy"] == POLICY
        assert words in answer.text
        for word in ("权限不足", "Sec-Fetch-Site", "程序"):
            assert word not in answer.text


def test_what_is_wrong_in_an_address_is_told_in_the_words_of_the_page(seated: Seated) -> None:
    page = seated("qj-01").get("/ledger?stage=nothing&since=yesterday&size=many")

    assert page.status_code == 422
    assert "阶段：没有这个选项。请返回重新选择或填写" in page.text
    assert "不早于：写法不对" in page.text
    assert 'href="/ledger">返回' in page.text
    for raw in ("not-accepted", "接口", "2022-03-02"):
        assert raw not in page.text


def test_whoever_asks_for_a_version_that_is_none_goes_back_to_the_lead(served: Served, seated: Seated) -> None:
    register(served.app, "a")
    page = seated("jd-01").get("/leads/a?version=999")

    assert page.status_code == 404
    assert "没有第 999 件事" in page.text
    assert 'href="/leads/a">返回' in page.text


def test_a_database_that_is_away_is_told_without_its_address(seated: Seated, monkeypatch: pytest.MonkeyPatch) -> None:
    client = seated("jd-01")
    where = Words("连不上 10.9.8.7:5432", "10.9.8.7:5432 is away")
    monkeypatch.setattr(Sessions, "known", Mock(side_effect=StoreUnavailable(where)))

    for answer in (client.get("/work"), client.get("/v1/worklist"), client.post("/import")):
        assert (answer.status_code, "请稍后再试" in answer.text, "10.9.8.7" in answer.text) == (503, True, False)
