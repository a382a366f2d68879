"""The feed as a stream: everything once and in order, whoever drops out and comes back, and no longer than allowed."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from time import monotonic, sleep
from typing import Any

import pytest
from httpx2 import Client, Response

from api.http import feed
from domain.errors import NotFound
from domain.words import Words
from tests.api.http.conftest import Served
from tests.api.http.feeding import changed, register
from tests.support.waiting import comes_true
from workflows.scopes import Scope

Told = tuple[int, dict[str, Any]]


ENOUGH = 60.0
"""Seconds: a stream that says that it is alive would be followed for ever."""


def events(lines: Iterator[str]) -> Iterator[Told]:
    """The events of a stream, as a client acts on them: at the blank line."""
    data, id_, until = "", "", monotonic() + ENOUGH
    for line in lines:
        assert monotonic() < until, "what was waited for did not come"
        if line.startswith("data: "):
            data = line[6:]
        elif line.startswith("id: "):
            id_ = line[4:]
        elif not line and data:
            yield int(id_), json.loads(data)
            data = ""


def follow(client: Client, count: int, last: str = "", drop_after: int = 1_000_000) -> list[Told]:
    """So many events; the connection is dropped and taken up again after every ``drop_after``."""
    got: list[Told] = []
    while len(got) < count:
        headers = {"last-event-id": last} if last else {}
        with client.stream("GET", "/v1/feed/stream", headers=headers, timeout=60) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            for taken, (id_, event) in enumerate(events(answer.iter_lines()), 1):
                got.append((id_, event))
                last = str(id_)
                if len(got) == count or taken == drop_after:
                    break
    return got


def test_a_stream_gives_what_is_there_and_what_comes(served: Served) -> None:
    register(served.app, "a")
    client = served.client("qj-01", Scope.FEED)
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(follow, client, 3)
        sleep(0.3)
        register(served.app, "b")
        register(served.app, "c")
        got = following.result()

    assert [id_ for id_, _ in got] == [1, 2, 3]
    assert [event["subject"] for _, event in got] == ["leads/a", "leads/b", "leads/c"]
    assert [event for _, event in got] == client.get("/v1/feed").json()["events"]


def test_a_stream_of_chosen_types_says_how_far_it_came_also_where_nothing_was_wanted(served: Served) -> None:
    for name in "abc":
        register(served.app, name)
    client = served.client("qj-01", Scope.FEED)

    lines = []
    with client.stream("GET", "/v1/feed/stream", params={"types": "chufei.lead.moved.v1"}, timeout=60) as answer:
        for line in answer.iter_lines():
            lines.append(line)
            if line.startswith("id:"):
                break

    assert lines[-1] == "id: 3"
    assert not any(line.startswith("data") for line in lines)


def test_clients_that_drop_out_miss_nothing_and_get_nothing_twice(served: Served) -> None:
    clients, leads = 12, 25
    with ThreadPoolExecutor(clients) as pool:
        following = [
            pool.submit(follow, served.client("qj-01", Scope.FEED), leads, drop_after=2 + number % 5)
            for number in range(clients)
        ]
        for number in range(leads):
            register(served.app, f"lead{number}")
        exact = list(range(1, leads + 1))

        assert [[id_ for id_, _ in each.result()] for each in following] == [exact] * clients


def test_a_stream_behind_its_end_is_told_to_stop(served: Served) -> None:
    answer = served.client("qj-01", Scope.FEED).get("/v1/feed/stream", headers={"last-event-id": "7"})

    assert (answer.status_code, answer.json()["code"]) == (409, "cursor.ahead")


def test_a_stream_goes_on_with_the_rights_of_now(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    register(served.app, "a", "qj-01", division="370104013")
    client = served.client("qj-01", Scope.FEED)
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(follow, client, 5)
        sleep(1.2)
        changed(served.app, monkeypatch.setattr, "qj-01", office="370104014", division="370104014")
        register(served.app, "b", "qj-02", division="370104013")
        got = following.result()

    assert [event["type"] for _, event in got] == [
        "chufei.lead.registered.v1", "chufei.withheld.v1", "chufei.lead.withdrawn.v1", "chufei.lead.withdrawn.v1",
        "chufei.feed.rights-changed.v1",
    ]  # fmt: skip
    assert [event["subject"] for _, event in got[2:4]] == ["leads/a", "leads/b"], "b too: it came before the change"


def followed(client: Client, stack: ExitStack) -> Response:
    """Follow the feed until the stack ends, from its first line on; or what it says instead."""
    answer = stack.enter_context(client.stream("GET", "/v1/feed/stream", timeout=60))
    if answer.status_code != 200:
        answer.read()
        return answer
    lines: Any = answer.iter_lines()
    next(lines)
    stack.callback(lines.close)  # what is let go of is closed
    return answer


def test_an_account_follows_so_many_streams_and_one_that_is_closed_makes_room(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "AT_ONCE", 3)
    client, another = (served.client("qj-01", Scope.FEED) for _ in range(2))
    with ExitStack() as stack:
        assert [followed(each, stack).status_code for each in (client, client, another)] == [200, 200, 200]
        refused = followed(another, stack)
        assert followed(served.client("jd-01", Scope.FEED), stack).status_code == 200
        assert another.get("/v1/feed").status_code == 200

    assert (refused.status_code, refused.headers["retry-after"]) == (429, str(feed.WAIT))
    assert refused.json()["code"] == "feed.throttled"

    def has_room() -> bool:
        with ExitStack() as stack:
            return [followed(client, stack).status_code for _ in range(3)] == [200, 200, 200]

    assert comes_true(has_room, feed.PATIENCE), "those that were closed still count"


def test_a_stream_ends_when_its_reader_is_gone(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "PATIENCE", 0.2)
    monkeypatch.setattr(feed, "FRESH", 0.0)
    register(served.app, "a")
    client = served.client("qj-01", Scope.FEED)

    def nobody(_: str) -> Any:  # noqa: ANN401 - it never comes back
        raise NotFound(Words("无此人", "nobody"), code="actor.unknown")

    with client.stream("GET", "/v1/feed/stream", timeout=60) as answer:
        lines = answer.iter_lines()
        assert next(events(lines))[0] == 1
        with monkeypatch.context() as gone:
            gone.setattr(served.app.roster, "arriving", nobody)
            assert list(events(lines)) == []
