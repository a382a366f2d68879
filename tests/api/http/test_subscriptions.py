"""Subscriptions over HTTP: a system is subscribed, called, told again and let go, by whom it is for and nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from httpx2 import Client
from standardwebhooks.webhooks import Webhook

from tests.api.http.conftest import Served
from tests.api.http.test_leads import FORM
from tests.support.receiver import Receiver, receiving_beside
from tests.support.waiting import comes_true
from workflows.scopes import Scope

URL = "http://127.0.0.1:9/in"


@pytest.fixture
def calling(serve: Callable[..., Served]) -> Served:
    """A server that may call the machine the tests run on."""
    served = serve(CHUFEI_WEBHOOK_LOOPBACK="1")
    served.app.webhooks.start()
    return served


@pytest.fixture
def admin(calling: Served) -> Client:
    return calling.client("admin", Scope.ADMIN)


def asked(client: Client, url: str = URL, **more: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """Subscribe for an officer of a street."""
    done = client.post("/v1/subscriptions", json={"url": url, "account": "jd-01", **more})
    assert done.status_code == 201, done.json()
    assert done.headers["location"] == f"/v1/subscriptions/{done.json()['subscription']}"
    return done.json()


def at(receiver: Receiver) -> str:
    return f"http://127.0.0.1:{receiver.port}/in"


def test_a_system_is_called_told_again_and_let_go(calling: Served, admin: Client) -> None:
    own = calling.client("jd-01", Scope.FEED)
    with receiving_beside() as receiver:
        told = asked(admin, at(receiver), id="city-platform")
        address = f"/v1/subscriptions/{told['subscription']}"
        assert calling.client("jd-01").post("/v1/leads", json=FORM).status_code == 201
        assert comes_true(lambda: 1 in receiver.sequences)
        call = receiver.calls[0]
        assert Webhook(told["secret"]).verify(call.body, call.headers)["id"] == call.id
        assert comes_true(lambda: (told_of := own.get(address).json())["cursor"] > 0 == told_of["behind"])

        again = own.post(f"{address}/replay", json={"first": 1, "last": 1})
        assert (again.status_code, int(again.headers["chufei-position"])) == (200, again.json()["last"])
        assert comes_true(lambda: receiver.sequences.count(1) == 2)
    fresh = own.post(f"{address}/rotate", json={"overlap_hours": 0}).json()
    assert fresh["secret"] != told["secret"]
    states = []
    for name in ("pause", "resume"):
        assert own.post(f"{address}/{name}").status_code == 200
        states.append(own.get(address).json()["state"])
    assert states[0] == "paused" != states[1]
    refused = own.post(f"{address}/end")
    assert (refused.status_code, refused.json()["code"]) == (403, "permission.subscription")
    assert admin.post(f"{address}/end").status_code == 200
    assert admin.get(address).json()["state"] == "ended"


def test_sent_twice_under_one_key_it_is_done_once_with_one_answer(admin: Client) -> None:
    def twice(path: str, **form: object) -> Any:  # noqa: ANN401 - JSON is anything
        first, again = (
            admin.post(f"/v1/subscriptions{path}", json=form or None, headers={"idempotency-key": f"k{path}"})
            for _ in range(2)
        )
        assert first.json() == again.json(), again.json()
        assert (first.headers.get("idempotency-replayed"), again.headers["idempotency-replayed"]) == (None, "true")
        return first.json()

    name = twice("", url=URL, account="jd-01")["subscription"]
    for each in ("pause", "resume", "end"):
        twice(f"/{name}/rotate", overlap_hours=1) if each == "end" else None
        twice(f"/{name}/{each}")
    assert [each["id"] for each in admin.get("/v1/subscriptions").json()["subscriptions"]] == [name]


def test_a_subscription_is_shown_to_its_office_and_its_account(calling: Served, admin: Client) -> None:
    name = asked(admin)["subscription"]

    assert calling.client("jd-01", Scope.FEED).get("/v1/subscriptions").json()["subscriptions"][0]["id"] == name
    stranger = calling.client("jd-02", Scope.FEED)
    assert stranger.get("/v1/subscriptions").json()["subscriptions"] == []
    for asking in (stranger.get(f"/v1/subscriptions/{name}"), stranger.post(f"/v1/subscriptions/{name}/pause")):
        assert (asking.status_code, asking.json()["code"]) == (404, "subscription.unknown")


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({"url": "http://169.254.169.254/in", "account": "jd-01"}, 422, "input.endpoint.scheme"),
        ({"url": URL, "account": "jd-01", "after": 9_999}, 422, "input.subscription.ahead"),
        ({"url": URL, "account": "nobody"}, 409, "subscription.account"),
        ({"url": URL}, 422, "request.parameter"),
        ({"url": URL, "account": "jd-01", "secret": "x"}, 422, "request.parameter"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    admin: Client, form: dict[str, Any], status: int, code: str
) -> None:
    refused = admin.post("/v1/subscriptions", json=form)

    assert (refused.status_code, refused.json()["code"]) == (status, code), refused.json()
    assert admin.get("/v1/subscriptions").json()["subscriptions"] == []


def test_nobody_subscribes_without_the_post_or_for_a_colleague(calling: Served, admin: Client) -> None:
    form = {"url": URL, "account": "jd-01"}
    own = calling.client("jd-01", Scope.FEED).post("/v1/subscriptions", json=form)
    other = admin.post("/v1/subscriptions", json=form, headers={"chufei-on-behalf-of": "jd-01"})

    assert (own.status_code, own.json()["code"]) == (403, "permission.subscription")
    assert (other.status_code, other.json()["code"]) == (422, "input.on-behalf-of")
