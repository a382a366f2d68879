"""Every body and answer of the description has an example: bodies that can be read, answers that were really given.

``CHUFEI_EXAMPLES=write`` keeps the answers of this run; then ``make docs`` puts them into the reference.
"""

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from api.directory_changes import FORMS
from api.http.app import routed
from api.http.examples import ANSWERS
from api.http.schemas.filled import filled
from api.http.sending import MOVES, strictly
from domain.lead.intake.commands import RegisterAssistance, RegisterLead
from tests.api.conftest import HEADING
from tests.api.http.conftest import Served
from tests.api.http.test_directory import OTHER
from tests.api.http.test_imports import sent
from tests.api.http.test_subscriptions import asked
from tests.api.http.whole_life import REGISTERED, STEPS
from tests.support.waiting import comes_true
from workflows.forms.checks import Desk

DOCUMENT: Final = routed().openapi()
KEPT: Final = Path(__file__).parents[3] / "api" / "http" / "examples.json"
NOW: Final = datetime(2026, 11, 1, tzinfo=UTC)
GIVEN: Final = ("lead", "transfer", "occurred", "office", "organ", "division", "since", "until")
"""What a form may leave open."""
COMMANDS: Final = (RegisterLead, RegisterAssistance, *MOVES.values(), *FORMS.values())
DOCUMENTS: Final = frozenset({"getFeedSchema", "getFeedDescription"})
"""Operations whose answer is a description itself."""
LONGEST: Final = 160
SEVERAL: Final = 2


@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_of_a_form_can_be_read(command: type[Any]) -> None:
    desk = Desk(now=NOW, new_id=lambda noun: f"{noun}-1", lead_id=lambda _: "lead-2")
    known = {"occurred": NOW, "until": NOW.date(), "since": NOW.date()}
    given = {name: known.get(name, "370104") for name in GIVEN if name in command.__dataclass_fields__}

    assert isinstance(strictly(command, filled(command), desk, given), command)


def bodies() -> Iterator[tuple[str, Any]]:
    for path, operations in DOCUMENT["paths"].items():
        for method, operation in operations.items():
            yield from (
                (f"{method} {path}", each) for each in operation.get("requestBody", {}).get("content", {}).items()
            )


