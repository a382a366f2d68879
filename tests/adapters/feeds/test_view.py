"""Every subscriber sees the same sequences, and of each row what his rights of today let him: in SQL as in Python."""

import json
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from adapters.feeds.reading import StoredFeed
from adapters.feeds.tables import FEED
from adapters.store.store import Store
from domain.actor import Actor, Level, Role
from domain.lead.sight import shown_to
from projections.feeds.view import Place, Sight, rights_digest, seen, sight_of
from tests.support.product import opened

OFFICES: Final = ("370104", "370104014", "370104014001", "370105", "370100", "370104-scjg", "370104-ga", "370000")
DIVISIONS: Final = ("370104", "370104014", "370104014001", "370105", "370100", "370000", "370105003")
ROWS: Final = 600


def somebody(office: str, division: str, level: Level = Level.DISTRICT_AUTHORITY, id_: str = "sys-1") -> Actor:
    return Actor(
        id=id_, name="", office=office, organ="", level=level, division=division, roles=(Role.HANDLER,)
    )  # fmt: skip


EVERYBODY: Final = [
    somebody(office, division, level, id_)
    for office in OFFICES
    for division in DIVISIONS
    for level in (Level.DISTRICT_AUTHORITY, Level.POLICE)
    for id_ in ("sys-1", "sys-2")
]


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    dice = Random(7)  # noqa: S311 - dice, not secrets
    made = []
    for sequence in range(1, ROWS + 1):
        moved, addressed, of_lead = dice.random() < 0.2, dice.random() < 0.2, dice.random() < 0.9
        body = b'{"n":%d}' % sequence
        made.append({
            "sequence": sequence, "position": sequence, "type": "chufei.lead.moved.v1", "stream": "lead/a",
            "lead": "a" if of_lead else "", "office": dice.choice(OFFICES) if of_lead else "",
            "division": dice.choice(DIVISIONS) if of_lead else "",
            "was_office": dice.choice(OFFICES) if moved and of_lead else "",
            "was_division": dice.choice(DIVISIONS) if moved and of_lead else "",
            "addressee": dice.choice(("sys-1", "sys-2")) if addressed else "", "recorded_at": 0, "body": body,
            "digest": sha256(body).hexdigest(),
        })  # fmt: skip
    return made


@pytest.fixture
def feed(database_url: str, tmp_path: Path, rows: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - generator fixture
    with opened(database_url, tmp_path) as store:
        feed = StoredFeed(store)
        put(store, rows)
        yield feed
        feed.close()


def put(store: Store, rows: list[dict[str, Any]]) -> None:
    with store.writing() as connection:
        connection.execute(FEED.insert(), rows)


def test_sql_and_python_show_everybody_the_same(feed: StoredFeed) -> None:
    """67,200 pairs of a row and somebody who reads."""
    everything = feed.read(0, ROWS)
    for actor in EVERYBODY:
        assert feed.seen(actor, 0, ROWS) == [seen(row, actor, feed.epoch) for row in everything]


def test_nobody_gets_the_facts_of_a_lead_that_he_is_not_shown(feed: StoredFeed) -> None:
    for actor in EVERYBODY:
        for row in feed.read(0, ROWS):
            may = bool(row.lead) and shown_to(actor, Place(row.office, row.division))
            if not may and row.addressee != actor.id:
                assert sight_of(row, actor) is not Sight.SHOWN


def test_a_stub_has_a_sequence_and_an_id_and_nothing_else(feed: StoredFeed) -> None:
    police = somebody("370104-ga", "370104", Level.POLICE, "sys-3")
    told = [json.loads(each) for each in feed.seen(police, 0, 3)]

    assert [each.keys() for each in told] == [{"specversion", "id", "source", "type", "sequence"}] * 3
    assert told[2] == {
        "specversion": "1.0", "id": f"{feed.epoch}:3", "source": "/feed", "type": "chufei.withheld.v1",
        "sequence": f"{3:020}",
    }  # fmt: skip


def test_pages_of_any_size_show_the_same(feed: StoredFeed) -> None:
    actor = somebody("370104", "370104")
    whole = list(feed.seen(actor, 0, ROWS))

    assert [each for after in range(0, ROWS, 7) for each in feed.seen(actor, after, 7)] == whole


def test_the_digest_of_rights_is_what_the_view_depends_on() -> None:
    alike = somebody("370104", "370104"), somebody("370104", "370104")
    others = (somebody("370104", "370105"), somebody("370105", "370104"), somebody("370104", "370104", id_="sys-2"),
              somebody("370104", "370104", Level.POLICE))  # fmt: skip

    assert rights_digest(alike[0]) == rights_digest(alike[1])
    assert len({rights_digest(each) for each in (alike[0], *others)}) == 5
