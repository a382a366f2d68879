"""What waits: the number in the navigation is that of the list, and who handles nothing begins with his office."""

import re
from collections.abc import Callable

from httpx2 import Client

from tests.api.console.test_pages import done, registered

Seated = Callable[[str], Client]


def test_a_lead_that_ended_is_not_counted_among_what_waits(seated: Seated) -> None:
    client = seated("qj-01")
    lead = registered(client, handler="qj-01")
    assert counted(client) == listed(client) == 1

    refuse(client, lead)
    assert counted(client) == listed(client) == 0


def test_a_leader_who_handles_nothing_begins_with_what_his_office_may_do(seated: Seated) -> None:
    registered(seated("qj-01"), handler="qj-01")
    leader = seated("qj-04")

    assert listed(leader) == 1
    assert "现在没有待办" in leader.get("/work?all=false").text
    assert listed(seated("qj-02")) == 0, "another officer begins with his own"


def test_a_lead_that_nobody_handles_waits_for_everybody_there_and_is_given_to_one(seated: Seated) -> None:
    one, other = seated("qj-01"), seated("qj-02")
    lead = registered(one)
    for client in (one, other):
        assert "尚无承办人" in client.get("/work").text
        assert client.get("/work").text.index(f"{lead}/do/assign-handler") < client.get("/work").text.index("开始核查")

    assert done(one, lead, "assign-handler", {"handler": "qj-01"}).status_code == 200
    assert f"{lead}/do/start-verification" in one.get("/work").text
    assert f"{lead}/do/assign-handler" not in one.get("/work").text
    assert listed(other) == 0


def test_an_archivist_begins_with_the_files_that_he_may_close(seated: Seated) -> None:
    handler = seated("qj-01")
    lead = registered(handler, handler="qj-01")
    refuse(handler, lead)

    archivist = seated("qj-05")
    assert '<a href="/work"' in archivist.get("/law").text
    assert archivist.get("/").url.path == "/work"
    assert f"{lead}/do/archive" in archivist.get("/work").text
    assert '<a href="/board"' not in archivist.get("/law").text


def refuse(client: Client, lead: str) -> None:
    """Not take a lead up, which ends it."""
    typed = {"reason": "out-of-scope", "explanation": "不属于受理范围"}
    assert done(client, lead, "refuse-lead", typed).status_code == 200


def counted(client: Client) -> int:
    """The number in the navigation."""
    counted = r'我的待办 <span class="count"[^>]*><span class="hidden">待办 </span>(\d+)'
    found = re.search(counted, client.get("/work").text)
    return int(found[1]) if found else 0


def listed(client: Client) -> int:
    """The leads on the page."""
    return client.get("/work").text.partition('<ol class="duties">')[2].count('<li class="card')
