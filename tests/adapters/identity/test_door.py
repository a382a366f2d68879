"""The door opens to a password that is right, is slow to be tried, and shuts nobody out for good."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from logging import INFO

import pytest
import structlog
from argon2 import PasswordHasher
from structlog.testing import capture_logs

from adapters.identity import secrets
from domain.errors import InvalidInput, NotSignedIn, Refusal, TooOften
from domain.instants import day_of
from tests.adapters.identity.conftest import GOOD, OFFICER, House
from workflows.identity.shapes import Attempt, Kind, Means
from workflows.scopes import Scope

DEPUTY = "district-authority-deputy"


def outcome(house: House, attempt: Attempt) -> str:
    """What becomes of an attempt: ``in``, or the code of the refusal."""
    try:
        house.identity.door.sign_in(attempt)
    except Refusal as refused:
        return refused.code
    return "in"


def test_a_right_password_lets_in_with_the_powers_of_today(house: House) -> None:
    came = house.identity.door.sign_in(house.attempt())

    assert (came.session.account, came.session.means) == (OFFICER.id, Means.PASSWORD)
    assert house.identity.sessions.known(came.token).actor == OFFICER


@pytest.mark.usefixtures("dear")
@pytest.mark.parametrize("account", [OFFICER.id, "nobody-here", "'; drop table credentials; --", "密码写错了格子"])
def test_a_wrong_one_costs_the_same_whether_there_is_such_an_account_or_not(
    house: House, account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    verify = PasswordHasher.verify

    def watched(self: PasswordHasher, stored: str, password: str) -> bool:
        tried.append(stored.split("$")[3])
        return bool(verify(self, stored, password))

    monkeypatch.setattr(PasswordHasher, "verify", watched)

    assert outcome(house, house.attempt("wrong", account)) == "sign-in.refused"
    assert tried == ["m=19456,t=2,p=1"]


def test_after_six_wrong_ones_the_right_one_waits_too_and_then_lets_in(house: House) -> None:
    assert [outcome(house, house.attempt("wrong")) for _ in range(6)] == ["sign-in.refused"] * 6

    with pytest.raises(TooOften) as refused:
        house.identity.door.sign_in(house.attempt())
    assert refused.value.seconds == 30
    house.clock.later(seconds=31)
    assert outcome(house, house.attempt()) == "in"
    assert outcome(house, house.attempt("wrong")) == "sign-in.refused"


def test_many_at_once_are_no_more_guesses_than_one_after_the_other(house: House) -> None:
    with ThreadPoolExecutor(12) as threads:
        outcomes = list(threads.map(lambda _: outcome(house, house.attempt("wrong")), range(12)))

    assert sorted(outcomes) == ["sign-in.refused"] * 6 + ["sign-in.throttled"] * 6


def test_a_stranger_elsewhere_does_not_keep_a_known_browser_out(house: House) -> None:
    browser = house.identity.door.sign_in(house.attempt()).browser
    for _ in range(20):
        outcome(house, house.attempt("wrong", address="203.0.113.9"))

    assert outcome(house, house.attempt()) == "sign-in.throttled"
    assert outcome(house, house.attempt(browser=browser)) == "in"
    assert [outcome(house, house.attempt("wrong", browser=browser)) for _ in range(7)][-1] == "sign-in.throttled"


@pytest.mark.parametrize("forged", ["x.y", ".", "ab.", "密.密", "00000000.00000000000000000000000000000000"])
def test_a_browser_that_only_says_it_is_known_is_not(house: House, forged: str) -> None:
    for _ in range(6):
        outcome(house, house.attempt("wrong"))

    assert outcome(house, house.attempt(browser=forged)) == "sign-in.throttled"


def test_the_browser_of_another_account_is_not_known(house: House) -> None:
    browser = house.identity.door.sign_in(house.attempt()).browser
    for _ in range(6):
        outcome(house, house.attempt("wrong", "street-first"))

    assert outcome(house, house.attempt("wrong", "street-first", browser=browser)) == "sign-in.throttled"


@pytest.mark.parametrize(("first", "second"), [("10.0.0.1", "10.0.0.1"), ("2001:db8:1:2::1", "2001:db8:1:2:ff::9")])
def test_whoever_tries_many_accounts_from_one_place_waits(house: House, first: str, second: str) -> None:
    told = {outcome(house, house.attempt("wrong", f"a{number}", address=first)) for number in range(51)}

    assert told == {"sign-in.refused"}
    assert outcome(house, house.attempt("wrong", "a52", address=second)) == "sign-in.throttled"
    assert outcome(house, house.attempt(address="10.9.9.9")) == "in"


def test_a_whole_office_behind_one_address_comes_in(house: House) -> None:
    assert {outcome(house, house.attempt()) for _ in range(60)} == {"in"}


def test_another_process_counts_along_and_so_does_one_that_is_started_anew(house: House) -> None:
    other = house.again()
    for at in (house.identity, other) * 3:
        with pytest.raises(NotSignedIn):
            at.door.sign_in(house.attempt("wrong"))

    for at in (house.identity, other, house.again()):
        with pytest.raises(TooOften):
            at.door.sign_in(house.attempt())


def test_who_left_or_holds_no_post_does_not_come_in_and_learns_it_only_with_the_password(house: House) -> None:
    house.people.change(OFFICER, roles=())
    assert outcome(house, house.attempt()) == "sign-in.no-power"
    assert outcome(house, house.attempt("wrong")) == "sign-in.refused"

    house.people.leave(OFFICER)
    assert outcome(house, house.attempt()) == "sign-in.no-power"


def test_a_password_of_another_is_good_for_a_day_and_says_that_it_must_be_changed(house: House) -> None:
    given = house.identity.credentials.give_one_time(OFFICER.id, by=DEPUTY)
    came = house.identity.door.sign_in(house.attempt(given))
    house.clock.later(hours=24, seconds=1)

    assert came.session.must_change
    assert outcome(house, house.attempt(given)) == "sign-in.expired"
    fact = house.identity.record.facts(OFFICER.id)[-1]
    assert (fact.kind, fact.by) == (Kind.PASSWORD_RESET, DEPUTY)


def test_how_long_a_password_is_and_lasts_is_what_the_office_set(house: House) -> None:
    house.rules.set("password-by-another", 48)
    house.rules.set("password-rule", 20)
    given = house.identity.credentials.give_one_time(OFFICER.id, by=DEPUTY)
    house.clock.later(hours=47)
    came = house.identity.door.sign_in(house.attempt(given))

    with pytest.raises(InvalidInput) as refused:
        house.identity.door.change_password(came.session, house.attempt(given), "nineteen characters")

    assert refused.value.code == "input.password.short"
    assert "20" in refused.value.way_out.zh
    house.clock.later(hours=2)
    assert outcome(house, house.attempt(given)) == "sign-in.expired"


@pytest.mark.parametrize(("hours", "later", "told"), [(48, 25, "sign-in.expired"), (1, 23, "in")])
def test_a_password_is_good_for_as_long_as_the_rule_said_on_the_day_it_was_set(
    house: House, hours: int, later: int, told: str
) -> None:
    given = house.identity.credentials.give_one_time(OFFICER.id, by=DEPUTY)
    house.rules.set("password-by-another", hours, day_of(house.clock.now()) + timedelta(days=1))
    house.clock.later(hours=later)

    assert outcome(house, house.attempt(given)) == told


def test_changing_it_ends_all_sessions_and_begins_one(house: House) -> None:
    given = house.identity.credentials.give_one_time(OFFICER.id, by="")
    came, elsewhere = (house.identity.door.sign_in(house.attempt(given)) for _ in range(2))
    fresh = house.identity.door.change_password(came.session, house.attempt(given), "quite another sentence")

    assert not house.identity.sessions.known(fresh.token).must_change
    for token in (came.token, elsewhere.token):
        with pytest.raises(NotSignedIn):
            house.identity.sessions.known(token)
    assert outcome(house, house.attempt(given)) == "sign-in.refused"
    assert outcome(house, house.attempt("quite another sentence")) == "in"


@pytest.mark.parametrize(
    ("old", "fresh", "code"),
    [
        (GOOD, GOOD, "input.password.same"),
        (GOOD, "short", "input.password.short"),
        ("wrong", "quite another sentence", "sign-in.refused"),
    ],
)
def test_a_change_needs_the_old_one_and_a_good_new_one(house: House, old: str, fresh: str, code: str) -> None:
    came = house.identity.door.sign_in(house.attempt())

    with pytest.raises(Refusal) as refused:
        house.identity.door.change_password(came.session, house.attempt(old), fresh)
    assert refused.value.code == code
    assert outcome(house, house.attempt()) == "in"


@pytest.mark.usefixtures("dear")
def test_a_password_kept_by_a_cheaper_measure_is_kept_by_todays_after_a_sign_in(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cheaper:
        cheaper.setattr(secrets, "HASHER", PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1))
        house.identity.credentials.set(OFFICER.id, GOOD)
    before = house.identity.credentials.of(OFFICER.id)
    house.identity.door.sign_in(house.attempt())
    after = house.identity.credentials.of(OFFICER.id)

    assert before is not None
    assert after is not None
    assert (secrets.outdated(before.password), secrets.outdated(after.password)) == (True, False)
    assert outcome(house, house.attempt()) == "in"


def test_what_is_shown_of_an_attempt_holds_no_secret(house: House) -> None:
    came = house.identity.door.sign_in(house.attempt())

    assert GOOD not in repr(house.attempt())
    assert came.token not in repr(came)
    assert came.browser not in repr(came)


@pytest.fixture
def _diary_of_a_server() -> Iterator[None]:
    """What ``serve`` tells; whatever a command line that ran before left of it."""
    kept = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(INFO))
    yield
    structlog.configure(**kept)


@pytest.mark.usefixtures("_diary_of_a_server")
def test_the_diary_names_accounts_of_ours_and_nothing_else_that_was_typed(house: House) -> None:
    with capture_logs() as diary:
        came = house.identity.door.sign_in(house.attempt())
        outcome(house, house.attempt("wrong secret"))
        outcome(house, house.attempt("wrong", "a password in the wrong field"))
        given = house.identity.credentials.give_one_time(OFFICER.id, by=DEPUTY)
        token = house.identity.tokens.mint(OFFICER.id, {Scope.READ}, 2)
        house.identity.sessions.end(came.token)

    told = [(entry["event"], entry.get("account")) for entry in diary]
    assert told[:3] == [("signed in", OFFICER.id), ("sign-in refused", OFFICER.id), ("sign-in refused", "")]
    secret = (came.token, came.browser, "wrong secret", "in the wrong field", given, token, house.attempt().address)
    assert not [each for each in secret if each in repr(diary)]
