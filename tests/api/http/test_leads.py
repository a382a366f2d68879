"""Leads over HTTP: registered, moved through the table, each command once, none by whom it is not for."""

import re
from typing import Any

import pytest
from httpx2 import Client, Response

from tests.api.http.conftest import Served
from tests.api.http.whole_life import PAIR
from workflows.scopes import Scope

FORM: dict[str, Any] = {
    "unit": {"name": "示例投资有限公司"}, "source": "community", "occurred": "2025-03-01T09:00+08:00",
    "amount_fen": 1_234_567_00, "participants": 12,
}  # fmt: skip
STARTED: dict[str, Any] = {
    "occurred": "2025-03-02", "officers": [{"id": "qj-01"}, {"id": "qj-02"}], "no_interest": True,
    "task": {"title": "核查任务单", "reference": "1"},
}  # fmt: skip


@pytest.fixture
def street(served: Served) -> Client:
    return served.client("jd-01")


@pytest.fixture
def district(served: Served) -> Client:
    return served.client("qj-01")


def test_a_lead_is_registered_and_found_by_its_number(street: Client, district: Client) -> None:
    done = street.post("/v1/leads", json=FORM)
    receipt = done.json()

    assert (done.status_code, done.headers["location"]) == (201, f"/v1/leads/{receipt['lead']}")
    assert re.fullmatch(r"370104-\d{4}-0001", receipt["number"])
    assert int(done.headers["chufei-position"]) == receipt["last"]
    moved = district.post(f"/v1/leads/{receipt['number']}/start-verification", json=STARTED)
    assert (moved.status_code, moved.json().get("stage")) == (200, "verifying"), moved.json()


def test_a_key_sent_twice_is_one_command_with_one_answer(street: Client) -> None:
    form = {name: value for name, value in FORM.items() if name != "occurred"}
    first, again = (street.post("/v1/leads", json=form, headers={"idempotency-key": '"k-1"'}) for _ in range(2))

    assert (first.json(), first.status_code) == (again.json(), again.status_code)
    assert (first.headers.get("idempotency-replayed"), again.headers["idempotency-replayed"]) == (None, "true")


def test_a_paper_signed_under_one_key_draws_one_number(served: Served, street: Client, district: Client) -> None:
    lead = street.post("/v1/leads", json=FORM).json()["lead"]
    assert district.post(f"/v1/leads/{lead}/start-verification", json=STARTED).status_code == 200
    leader, form = served.client("qj-03"), {"matter": "interview-notice", "approved": True}

    address, key = f"/v1/leads/{lead}/sign-paper", {"idempotency-key": "k-1"}
    first, again = (leader.post(address, json=form, headers=key) for _ in range(2))
    assert first.json()["numbers"] == again.json()["numbers"] != []
    assert (first.json(), again.headers["idempotency-replayed"]) == (again.json(), "true")


def test_a_key_is_used_for_one_command_only_and_belongs_to_one_caller(served: Served, street: Client) -> None:
    key = {"idempotency-key": "k-1"}
    assert street.post("/v1/leads", json=FORM, headers=key).status_code == 201

    other = street.post("/v1/leads", json=FORM | {"participants": 13}, headers=key)
    of_another = served.client("jd-02").post("/v1/leads", json=FORM | {"participants": 13}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "command.reused")
    assert of_another.status_code == 201


