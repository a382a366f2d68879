"""Whoever would rather speak another protocol is answered in this one, and whoever speaks none is told so."""

import json
import socket

import pytest

from tests.api.http.conftest import Served
from tests.api.http.test_leads import FORM
from workflows.scopes import Scope

WISH = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n"
"""As stock clients send it with their first request."""
LAST = b"Connection: close\r\n"
FORMED = json.dumps(FORM).encode()
LENGTH = b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(FORMED)
CHUNKS = b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
def head(served: Served) -> bytes:
    """The beginning of a registration."""
    token = served.app.tokens.mint("jd-01", (Scope.WRITE,), days=1)
    return b"POST /v1/leads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n" % token.encode()


def asked(served: Served, *pieces: bytes) -> bytes:
    """All that is answered to what is sent so."""
    host, _, port = served.address.removeprefix("http://").partition(":")
    found = b""
    with socket.create_connection((host, int(port)), timeout=10) as caller:
        caller.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces:
            caller.sendall(piece)
        while some := caller.recv(65_536):
            found += some
    return found


def test_the_body_of_a_request_that_wishes_for_another_protocol_is_read(served: Served, head: bytes) -> None:
    for rest in (LENGTH + FORMED, CHUNKS + b"%x\r\n%s\r\n0\r\n\r\n" % (len(FORMED), FORMED)):
        assert b" 201 " in asked(served, head + WISH + LAST + rest).split(b"\r\n")[0]


def test_also_where_it_comes_byte_by_byte(served: Served, head: bytes) -> None:
    whole = head + WISH + LAST + LENGTH + FORMED

    assert b" 201 " in asked(served, *(whole[each : each + 1] for each in range(len(whole)))).split(b"\r\n")[0]


def test_no_body_is_taken_for_a_request_of_its_own(served: Served, head: bytes) -> None:
    inside = b"GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n"
    outside = head + WISH + LAST + b"Content-Length: %d\r\n\r\n" % len(inside)

    assert asked(served, outside, inside).count(b"HTTP/1.1 ") == 1


def test_the_request_that_follows_is_answered_too(served: Served, head: bytes) -> None:
    both = asked(served, head + WISH + LENGTH + FORMED + b"GET /v1/health HTTP/1.1\r\nHost: x\r\n" + LAST + b"\r\n")

    assert both.count(b"HTTP/1.1 20") == 2


@pytest.mark.parametrize(
    "sent",
    [
        b"hello\r\n\r\n",
        b"GET /v1/search?text=\xe5\xa4\x84 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"CONNECT x:80 HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_request_is_told_by_a_problem(served: Served, sent: bytes) -> None:
    head, _, body = asked(served, sent).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"content-type: application/problem+json" in head
    assert json.loads(body)["code"] == "request.malformed"
