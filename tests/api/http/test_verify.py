"""The log is verified over HTTP as it is at the terminal: by auditors, meanwhile, and damage has its position."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from httpx2 import Client

from api.ports import Report
from api.proof import prove
from tests.api.http.conftest import Served
from tests.api.http.test_leads import FORM
from tests.support.waiting import comes_true
from workflows.scopes import Scope


@pytest.fixture
def either(database_url: str, serve: Callable[..., Served]) -> Served:
    return serve(database_url=database_url)


def verified(auditor: Client) -> Any:  # noqa: ANN401 - JSON is anything
    done = auditor.post("/v1/verify")
    assert (done.status_code, done.headers["location"]) == (202, "/v1/verify"), done.text
    assert comes_true(lambda: auditor.get("/v1/verify").json()["state"] != "running", 30)
    return auditor.get("/v1/verify").json()


def test_an_auditor_has_the_whole_log_proved(either: Served) -> None:
    auditor = either.client("qj-06", Scope.READ)
    assert auditor.get("/v1/verify").json()["state"] == "none"
    either.client("jd-01").post("/v1/leads", json=FORM)

    found = verified(auditor)
    proof = found["proof"]
    assert (found["state"], proof["sound"], proof["damages"], proof["lapses"]) == ("done", True, [], [])
    assert (proof["events"], len(proof["chain_hash"])) == (either.app.store.head(), 64)
    assert auditor.get("/v1/verify").json() == found


def test_what_is_written_and_followed_meanwhile_is_no_sign_of_a_lost_end(either: Served) -> None:
    app = either.app

    def verified_while_others_work() -> Report:
        report = app.verify()
        assert either.client("jd-01").post("/v1/leads", json=FORM).status_code == 201
        assert comes_true(lambda: all(each.position > report.events for each in app.read_models.health().models))
        return report

    assert prove(replace(app, verify=verified_while_others_work)).sound


def test_damage_and_lost_protection_are_told(served: Served) -> None:
    with closing(sqlite3.connect(served.app.settings.data / "chufei.db")) as log, log:
        log.execute("DROP TRIGGER events_no_update")
        log.execute("UPDATE events SET data = data || x'20' WHERE position = 2")

    proof = verified(served.client("qj-06"))["proof"]
    assert (proof["sound"], proof["damages"][0]["position"]) == (False, 2)
    assert ["events_no_update" in each["name"] for each in proof["lapses"]] == [True]
    assert proof["damages"][0]["words"].keys() == {"zh", "en"}


def test_one_is_under_way_at_a_time_and_everything_else_goes_on(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = [], Event()

    def slow(_: object) -> None:
        begun.append(1)
        go.wait(10)
        raise OSError

    monkeypatch.setattr("api.http.proofs.prove", slow)
    auditor = served.client("qj-06")
    first, again = (auditor.post("/v1/verify").json() for _ in range(2))

    assert (first, first["state"], len(begun)) == (again, "running", 1)
    assert served.client("jd-01").post("/v1/leads", json=FORM).status_code == 201
    go.set()
    assert comes_true(lambda: auditor.get("/v1/verify").json()["state"] == "failed")
    assert auditor.get("/v1/verify").json()["problem"]["status"] == 503


@pytest.mark.parametrize("who", ["qj-01", "qj-04", "ga-01"])
def test_nobody_else_may(served: Served, who: str) -> None:
    for method in ("get", "post"):
        refused = served.client(who).request(method, "/v1/verify")
        assert (refused.status_code, refused.json()["code"]) == (403, "permission.verify")
