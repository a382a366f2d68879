"""Whoever begins a request and does not send the rest is told so, and holds nothing for ever."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from functools import partial
from logging import ERROR
from threading import Event
from time import monotonic, sleep

import pytest
from structlog.testing import capture_logs

from api.http import patience
from api.server import serving
from tests.api.http.conftest import Served
from tests.support.waiting import meanwhile
from workflows.scopes import Scope

AUTHORIZED = b"POST /v1/leads HTTP/1.1\r\nhost: x\r\nauthorization: Bearer %s\r\n"
BODY = b"content-type: application/json\r\ncontent-length: 100\r\n\r\n"
BEGUN = (b"", BODY, BODY + b'{"a', b"transfer-encoding: chunked\r\n\r\n3\r\n{")
"""In the middle of the head, before the body and in the middle of it."""


@pytest.fixture
def hasty(served: Served) -> Iterator[tuple[str, int]]:
    """A server that looks once a second, the most often it can."""
    with serving(served.app, "127.0.0.1", 0, patience=0) as address:
        yield "127.0.0.1", int(address.rpartition(":")[2])


@pytest.fixture
def head(served: Served) -> bytes:
    """The beginning of a request that may register a lead."""
    return AUTHORIZED % served.app.tokens.mint("qj-01", (Scope.WRITE,), days=1).encode()


def test_a_request_that_does_not_arrive_is_ended_with_a_problem(
    hasty: tuple[str, int], head: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as told, ExitStack() as stack:
        callers = [stack.enter_context(socket.create_connection(hasty, timeout=10)) for _ in BEGUN]
        for caller, sent in zip(callers, BEGUN, strict=True):
            caller.sendall(head + sent)
        answers = [_all_of(caller) for caller in callers]

    assert [each.split(b"\r\n")[0] for each in answers] == [b"HTTP/1.1 408 Request Timeout"] * len(BEGUN)
    assert all(b'"code":"request.too-slow"' in each and b"\r\nconnection: close\r\n" in each for each in answers)
    assert "error" not in {each["log_level"] for each in told}
    assert ERROR not in {each.levelno for each in caplog.records}


def test_whoever_said_nothing_is_told_nothing(hasty: tuple[str, int]) -> None:
    """Browsers connect before they have something to ask."""
    with socket.create_connection(hasty, timeout=10) as caller:
        assert _all_of(caller) == b""


def test_neither_is_it_held_by_one_byte_at_a_time_after_an_answer(hasty: tuple[str, int]) -> None:
    with socket.create_connection(hasty, timeout=10) as caller:
        caller.sendall(b"GET /v1/nowhere HTTP/1.1\r\nhost: x\r\n\r\nGET /v1/nowhere?")

        with meanwhile(partial(_trickle, caller)):
            assert b"HTTP/1.1 408" in _all_of(caller)


def test_a_large_body_that_goes_on_coming_is_waited_for(
    hasty: tuple[str, int], head: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "PART", 100_000)
    with socket.create_connection(hasty, timeout=10) as caller:
        caller.sendall(head + b"content-type: application/json\r\ncontent-length: 990000\r\n\r\n")
        for _ in range(9):
            caller.sendall(b" " * 110_000)
            sleep(0.5)

        assert b"HTTP/1.1 408" not in caller.recv(65_536)


def test_what_arrived_is_waited_for_as_long_as_its_answer_takes(hasty: tuple[str, int], served: Served) -> None:
    client = served.client("qj-01", Scope.FEED)
    client.base_url = f"http://127.0.0.1:{hasty[1]}"
    began = monotonic()

    assert client.get("/v1/feed", params={"wait": 4}).status_code == 200
    assert monotonic() - began > 3


def _trickle(caller: socket.socket, enough: Event) -> None:
    with suppress(OSError):
        while not enough.wait(0.2):
            caller.sendall(b"x")


def _all_of(caller: socket.socket) -> bytes:
    found = b""
    while piece := caller.recv(65_536):
        found += piece
    return found
