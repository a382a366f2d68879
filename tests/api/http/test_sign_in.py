"""People come in at a browser over real HTTP: the cookie, the powers, the way out, and nobody else's pages."""

from collections.abc import Callable
from typing import Final

import pyotp
import pytest
from httpx2 import Client, Response

from tests.api.http.conftest import Served

GOOD: Final = "four words at random"
OFFICER: Final = "qj-01"
OURS: Final = {"sec-fetch-site": "same-origin"}


def code_of(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def browser(served: Served, password: str = GOOD, account: str = OFFICER) -> Client:
    """Somebody who signed in at our own page."""
    client = served.stranger(**OURS)
    answer = client.post("/v1/session", json={"account": account, "password": password})
    assert answer.status_code == 200, answer.text
    return client


def settle(served: Served, account: str = OFFICER) -> Client:
    """Somebody who signed in by a password of an administrator's, and set his own."""
    given = served.app.identity.credentials.give_one_time(account, by="")
    client = browser(served, given, account)
    assert client.put("/v1/me/password", json={"old": given, "new": GOOD}).status_code == 200
    return client


@pytest.fixture
def either(database_url: str, serve: Callable[..., Served]) -> Served:
    """A server on a database of either kind."""
    return serve(database_url=database_url)


def test_one_signs_in_is_known_and_signs_out(either: Served) -> None:
    settle(either)
    client = browser(either)
    told = client.get("/v1/me").json()

    assert (told["account"], told["level"], told["roles"]) == (OFFICER, "district-authority", ["handler"])
    assert told["session"]["means"] == "password"
    assert client.delete("/v1/session").status_code == 204
    assert code_of(client.get("/v1/me")) == (401, "session.missing")


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(served: Served) -> None:
    settle(served)
    answer = served.stranger(**OURS).post("/v1/session", json={"account": OFFICER, "password": GOOD})
    cookie = next(each for each in answer.headers.get_list("set-cookie") if each.startswith("chufei-session="))

    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "Max-Age" not in cookie
    assert answer.headers["cache-control"] == "no-store"


def test_a_password_of_an_administrator_opens_nothing_but_its_own_change(served: Served) -> None:
    given = served.app.identity.credentials.give_one_time(OFFICER, by="")
    client = browser(served, given)

    assert code_of(client.get("/v1/me")) == (403, "sign-in.change-first")
    assert code_of(client.post("/v1/me/tokens", json={"label": "x", "scopes": ["read"]})) == (
        403,
        "sign-in.change-first",
    )
    refused = client.put("/v1/me/password", json={"old": given, "new": "short"})
    assert (*code_of(refused), refused.json()["pointer"]) == (422, "input.password.short", "/password")
    assert client.put("/v1/me/password", json={"old": given, "new": GOOD}).json()["session"]["must_change"] is False
    assert client.get("/v1/me").status_code == 200


def test_a_wrong_password_is_a_problem_and_too_many_say_how_long_to_wait(served: Served) -> None:
    settle(served)
    client = served.stranger(**OURS)
    wrong = {"account": OFFICER, "password": "wrong"}
    answers = [client.post("/v1/session", json=wrong) for _ in range(7)]

    assert [each.status_code for each in answers] == [401] * 6 + [429]
    assert answers[0].headers["content-type"] == "application/problem+json"
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 30
    assert answers[-1].json()["basis"][0]["citation"] == "office sign-in-tries"


def test_two_servers_over_one_database_count_together_and_log_out_together(
    postgres_url: str, serve: Callable[..., Served]
) -> None:
    one, other = serve("one", postgres_url), serve("one", postgres_url)
    client = settle(one)
    there = other.stranger(**OURS, cookie=f"chufei-session={client.cookies['chufei-session']}")
    assert there.get("/v1/me").status_code == 200

    assert client.delete("/v1/sessions").status_code == 200
    assert code_of(there.get("/v1/me")) == (401, "session.ended")
    strangers = [each.stranger(**OURS) for each in (one, other)]
    wrong = {"account": OFFICER, "password": "wrong"}
    statuses = [each.post("/v1/session", json=wrong).status_code for each in strangers * 4]
    assert statuses == [401] * 6 + [429] * 2


CASES: Final[tuple[tuple[str, dict[str, str], bool], ...]] = (
    ("our own page", {"sec-fetch-site": "same-origin"}, True),
    ("another site", {"sec-fetch-site": "cross-site"}, False),
    ("a neighbour of our name", {"sec-fetch-site": "same-site"}, False),
    ("an address somebody typed", {"sec-fetch-site": "none"}, False),
    ("another site that names our origin", {"sec-fetch-site": "cross-site", "origin": "OURS"}, False),
    ("an older browser on our page", {"origin": "OURS"}, True),
    ("an older browser on another site", {"origin": "https://evil.example"}, False),
    ("another port of this machine", {"origin": "http://127.0.0.1:1"}, False),
    ("a page without an origin", {"origin": "null"}, False),
    ("an empty origin", {"origin": ""}, False),
    ("nothing said", {}, False),
)


@pytest.mark.parametrize(("said", "let_through"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_session_changes_something_from_our_own_pages_alone(
    served: Served, said: dict[str, str], *, let_through: bool
) -> None:
    cookie = f"chufei-session={settle(served).cookies['chufei-session']}"
    headers = {name: value.replace("OURS", served.address) for name, value in said.items()}
    client = served.stranger(cookie=cookie, **headers)
    answer = client.post("/v1/me/tokens", json={"label": "x", "scopes": ["read"]})

    assert (answer.status_code == 201) is let_through, answer.text
    if not let_through:
        assert code_of(answer) == (403, "request.cross-site")
    assert client.get("/v1/me").status_code == 200, "to read is no change"


def test_a_token_needs_no_page(served: Served) -> None:
    client = served.client(OFFICER, **{"sec-fetch-site": "cross-site", "origin": "https://evil.example"})

    assert code_of(client.delete("/v1/sessions")) == (403, "sign-in.session-only")
    assert client.get("/v1/me").json()["session"] is None


def test_nobody_is_signed_in_by_another_sites_form(served: Served) -> None:
    client = served.stranger(**{"sec-fetch-site": "cross-site"})
    answer = client.post("/v1/session", json={"account": OFFICER, "password": GOOD})

    assert code_of(answer) == (403, "request.cross-site")
    way_out = {"zh": ("本系统的页面", "Origin", "密钥"), "en": ("our own pages", "Origin", "token")}
    for language, words in answer.json()["words"].items():
        assert all(each in words for each in way_out[language])


def test_over_a_network_in_the_clear_no_password_is_taken(served: Served) -> None:
    client = served.stranger(**OURS, host="chufei.example.gov.cn")

    assert code_of(client.post("/v1/session", json={"account": OFFICER, "password": GOOD})) == (403, "sign-in.insecure")


def test_behind_https_browsers_themselves_guard_the_cookie(serve: Callable[..., Served]) -> None:
    origin = "https://chufei.example.gov.cn"
    served = serve(CHUFEI_ORIGIN=origin)
    given = served.app.identity.credentials.give_one_time(OFFICER, by="")
    client = served.stranger(origin=origin)
    answer = client.post("/v1/session", json={"account": OFFICER, "password": given})
    cookies = answer.headers.get_list("set-cookie")
    token = cookies[0].partition(";")[0].partition("=")[2]

    assert [each.partition("=")[0] for each in cookies] == ["__Host-session", "__Host-browser"]
    assert all("; Secure" in each and "Domain" not in each for each in cookies)
    for name, code in (("__Host-session", "sign-in.change-first"), ("chufei-session", "session.missing")):
        assert code_of(served.stranger(cookie=f"{name}={token}").get("/v1/me"))[1] == code
    elsewhere = served.stranger(origin=served.address, cookie=f"__Host-session={token}")
    assert code_of(elsewhere.delete("/v1/sessions")) == (403, "request.cross-site")


def test_codes_are_turned_on_asked_for_and_turned_off(served: Served) -> None:
    client = settle(served)
    secret = client.post("/v1/me/second-factor", json={"password": GOOD}).json()["secret"]
    app = pyotp.TOTP(secret)
    now = served.app.clock.now()
    recovery = client.put("/v1/me/second-factor", json={"code": app.at(now)}).json()["recovery_codes"]
    stranger = served.stranger(**OURS)
    shown = {"account": OFFICER, "password": GOOD}

    assert client.get("/v1/me").json()["second_factor"] is True
    assert code_of(stranger.post("/v1/session", json=shown)) == (401, "sign-in.code")
    assert stranger.post("/v1/session", json={**shown, "code": recovery[0]}).status_code == 200
    removal = {"password": GOOD, "code": recovery[1]}
    assert code_of(client.post("/v1/me/second-factor/removal", json={**removal, "code": "000000"}))[0] == 401
    assert client.post("/v1/me/second-factor/removal", json=removal).status_code == 204
    assert stranger.post("/v1/session", json=shown).status_code == 200


def test_one_makes_a_token_uses_it_and_revokes_it(served: Served) -> None:
    client = settle(served)
    made = client.post("/v1/me/tokens", json={"label": "大屏", "scopes": ["read"], "days": 7}).json()
    program = served.stranger(authorization=f"Bearer {made['token']}")

    assert program.get("/v1/me").json()["scopes"] == ["read"]
    assert code_of(program.post("/v1/me/tokens", json={"label": "x", "scopes": ["read"]})) == (
        403,
        "sign-in.session-only",
    )
    (listed,) = client.get("/v1/me/tokens").json()["tokens"]
    assert "token" not in listed
    assert client.delete(f"/v1/me/tokens/{made['prefix']}").status_code == 204
    assert code_of(program.get("/v1/me")) == (401, "token.invalid")
    assert code_of(client.delete("/v1/me/tokens/00000000")) == (404, "token.unknown")


def test_keys_outlive_sessions_and_whoever_ends_these_is_told_which(served: Served) -> None:
    client = settle(served)
    made, gone = (client.post("/v1/me/tokens", json={"label": "大屏", "scopes": ["read"]}).json() for _ in range(2))
    assert client.delete(f"/v1/me/tokens/{gone['prefix']}").status_code == 204
    changed = client.put("/v1/me/password", json={"old": GOOD, "new": f"{GOOD} again"})
    assert changed.json()["tokens"] == [made["prefix"]]

    told = client.delete("/v1/sessions").json()

    assert told == {"tokens": [made["prefix"]], "revoke": "DELETE /v1/me/tokens/{prefix}"}
    assert served.stranger(authorization=f"Bearer {made['token']}").get("/v1/me").status_code == 200


def test_one_sees_and_ends_ones_sessions_everywhere(served: Served) -> None:
    client = settle(served)
    elsewhere = browser(served)
    assert len(client.get("/v1/sessions").json()["sessions"]) == 2

    assert elsewhere.delete("/v1/sessions").status_code == 200
    assert code_of(client.get("/v1/me")) == (401, "session.ended")


@pytest.mark.parametrize("body", [{}, {"account": "x"}, {"account": "x", "password": "y", "admin": True}, []])
def test_a_form_with_too_little_or_too_much_is_refused(served: Served, body: object) -> None:
    assert served.stranger(**OURS).post("/v1/session", json=body).status_code == 422


def test_without_a_provider_there_is_no_way_through_one(served: Served) -> None:
    assert code_of(served.stranger().get("/v1/oidc/start")) == (404, "oidc.off")
