"""Acts by the short way: what takes it, and that nobody can tell which way his act went."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from httpx2 import ASGITransport, AsyncClient, Client, Response
from starlette.responses import PlainTextResponse

from api.http.app import make_http
from api.http.shortcut import Shortcut
from tests.api.http.conftest import Served
from tests.api.http.test_leads import FORM, STARTED
from workflows.scopes import Scope

LONG_WAY = 418
LARGEST = 10_000


@pytest.fixture
def street(served: Served) -> Client:
    return served.client("jd-01")


def sent(served: Served, address: str, *twice: tuple[str, str], method: str = "POST", **headers: str) -> int:
    """The status of a request where only the short way is open."""
    http = make_http(served.app)
    http.middleware_stack = Shortcut(PlainTextResponse("", LONG_WAY), LARGEST)

    async def ask() -> Response:
        async with AsyncClient(transport=ASGITransport(http), base_url="http://here") as client:
            return await client.request(method, address, content=b"{}", headers=[*headers.items(), *twice])

    return served.app.loop.run(ask()).status_code


@pytest.fixture
def bearer(served: Served) -> str:
    return f"Bearer {served.app.tokens.mint('jd-01', tuple(Scope), days=1)}"


def test_an_act_with_a_token_takes_the_short_way(served: Served, bearer: str) -> None:
    assert sent(served, "/v1/leads/none/escalate", authorization=bearer) == 404
    assert sent(served, "/v1/leads/none/escalate", authorization="Bearer nobody") == 401


def test_whatever_else_takes_the_long_way(served: Served, bearer: str) -> None:
    assert sent(served, "/v1/leads/none/escalate") == LONG_WAY  # a session, or nobody
    assert sent(served, "/v1/leads/none/escalate", method="PUT", authorization=bearer) == LONG_WAY
    assert sent(served, "/v1/leads/none/no-such-move", authorization=bearer) == LONG_WAY
    assert sent(served, f"/v1/leads/{'n' * 65}/escalate", authorization=bearer) == LONG_WAY
    many = {"content-length": str(LARGEST + 1)}
    assert sent(served, "/v1/leads/none/escalate", authorization=bearer, **many) == LONG_WAY


def test_of_two_authorizations_the_first_counts_as_everywhere(served: Served, bearer: str) -> None:
    """Else whoever sits at a browser would be asked for past the look at where he came from."""
    assert sent(served, "/v1/leads/none/escalate", ("authorization", "Basic x"), ("authorization", bearer)) == LONG_WAY
    assert sent(served, "/v1/leads/none/escalate", ("authorization", bearer), ("authorization", "Basic x")) == 404


def pieces(content: bytes) -> Iterator[bytes]:
    """Without a length, so that it goes the long way."""
    yield content


ACTS: dict[str, tuple[str, bytes, dict[str, str]]] = {
    "refused": ("escalate", b'{"rung": "district"}', {}),
    "done": ("start-verification", json.dumps(STARTED).encode(), {}),
    "no JSON": ("start-verification", b"{", {}),
    "of another type": ("start-verification", b"{}", {"content-type": "text/plain"}),
    "with a parameter": ("start-verification?page=2", b"{}", {}),
    "of an old version": ("start-verification", json.dumps(STARTED).encode(), {"if-match": '"7"'}),
    "with no tag": ("start-verification", b"{}", {"if-match": "seven"}),
    "in English": ("start-verification", b"{}", {"accept-language": "en"}),
}


@pytest.mark.parametrize("act", ACTS)
def test_both_ways_answer_the_same(served: Served, street: Client, act: str) -> None:
    address, content, headers = ACTS[act]
    district = served.client("qj-01", **{"content-type": "application/json"})

    short, long = (
        district.post(f"/v1/leads/{street.post('/v1/leads', json=FORM).json()['lead']}/{address}",
                      content=body, headers=headers)
        for body in (content, pieces(content))
    )  # fmt: skip

    assert short.status_code == long.status_code
    assert kept(short.json()) == kept(long.json())
    assert set(short.headers) == set(long.headers)


OF_ITS_OWN = ("lead", "number", "command_id", "first", "last", "streams")


def kept(document: dict[str, Any]) -> dict[str, Any]:
    """What two leads have in common; a lead's own address stands in some texts."""
    return {name: value for name, value in document.items() if name not in OF_ITS_OWN}
