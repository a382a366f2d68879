"""The feed is read from outside page by page: gap-free, cacheable, filtered by the reader's rights of today."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any

import pytest
from httpx2 import Client

from api.app import App
from tests.api.http.conftest import Served
from tests.api.http.feeding import changed, register
from workflows.scopes import Scope


def entries(client: Client, after: int = 0, **more: float) -> list[dict[str, Any]]:
    answer = client.get("/v1/feed", params={"after": after, "limit": 1000, **more})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["events"]
    return found


def types(client: Client, after: int = 0) -> list[str]:
    return [each["type"] for each in entries(client, after)]


def test_a_reader_gets_every_sequence_once(served: Served) -> None:
    for name in "abc":
        register(served.app, name)
    client = served.client("qj-01", Scope.FEED)

    found = entries(client)
    assert [int(each["sequence"]) for each in found] == list(range(1, len(found) + 1))
    assert [each["subject"] for each in found if each["type"] == "chufei.lead.registered.v1"] == [
        "leads/a", "leads/b", "leads/c"
    ]  # fmt: skip
    one = client.get("/v1/feed/2")
    assert one.headers["content-type"] == "application/cloudevents+json"
    assert one.json() == found[1]


def test_what_a_reader_is_not_shown_is_a_stub(served: Served) -> None:
    register(served.app, "ours")
    register(served.app, "theirs", "qj-01", division="370104013")
    street, district = served.client("jd-01", Scope.FEED), served.client("qj-01", Scope.FEED)

    assert types(district) == ["chufei.lead.registered.v1", "chufei.lead.registered.v1"]
    assert types(street) == ["chufei.lead.registered.v1", "chufei.withheld.v1"]
    assert "subject" not in street.get("/v1/feed/2").json()


def test_a_full_page_with_its_rights_is_kept_for_ever_and_any_other_is_not(served: Served) -> None:
    for name in "abcd":
        register(served.app, name)
    client = served.client("qj-01", Scope.FEED)

    first = client.get("/v1/feed", params={"limit": 2})
    assert first.headers["cache-control"] == "private, no-cache"
    known = {"if-none-match": first.headers["etag"]}
    assert client.get("/v1/feed", params={"limit": 2}, headers=known).status_code == 304

    rights = first.json()["rights"]
    second = client.get("/v1/feed", params={"after": 2, "limit": 2, "rights": rights})
    assert second.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert second.json()["full"]
    assert second.links["next"]["url"] == f"/v1/feed?after=4&limit=2&rights={rights}"
    register(served.app, "e")
    again = client.get("/v1/feed", params={"after": 2, "limit": 2, "rights": rights})
    assert again.content == second.content
    last = client.get(again.links["next"]["url"])
    assert (last.headers["cache-control"], last.json()["full"], last.json()["next"]) == ("no-store", False, 5)
    assert "etag" not in last.headers


def test_who_chooses_types_gets_those_and_learns_how_far_he_has_read(served: Served) -> None:
    register(served.app, "ours")
    register(served.app, "theirs", "qj-01", division="370104013")
    register(served.app, "more")
    client, wanted = served.client("jd-01", Scope.FEED), "chufei.lead.*"

    page = client.get("/v1/feed", params={"limit": 2, "types": wanted})
    told = page.json()
    assert ([each["subject"] for each in told["events"]], told["next"], told["full"]) == (["leads/ours"], 2, True)
    assert page.links["next"]["url"] == f"/v1/feed?after=2&limit=2&rights={told['rights']}&types={wanted}"
    rest = client.get(page.links["next"]["url"])
    assert ([each["subject"] for each in rest.json()["events"]], rest.json()["next"]) == (["leads/more"], 3)

    nothing = client.get("/v1/feed", params={"types": ["chufei.lead.moved.v1", "chufei.withheld.v1"]}).json()
    assert [each["type"] for each in nothing["events"]] == ["chufei.withheld.v1"]
    assert (nothing["next"], nothing["full"]) == (3, False)


def test_a_page_is_known_again_for_the_same_types_alone(served: Served) -> None:
    for name in "abc":
        register(served.app, name)
    client = served.client("qj-01", Scope.FEED)
    asked: dict[str, Any] = {"limit": 2, "types": "chufei.lead.moved.v1"}

    first = client.get("/v1/feed", params=asked)
    known = {"if-none-match": first.headers["etag"]}
    assert client.get("/v1/feed", params=asked, headers=known).status_code == 304
    assert client.get("/v1/feed", params={"limit": 2}, headers=known).status_code == 200
    assert client.get("/v1/feed", params=asked | {"types": "chufei.lead.*"}, headers=known).status_code == 200
    rights = first.json()["rights"]
    kept = client.get("/v1/feed", params=asked | {"rights": rights})
    assert (kept.json()["events"], kept.headers["cache-control"]) == ([], "private, max-age=31536000, immutable")


@pytest.mark.parametrize("door", ["/v1/feed", "/v1/feed/stream"])
@pytest.mark.parametrize("wanted", ["chufei.lead.mooved.v1", "chufei.nobody.*", "", "lead"])
def test_a_type_that_is_misspelt_is_refused_at_once(served: Served, door: str, wanted: str) -> None:
    answer = served.client("qj-01", Scope.FEED).get(door, params={"types": ["chufei.lead.*", wanted]})

    assert (answer.status_code, answer.json()["code"]) == (422, "input.event-type")


def test_a_cursor_ahead_of_the_feed_is_told_to_stop(served: Served) -> None:
    register(served.app, "a")
    answer = served.client("qj-01", Scope.FEED).get("/v1/feed", params={"after": 9})

    assert answer.status_code == 409
    assert answer.json()["code"] == "cursor.ahead"
    assert answer.json()["facts"][0]["needed"] == "≤ 1"


def test_a_poll_waits_until_something_happens(served: Served) -> None:
    register(served.app, "a")
    client = served.client("qj-01", Scope.FEED)
    begun = monotonic()
    assert entries(client, 1, wait=0.3) == []
    assert 0.25 < monotonic() - begun < 5

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(entries, client, 1, wait=20)
        sleep(0.2)
        begun = monotonic()
        register(served.app, "b")

        assert [each["subject"] for each in waiting.result()] == ["leads/b"]
        assert monotonic() - begun < 5


def test_who_waited_is_answered_by_the_rights_of_now(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    register(served.app, "a")
    client = served.client("qj-01", Scope.FEED)
    entries(client)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(entries, client, 1, wait=20)
        sleep(0.5)
        changed(served.app, monkeypatch.setattr, "qj-01", office="370105", division="370105")
        register(served.app, "b")

        assert [each["type"] for each in waiting.result()][:1] == ["chufei.withheld.v1"]


def test_a_reader_who_is_shown_less_is_told_lead_by_lead_what_to_delete(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(served.app, "here")
    register(served.app, "there", "qj-01", division="370104013")
    client = served.client("qj-01", Scope.FEED)
    assert types(client) == ["chufei.lead.registered.v1"] * 2

    changed(served.app, monkeypatch.setattr, "qj-01", office="370104014", division="370104014")
    assert types(client)[:2] == ["chufei.lead.registered.v1", "chufei.withheld.v1"]
    served.app.feeding.catch_up()
    later = entries(client, 2)
    assert [(each["type"], each.get("subject")) for each in later] == [
        ("chufei.lead.withdrawn.v1", "leads/there"), ("chufei.feed.rights-changed.v1", None)
    ]  # fmt: skip
    assert later[1]["data"] == {"reread": False}


def test_a_right_that_comes_back_lets_the_feed_be_read_again(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    register(served.app, "here")
    register(served.app, "there", "qj-01", division="370104013")
    client = served.client("qj-01", Scope.FEED)
    before = entries(client)
    with monkeypatch.context() as narrowed:
        changed(served.app, narrowed.setattr, "qj-01", office="370104014", division="370104014")
        entries(client)
        served.app.feeding.catch_up()
    entries(client)
    served.app.feeding.catch_up()

    again = entries(client)
    assert again[:2] == before
    assert [each["type"] for each in again[2:]] == [
        "chufei.withheld.v1",  # it told to delete what is shown again
        "chufei.feed.rights-changed.v1",
        "chufei.feed.rights-changed.v1",
    ]
    assert again[-1]["data"] == {"reread": True}


def test_nobody_else_hears_of_a_readers_rights(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    register(served.app, "here")
    changing, other = served.client("qj-01", Scope.FEED), served.client("qj-02", Scope.FEED)
    entries(changing)
    changed(served.app, monkeypatch.setattr, "qj-01", office="370105", division="370105")
    entries(changing)
    served.app.feeding.catch_up()

    assert types(other)[1:] == ["chufei.withheld.v1"] * 2


def test_the_police_get_theirs_on_paper(served: Served) -> None:
    answer = served.client("ga-01", Scope.FEED).get("/v1/feed")

    assert (answer.status_code, answer.json()["code"]) == (403, "permission.outsider")


def test_a_token_for_something_else_reads_no_feed(served: Served) -> None:
    assert served.client("qj-01", Scope.READ).get("/v1/feed").json()["code"] == "token.scope"
    assert served.stranger().get("/v1/feed").status_code == 401


@pytest.mark.parametrize(
    "asked", [{"limit": 0}, {"limit": 1001}, {"after": -1}, {"wait": 31}, {"after": 2**63}, {"befor": 1}]
)
def test_a_parameter_out_of_bounds_is_refused(served: Served, asked: dict[str, int]) -> None:
    assert served.client("qj-01", Scope.FEED).get("/v1/feed", params=asked).status_code == 422


def test_a_sequence_that_is_not_there_yet_is_not_found(served: Served) -> None:
    assert served.client("qj-01", Scope.FEED).get("/v1/feed/7").json()["code"] == "sequence.unknown"


def test_rights_are_noted_once(served: Served) -> None:
    def noted(app: App) -> int:
        return len(app.store.tail("feed/qj-01").events)

    register(served.app, "a")
    client = served.client("qj-01", Scope.FEED)
    for _ in range(3):
        entries(client)

    assert noted(served.app) == 1
