"""Ledgers, registers, search and the law over HTTP: narrowed, paged, no row of what is not for me."""

from datetime import UTC, datetime
from typing import Final, get_args

import pytest
from fastapi import Request
from httpx2 import Client

from api.http.ledgers import TheAsked
from api.http.queries import packed
from api.kept_filters import understood
from tests.api.http.conftest import Served
from tests.api.http.test_leads import FORM
from tests.api.http.test_one_lead import get


@pytest.fixture
def street(served: Served) -> Client:
    return served.client("jd-01")


@pytest.fixture
def position(street: Client) -> str:
    """Three leads; where the last of them stands in the log."""
    sources = ("community", "tip", "tip")
    done = [
        street.post("/v1/leads", json={**FORM, "unit": {"name": f"示例{at}号公司"}, "source": source})
        for at, source in enumerate(sources)
    ]
    assert {each.status_code for each in done} == {201}
    found: str = done[-1].headers["chufei-position"]
    return found


def test_a_ledger_is_as_new_as_what_i_wrote_and_paged_to_the_end(street: Client, position: str) -> None:
    first = street.get("/v1/ledger", params={"limit": 2}, headers={"chufei-position": position}).json()
    rest = get(street, "/v1/ledger", limit=2, after=first["following"])

    assert [row["subject"] for page in (first, rest) for row in page["rows"]] == [f"示例{at}号公司" for at in range(3)]
    assert rest["following"] is None


def test_it_is_narrowed_by_what_a_row_holds(street: Client, position: str) -> None:
    fresh = {"after_position": position}

    assert len(get(street, "/v1/ledger", source="tip", **fresh)["rows"]) == 2
    assert len(get(street, "/v1/ledger", stage="registered", grade="red", **fresh)["rows"]) == 0
    assert len(get(street, "/v1/ledger", division="370104", **fresh)["rows"]) == 3
    assert [row["subject"] for row in get(street, "/v1/search", q="示例1", **fresh)["rows"]] == ["示例1号公司"]
    descending = get(street, "/v1/ledger", sort="number", desc="true", **fresh)["rows"]
    assert [row["number"][-1] for row in descending] == ["3", "2", "1"]


def test_a_ledger_that_did_not_change_is_not_sent_again(street: Client, position: str) -> None:
    first = street.get("/v1/ledger", params={"after_position": position})
    again = street.get("/v1/ledger", headers={"if-none-match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_nobody_finds_what_is_not_for_him(served: Served, position: str) -> None:
    assert get(served.client("sq-01"), "/v1/ledger", after_position=position)["rows"] == []
    assert served.client("ga-01").get("/v1/ledger").json()["code"] == "permission.outsider"


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"after": "nowhere"}, "input.place"), ({"sort": "luck"}, "request.parameter"),
        ({"limit": "0"}, "request.parameter"), ({"division": "x"}, "input.division.code"),
        ({"after_position": "99999"}, "input.position"), ({"page": "2"}, "input.parameter.unknown"),
    ],
)  # fmt: skip
def test_a_question_that_means_nothing_is_refused(street: Client, parameters: dict[str, str], code: str) -> None:
    answer = street.get("/v1/ledger", params=parameters)

    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_what_is_said_once_is_not_said_twice(street: Client) -> None:
    answer = street.get("/v1/ledger", params=[("sort", "amount"), ("sort", "grade")])
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, "input.form.twice", "sort")
    assert street.get("/v1/ledger", params=[("stage", "closed"), ("stage", "interview")]).status_code == 200


FITS: Final = {"subjects": ["x"], "tenants": ["a", "b", "c", "d"]}
"""A page of these two may have ended there: their rows are in the order of one text, and of four."""


@pytest.mark.parametrize("register", ["referrals", "assistances", "subjects", "buildings", "tenants", "transfers"])
@pytest.mark.parametrize("place", [[1, 2, 3], ["x"], [1], ["a", "b", "c", "d"]], ids=str)
def test_a_place_that_no_page_ended_with_is_refused(street: Client, register: str, place: list[int | str]) -> None:
    answer = street.get(f"/v1/registers/{register}", params={"after": str(packed(place))})

    fits = FITS.get(register) == place
    assert (answer.status_code, answer.json().get("code")) == ((200, None) if fits else (422, "input.place"))


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("statistics/months?month=9999-12", "input.month"),
        ("statistics/streets?month=9999-12", "input.month"),
        ("access?to=9999-12-31", "request.parameter"),
    ],
)
def test_a_year_beyond_all_calendars_is_refused(served: Served, address: str, code: str) -> None:
    answer = served.client("qj-06").get(f"/v1/{address}")

    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_registers_have_their_columns_and_rows(street: Client, position: str) -> None:
    names = [each["name"] for each in get(street, "/v1/registers")["registers"]]
    found = {name: get(street, f"/v1/registers/{name}", after_position=position, limit=1) for name in names}
    files = get(street, "/v1/registers/subjects", limit=2, after=found["subjects"]["following"])

    assert {"referrals", "transfers", "subjects", "buildings"} <= found.keys()
    assert found["referrals"]["columns"][0]["key"] == "number"
    assert (len(files["rows"]), files["following"]) == (2, None)
    assert street.get("/v1/registers/nothing").json()["code"] == "register.unknown"
    assert street.get("/v1/registers/subjects", params={"after": "W10"}).json()["code"] == "input.place"


