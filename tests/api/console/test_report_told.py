"""What whoever reports is told when something is wrong: where he goes on, and why nothing is taken from there."""

import re

import pytest
from httpx2 import Client

from tests.api.console.test_report import TOLD, code_in, new_code_in, office_of, sent
from tests.api.http.conftest import Served


def focused(page: str) -> str:
    """The one control in which whoever gets the page begins."""
    (control,) = re.findall(r"<[^>]* autofocus[^>]*>", page)
    return str(control)


@pytest.mark.parametrize(
    ("change", "control"),
    [
        ({"accused": "", "content": ""}, 'id="c-accused"'),
        ({"office": "", "read": ""}, 'id="c-office"'),
        ({"content": "", "who": ""}, 'id="c-content"'),
        ({"who": "", "read": ""}, 'name="who" value="anonymous"'),
        ({"phone": "12", "read": ""}, 'id="c-phone"'),
        ({"read": ""}, 'id="c-read"'),
    ],
)
def test_whoever_made_mistakes_goes_on_at_the_first(public: Client, change: dict[str, str], control: str) -> None:
    answer = sent(public, **change)

    assert answer.status_code == 422
    assert control in focused(answer.text)
    assert "autofocus" not in public.get("/report").text


def test_so_does_he_in_an_answer_and_with_a_wrong_code(public: Client) -> None:
    code = code_in(sent(public).text)

    empty = public.post("/report/answer", data={"code": code, "_key": "k", "answer": ""})
    assert 'id="c-answer"' in focused(empty.text)
    assert 'id="c-code"' in focused(public.post("/report/status", data={"code": "x"}).text)


@pytest.mark.parametrize("address", ["/report", "/report/status", "/sign-in"])
def test_what_helps_with_a_field_is_read_out_with_it(public: Client, address: str) -> None:
    page = public.get(address).text
    described = {each for ids in re.findall(r'aria-describedby="([^"]+)"', page) for each in ids.split()}
    helps = re.findall(r'<\w+ class="help"( id="([^"]+)")?', page)

    assert helps
    assert {each for _, each in helps} <= described


def test_with_a_mistake_both_are(public: Client) -> None:
    assert 'aria-invalid="true" aria-describedby="h-accused e-accused"' in sent(public, accused="").text


@pytest.mark.parametrize("address", ["/report", "/report/status", "/report/answer"])
def test_another_site_sends_no_report_and_is_told_so_by_a_page_for_people(served: Served, address: str) -> None:
    client = served.stranger(origin="https://elsewhere.example")
    answer = client.post(address, data={**TOLD, "_code": "A" * 20})

    assert (answer.status_code, answer.headers["content-type"]) == (403, "text/html; charset=utf-8")
    assert "不是从本网站的页面提交的" in answer.text
    for word in ("处非工作台", "权限", "Origin", "密钥"):
        assert word not in answer.text


@pytest.mark.parametrize("headers", [{}, {"origin": "http://chufei.example.gov.cn"}], ids=["program", "browser"])
def test_over_a_network_in_the_clear_nothing_is_taken_and_why_is_said(served: Served, headers: dict[str, str]) -> None:
    head, client = served.app.store.head(), served.stranger(host="chufei.example.gov.cn", **headers)
    here = served.stranger(origin=served.address)
    form = {"_code": new_code_in(here), **TOLD, "office": office_of(here)}

    assert "这个地址没有加密，不收举报" in client.get("/report").text
    for address, sends in (
        ("/report", form),
        ("/report/status", {"code": "A" * 20}),
        ("/report/answer", {"code": "A" * 20, "answer": "x"}),
    ):
        answer = client.post(address, data=sends)
        assert (answer.status_code, answer.headers["content-type"]) == (403, "text/html; charset=utf-8"), address
        assert answer.text.count("这个地址没有加密，不收举报，也不查进度。请从 https://") == 1, address
        assert "密码" not in answer.text
        assert "权限" not in answer.text
    assert served.app.store.head() == head
