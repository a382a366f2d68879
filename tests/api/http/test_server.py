"""The server answers, tells problems in the caller's language, and lets nobody in who is not known."""

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