def answers() -> Iterator[tuple[str, Any]]:
    for operations in DOCUMENT["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                content = response.get("content", {}).get("application/json")
                if status.startswith("2") and content and operation["operationId"] not in DOCUMENTS:
                    yield operation["operationId"], content


def shown(content: Any) -> bool:  # noqa: ANN401 - JSON is anything
    """Whether there is an example, of it all or of each of its members."""
    name = content["schema"].get("$ref", "").rpartition("/")[2]
    members = DOCUMENT["components"]["schemas"].get(name, {}).get("properties", {}).values()
    return (
        "example" in content
        or "examples" in content
        or all("examples" in each or "$ref" in str(each) for each in members)
    )


def test_every_body_has_an_example() -> None:
    assert [name for name, (kind, content) in bodies() if "json" in kind and not shown(content)] == []


def test_every_answer_has_an_example() -> None:
    assert [name for name, content in answers() if not shown(content)] == []


ASKED: Final[dict[str, tuple[str, str]]] = {
    "HealthAnswer": ("jd-01", "health"), "Me": ("qj-01", "me"), "EventTypes": ("qj-01", "feed/schemas"),
    "FeedPage": ("qj-01", "feed"), "LeadAnswer": ("qj-01", "leads/{lead}"),
    "TimelineAnswer": ("qj-01", "leads/{lead}/timeline"), "HistoryAnswer": ("qj-01", "leads/{lead}/history"),
    "DiffAnswer": ("qj-01", "leads/{lead}/diff?from=1&to=2"), "TransfersAnswer": ("qj-01", "leads/{lead}/transfers"),
    "MovesAnswer": ("qj-01", "leads/{lead}/moves"), "MoveAnswer": ("qj-01", "leads/{lead}/moves/grade-risk"),
    "LedgerAnswer": ("qj-01", "ledger"), "RegistersAnswer": ("qj-01", "registers"),
    "TableAnswer": ("qj-01", "registers/transfers"), "WorkListAnswer": ("qj-03", "worklist"),
    "SubjectFileAnswer": ("qj-01", "subjects/{lead}"), "AccessAnswer": ("qj-06", "access"),
    "InstrumentsAnswer": ("qj-01", "law"), "LawEntriesAnswer": ("qj-01", "law/R737/18"),
    "ProceduresAnswer": ("qj-01", "procedures"), "ProcedureAnswer": ("qj-01", "procedures/transfer"),
    "CodesAnswer": ("qj-01", "problems"), "CodeAnswer": ("qj-01", "problems/lead.unknown"),
    "OfficesAnswer": ("admin", "directory/offices"), "PeopleAnswer": ("admin", "directory/people"),
    "OfficeRulesAnswer": ("admin", "office-rules"),
    "PersonOnAnswer": ("admin", "directory/people/jd-01"), "VerificationAnswer": ("qj-06", "verify"),
    "SubscriptionsAnswer": ("admin", "subscriptions"), "SubscriptionAnswer": ("admin", "subscriptions/city-platform"),
}  # fmt: skip
"""Shape → who asks for one, and where."""
ROW: Final = "jd-09,测试承办戊,370104014,示例街道办事处,街道,370104014,,,承办,示执9,2035-12-31"


def sends(served: Served) -> Iterator[tuple[str, Any]]:
    """Shape → what is answered to whoever does something: from a lead to the proof of it all."""
    street, handler, auditor, admin = (served.client(each) for each in ("jd-01", "qj-01", "qj-06", "admin"))
    receipt = street.post("/v1/leads", json=REGISTERED).json()
    yield "ReceiptAnswer", receipt
    lead = f"/v1/leads/{receipt['number']}"
    suspected = {**filled(MOVES["open-transfer"]), "occurred": "2025-03-02"}
    asking = {"matter": "suspension", "proposal": "等待司法审计，拟中止三十日"}
    for move, body in ((STEPS[0][1], STEPS[0][3]), ("open-transfer", suspected), ("request-signature", asking)):
        assert handler.post(f"{lead}/{move}", json=body).status_code == 200
    assert auditor.get(f"{lead}?personal=open&reason=季度抽查").status_code == 200
    yield "ImportAnswer", sent(street)
    told = asked(admin, id="city-platform")
    yield "SignedAnswer", {**told, "secret": "whsec_…"}
    yield "DoneAnswer", admin.post(f"/v1/subscriptions/{told['subscription']}/pause").json()
    post = {"account": "jd-01", "post": "community-officer", "office": OTHER}
    yield "ChangedAnswer", admin.post("/v1/directory/grant", json=post).json()
    value = {"value": 4, "paper": "示处办〔2026〕8号"}
    yield "RuleSetAnswer", admin.post("/v1/office-rules/observation-period", json=value).json()
    file = f"{HEADING}\n{ROW}\n".encode()
    yield "LoadedAnswer", admin.post("/v1/directory/load", params={"name": "名册.csv"}, content=file).json()
    assert auditor.post("/v1/verify").status_code == 202
    assert comes_true(lambda: auditor.get("/v1/verify").json()["state"] == "done", 30)
    assert comes_true(lambda: len(handler.get("/v1/feed").json()["events"]) > 1)
    assert served.app.read_models.wait(served.app.store.head())


@pytest.fixture
def given(serve: Callable[..., Served]) -> dict[str, Any]:
    """Shape → an answer of it, from a district that works."""
    served = serve(CHUFEI_WEBHOOK_LOOPBACK="1")
    found = dict(sends(served))
    for shape, (who, address) in ASKED.items():
        answer = served.client(who).get(f"/v1/{address.format(lead=found['ReceiptAnswer']['number'])}")
        assert answer.status_code == 200, (shape, answer.text)
        found[shape] = answer.json()
    return {shape: short(each) for shape, each in sorted(found.items())}


def short(value: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """The same with no long lists and texts."""
    if isinstance(value, dict):
        return {name: short(each) for name, each in value.items()}
    if isinstance(value, list):
        return [short(each) for each in value[:SEVERAL]]
    return f"{value[:LONGEST]}…" if isinstance(value, str) and len(value) > LONGEST else value


def alike(kept: Any, given: Any) -> bool:  # noqa: ANN401 - JSON is anything
    """Whether two answers have one shape; what is empty in one may be filled in the other."""
    if kept is None or given is None:
        return True
    if isinstance(kept, dict) and isinstance(given, dict):
        if any("/" in name for name in kept):  # streams, each under its own id
            return alike([*kept.values()], [*given.values()])
        return kept.keys() == given.keys() and all(alike(each, given[name]) for name, each in kept.items())
    if isinstance(kept, list) and isinstance(given, list):
        return all(map(alike, kept, given))
    return type(kept) is type(given)


def test_what_is_kept_was_really_answered(given: dict[str, Any]) -> None:
    if os.environ.get("CHUFEI_EXAMPLES") == "write":
        KEPT.write_text(json.dumps(given, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert [name for name, each in given.items() if not alike(kept.get(name, ...), each)] == []
    assert kept.keys() == given.keys() == ANSWERS.keys()
