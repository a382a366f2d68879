"""The public form: anybody reports without an account, is known to his receipt code alone, and leaves no trace."""

import re
from collections.abc import Callable, Sequence
from socket import create_connection
from typing import Any, Final

import pytest
from httpx2 import Client, Response

from api.crowd import CODES, REPORTS
from api.tip_code import tip_of
from domain.actor import Role
from domain.lead.intake.commands import NotAcceptedReason
from domain.tip.commands import AskInformant, RefuseTip
from tests.api.http.conftest import Served

Files = Sequence[tuple[str, tuple[str, bytes, str]]]
TOLD: Final = {
    "accused": "示例财富", "office": "370104001", "place": "示例路1号", "building": "3楼", "amount": "几十万",
    "content": "答应老人每月两分利", "began": "去年", "manner": "收现金", "who": "named", "name": "示例举报人",
    "phone": "13812345678", "read": "yes",
}  # fmt: skip


def office_of(client: Client) -> str:
    """The first street of the list."""
    found = re.findall(r'<option value="(\d{9})"', client.get("/report").text)
    assert found
    return str(found[0])


def new_code_in(client: Client) -> str:
    (code,) = re.findall(r'name="_code" value="(\w+)"', client.get("/report").text)
    return str(code)


def sent(client: Client, files: Files = (), /, **more: str | list[str]) -> Response:
    told = {"_code": new_code_in(client), **TOLD, "office": office_of(client), **more}
    return client.post("/report", data=told, files=files)


def code_in(page: str) -> str:
    return "".join(re.findall(r"<span>([A-Z2-9]{4})</span>", page))


def log_of(served: Served) -> Any:  # noqa: ANN401 - events of any kind
    return served.app.store.log(limit=500)


def officer(served: Served, office: str) -> Any:  # noqa: ANN401 - a person
    return next(each for each in served.app.roster if each.office == office and Role.HANDLER in each.roles)


def ask(served: Served, code: str, question: str) -> None:
    app, tip = served.app, tip_of(served.app, code)
    office = next(each.event.office for each in log_of(served) if each.stream == f"tip/{tip}")
    command = AskInformant(tip=tip, occurred=app.clock.now(), question=question)
    app.do(command, officer(served, office))


def test_anybody_reads_the_notice_and_the_form_without_signing_in_and_gets_no_cookie(public: Client) -> None:
    page = public.get("/report")

    assert page.status_code == 200
    assert "举报须知" in page.text
    assert "《防范和处置非法集资条例》第16条" in page.text
    assert "set-cookie" not in page.headers
    assert "<script" not in page.text


def test_a_page_with_all_that_it_needs_is_less_than_thirty_kilobytes(public: Client) -> None:
    page = public.get("/report")
    parts = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)

    assert len(page.content) + sum(len(public.get(each).content) for each in parts) < 30_000


def test_a_report_is_received_and_its_code_is_shown(public: Client) -> None:
    answer = sent(public)

    assert answer.status_code == 200
    assert "已收到" in answer.text
    assert len(code_in(answer.text)) == 20
    for word in ("示例财富", "示例举报人", "13812345678", "370104-"):
        assert word not in answer.text, "a receipt tells nothing of what was reported"


def test_the_receipt_which_is_shown_once_offers_no_other_language(public: Client) -> None:
    assert 'action="/language"' in public.get("/report").text
    assert 'action="/language"' not in sent(public).text


def test_the_form_sent_twice_is_one_report_with_one_code(public: Client, served: Served) -> None:
    page = public.get("/report").text
    (code,) = re.findall(r'name="_code" value="(\w+)"', page)
    data = {"_code": code, **TOLD, "office": office_of(public)}
    first, second = (public.post("/report", data=data).text for _ in range(2))

    assert code_in(first) == code_in(second) == code
    assert [each.name for each in log_of(served)].count("tip.received/2") == 1
    changed = public.post("/report", data={**data, "content": "改了"})
    assert "后来的改动没有记入" in changed.text