def test_the_law_is_there_on_any_day(street: Client) -> None:
    keys = [each["key"] for each in get(street, "/v1/law", on="2026-01-01")["instruments"]]

    assert "R737" in keys
    assert get(street, "/v1/law/R737/18", on="2026-01-01")["entries"][0]["citation"] == "R737 18"
    assert get(street, "/v1/law/office")["entries"][0]["office_rule"]
    assert street.get("/v1/law/R737/18", params={"on": "1999-01-01"}).status_code == 404
    assert street.get("/v1/law/nothing").json()["code"] == "law.unknown"


def test_procedures_are_there_as_tables(street: Client) -> None:
    names = [each["name"] for each in get(street, "/v1/procedures")["procedures"]]
    lead = get(street, "/v1/procedures/lead")

    assert "lead" in names
    assert "start-verification" in {row["command"] for row in lead["rows"]}
    assert lead["drawing"].startswith("stateDiagram")


def test_a_work_list_tells_what_i_can_do_now(served: Served, position: str) -> None:
    district = served.client("qj-01")
    first = get(district, "/v1/worklist", after_position=position, limit=2)
    rest = get(district, "/v1/worklist", limit=2, after=first["following"])

    assert (len(first["duties"]), len(rest["duties"]), rest["following"]) == (2, 1, None)
    assert "start-verification" in {move["command"] for move in first["duties"][0]["moves"]}
    assert get(served.client("sq-01"), "/v1/worklist")["duties"] == []
    assert district.get("/v1/worklist", params={"after": "a~b~c"}).json()["code"] == "input.place"


def test_returns_count_what_is_shown_to_me(street: Client, position: str) -> None:
    fresh = {"after_position": position}
    stages = get(street, "/v1/statistics/stages", **fresh)
    months = get(street, "/v1/statistics/months", month="2025-03", **fresh)
    streets = get(street, "/v1/statistics/streets", month="2025-03", **fresh)
    number = get(street, "/v1/ledger")["rows"][0]["number"]

    assert [row["here"] for row in stages["rows"] if row["stage"] == "registered"] == [3]
    assert (months["rows"][-1]["cases"], months["rows"][-1]["sum"]) == (0, True)  # none was determined
    assert streets["rows"][-1]["registered"] == 3
    assert get(street, "/v1/statistics/stays", lead=number)["rows"][0]["stage"] == "registered"
    assert street.get("/v1/statistics/months", params={"month": "2025-13"}).status_code == 422


def test_a_subject_file_tells_all_that_happened(street: Client, position: str) -> None:
    number = get(street, "/v1/ledger", after_position=position)["rows"][0]["number"]
    found = get(street, f"/v1/subjects/{number}")

    assert [each["number"] for each in found["leads"]] == [number]
    assert found["entries"][0]["type"] == "lead.registered/1"
    assert street.get("/v1/subjects/91110000600037341L").json()["code"] == "file.empty"


def test_who_read_personal_data_is_told_to_auditors_and_leaders(served: Served, street: Client, position: str) -> None:
    number = get(street, "/v1/ledger", after_position=position)["rows"][0]["number"]
    get(street, f"/v1/leads/{number}", personal="open", reason="核对")
    head = served.app.store.head()

    reads = get(served.client("qj-06"), "/v1/access", lead=number, after_position=head)["reads"]
    assert [(each["actor"], each["view"], each["reason"]) for each in reads] == [("jd-01", "show", "核对")]
    assert street.get("/v1/access").json()["code"] == "permission.oversight"


def test_by_what_it_was_narrowed_stands_on_record_as_the_terminal_says_it_and_never_what_may_be_a_name() -> None:
    narrow = get_args(TheAsked)[1].dependency
    query = b"handler=qj-01&text=%E6%9F%90&transferred=false&due_by=2099-12-31&stage=closed&stage=interview"

    asked = narrow(request=Request({"type": "http", "query_string": query}))

    flags = {"handler": ["qj-01"], "text": ["..."], "due-by": ["2099-12-31"], "stage": ["closed", "interview"]}
    told = understood(flags, datetime.now(UTC)).narrowed
    assert told == ("stage=closed/interview", "due-by=2099-12-31", "handler", "text")
    assert asked.narrowed == (*told[:2], "transferred=false", *told[2:])
