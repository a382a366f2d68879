"""The console over real HTTP: people sign in as they do at a browser, and are followed by their cookies."""

from collections.abc import Callable

import pytest
from httpx2 import Client

from tests.api.http.conftest import Served, serve, served
from workflows.identity.shapes import Attempt

__all__ = ["serve", "served"]

PASSWORD = "示例口令-2026-处非"  # noqa: S105 - of people who are not there


@pytest.fixture
def seated(served: Served) -> Callable[[str], Client]:
    """Somebody who has signed in; his client goes where it is sent and keeps its cookies."""
    return lambda account: sit(served, account)


@pytest.fixture
def admin(seated: Callable[[str], Client]) -> Client:
    """Who keeps the directory."""
    return seated("admin")


@pytest.fixture
def public(served: Served) -> Client:
    """Anybody, without an account."""
    return served.stranger(origin=served.address)


def sit(served: Served, account: str) -> Client:
    """Somebody at a browser, signed in."""
    password_of(served, account)
    client = served.stranger(origin=served.address)
    client.follow_redirects = True
    answer = client.post("/sign-in", data={"account": account, "password": PASSWORD})
    assert answer.url.path != "/sign-in", answer.text
    return client


def password_of(served: Served, account: str) -> str:
    """A password that somebody chose himself."""
    once = served.app.identity.credentials.give_one_time(account, "")
    attempt = Attempt(account=account, password=once, code="", address="127.0.0.1", browser="")
    came = served.app.identity.door.sign_in(attempt)
    served.app.identity.door.change_password(came.session, attempt, PASSWORD)
    return PASSWORD
