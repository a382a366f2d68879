"""Two servers behind a blind round-robin: nobody who works there can tell."""

from collections.abc import Callable
from itertools import cycle
from threading import Event
from time import sleep
from typing import Any, Final

import pytest
from httpx2 import Response

from api.console.views import exports
from api.http.files import write
from tests.api.console.conftest import PASSWORD, password_of
from tests.api.console.test_import import LEDGER
from tests.api.console.test_pages import REGISTERED, hidden
from tests.api.http.conftest import Served
from tests.support.waiting import kept_back

AGAIN: Final = 'http-equiv="refresh" content="2"'
"""On a page that looks again by itself."""


class RoundRobin:
    """A browser whose every request goes to the next server."""

    def __init__(self, *servers: Served) -> None:
        self._turns = cycle(servers)
        self._client = servers[0].stranger()

    def __call__(self, method: str, path: str, **more: Any) -> Response:  # noqa: ANN401 - httpx's
        server = next(self._turns)
        answer = self._client.request(method, server.address + path, headers={"origin": server.address}, **more)
        if answer.is_redirect:
            return self("GET", answer.headers["location"])
        return answer


@pytest.fixture
def ask(postgres_url: str, serve: Callable[..., Served]) -> RoundRobin:
    """Somebody who signed in at a house of two servers."""
    one, two = serve("office", postgres_url), serve("office", postgres_url)
    for account in ("jd-01", "qj-06"):
        password_of(one, account)
    return RoundRobin(one, two)


def signed_in(ask: RoundRobin, account: str) -> None:
    assert ask("POST", "/sign-in", data={"account": account, "password": PASSWORD}).status_code == 200


def test_a_whole_turn_of_work_over_two_servers(ask: RoundRobin) -> None:
    signed_in(ask, "jd-01")
    for number in range(4):
        form = hidden(ask("GET", "/register/register-lead").text)
        made = ask("POST", "/register/register-lead", data={**form, **REGISTERED, "unit.name": f"示例{number}号公司"})
        assert (made.status_code, f"示例{number}号公司" in made.text) == (200, True)
        assert f"示例{number}号公司" in ask("GET", "/ledger").text, "the ledger is as new as what was just written"
    lead = made.url.path
    graded = hidden(ask("GET", f"{lead}/do/grade-risk").text)
    sent = {**graded, "grade": "red", "reasons.1": "涉众"}
    assert [ask("POST", f"{lead}/do/grade-risk", data=sent).status_code for _ in range(3)] == [200, 200, 200]
    assert ask("GET", lead).text.count('<li id="e-') == 2, "sent three times, to whichever server, it counts once"
    ask("POST", "/sign-out")
    assert "登录" in ask("GET", "/work").text


def settled(ask: RoundRobin, page: Response, times: int = 200) -> Response:
    """The page when what it tells of is over."""
    while AGAIN in page.text and times:
        page, times = ask("GET", page.url.path), times - 1
        sleep(0.05)
    return page


def test_a_ledger_is_brought_in_over_two_servers(ask: RoundRobin) -> None:
    signed_in(ask, "jd-01")
    tried = settled(ask, ask("POST", "/import", files={"file": ("台账.csv", LEDGER)}))
    assert "正式导入 2 行" in tried.text
    for _ in range(2):
        assert "示例丙公司" in ask("GET", tried.url.path, params={"only": "refused"}).text
        assert ask("GET", f"{tried.url.path}/report").content.startswith(b"PK")

    stored = settled(ask, ask("POST", tried.url.path))
    assert "已导入 2" in stored.text
    assert ask("GET", "/ledger").text.count("示例甲公司") == 1


def test_the_log_is_verified_over_two_servers(ask: RoundRobin) -> None:
    signed_in(ask, "qj-06")
    page = settled(ask, ask("POST", "/audit/verify"))

    for _ in range(2):
        assert "日志完好" in page.text
        page = ask("GET", "/audit/verify")


def test_a_file_that_takes_its_time_is_fetched_over_two_servers(
    ask: RoundRobin, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = Event()
    monkeypatch.setattr(exports, "write", kept_back(write, may_end))
    monkeypatch.setattr(exports, "GLANCE", 0.0)
    signed_in(ask, "jd-01")
    page = ask("GET", "/ledger/export", params={"format": "csv"})
    for _ in range(3):
        assert "正在生成文件" in page.text
        page = ask("GET", page.url.path)

    may_end.set()
    assert "文件已生成" in settled(ask, page).text
    assert ask("GET", f"{page.url.path}/file").content.startswith(b"\xef\xbb\xbf")
    assert ask("GET", f"{page.url.path}/file").status_code == 404
