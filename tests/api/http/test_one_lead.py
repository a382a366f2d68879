"""One lead over HTTP: as it stands and stood, what happened to it, what is possible now, and for whom."""

import re
from typing import Any

import pytest
from fastapi import Request
from httpx2 import Client, Response

from api.http.answering import reply
from tests.api.http.conftest import Served
from tests.api.http.test_leads import FORM, STARTED


@pytest.fixture
def lead(served: Served) -> str:
    """A lead about a person, registered by the street, on which the district has begun to work."""
    form = {**FORM, "person": {"name": "张某"}, "summary": "邻居说返利很高", "address": "示例路1号"}
    form.pop("unit")
    receipt = served.client("jd-01").post("/v1/leads", json=form).json()
    started = served.client("qj-01").post(f"/v1/leads/{receipt['lead']}/start-verification", json=STARTED)
    assert started.status_code == 200
    number: str = receipt["number"]
    return number


@pytest.fixture
def district(served: Served) -> Client:
    return served.client("qj-01")


def get(client: Client, address: str, **parameters: str | int) -> Any:  # noqa: ANN401 - JSON is anything
    answer = client.get(address, params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_lead_is_shown_as_it_stands_with_what_was_told(district: Client, lead: str) -> None:
    found = get(district, f"/v1/leads/{lead}")

    assert (found["lead"]["number"], found["lead"]["stage"], found["version"]) == (lead, "verifying", 2)
    assert found["told"]["summary"] == "〔不予显示〕"
    assert found["lead"]["person"]["name"] == "〔不予显示〕"


def test_its_tag_begins_with_the_version_that_a_command_expects(district: Client, lead: str) -> None:
    found = district.get(f"/v1/leads/{lead}")
    tag = found.headers["etag"]

    assert tag.startswith('"2.')
    assert district.get(f"/v1/leads/{lead}", headers={"if-none-match": tag}).status_code == 304
    for expected, status in (('"1"', 412), (tag.replace("2", "1", 1), 412), (tag, 200), ('"3"', 200)):
        graded = district.post(
            f"/v1/leads/{lead}/grade-risk", json={"grade": "red", "reasons": ["高息"]}, headers={"if-match": expected}
        )
        assert graded.status_code == status, graded.text
    assert district.get(f"/v1/leads/{lead}", headers={"if-none-match": tag}).status_code == 200


def test_its_tag_is_another_where_the_day_alone_changed_the_answer() -> None:
    request = Request({"type": "http", "headers": []})
    today, tomorrow = (reply(request, {"alarms": each}, version=2).headers["etag"] for each in ([], ["overdue"]))

    assert today != tomorrow
    assert today[:3] == tomorrow[:3] == '"2.'


def test_each_moment_is_told_in_utc(district: Client, lead: str) -> None:
    told = district.get(f"/v1/leads/{lead}").text + district.get(f"/v1/leads/{lead}/history").text

    moments = re.findall(r'"\d{4}-\d\d-\d\dT[^"]+"', told)
    assert len(moments) > 3
    assert all(each.endswith('Z"') for each in moments)


def test_it_is_shown_as_it_stood(district: Client, lead: str) -> None:
    then = get(district, f"/v1/leads/{lead}", version=1)

    assert (then["lead"]["stage"], then["version"], then["of"]) == ("registered", 1, 2)
    assert district.get(f"/v1/leads/{lead}", params={"version": 9}).json()["code"] == "version.unknown"
    assert district.get(f"/v1/leads/{lead}", params={"at": "2020-01-01"}).status_code == 404
    assert district.get(f"/v1/leads/{lead}", params={"at": "soon"}).status_code == 422
    assert get(district, f"/v1/leads/{lead}", at="2030-01-01", version=1)["version"] == 1


def test_history_and_timeline_are_paged_to_the_end(district: Client, lead: str) -> None:
    first = get(district, f"/v1/leads/{lead}/history", limit=1)
    second = get(district, f"/v1/leads/{lead}/history", limit=1, after=first["following"])
    story = get(district, f"/v1/leads/{lead}/timeline", limit=1)
    rest = get(district, f"/v1/leads/{lead}/timeline", limit=1, after=story["following"])

    assert [page["events"][0]["version"] for page in (first, second)] == [1, 2]
    assert second["following"] is None
    assert first["events"][0]["data"]["summary"] == "〔不予显示〕"
    assert "duplicates" not in first["events"][0]["data"]
    assert [page["timeline"][0]["version"] for page in (story, rest)] == [1, 2]
    assert rest["following"] is None


def test_a_difference_names_the_event_that_made_it(district: Client, lead: str) -> None:
    found = get(district, f"/v1/leads/{lead}/diff", **{"from": "2", "to": "1"})

    assert (found["before"], found["after"]) == (1, 2)
    assert {each["field"]: each["event"] for each in found["changes"]}["stage"] == "lead.verification-started/1"


def test_moves_say_what_is_legal_for_me_with_form_and_articles_and_what_is_not(
    served: Served, district: Client, lead: str
) -> None:
    mine = {each["command"]: each for each in get(district, f"/v1/leads/{lead}/moves")["moves"]}
    streets = {each["command"]: each for each in get(served.client("jd-01"), f"/v1/leads/{lead}/moves")["moves"]}

    visit, summon, theirs = mine["record-visit"], mine["summon-interview"], streets["summon-interview"]
    assert visit["possible"]
    assert visit["form"]["properties"]["kind"]["enum"] == ["visit", "inspection"]
    assert "lead" not in visit["form"]["properties"]
    assert visit["basis"][0]["text"]["zh"]
    assert summon["denied"]["remedy"]["command"] == "sign-paper"
    assert theirs["denied"]["missing"]["levels"] == ["district-authority", "industry"]
    assert get(district, f"/v1/leads/{lead}/moves/approve-closing")["denied"]["code"] == "move.not-from-here"


def test_before_there_is_a_lead_moves_say_how_one_begins(served: Served) -> None:
    found = {each["command"]: each for each in get(served.client("jd-01"), "/v1/moves")["moves"]}

    assert found["register-lead"]["possible"]
    assert found["register-lead"]["form"]["required"] == ["source"]


@pytest.mark.parametrize(
    "page", ["", "/history", "/timeline", "/diff?from=1&to=1", "/moves", "/moves/suspend", "/transfers"]
)
def test_a_lead_that_is_not_for_me_is_as_one_that_never_was(served: Served, lead: str, page: str) -> None:
    community = served.client("sq-01")

    answers: list[Response] = [community.get(f"/v1/leads/{each}{page}") for each in (lead, "370104-2026-0099", "none")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert served.client("ga-01").get(f"/v1/leads/{lead}{page}").json()["code"] == "permission.outsider"
    assert served.stranger().get(f"/v1/leads/{lead}{page}").status_code == 401


def test_a_parameter_that_nobody_reads_is_refused(district: Client, lead: str) -> None:
    answer = district.get(f"/v1/leads/{lead}", params={"versoin": 1})

    assert (answer.status_code, answer.json()["code"]) == (422, "input.parameter.unknown")
