"""Open pages are told that their lead moved on: so many of one person, and no page needs it."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest
from httpx2 import Client

from api.console.views import live
from tests.api.console.test_pages import registered
from tests.support.waiting import comes_true

Seated = Callable[[str], Client]
PATIENCE = 15


@pytest.fixture
def lead(seated: Seated) -> str:
    return registered(seated("jd-01"))


def opened(stack: ExitStack, client: Client, lead: str) -> int:
    """Open a stream until the stack ends, and read its first line."""
    answer: Any = stack.enter_context(client.stream("GET", f"{lead}/live?version=1"))
    if answer.status_code != live.NO_MORE:
        lines = answer.iter_raw()
        next(lines)
        stack.callback(lines.close)  # what is let go of is closed
    status: int = answer.status_code
    return status


def test_a_person_has_so_many_and_a_page_beyond_them_is_told_nothing_and_works_on(
    seated: Seated, lead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "AT_ONCE", 3)
    monkeypatch.setattr(live, "EVERY", 0.05)
    client, other = seated("jd-01"), seated("qj-01")
    with ExitStack() as stack:
        assert [opened(stack, client, lead) for _ in range(4)] == [200, 200, 200, live.NO_MORE]
        assert opened(stack, other, lead) == 200
        assert client.get(lead).status_code == 200

    def has_room() -> bool:
        with ExitStack() as stack:
            return opened(stack, client, lead) == 200

    assert comes_true(has_room, PATIENCE), "those that were closed still count"
