"""A caller says for which of his offices he acts and for which colleague: he is told which, and held to it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.directory import commands as c
from domain.directory.kinds import OfficeKind, Post
from tests.api.http.conftest import Served
from tests.api.http.test_leads import FORM

HOME, OTHER = "370104014", "370104014001"
BEFORE = datetime.now(UTC).date() - timedelta(days=2)
FOR_OTHER = {"chufei-office": OTHER}


def told(served: Served, command: type[Any], **given: object) -> None:
    """Let the administrator change the directory."""
    now = served.app.clock.now()
    served.app.do(command(occurred=now, **given), served.app.roster.actor("admin"))


@pytest.fixture
def both(served: Served) -> Served:
    """The handler of the street has a post in a community, and stands there in for its own."""
    since = BEFORE - timedelta(days=9)
    told(served, c.GrantPost, account="jd-01", post=Post.COMMUNITY_OFFICER, office=OTHER, since=since)
    told(served, c.NameDeputy, account="jd-01", office=OTHER, acting=False, absent="sq-01", paper="请假单", since=since)
    return served


def test_one_is_told_the_offices_one_can_act_for_and_whose_deputy_one_is(both: Served) -> None:
    mine = both.client("jd-01")
    me, there = mine.get("/v1/me").json(), mine.get("/v1/me", headers=FOR_OTHER).json()

    assert [(each["office"], each["stands_in_for"]) for each in me["capacities"]] == [(HOME, []), (OTHER, ["sq-01"])]
    assert (me["office"], there["office"], there["level"]) == (HOME, OTHER, "community")
    assert there["capacities"] == me["capacities"]


def test_what_is_done_for_another_office_is_that_offices(both: Served) -> None:
    mine = both.client("jd-01")
    done = [mine.post("/v1/leads", json=FORM, headers=headers).json()["lead"] for headers in ({}, FOR_OTHER, {})]

    leads = [mine.get(f"/v1/leads/{lead}").json()["lead"] for lead in done]
    assert [each["office"] for each in leads] == [HOME, OTHER, HOME]
    assert both.client("sq-01").get(f"/v1/leads/{done[1]}").status_code == 200


@pytest.mark.parametrize("office", ["370104", "nowhere", "370104014001'"])
def test_an_office_that_is_not_ones_own_is_refused_and_ones_own_are_told(both: Served, office: str) -> None:
    mine = both.client("jd-01", **{"chufei-office": office})

    for refused in (mine.get("/v1/me"), mine.post("/v1/leads", json=FORM)):
        assert (refused.status_code, refused.json()["code"]) == (403, "actor.no-power")
        assert refused.json()["facts"][0]["needed"] == [HOME, OTHER]


def test_for_a_colleague_the_deputy_of_the_day_alone_and_the_log_says_for_whom(both: Served) -> None:
    mine = both.client("jd-01")
    behalf = {**FOR_OTHER, "chufei-on-behalf-of": "sq-01"}

    lead = mine.post("/v1/leads", json=FORM, headers=behalf).json()["lead"]
    first = mine.get(f"/v1/leads/{lead}/history").json()["events"][0]
    assert (first["actor"], first["on_behalf_of"], first["office"]) == ("jd-01", "sq-01", OTHER)
    for wrong in ({"chufei-on-behalf-of": "sq-01"}, {**FOR_OTHER, "chufei-on-behalf-of": "jd-02"}):
        refused = mine.post("/v1/leads", json=FORM, headers=wrong)
        assert (refused.status_code, refused.json()["code"]) == (403, "permission.on-behalf")


def test_no_file_is_imported_for_a_colleague(both: Served) -> None:
    mine = both.client("jd-01", **{"chufei-on-behalf-of": "sq-01"}, **FOR_OTHER)

    refused = mine.post("/v1/imports", params={"name": "a.csv"}, content=b"x")
    assert (refused.status_code, refused.json()["code"]) == (422, "input.on-behalf-of")


def test_a_power_that_ended_counts_at_once_where_it_was_ended_by_a_read(both: Served) -> None:
    mine = both.client("jd-01", **FOR_OTHER)
    assert mine.get("/v1/me").status_code == 200

    for command in (c.EndGrant, c.EndDeputy):
        post = {"post": Post.COMMUNITY_OFFICER} if command is c.EndGrant else {}
        told(both, command, account="jd-01", office=OTHER, until=BEFORE, **post)
    assert mine.get("/v1/me").json()["code"] == "actor.no-power"


def test_the_same_key_is_another_command_for_another_office(both: Served) -> None:
    mine = both.client("jd-01", **{"idempotency-key": "k-1"})
    form = {name: value for name, value in FORM.items() if name != "occurred"}

    home, other, again = (mine.post("/v1/leads", json=form, headers=each) for each in ({}, FOR_OTHER, FOR_OTHER))
    assert (home.status_code, other.status_code) == (201, 201)
    assert home.json()["lead"] != other.json()["lead"]
    assert (again.json()["lead"], again.headers["idempotency-replayed"]) == (other.json()["lead"], "true")


@pytest.fixture
def elsewhere(served: Served) -> Served:
    """Somebody of a member unit, which has no power of its own, has a post in a street."""
    told(served, c.OpenOffice, office="370104-mz", kind=OfficeKind.MEMBER_UNIT, name="示例区民政局", division="370104",
         parent="370104", since=BEFORE)  # fmt: skip
    told(served, c.OpenAccount, ref="mz-01", name="测试民政甲", office="370104-mz", since=BEFORE)
    told(served, c.GrantPost, account="mz-01", post=Post.STREET_OFFICER, office=HOME, since=BEFORE)
    return served


def test_who_can_act_for_another_office_alone_comes_in_there(elsewhere: Served) -> None:
    mine = elsewhere.client("mz-01")

    me = mine.get("/v1/me").json()
    assert (me["account"], me["office"], me["roles"]) == ("mz-01", HOME, ["handler"])
    lead = mine.post("/v1/leads", json=FORM).json()["lead"]
    assert mine.get(f"/v1/leads/{lead}").json()["lead"]["office"] == HOME


def test_for_his_own_office_acts_and_reads_nobody_who_holds_nothing_there(served: Served) -> None:
    """An office of the line has powers; that he belongs to it gives him none of them."""
    told(served, c.OpenAccount, ref="qj-20", name="测试借调甲", office="370104", since=BEFORE)
    told(served, c.GrantPost, account="qj-20", post=Post.STREET_OFFICER, office=HOME, since=BEFORE)
    mine = served.client("qj-20")

    assert [each["office"] for each in mine.get("/v1/me").json()["capacities"]] == [HOME]
    refused = mine.get("/v1/ledger", headers={"chufei-office": "370104"})
    assert (refused.status_code, refused.json()["code"]) == (403, "actor.no-power")
    assert refused.json()["facts"][0]["needed"] == [HOME]


def test_where_there_are_several_none_is_chosen_for_him(elsewhere: Served) -> None:
    told(elsewhere, c.GrantPost, account="mz-01", post=Post.COMMUNITY_OFFICER, office=OTHER, since=BEFORE)
    mine = elsewhere.client("mz-01")

    refused = mine.post("/v1/leads", json=FORM)
    assert (refused.status_code, refused.json()["code"]) == (403, "actor.no-power")
    assert refused.json()["facts"][0]["needed"] == [HOME, OTHER]
    for office in (HOME, OTHER):
        assert mine.post("/v1/leads", json=FORM, headers={"chufei-office": office}).status_code == 201


def test_who_has_no_post_any_more_does_not_come_in(elsewhere: Served) -> None:
    mine = elsewhere.client("mz-01")
    assert mine.get("/v1/me").status_code == 200

    told(elsewhere, c.EndGrant, account="mz-01", post=Post.STREET_OFFICER, office=HOME, until=BEFORE)
    assert mine.get("/v1/me").json()["code"] == "sign-in.no-power"
