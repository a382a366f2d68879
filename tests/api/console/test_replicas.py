"""Two servers behind a blind round-robin: nobody who works there can tell."""

from collections.abc import Callable
from itertools import cycle
from typing import Any

from httpx2 import Response

from tests.api.console.conftest import PASSWORD, password_of
from tests.api.console.test_pages import REGISTERED, hidden
from tests.api.http.conftest import Served


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


def test_a_whole_turn_of_work_over_two_servers(postgres_url: str, serve: Callable[..., Served]) -> None:
    one = serve("office", postgres_url)
    two = serve("office", postgres_url)
    password_of(one, "jd-01")
    ask = RoundRobin(one, two)

    assert ask("POST", "/sign-in", data={"account": "jd-01", "password": PASSWORD}).status_code == 200
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
