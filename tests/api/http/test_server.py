"""The server answers, tells problems in the caller's language, and lets nobody in who is not known."""

import socket

import pytest

from api.server import listen
from domain.errors import InvalidInput
from tests.api.http.conftest import Served


def test_anybody_may_ask_whether_it_is_well(served: Served) -> None:
    answer = served.stranger().get("/v1/health")

    assert answer.status_code == 200
    assert answer.json()["grade"] == "healthy"


def test_an_address_that_is_none_is_a_problem_in_chinese(served: Served) -> None:
    answer = served.stranger().get("/v1/nowhere")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == "没有这个地址"


def test_and_in_english_for_whoever_would_rather_read_that(served: Served) -> None:
    client = served.stranger(**{"accept-language": "zh;q=0.5, en-GB;q=0.9"})

    assert client.get("/v1/nowhere").json()["detail"] == "there is no such address"


def test_an_answer_of_two_packets_waits_for_nobody() -> None:
    """Without TCP_NODELAY the second packet waits up to 40 ms for the first to be acknowledged."""
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_an_address_that_is_taken_is_told_with_the_way_out(served: Served) -> None:
    taken = int(served.address.rpartition(":")[2])

    with pytest.raises(InvalidInput) as refused:
        listen("127.0.0.1", taken)

    assert refused.value.code == "input.listen"
    assert "--port" in refused.value.way_out.zh


def test_a_method_that_an_address_does_not_know_is_told_with_all_that_it_knows(served: Served) -> None:
    answer = served.stranger().request("PATCH", "/v1/me/tokens")

    assert answer.status_code == 405
    assert {each.strip() for each in answer.headers["allow"].split(",")} == {"GET", "POST"}


def test_nobody_is_sent_elsewhere_with_his_token(served: Served) -> None:
    """A redirect would name the address by which a proxy knows us."""
    answer = served.stranger().post("/v1/leads/", json={})

    assert (answer.status_code, answer.json()["code"]) == (404, "request.no-such-address")
