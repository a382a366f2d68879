"""The list of reports: whose they are, which wait for whom, and nothing of what anybody wrote."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from domain.instants import day_of
from domain.tip import events as e
from domain.tip.reading import TipRead
from domain.tip.stage import TipStage
from projections.sight import Reader
from projections.tips import REPORTED, TIPS, TipRow, tips, tips_load
from projections.work_list import Load
from tests.support.office import Office, office
from tests.support.samples import NOON, build

STREET: Final = Reader("370104001", "370104001")
DISTRICT: Final = Reader("370104", "370104")
OTHER: Final = Reader("370104002", "370104002")


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with office(database_url, tmp_path, REPORTED) as found:
        yield found


def received(here: Office, tip: str = "t1", **more: object) -> None:
    usual: dict[str, object] = {
        "number": f"370104-2022-J{tip}", "office": "370104001", "organ": "示例街道办事处", "division": "370104001",
        "named": True, "stage": TipStage.RECEIVED,
    }  # fmt: skip
    here.happened(build(e.TipReceived, **usual | more), stream=f"tip/{tip}")


def listed(here: Office, reader: Reader = STREET, *, whole: bool = False, waiting: bool = False) -> list[str]:
    return [row.tip for row in here.ask(tips, reader, whole_area=whole, waiting=waiting).rows]


def moved(kind: Any, stage: TipStage = TipStage.RECEIVED, **more: object) -> object:  # noqa: ANN401 - an event class
    return build(kind, stage=stage, **more)


def test_a_report_is_listed_without_a_word_that_somebody_wrote(here: Office) -> None:
    received(here)

    (row,) = here.ask(tips, STREET, whole_area=False, waiting=False).rows
    assert row == TipRow(
        tip="t1", number="370104-2022-Jt1", office="370104001", organ="示例街道办事处", division="370104001",
        named=True, stage=TipStage.RECEIVED, asked=False, added=False, lead="", received=day_of(NOON),
    )  # fmt: skip
    assert {"accused", "content", "place", "name", "phone"}.isdisjoint(TIPS.table.c.keys())


def test_an_office_is_told_how_many_wait_for_it_and_how_many_were_not_answered_in_time(here: Office) -> None:
    for tip in ("t1", "t2", "t3", "t4"):
        received(here, tip)
    received(here, "t5", office="370104002", division="370104002")
    received(here, "t6", occurred=NOON + timedelta(days=1))
    here.happened(moved(e.TipRefused, TipStage.REFUSED), stream="tip/t2")
    here.happened(moved(e.TipAccepted, TipStage.ACCEPTED, lead="l1"), stream="tip/t3")
    here.happened(moved(e.TipAccepted, TipStage.ACCEPTED, lead="l1"), stream="tip/t4")
    here.happened(moved(e.TipAddedTo, TipStage.ACCEPTED), stream="tip/t4")

    until_noon = here.ask(tips_load, "370104001", lambda day: day <= day_of(NOON))
    assert until_noon == Load(3, 1), "received, received later, added to"
    assert here.ask(tips_load, "370104001", lambda day: day < day_of(NOON)) == Load(3, 0)
    assert here.ask(tips_load, "370104", lambda _: True) == Load(0, 0), "those of a street are its own"


def test_a_street_lists_its_own_and_the_district_all_of_its_area(here: Office) -> None:
    received(here)
    received(here, "t2", office="370104002", division="370104002")
    received(here, "t3", office="370104", division="370104")

    assert listed(here) == ["t1"]
    assert listed(here, OTHER) == ["t2"]
    assert listed(here, DISTRICT) == ["t3"]
    assert listed(here, DISTRICT, whole=True) == ["t1", "t2", "t3"]


def test_what_waits_is_what_nobody_took_up_and_what_somebody_added(here: Office) -> None:
    received(here)
    received(here, "t2")
    here.happened(moved(e.TipAccepted, TipStage.ACCEPTED, lead="l1"), stream="tip/t1")
    assert listed(here, waiting=True) == ["t2"]

    here.happened(moved(e.TipAddedTo, TipStage.ACCEPTED), stream="tip/t1")
    assert listed(here, waiting=True) == ["t1", "t2"]
    here.happened(TipRead(tip="t1", occurred=NOON), stream="access/tip/t1")
    assert listed(here, waiting=True) == ["t2"]
    here.happened(moved(e.InformantAsked, TipStage.ACCEPTED), stream="tip/t1")
    assert [row.asked for row in here.ask(tips, STREET, whole_area=False, waiting=False).rows] == [True, False]
    here.happened(moved(e.TipRefused, TipStage.REFUSED), stream="tip/t2")
    assert listed(here, waiting=True) == []
    assert [row.lead for row in here.ask(tips, STREET, whole_area=False, waiting=False).rows] == ["l1", ""]


def test_pages_follow_each_other(here: Office) -> None:
    for number in range(3):
        received(here, f"t{number}")

    first = here.ask(tips, STREET, whole_area=False, waiting=False, limit=2)
    rest = here.ask(tips, STREET, whole_area=False, waiting=False, limit=2, after=first.following)
    assert [row.tip for row in (*first.rows, *rest.rows)] == ["t0", "t1", "t2"]
    assert rest.following is None
