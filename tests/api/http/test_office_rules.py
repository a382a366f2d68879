"""Values of office rules over HTTP: told as of a day, set by administrators with a key of their scope."""

from datetime import date, timedelta
from typing import Any

from httpx2 import Client

from tests.api.http.conftest import Served
from workflows.scopes import Scope

RULE = "/v1/office-rules/observation-period"


def of(client: Client, rule: str, **at: str) -> Any:  # noqa: ANN401 - JSON is anything
    told = client.get("/v1/office-rules", params=at).json()
    return next(each for each in told["rules"] if each["rule"] == rule)


def test_a_value_is_set_from_a_day_and_told_as_of_any(served: Served) -> None:
    admin = served.client("admin", Scope.ADMIN, Scope.READ)
    today = date.fromisoformat(admin.get("/v1/office-rules").json()["on"])
    begins = today + timedelta(days=10)

    key = {"idempotency-key": "decided-once"}
    body = {"value": 4, "paper": "示处办〔2026〕8号", "since": str(begins)}
    answer = admin.post(RULE, json=body, headers=key)

    assert answer.status_code == 200, answer.text
    assert of(admin, "observation-period")["value"] == 3
    held = of(admin, "observation-period", on=str(begins))
    assert (held["value"], held["came"], held["unit"]) == (4, 3, "months")
    (change,) = held["changes"]
    assert (change["paper"], change["actor"]) == ("示处办〔2026〕8号", "admin")
    again = admin.post(RULE, json=body, headers=key)
    assert (again.json(), again.headers["idempotency-replayed"]) == (answer.json(), "true")


def test_what_cannot_be_is_a_problem_with_its_rule(served: Served) -> None:
    admin = served.client("admin", Scope.ADMIN, Scope.READ)
    body = {"value": 4, "paper": "示处办〔2026〕8号"}

    asked = {
        "rulebook.bounds": admin.post(RULE, json=body | {"value": 99}),
        "rulebook.ahead": admin.post(RULE, json=body | {"since": "2022-01-01"}),
        "rulebook.rule": admin.post("/v1/office-rules/four-eyes", json=body),
    }

    assert {code: answer.json()["code"] for code, answer in asked.items()} == {code: code for code in asked}
    assert admin.post(RULE, json={"value": "4", "paper": ""}).status_code == 422
    assert served.client("qj-01", Scope.WRITE).post(RULE, json=body).status_code == 403
    powerless = served.client("qj-01", Scope.ADMIN).post(RULE, json=body)
    assert powerless.json()["code"] == "permission.rulebook"
