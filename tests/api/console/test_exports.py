"""Files that take longer than a glance tell how far they are; then they are fetched, once, by whoever asked."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from unittest.mock import Mock

import pytest
from httpx2 import Client, Response

from api.http import files
from domain.directory.commands import GrantPost
from domain.directory.kinds import Post
from tests.api.console.test_pages import registered
from tests.api.http.conftest import Served
from tests.support.waiting import comes_true, kept_back
from workflows.jobs import Asked, Job, Work

LEDGER = "/ledger/export"
CSV = {"format": "csv"}


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Every file waits, until the event is set, after its rows were written; no glance is taken."""
    may_end = Event()
    monkeypatch.setattr("api.console.views.exports.write", kept_back(files.write, may_end))
    monkeypatch.setattr("api.console.views.exports.GLANCE", 0.0)
    yield may_end
    may_end.set()


def shown(client: Client) -> Response:
    """The page that an export leads to."""
    registered(client)
    page = client.get(LEDGER, params=CSV)
    assert "正在生成文件" in page.text
    return page


def test_a_slow_file_tells_how_far_it_is_and_is_fetched_once(seated: Callable[[str], Client], slow: Event) -> None:
    client = seated("jd-01")
    page = shown(client)
    address = str(page.url)
    assert comes_true(lambda: "已写 1 行" in client.get(address).text)
    assert 'http-equiv="refresh" content="2"' in page.text

    slow.set()

    assert comes_true(lambda: "文件已生成" in client.get(address).text)
    (file,) = set(re.findall(r"/exports/[a-z0-9]+/file", client.get(address).text))
    assert client.get(file).content.startswith(b"\xef\xbb\xbf")
    assert client.get(file).status_code == 404
    assert "重新导出" in client.get(address).text


def test_the_room_that_a_file_is_of_is_lit(seated: Callable[[str], Client], slow: Event) -> None:
    client = seated("jd-01")
    rooms = {LEDGER: "/ledger", "/returns/months/export": "/registers"}
    for address, room in rooms.items():
        page = client.get(address, params=CSV).text
        assert re.findall(r'href="(/[a-z]+)" aria-current="page"', page) == [room], address
    slow.set()


def test_nobody_else_is_told_of_it(seated: Callable[[str], Client], slow: Event) -> None:
    address = shown(seated("jd-01")).url.path

    for stranger in (seated("qj-01"), seated("jd-02")):
        assert stranger.get(address).status_code == 404
        assert stranger.get(f"{address}/file").status_code == 404
    slow.set()


def test_an_import_is_no_file_to_fetch_and_a_file_no_import(seated: Callable[[str], Client], slow: Event) -> None:
    client = seated("jd-01")
    export = shown(client).url.path.rpartition("/")[2]
    brought = client.post("/import", files={"file": ("台账.csv", b"x")}).url.path.rpartition("/")[2]
    pages = f"/exports/{brought}", f"/exports/{brought}/file", f"/import/{export}", f"/import/{export}/report"

    assert [client.get(page).status_code for page in pages] == [404] * 4
    assert client.post(f"/import/{export}").status_code == 404
    slow.set()


def test_asked_twice_while_it_is_written_it_is_one_file(
    seated: Callable[[str], Client], slow: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, begun = seated("jd-01"), Mock(wraps=files.filled)
    monkeypatch.setattr("api.console.views.exports.filled", begun)

    assert shown(client).url == client.get(LEDGER, params=CSV).url
    slow.set()
    assert begun.call_count == 1


def test_whoever_clicks_twice_is_given_the_file_by_either_click(
    served: Served, seated: Callable[[str], Client], slow: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, begin = seated("jd-01"), served.app.jobs.begin
    begun: list[Job | None] = []

    def counted(asked: Asked, work: Work, *, at_once: int) -> Job | None:
        begun.append(begin(asked, work, at_once=at_once))
        return begun[-1]

    monkeypatch.setattr(served.app.jobs, "begin", counted)
    monkeypatch.setattr("api.console.views.exports.GLANCE", 10.0)
    with ThreadPoolExecutor() as clicks:
        both = [clicks.submit(client.get, LEDGER, params=CSV) for _ in range(2)]
        assert comes_true(lambda: len(begun) == 2)
        slow.set()

    assert all(each.result().content.startswith(b"\xef\xbb\xbf") for each in both)


def test_whoever_asks_while_others_write_theirs_is_to_come_again(seated: Callable[[str], Client], slow: Event) -> None:
    client = seated("qj-01")
    for text in "甲乙":
        assert "正在生成文件" in client.get(LEDGER, params=CSV | {"text": text}).text

    answer = client.get(LEDGER, params=CSV)
    assert (answer.status_code, "请稍后再试" in answer.text) == (429, True)
    slow.set()


def test_what_goes_wrong_is_told_on_the_page(seated: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("api.console.views.exports.write", broken)
    answer = seated("jd-01").get(LEDGER, params=CSV)

    assert answer.status_code == 503
    assert "导出中断了，请重新导出" in answer.text


def test_whoever_has_another_post_by_now_is_told_of_no_file_that_he_asked_for_before(
    served: Served, seated: Callable[[str], Client], slow: Event
) -> None:
    address = shown(seated("jd-01")).url.path
    app = served.app
    grant = GrantPost(occurred=app.clock.now(), account="jd-01", post=Post.AUDITOR, office="370104014")
    app.do(grant, app.roster.actor("admin"))

    assert seated("jd-01").get(address).status_code == 404
    slow.set()
