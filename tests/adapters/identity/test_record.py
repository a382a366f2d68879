"""What was done with secrets stays on record as it was written, and whoever changes it is found."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from adapters.store.engine import POSTGRESQL, open_engine, writing
from domain.errors import NotPermitted
from tests.adapters.identity.conftest import OFFICER, House
from workflows.identity.shapes import Kind
from workflows.scopes import Scope

CHANGES = (
    "update identity_log set by = 'somebody' where number = 2",
    "delete from identity_log where number = 2",
    "delete from identity_log where number = 1",
)
FORGED = "insert into identity_log select 9, at, kind, account, by, detail, chain from identity_log where number = 2"


@pytest.fixture
def engine(house: House, database_url: str) -> Iterator[Engine]:
    """Whoever has the database in his hands, after three facts."""
    house.identity.tokens.mint(OFFICER.id, {Scope.READ}, 2)
    house.identity.credentials.give_one_time(OFFICER.id, by="street-first")
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.mark.usefixtures("engine")
def test_it_tells_who_did_what_to_whom_in_order(house: House) -> None:
    told = [(fact.number, fact.kind, fact.account, fact.by) for fact in house.identity.record.facts()]

    assert told == [
        (1, Kind.PASSWORD_SET, OFFICER.id, OFFICER.id),
        (2, Kind.TOKEN_MINTED, OFFICER.id, ""),
        (3, Kind.PASSWORD_RESET, OFFICER.id, "street-first"),
    ]
    assert house.identity.record.facts("street-first") == ()
    assert house.identity.record.broken() is None


@pytest.mark.parametrize("change", CHANGES)
def test_nobody_changes_it(house: House, engine: Engine, change: str) -> None:
    with pytest.raises(DatabaseError), writing(engine) as connection:
        connection.execute(text(change))

    assert house.identity.record.broken() is None


@pytest.mark.parametrize(("change", "found"), [*zip((*CHANGES, FORGED), (2, 2, 1, 4), strict=True)])
def test_who_takes_the_guards_away_first_is_found(house: House, engine: Engine, change: str, found: int) -> None:
    if engine.dialect.name == POSTGRESQL:
        guards = ["alter table identity_log disable trigger all"]
    else:
        guards = [f"drop trigger identity_log_no_{each}" for each in ("update", "delete", "replace")]
    with writing(engine) as connection:
        for each in (*guards, change):
            connection.execute(text(each))

    assert house.identity.record.broken() == found


def test_an_identity_is_one_account_and_an_account_has_one_identity(house: House) -> None:
    links = house.identity.links
    links.link("https://sso", "s1", OFFICER.id, by="")
    links.link("https://sso", "s1", OFFICER.id, by="")

    for subject, account in (("s1", "street-first"), ("s2", OFFICER.id)):
        with pytest.raises(NotPermitted) as refused:
            links.link("https://sso", subject, account, by="")
        assert refused.value.code == "oidc.taken"
    assert links.account_of("https://other", "s1") is None
    assert links.unlink(OFFICER.id, by="")
    assert links.account_of("https://sso", "s1") is None
    assert [fact.kind for fact in house.identity.record.facts()][-2:] == [Kind.LINKED, Kind.UNLINKED]
