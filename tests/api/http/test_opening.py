"""Personal data over HTTP is masked unless it is asked for, and whoever is shown it stands on record first."""

from typing import Any, Final

from domain.access import AccessRecorded
from tests.api.http.conftest import Served
from tests.api.http.test_leads import FORM

PERSON: Final = {name: each for name, each in FORM.items() if name != "unit"} | {"person": {"name": "示例某人"}}
WAYS: Final = ("/v1/leads/{}", "/v1/leads/{}/timeline", "/v1/leads/{}/history", "/v1/ledger")


def reads(served: Served) -> list[Any]:
    return [each for each in served.app.store.log(limit=1000) if isinstance(each.event, AccessRecorded)]


def test_what_is_opened_stands_on_record_and_what_is_not_does_not(served: Served) -> None:
    handler, auditor = served.client("qj-01"), served.client("qj-06")
    number = handler.post("/v1/leads", json=PERSON).json()["number"]

    for way in WAYS:
        for asking, flags in ((handler, ""), (auditor, "?personal=open")):
            assert "示例某人" not in asking.get(way.format(number) + flags).text, way
    assert reads(served) == []

    for way in WAYS:
        assert "示例某人" in handler.get(f"{way.format(number)}?personal=open").text, way
    assert [str(each.event.view) for each in reads(served)] == ["show", "history", "ledger"]
    assert "示例某人" in auditor.get(f"/v1/leads/{number}?personal=open&reason=季度抽查").text
    last = reads(served)[-1]
    assert (last.meta.actor, last.meta.reason, last.meta.channel) == ("qj-06", "季度抽查", "http")


def test_a_reason_over_http_holds_no_number_of_a_person(served: Served) -> None:
    answer = served.client("qj-06").get("/v1/ledger?personal=open&reason=回电13800138000")

    assert answer.status_code == 422
    assert "input.reason.personal" in answer.text