def test_the_informant_stands_in_one_stream_and_nowhere_in_the_clear(public: Client, served: Served) -> None:
    code = code_in(sent(public).text)
    raw = b"".join(path.read_bytes() for path in served.app.settings.data.iterdir() if path.is_file())

    named = [each.stream for each in log_of(served) if "13812345678" in repr(each.event)]
    assert named == [f"informant/{tip_of(served.app, code)}"]
    for text in ("13812345678", "示例举报人", "答应老人", code, code.lower(), "127.0.0.1"):
        assert text.encode() not in raw, text


def test_nothing_beside_the_events_tells_who_or_at_which_hour(public: Client, served: Served) -> None:
    sent(public)

    received = next(each for each in log_of(served) if each.name == "tip.received/2")
    assert (received.meta.actor, received.meta.office, received.meta.channel) == ("#citizen", "", "web")
    assert received.meta.reason == ""
    assert received.event.occurred.isoformat().endswith("T16:00:00+00:00"), "the beginning of a day in China"


def test_what_was_written_is_kept_as_it_was_written(public: Client, served: Served) -> None:
    sent(public, content="第一行，有“引号”；\r\n\r\n\r\n\r\n第二行\u200b（括号）\x07", accused="示例（济南）  财富")

    event = next(each.event for each in log_of(served) if each.name == "tip.received/2")
    assert (event.content, event.accused) == ("第一行，有“引号”；\n\n第二行（括号）", "示例（济南） 财富")


def test_whoever_stays_anonymous_leaves_no_name_though_he_had_typed_one(public: Client, served: Served) -> None:
    answer = sent(public, who="anonymous")

    assert answer.status_code == 200
    assert all(not each.stream.startswith("informant/") for each in log_of(served))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"accused": ""}, "没有填写"),
        ({"content": " \n "}, "没有填写"),
        ({"content": "长" * 5001}, "写得太长"),
        ({"office": "999999999"}, "没有选择地点"),
        ({"who": ""}, "没有选择实名或匿名"),
        ({"name": ""}, "没有填写"),
        ({"phone": "12"}, "不是电话号码"),
        ({"read": ""}, "没有勾选已阅读举报须知"),
    ],
)
def test_mistakes_are_told_and_what_was_written_stays(
    public: Client, served: Served, change: dict[str, str], words: str
) -> None:
    head = served.app.store.head()
    answer = sent(public, **change)

    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="3楼"' in answer.text
    assert served.app.store.head() == head


def test_by_the_code_however_it_is_written_one_reads_how_it_stands(public: Client) -> None:
    code = code_in(sent(public).text)

    for text in (code, code.lower(), "-".join(re.findall("....", code)), f"  {code[:4]} {code[4:]} "):
        answer = public.post("/report/status", data={"code": text})
        assert answer.status_code == 200
        assert "还没有决定是否受理" in answer.text
        assert "?" not in str(answer.url)
    assert "370104-" not in answer.text


def test_office_and_informant_write_to_each_other_by_the_code(public: Client, served: Served) -> None:
    code = code_in(sent(public).text)
    ask(served, code, "交款地点在几楼？")

    page = public.post("/report/status", data={"code": code}).text
    assert "交款地点在几楼？" in page
    (key,) = re.findall(r'name="_key" value="(\w+)"', page)
    for _ in range(2):
        answered = public.post("/report/answer", data={"code": code, "_key": key, "answer": "三楼<b>东头"})
    assert answered.status_code == 200
    assert "已提交" in answered.text
    assert answered.text.count("三楼&lt;b&gt;东头") == 1
    assert public.post("/report/answer", data={"code": code, "_key": "k", "answer": " "}).status_code == 422


def test_of_a_refusal_the_reason_is_told_and_the_talk_is_over(public: Client, served: Served) -> None:
    code = code_in(sent(public).text)
    app, tip = served.app, tip_of(served.app, code)
    office = next(each.event.office for each in log_of(served) if each.stream == f"tip/{tip}")
    app.do(RefuseTip(tip=tip, occurred=app.clock.now(), reason=NotAcceptedReason.OUT_OF_SCOPE,
                     explanation="属市场监管部门职责，请拨打12315"), officer(served, office))  # fmt: skip

    page = public.post("/report/status", data={"code": code}).text
    for words in ("不予受理", "不属职责范围", "12315"):
        assert words in page
    assert "<textarea" not in page
    answered = public.post("/report/answer", data={"code": code, "_key": "k", "answer": "再说"})
    assert answered.status_code == 409


