"""People come in by a real identity provider: it says who they are, and nothing else of what it says counts."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from httpx2 import Response

from api.bootstrap import bootstrap
from api.outside import CLIENT_SECRET
from api.server import serving
from api.settings import Settings
from tests.api.conftest import begin
from tests.api.http.conftest import Served
from tests.support import missing
from tests.support.provider import Provider, running_provider

OFFICER: Final = "qj-01"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """A real provider in a process of its own."""
    with running_provider() as found:
        if found is None:
            missing.lacks("the identity provider of the tests", "uv, and a way to its packages")
        yield found


Start = Callable[..., Served]


@pytest.fixture
def start(provider: Provider, folder: Callable[[str], Path]) -> Iterator[Start]:
    """Start a server that knows the provider, with further settings."""
    with ExitStack() as stack:

        def started(database_url: str = "", **more: str) -> Served:
            given = {
                "CHUFEI_OIDC_ISSUER": provider.issuer, "CHUFEI_OIDC_CLIENT_ID": provider.client_id,
                "CHUFEI_OIDC_CLIENT_SECRET": provider.client_secret, "CHUFEI_DATABASE_URL": database_url, **more,
            }  # fmt: skip
            data = begin(folder("data"), database_url) if database_url else folder("data")
            app = stack.enter_context(bootstrap(Settings.read(given, data=str(data))))
            address = stack.enter_context(serving(app, "127.0.0.1", 0))
            provider.sends_back_to(f"{address}/v1/oidc/callback")
            return Served(app, address, stack)

        yield started


def code_of(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_whom_an_administrator_linked_comes_in_with_the_powers_of_here(
    database_url: str, start: Start, provider: Provider
) -> None:
    served = start(database_url)
    served.app.identity.links.link(provider.issuer, OFFICER, "jd-02", by="")
    browser = served.stranger()
    answer = provider.signs_in(browser, "/v1/oidc/start?next=/v1/me/tokens", OFFICER)
    told = browser.get("/v1/me").json()

    assert (answer.status_code, answer.headers["location"]) == (303, "/v1/me/tokens")
    assert (told["account"], told["position"], told["session"]["means"]) == ("jd-02", "principal", "oidc")


def test_whom_nobody_linked_stays_outside(start: Start, provider: Provider) -> None:
    served = start()

    assert code_of(provider.signs_in(served.stranger(), "/v1/oidc/start", OFFICER)) == (403, "oidc.unlinked")


def test_an_agreed_claim_links_once_and_for_all(start: Start, provider: Provider) -> None:
    served = start(CHUFEI_OIDC_CLAIM="sub")
    browser = served.stranger()
    provider.signs_in(browser, "/v1/oidc/start", OFFICER)

    assert browser.get("/v1/me").json()["account"] == OFFICER
    assert code_of(provider.signs_in(served.stranger(), "/v1/oidc/start", "stranger")) == (403, "sign-in.no-power")
    served.app.identity.links.unlink("jd-01", by="")
    served.app.identity.links.link(provider.issuer, "an earlier jd-01", "jd-01", by="")
    assert code_of(provider.signs_in(served.stranger(), "/v1/oidc/start", "jd-01")) == (403, "oidc.taken")


def test_a_claim_that_stands_in_no_token_is_asked_for(start: Start, provider: Provider) -> None:
    served = start(CHUFEI_OIDC_CLAIM="family_name")
    browser = served.stranger()
    provider.signs_in(browser, "/v1/oidc/start", OFFICER)

    assert browser.get("/v1/me").json()["account"] == OFFICER


def test_who_left_does_not_come_in_however_well_the_provider_knows_him(start: Start, provider: Provider) -> None:
    served = start()
    served.app.identity.links.link(provider.issuer, OFFICER, "gone-01", by="")

    assert code_of(provider.signs_in(served.stranger(), "/v1/oidc/start", OFFICER)) == (403, "sign-in.no-power")


def test_an_answer_opens_the_browser_that_asked_and_opens_it_once(start: Start, provider: Provider) -> None:
    served = start(CHUFEI_OIDC_CLAIM="sub")
    ours, theirs = served.stranger(), served.stranger()
    theirs.get("/v1/oidc/start")
    ways: list[str] = []

    def stolen(back: str) -> str:
        ways.append(back)
        assert code_of(theirs.get(back)) == (401, "oidc.refused"), "asked something else"
        assert code_of(served.stranger().get(back)) == (401, "oidc.refused"), "asked nothing"
        return back

    assert provider.signs_in(ours, "/v1/oidc/start", OFFICER, stolen).status_code == 303
    assert code_of(ours.get(ways[0])) == (401, "oidc.refused")


@pytest.mark.parametrize(
    ("true", "false"),
    [("state=", "state=x"), ("code=", "cod="), ("iss=", "iss=x"), ("iss=", "is="), ("code=", "error=")],
)
def test_an_answer_that_was_changed_on_the_way_is_refused(
    start: Start, provider: Provider, true: str, false: str
) -> None:
    served = start(CHUFEI_OIDC_CLAIM="sub")
    answer = provider.signs_in(
        served.stranger(), "/v1/oidc/start", OFFICER, lambda back: re.sub(f"(?<=[?&]){true}", false, back)
    )

    assert code_of(answer) == (401, "oidc.refused")
    assert served.app.identity.sessions.of(served.app.roster.actor(OFFICER)) == ()


@pytest.mark.parametrize("way", ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "/a\\b", ""])
def test_nobody_is_sent_on_to_another_house(start: Start, provider: Provider, way: str) -> None:
    served = start(CHUFEI_OIDC_CLAIM="sub")
    answer = provider.signs_in(served.stranger(), f"/v1/oidc/start?next={way}", OFFICER)

    assert answer.headers["location"] == "/v1/me"


def test_a_wrong_secret_of_ours_opens_nothing(start: Start, provider: Provider) -> None:
    wrong = start(**{CLIENT_SECRET: "wrong"})

    assert code_of(provider.signs_in(wrong.stranger(), "/v1/oidc/start", OFFICER)) == (401, "oidc.refused")


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:9", "http://localhost:9/realm"])
def test_a_provider_that_does_not_answer_is_a_fault(start: Start, issuer: str) -> None:
    answer = start(CHUFEI_OIDC_ISSUER=issuer).stranger().get("/v1/oidc/start")

    assert code_of(answer) == (503, "oidc.unavailable")
    assert answer.headers["retry-after"] == "1"


def test_one_that_calls_itself_by_another_name_is_not_believed(start: Start, provider: Provider) -> None:
    answer = (
        start(CHUFEI_OIDC_ISSUER=provider.issuer.replace("localhost", "127.0.0.1")).stranger().get("/v1/oidc/start")
    )

    assert code_of(answer) == (503, "oidc.unavailable")
