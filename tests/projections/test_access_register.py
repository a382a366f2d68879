"""What the register of reads tells: by lead, by reader, by day, and what was read in the same way just before."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from domain.access import AccessRecorded, Ground, View
from domain.tip.events import IdentityOpened, TipReceived
from domain.tip.reading import TipRead
from projections.access_register import ACCESS, AccessFilter, AccessRow, accesses, on_record, report_numbered
from projections.risk_ledger import LEDGER
from projections.sight import Reader
from projections.tips import REPORTED
from tests.support.office import Office, office
from tests.support.samples import NOON, build

HOUR: Final = timedelta(hours=1)
DISTRICT: Final = Reader("370104", "370104")
STREET: Final = Reader("370104001", "370104001")
OTHER: Final = Reader("370104002", "370104002")


def read(*leads: str, view: View = View.SHOW, hours: int = 0) -> AccessRecorded:
    return AccessRecorded(leads=leads, occurred=NOON + hours * HOUR, view=view, ground=Ground.WORK)


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with office(database_url, tmp_path, LEDGER, REPORTED, ACCESS) as opened:
        opened.registered("l1")
        opened.registered("l2", number="370104-2022-0002", office="370104002", division="370104002")
        opened.happened(read("l1"), stream="access/l1")
        opened.happened(read("l1", "l2", view=View.EXPORT, hours=1), stream="access/list/somebody/2022-03-02")
        yield opened


def rows(here: Office, wanted: AccessFilter) -> tuple[AccessRow, ...]:
    return here.ask(accesses, wanted).rows


def test_a_read_of_a_list_is_found_from_each_of_its_leads(here: Office) -> None:
    for lead, views in {"l1": [View.EXPORT, View.SHOW], "l2": [View.EXPORT], "l3": []}.items():
        assert [row.view for row in rows(here, AccessFilter(DISTRICT, lead=lead))] == views


def test_of_a_list_only_the_leads_in_sight_are_told(here: Office) -> None:
    for reader, leads in {DISTRICT: [2, 1], STREET: [1, 1], OTHER: [1]}.items():
        for answering in (True, False):
            assert [row.leads for row in rows(here, AccessFilter(reader, answering))] == leads
    assert rows(here, AccessFilter(OTHER))[0].number == "370104-2022-0002"


def test_a_regulator_s_leader_oversees_his_own_leads_alone(here: Office) -> None:
    regulator = Reader("370104-scjg", "370104")

    assert len(rows(here, AccessFilter(regulator))) == 2
    assert rows(here, AccessFilter(regulator, answering=True)) == ()


def test_reads_are_narrowed_by_time_and_come_in_pages(here: Office) -> None:
    later, first = rows(here, AccessFilter(DISTRICT))
    half = NOON + HOUR / 2

    assert (first.at, later.at) == (NOON, NOON + HOUR)
    assert rows(here, AccessFilter(DISTRICT, since=half)) == (later,)
    assert rows(here, AccessFilter(DISTRICT, until=half)) == (first,)
    assert rows(here, AccessFilter(DISTRICT, by="nobody")) == ()
    page = here.ask(accesses, AccessFilter(DISTRICT), limit=1)
    assert page.rows == (later,)
    assert here.ask(accesses, AccessFilter(DISTRICT), limit=1, after=page.following).rows == (first,)


def test_reads_of_reports_stand_there_by_number_reader_and_ground_and_nothing_of_what_was_reported(
    database_url: str, tmp_path: Path
) -> None:
    with office(database_url, tmp_path, LEDGER, REPORTED, ACCESS) as here:
        for tip, street in (("t1", "370104001"), ("t2", "370105001")):
            here.happened(
                build(TipReceived, number=f"J-{tip}", office=street, division=street, accused="示例投资"),
                stream=f"tip/{tip}",
            )
            here.happened(TipRead(tip=tip, occurred=NOON), stream=f"access/tip/{tip}")
        here.happened(build(IdentityOpened, occurred=NOON + HOUR), stream="informant/t1")

        for reader, answering in ((DISTRICT, False), (DISTRICT, True), (STREET, False)):
            looked, read = rows(here, AccessFilter(reader, answering))
            assert (looked.view, looked.ground, looked.number) == (View.INFORMANT, Ground.STATED, "J-t1")
            assert (read.view, read.ground, read.number, read.leads) == (View.TIP, Ground.WORK, "J-t1", 0)
        assert rows(here, AccessFilter(OTHER)) == ()
        assert rows(here, AccessFilter(DISTRICT, lead="l1")) == ()
        assert rows(here, AccessFilter(DISTRICT, tip="t1")) == (looked, read)
        assert rows(here, AccessFilter(DISTRICT, tip="t2")) == (), "of another district"
        assert rows(here, AccessFilter(DISTRICT, since=NOON + HOUR / 2)) == (looked,)


def test_a_report_is_found_by_its_number_by_whoever_oversees_it_alone(database_url: str, tmp_path: Path) -> None:
    with office(database_url, tmp_path, LEDGER, REPORTED, ACCESS) as here:
        here.happened(build(TipReceived, number="J-t1", office="370104001", division="370104001"), stream="tip/t1")

        asked = (("J-t1", DISTRICT, False), ("J-t1", DISTRICT, True), ("J-t1", OTHER, False), ("J-t2", DISTRICT, False))
        found = [here.ask(report_numbered, number, reader, answering=answering) for number, reader, answering in asked]
        assert found == ["t1", "t1", "", ""]


def test_only_a_read_in_the_same_way_and_late_enough_is_the_same(here: Office) -> None:
    def known(*leads: str, hours: float = 0, **same: str) -> frozenset[str]:
        return here.ask(on_record, leads, since=NOON + hours * HOUR, **same)

    assert known("l1", "l2", "l3", view="show") == {"l1"}
    assert known("l1", "l2", "l3", view="export") == {"l1", "l2"}
    assert known("l1", hours=0.5, view="show") == frozenset()
    assert known("l1", view="show", reason="别的理由") == frozenset()