def test_a_wrong_code_says_no_more_than_that(public: Client) -> None:
    assert public.post("/report/status", data={"code": "x"}).status_code == 422
    unknown = public.post("/report/status", data={"code": "A" * 20})
    assert unknown.status_code == 404
    assert "没有这个回执码" in unknown.text


def test_guesses_from_one_address_wait_and_right_codes_do_not(public: Client) -> None:
    code = code_in(sent(public).text)
    for _ in range(CODES.free + 5):
        assert public.post("/report/status", data={"code": code}).status_code == 200

    answers = [public.post("/report/status", data={"code": "A" * 20}) for _ in range(CODES.free + 2)]
    assert answers[-1].status_code == 429
    assert "请" in answers[-1].text
    assert "秒后再试" in answers[-1].text


def test_a_flood_of_reports_waits_and_keeps_what_was_written(public: Client) -> None:
    for _ in range(REPORTS.free + 5):
        assert sent(public, content="").status_code == 422, "who makes mistakes floods nobody"
    answers = [sent(public) for _ in range(REPORTS.free + 2)]

    assert answers[-1].status_code == 429
    assert 'value="3楼"' in answers[-1].text


def test_in_english_sentences_stand_apart(public: Client) -> None:
    code = code_in(sent(public).text)
    public.cookies.set("chufei-lang", "en")

    assert "transfers. At most 3" in public.get("/report").text
    assert "will do. At most 3" in public.post("/report/status", data={"code": code}).text


def test_too_large_a_body_is_not_read(public: Client) -> None:
    assert sent(public, content="长" * 60_000).status_code == 413
    assert public.post("/report/answer", data={"code": "A" * 20, "answer": "长" * 60_000}).status_code == 413


@pytest.mark.parametrize("address", ["/report", "/report/status", "/report/answer"])
def test_what_says_that_it_is_too_large_is_refused_before_it_comes(served: Served, address: str) -> None:
    assert announced(served, address, "application/x-www-form-urlencoded", 200_000) == b"413"


def announced(served: Served, address: str, kind: str, length: int, begun: bytes = b"") -> bytes:
    """The status that a body gets which is said to come, and does not but for its beginning."""
    host, _, port = served.address.partition("//")[2].partition(":")
    with create_connection((host, int(port)), timeout=5) as line:
        line.sendall(
            f"POST {address} HTTP/1.1\r\nhost: {host}:{port}\r\norigin: {served.address}\r\n"
            f"content-type: {kind}\r\ncontent-length: {length}\r\n\r\n".encode()
            + begun
        )
        return line.recv(100).split()[1]


def test_the_other_ways_are_told_and_an_office_adds_its_own(public: Client, served: Served) -> None:
    (served.app.settings.data / "channels.csv").write_text("区处非办举报电话,0531-80000000,工作日\n", encoding="utf-8")
    page = public.get("/report/channels").text

    for words in ("12345", "110", "区处非办举报电话", 'href="tel:053180000000"', "示例"):
        assert words in page


@pytest.mark.parametrize("address", ["/report", "/report/status", "/report/channels"])
def test_each_page_speaks_english(public: Client, address: str) -> None:
    public.follow_redirects = True
    page = public.post("/language", data={"lang": "en", "back": address})

    assert page.url.path == address
    assert not re.search(r"<h[12][^>]*>[^<]*[\u4e00-\u9fff]", page.text)


def test_sent_on_both_databases(database_url: str, serve: Callable[..., Served]) -> None:
    served = serve(database_url=database_url)
    code = code_in(sent(served.stranger(origin=served.address)).text)

    assert len(code) == 20
    assert served.app.store.tail(f"tip/{tip_of(served.app, code)}").head.version == 1
