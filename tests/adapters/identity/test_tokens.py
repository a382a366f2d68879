"""A token acts as its account for what it was made for, for a time, until it is revoked; what is kept opens nothing."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from adapters.identity.tables import METADATA
from adapters.store.engine import open_engine
from domain.errors import InvalidInput, NotFound
from tests.adapters.identity.conftest import OFFICER, House
from workflows.identity.shapes import Kind
from workflows.scopes import Known, Scope

SPOILT: tuple[Callable[[str], str], ...] = (
    lambda token: token + "x",
    lambda token: token.removeprefix("chufei_"),
    lambda token: token.rpartition("_")[0],
    lambda token: token[:16] + "密",
    lambda _: "",
)


def test_it_is_known_with_its_scopes_until_it_expires(house: House) -> None:
    token = house.identity.tokens.mint(OFFICER.id, {Scope.FEED, Scope.READ}, 2, label="街道大屏", by=OFFICER.id)

    assert token.startswith("chufei_")
    assert house.again().tokens.known(token) == Known(OFFICER.id, frozenset({Scope.READ, Scope.FEED}))
    house.clock.later(days=2)
    assert house.identity.tokens.known(token) is None


@pytest.mark.parametrize("spoil", SPOILT)
def test_nothing_else_is_known(house: House, spoil: Callable[[str], str]) -> None:
    token = house.identity.tokens.mint(OFFICER.id, {Scope.READ}, 2)

    assert house.identity.tokens.known(spoil(token)) is None


def test_it_is_revoked_once_and_for_everybody_and_both_stand_on_record(house: House) -> None:
    token = house.identity.tokens.mint(OFFICER.id, {Scope.READ}, 2, by="district-authority-deputy")
    prefix = token.split("_")[1]
    house.again().tokens.revoke(OFFICER.id, prefix, by=OFFICER.id)
    house.identity.tokens.revoke(OFFICER.id, prefix, by="street-first")

    assert house.identity.tokens.known(token) is None
    facts = house.identity.record.facts(OFFICER.id)[-2:]
    assert [(fact.kind, fact.by, fact.detail) for fact in facts] == [
        (Kind.TOKEN_MINTED, "district-authority-deputy", f"{prefix} read"),
        (Kind.TOKEN_REVOKED, OFFICER.id, prefix),
    ]


def test_one_that_is_in_use_opens_nothing_at_once_here_and_within_a_second_elsewhere(house: House) -> None:
    here, elsewhere = house.identity.tokens, house.again().tokens
    token = here.mint(OFFICER.id, {Scope.READ}, 2)
    known = [each.known(token) for each in (here, elsewhere, here, elsewhere)]
    here.revoke(OFFICER.id, token.split("_")[1], by=OFFICER.id)
    now = here.known(token)
    house.clock.later(seconds=1)

    assert None not in known
    assert (now, elsewhere.known(token)) == (None, None)


def test_nobody_revokes_the_token_of_another_account_or_one_that_is_none(house: House) -> None:
    prefix = house.identity.tokens.mint(OFFICER.id, {Scope.READ}, 2).split("_")[1]

    for account, named in (("street-first", prefix), (OFFICER.id, "00000000")):
        with pytest.raises(NotFound):
            house.identity.tokens.revoke(account, named, by=account)


def test_its_last_use_is_seen(house: House) -> None:
    token = house.identity.tokens.mint(OFFICER.id, {Scope.READ}, 2, label="大屏")
    (unused,) = house.identity.tokens.of(OFFICER.id)
    house.clock.later(hours=1)
    house.identity.tokens.known(token)
    (used,) = house.identity.tokens.of(OFFICER.id)

    assert (unused.used, used.used, used.label) == (None, house.clock.now(), "大屏")


@pytest.mark.parametrize("days", [0, -1, 367])
def test_it_never_lives_longer_than_a_year(house: House, days: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        house.identity.tokens.mint(OFFICER.id, {Scope.READ}, days)
    assert refused.value.code == "input.token.days"


def test_nothing_that_is_kept_opens_anything(house: House, database_url: str) -> None:
    came = house.identity.door.sign_in(house.attempt())
    token = house.identity.tokens.mint(OFFICER.id, {Scope.READ}, 2)
    given = house.identity.credentials.give_one_time(OFFICER.id, by="")
    secret = house.identity.door.enrol(house.attempt(given)).secret
    engine = open_engine(database_url)
    with engine.connect() as connection:
        kept = repr([connection.execute(select(table)).all() for table in METADATA.sorted_tables])
    engine.dispose()

    for each in (came.token, came.browser, token.split("_", 2)[2], given, secret):
        assert each not in kept
