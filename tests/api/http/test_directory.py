"""Offices and people over HTTP: told as of a day, with its events; changed by administrators, at once for all."""

from typing import Any

import pytest
from httpx2 import Client

from api.directory_changes import FORMS
from tests.api.conftest import HEADING
from tests.api.http.conftest import Served
from tests.api.http.test_leads import FORM
from workflows.scopes import Scope

OTHER = "370104014001"


@pytest.fixture
def admin(served: Served) -> Client:
    return served.client("admin", Scope.ADMIN, Scope.READ)


def change(client: Client, verb: str, /, **form: object) -> Any:  # noqa: ANN401 - JSON is anything
    """Change something."""
    done = client.post(f"/v1/directory/{verb}", json=form)
    assert done.status_code == 200, done.json()
    assert int(done.headers["chufei-position"]) == done.json()["last"]
    return done.json()


def test_an_office_and_its_people_are_entered_changed_and_ended(admin: Client) -> None:
    today = admin.get("/v1/directory/offices").json()["on"]
    change(admin, "open-office", office="370104013", kind="street-office", name="示例二街道办事处",
           division="370104013", parent="370104")  # fmt: skip
    change(admin, "open-office", office="370104-lg", kind="leading-group", name="示例区领导小组", division="370104",
           parent="370104")  # fmt: skip
    change(admin, "join-body", body="370104-lg", unit="370104013")
    change(admin, "open-account", ref="ej-01", name="测试承办戊", office="370104013")
    change(admin, "grant", account="ej-01", post="street-officer", office="370104013")
    change(admin, "certify", account="ej-01", number="示执9", valid_until="2035-12-31")
    change(admin, "deputise", account="ej-01", office="370104013", acting=True, paper="任命文件")
    change(admin, "rename-account", ref="ej-01", name="测试承办己")

    told = admin.get("/v1/directory/people/ej-01").json()
    assert (told["name"], told["office"], told["on"], told["position"]) == ("测试承办己", "370104013", today, "acting")
    assert [each["post"] for each in told["posts"]] == ["street-officer"]
    assert (told["certificate"]["number"], told["bodies"]) == ("示执9", ["370104-lg"])
    assert {each["actor"] for each in told["entries"]} == {"admin"}
    offices = {each["code"]: each for each in admin.get("/v1/directory/offices").json()["offices"]}
    assert (offices["370104-lg"]["members"], offices["370104013"]["parent"]) == (["370104013"], "370104")

    change(admin, "end-deputy", account="ej-01", office="370104013", until=today)
    change(admin, "withdraw-certificate", account="ej-01", number="示执9", until=today)
    change(admin, "end-grant", account="ej-01", post="street-officer", office="370104013", until=today)
    change(admin, "move-account", account="ej-01", office="370104014", since="2036-01-01")
    change(admin, "close-account", account="ej-01", until=today)
    tomorrow = {"on": "2035-01-01"}
    assert admin.get("/v1/directory/people/ej-01", params=tomorrow).json()["there"] is False
    assert "ej-01" not in [each["id"] for each in admin.get("/v1/directory/people", params=tomorrow).json()["people"]]
    change(admin, "leave-body", body="370104-lg", unit="370104013", until=today)
    change(admin, "change-office", office="370104013", name="示例三街道办事处", division="370104013", parent="370104")
    change(admin, "close-office", office="370104-lg", until=today)
    assert len(FORMS) == 15


def test_a_power_counts_at_once_and_so_does_its_end(served: Served, admin: Client) -> None:
    change(admin, "grant", account="jd-01", post="community-officer", office=OTHER, since="2026-01-01")
    mine = served.client("jd-01", **{"chufei-office": OTHER})
    assert mine.post("/v1/leads", json=FORM).status_code == 201

    change(admin, "end-grant", account="jd-01", post="community-officer", office=OTHER)
    assert mine.post("/v1/leads", json=FORM).json()["code"] == "actor.no-power"


def test_a_key_sent_twice_is_one_change(admin: Client) -> None:
    form, key = {"ref": "ej-02", "name": "测试承办戊", "office": "370104014"}, {"idempotency-key": "k-1"}
    first, again = (admin.post("/v1/directory/open-account", json=form, headers=key) for _ in range(2))

    assert first.json() == again.json(), again.json()
    assert (first.headers.get("idempotency-replayed"), again.headers["idempotency-replayed"]) == (None, "true")


def test_for_administrators_with_a_key_for_it_alone(served: Served) -> None:
    form = {"account": "jd-02", "post": "street-officer", "office": "370104014"}
    answers = [
        served.client(account, *scopes).post("/v1/directory/grant", json=form)
        for account, scopes in (("admin", (Scope.WRITE,)), ("jd-01", (Scope.ADMIN,)))
    ]

    assert [each.status_code for each in answers] == [403, 403]
    assert answers[0].json()["code"] == "token.scope"
    assert answers[1].json()["code"] == "permission.administrator"


def test_a_form_is_told_all_its_mistakes(admin: Client) -> None:
    refused = admin.post("/v1/directory/grant", json={"post": "driver", "office": 7, "since": "soon", "what": "x"})

    assert (refused.status_code, refused.json()["code"]) == (422, "input.form")
    assert {each["field"] for each in refused.json()["faults"]} == {"account", "post", "office", "since", "what"}


def test_people_are_shown_to_those_of_their_area_and_to_themselves(served: Served) -> None:
    street, everybody = (
        {each["id"] for each in served.client(who).get("/v1/directory/people").json()["people"]}
        for who in ("jd-01", "admin")
    )

    assert street == {"sq-01", "jd-01", "jd-02"} < everybody
    missing = served.client("jd-01").get("/v1/directory/people/qj-01")
    assert (missing.status_code, missing.json()["code"]) == (404, "actor.unknown")
    assert served.client("jd-01").get("/v1/directory/people/jd-01").status_code == 200


def test_a_staff_file_is_loaded_by_its_difference(admin: Client) -> None:
    row = "jd-09,测试承办戊,370104014,示例街道办事处,街道,370104014,,,承办,示执9,2035-12-31"
    data, asked = f"{HEADING}\n{row}\n".encode(), {"name": "名册.csv"}

    once, twice = (admin.post("/v1/directory/load", params=asked, content=data) for _ in range(2))
    assert once.json()["changes"] == {"open-account": 1, "certify": 1, "grant": 1}, once.json()
    assert int(once.headers["chufei-position"]) == once.json()["last"]
    assert (twice.json()["changes"], twice.json()["last"]) == ({}, None)
    assert admin.get("/v1/directory/people/jd-09").json()["entries"][0]["actor"] == "admin"
    wrong = admin.post("/v1/directory/load", params=asked, content=b"\xff\x00")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "input.file.encoding")
