"""A session is over when its time is, when all were logged out, and when powers change; every process knows at once."""

from typing import Any

import pytest

from adapters.identity.tables import METADATA
from adapters.store.engine import open_engine
from domain.actor import Position, Role
from domain.errors import NotPermitted, NotSignedIn, StoreUnavailable
from tests.adapters.identity.conftest import OFFICER, House
from workflows.identity.shapes import Kind, Means
from workflows.scopes import Scope


def opens(house: House, token: str) -> bool:
    try:
        house.identity.sessions.known(token)
    except NotSignedIn as refused:
        return refused.code != "session.ended"
    return True


def begun(house: House, **more: str) -> str:
    return house.identity.door.sign_in(house.attempt(**more)).token


def test_it_ends_when_nobody_uses_it_for_half_an_hour(house: House) -> None:
    used, unused = begun(house), begun(house)
    house.clock.later(minutes=20)
    assert opens(house, used)
    house.clock.later(minutes=20)

    assert opens(house, used)
    assert not opens(house, unused)


def test_it_ends_after_a_working_day_however_much_it_is_used(house: House) -> None:
    token = begun(house)
    for _ in range(30):
        house.clock.later(minutes=20)
        assert opens(house, token)
    house.clock.later(seconds=1)

    assert not opens(house, token)


def test_logging_out_ends_one_and_logging_out_everywhere_all_of_them_in_every_process(house: House) -> None:
    tokens = [begun(house) for _ in range(3)]
    house.again().sessions.end(tokens[0])
    assert [opens(house, token) for token in tokens] == [False, True, True]

    house.again().credentials.log_out(OFFICER.id, by="district-authority-deputy")
    assert [opens(house, token) for token in tokens] == [False, False, False]
    assert house.identity.record.facts(OFFICER.id)[-1].kind is Kind.LOGGED_OUT


@pytest.mark.parametrize(
    "change", [{"position": Position.DEPUTY}, {"roles": (Role.AUDITOR,)}, {"office": "370105"}, {"division": "370105"}]
)
def test_it_ends_when_the_powers_are_no_longer_those_with_which_it_began(house: House, change: dict[str, Any]) -> None:
    token = begun(house)
    house.people.change(OFFICER, **change)

    assert not opens(house, token)
    house.people.changed.clear()
    assert not opens(house, token), "and does not come back with them"


def test_a_new_name_ends_nothing(house: House) -> None:
    token = begun(house)
    house.people.change(OFFICER, name="改了名")

    assert house.identity.sessions.known(token).actor.name == "改了名"


def test_an_account_that_is_closed_opens_nothing(house: House) -> None:
    token = begun(house)
    house.people.leave(OFFICER)

    with pytest.raises(NotPermitted) as refused:
        house.identity.sessions.known(token)
    assert refused.value.code == "sign-in.no-power"


def test_one_whose_password_was_changed_while_it_began_does_not_begin(house: House) -> None:
    shown = house.identity.credentials.of(OFFICER.id)
    assert shown is not None
    house.identity.credentials.set(OFFICER.id, "quite another sentence")

    with pytest.raises(NotSignedIn):
        house.identity.sessions.begin(OFFICER, Means.PASSWORD, "10.0.0.1", shown.epoch)


def test_one_sees_ones_sessions_without_what_opens_them(house: House) -> None:
    token = begun(house, address="10.0.0.7")
    (seen,) = house.identity.sessions.of(OFFICER)

    assert seen.address == "10.0.0.7"
    assert seen.number not in token


@pytest.mark.parametrize("token", ["", "密", "x" * 100])
def test_a_secret_nobody_gave_out_opens_nothing(house: House, token: str) -> None:
    assert not opens(house, token)


def test_where_the_database_cannot_be_used_that_is_said_to_whoever_asks_or_signs_in(
    house: House, database_url: str
) -> None:
    token, program = begun(house), house.identity.tokens.mint(OFFICER.id, (Scope.READ,), days=1)
    engine = open_engine(database_url)
    METADATA.drop_all(engine)
    engine.dispose()

    for ask in (
        lambda: house.identity.sessions.known(token),
        lambda: house.identity.tokens.known(program),
        lambda: begun(house),
    ):
        with pytest.raises(StoreUnavailable):
            ask()
