"""What was done is found by who did it, of which lead, when and by which move, as far as somebody oversees it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from domain.lead.disposal.events import TransferMoved
from domain.lead.standing.events import RiskGraded
from domain.transfer.events import TransferSuspected
from projections.doings import DOINGS, Doing, DoingFilter, doings
from projections.risk_ledger import LEDGER
from projections.sight import Reader
from tests.support.office import Office, office
from tests.support.samples import build

DISTRICT: Final = Reader("370104", "370104")
OTHER: Final = Reader("370104002", "370104002")


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with office(database_url, tmp_path, LEDGER, DOINGS) as opened:
        opened.registered("l1")
        opened.registered("l2", number="370104-2022-0002", office="370104002", division="370104002")
        opened.happened(build(RiskGraded, move="E00g"), stream="lead/l1")
        opened.happened(build(TransferSuspected, move="T1"), stream="transfer/l1-1")
        opened.happened(build(TransferMoved, track="transfer/l1-1", track_version=1), stream="lead/l1")
        yield opened


def found(here: Office, **wanted: object) -> list[Doing]:
    return list(here.ask(doings, DoingFilter(**{"reader": DISTRICT} | wanted)).rows)  # type: ignore[arg-type] # fields by name


def test_everything_is_told_once_with_its_lead_the_last_first(here: Office) -> None:
    told = [(each.lead, each.number, each.stream) for each in found(here)]
    assert told == [
        ("l1", "370104-2022-0001", "transfer/l1-1"), ("l1", "370104-2022-0001", "lead/l1"),
        ("l2", "370104-2022-0002", "lead/l2"), ("l1", "370104-2022-0001", "lead/l1"),
    ]  # fmt: skip


def test_only_what_is_about_leads_that_somebody_oversees_is_told(here: Office) -> None:
    assert {each.lead for each in found(here, reader=OTHER)} == {"l2"}
    regulator = Reader("370104-scjg", "370104")
    assert len(found(here, reader=regulator)) == 4
    assert found(here, reader=regulator, answering=True) == []


def test_it_is_narrowed_by_lead_move_person_and_time(here: Office) -> None:
    assert {each.lead for each in found(here, lead="l2")} == {"l2"}
    assert [each.move for each in found(here, moves=frozenset({"T1", "E00g"}))] == ["T1", "E00g"]
    assert found(here, moves=frozenset()) == []
    (who,) = {each.actor for each in found(here)}
    assert (len(found(here, by=who)), found(here, by="nobody")) == (4, [])
    now = datetime.now(UTC)
    assert (len(found(here, until=now)), found(here, since=now)) == (4, [])
    assert len(found(here, since=now - timedelta(hours=1))) == 4


def test_its_pages_neither_repeat_nor_skip(here: Office) -> None:
    seen: list[Doing] = []
    after = None
    while True:
        page = here.ask(doings, DoingFilter(DISTRICT), after=after, limit=3)
        seen += page.rows
        if page.following is None:
            break
        (after,) = page.following
    assert seen == found(here)