def test_whoever_looked_at_an_older_version_is_told_so(street: Client, district: Client) -> None:
    lead = street.post("/v1/leads", json=FORM).json()["lead"]
    graded = {"grade": "red", "reasons": ["高息"]}

    address = f"/v1/leads/{lead}/grade-risk"
    assert district.post(address, json=graded, headers={"if-match": '"1"'}).status_code == 200
    stale = district.post(address, json=graded, headers={"if-match": '"1"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "version.stale")


def test_a_refusal_names_rule_articles_and_what_is_possible(street: Client, district: Client) -> None:
    lead = street.post("/v1/leads", json=FORM).json()["lead"]

    problem = district.post(f"/v1/leads/{lead}/approve-closing", json={}).json()

    assert (problem["status"], problem["code"]) == (409, "move.not-from-here")
    assert problem["basis"][0]["text"]["zh"]
    assert "start-verification" in [move["command"] for move in problem["legal"]]


def test_a_refusal_names_the_field_that_it_is_about(street: Client, district: Client) -> None:
    lead = street.post("/v1/leads", json=FORM).json()["lead"]
    graded = {"grade": "orange", "reasons": ["高息"], "score": 9999}
    problem = district.post(f"/v1/leads/{lead}/grade-risk", json=graded).json()

    assert (problem["code"], problem["fields"]) == ("grade.score", ["score"])


def test_every_mistake_of_a_form_is_told_with_its_place(street: Client, district: Client) -> None:
    lead = street.post("/v1/leads", json=FORM).json()["lead"]

    problem = district.post(
        f"/v1/leads/{lead}/start-verification",
        json={"officers": [{"id": "a b"}], "no_interest": "perhaps", "lead": "x", "odd": 1},
    ).json()
    assert {fault["pointer"] for fault in problem["faults"]} == {
        "/lead",
        "/odd",
        "/officers/0/id",
        "/no_interest",
        "/task",
    }


def test_a_lead_that_is_not_for_me_is_as_one_that_never_was(served: Served, street: Client) -> None:
    receipt = street.post("/v1/leads", json=FORM).json()
    elsewhere = served.client("sq-01")

    answers = [
        elsewhere.post(f"/v1/leads/{each}/grade-risk", json={"grade": "red", "reasons": ["高息"]})
        for each in (receipt["lead"], receipt["number"], "nosuchlead", "370104-2026-0099", "没有")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_token_that_only_reads_writes_nothing(served: Served) -> None:
    answer = served.client("jd-01", Scope.READ).post("/v1/leads", json=FORM)

    assert (answer.status_code, answer.json()["code"]) == (403, "token.scope")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "input.body.json"),
        (b"[1]", "input.body.object"),
        (b'{"a": NaN}', "input.body.json"),
        (b'{"reason": "\xb4\xa6"}', "input.body.encoding"),
        (b'{"reason": 1, "reason": 2}', "input.body.twice"),
        (b'{"\\u0000": 2}', "input.body.name"),
        (b'{"a": ' + b"[" * 20 + b"]" * 20 + b"}", "input.body.deep"),
        (b'{"a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "input.body.deep"),
        (b'{"unit": {"name' + b".a" * 2_000 + b'": 1}}', "input.body.deep"),
        (b'{"reasons": [' + b"1, " * 2_000 + b"1]}", "input.body.many"),
        (b"{" + b", ".join(b'"%d": 1' % each for each in range(2_001)) + b"}", "input.body.many"),
    ],
)
def test_what_is_no_form_is_refused_without_harm(street: Client, content: bytes, code: str) -> None:
    answer = street.post("/v1/leads", content=content, headers={"content-type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_a_body_of_another_type_or_too_large_is_refused(street: Client) -> None:
    assert street.post("/v1/leads", content=b"a=b", headers={"content-type": "text/plain"}).status_code == 415
    assert_told_as_too_large(street.post("/v1/leads", json={"summary": "长" * 400_000}))
    assert_told_as_too_large(street.post("/v1/leads", content=iter([b"x" * 1_000_001])))


def assert_told_as_too_large(answer: Response) -> None:
    """As a problem, like whatever else is refused: also where the length that was announced is enough to know it."""
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert (answer.json()["code"], "分开" in answer.json()["detail"]) == ("request.too-large", True)


def test_a_move_of_a_transfer_means_the_last_one_and_no_other_leads(street: Client, district: Client) -> None:
    lead, other = (street.post("/v1/leads", json=FORM).json()["lead"] for _ in range(2))
    assert district.post(f"/v1/leads/{lead}/start-verification", json=STARTED).status_code == 200
    suspected = {"occurred": "2025-03-03", "suspicion": "涉嫌犯罪", "offence": "非法吸收公众存款罪"}
    opened = district.post(f"/v1/leads/{lead}/open-transfer", json=suspected)
    team = {"occurred": "2025-03-03", "team": PAIR}

    formed = district.post(f"/v1/leads/{lead}/form-team", json=team, headers={"if-match": '"1"'})
    elsewhere = district.post(f"/v1/leads/{other}/form-team", json={**team, "transfer": f"{lead}-1"})
    none_yet = district.post(f"/v1/leads/{other}/form-team", json=team)

    assert (opened.status_code, formed.status_code) == (200, 200), (opened.json(), formed.json())
    assert formed.json()["streams"][f"transfer/{lead}-1"] == 2
    assert elsewhere.json()["faults"][0]["code"] == "input.transfer.of-another"
    assert none_yet.status_code == 422
    assert [(each["field"], each["code"]) for each in none_yet.json()["faults"]] == [
        ("transfer", "input.form.required")
    ]  # fmt: skip


def test_an_id_of_ones_own_is_never_the_number_of_another_lead(street: Client) -> None:
    """Whoever followed its address would act upon that other lead."""
    number = street.post("/v1/leads", json=FORM).json()["number"]
    other = street.post("/v1/leads", json={**FORM, "lead": number})

    assert (other.status_code, [each["code"] for each in other.json()["faults"]]) == (422, ["input.lead.number"])
    assert street.post("/v1/leads", json={**FORM, "lead": "of-our-own-1"}).status_code == 201
