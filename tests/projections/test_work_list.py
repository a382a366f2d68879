"""In which order the leads of an area wait."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from domain.lead.disposal.events import TransferMoved
from domain.lead.stage import Stage
from domain.lead.standing.events import LeadSuspended
from domain.lead.verification.events import VerificationStarted
from domain.lead.vocabulary import TransferMark
from projections.risk_ledger import LEDGER
from projections.work_list import NEVER, Load, Place, duties, load
from tests.support.office import Office, office
from tests.support.samples import NOON, build

STAGES: Final = (Stage.REGISTERED, Stage.VERIFYING)
HOUR: Final = timedelta(hours=1)


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with office(database_url, tmp_path, LEDGER) as opened:
        for number in range(4):
            opened.registered(f"l{number}", occurred=NOON - number * HOUR, handler=f"h{number % 2}")
        for number, due in ((1, date(2022, 5, 1)), (2, date(2022, 4, 1))):
            verified = build(VerificationStarted, came_from=Stage.REGISTERED, stage=Stage.VERIFYING, due=due)
            opened.happened(verified, stream=f"lead/l{number}")
        yield opened


def waiting(here: Office, stages: tuple[Stage, ...] = STAGES, **wanted: Any) -> list[str]:  # noqa: ANN401
    found = here.ask(duties, stages, **{"division": "370104", "office": "370104", **wanted})
    return [duty.lead for duty, _ in found.rows]


def test_the_earliest_deadline_comes_first_then_the_earliest_registered(here: Office) -> None:
    assert waiting(here) == ["l2", "l1", "l3", "l0"]


def test_pages_follow_one_another_by_place(here: Office) -> None:
    first = here.ask(duties, STAGES, division="370104", office="", limit=3)
    (_, _, (_, last)) = first.rows

    assert last.due == NEVER
    assert first.following == tuple(last)
    assert waiting(here, after=Place(*first.following)) == ["l0"]


def test_only_the_area_the_office_the_stages_and_the_handler_asked_for(here: Office) -> None:
    assert waiting(here, division="370105", office="370105") == []
    assert waiting(here, division="370105", office="370104001") == ["l2", "l1", "l3", "l0"]
    assert waiting(here, (Stage.REGISTERED,)) == ["l3", "l0"]
    assert waiting(here, handler="h1") == ["l3"], "whoever verifies a lead has it"


def test_what_nobody_in_an_office_has_in_hand_waits_for_everybody_there(here: Office) -> None:
    here.registered("l5", handler="")
    here.registered("l6", handler="", office="370104-js")

    assert set(waiting(here, handler="h0", office="370104001")) - set(waiting(here, handler="h0", office="")) == {"l5"}
    count = here.ask(load, STAGES, division="370104", office="370104001", handler="nobody", today=date(2022, 1, 1))
    assert count.waiting == 1


def test_whoever_handles_leads_is_told_how_many_wait_and_how_many_are_overdue(here: Office) -> None:
    def lies(today: date, stages: tuple[Stage, ...] = STAGES, handler: str = "h1", division: str = "370104") -> Load:
        return here.ask(load, stages, today=today, division=division, office="", handler=handler)

    here.registered("l4", handler="h1")
    assert lies(date(2022, 5, 1)) == Load(2, 0)
    late = build(
        VerificationStarted, came_from=Stage.REGISTERED, stage=Stage.VERIFYING, due=date(2022, 5, 1), officers=()
    )
    here.happened(late, stream="lead/l4")
    assert lies(date(2022, 5, 1)) == Load(2, 0), "the last day is not over"
    assert lies(date(2022, 5, 2)) == Load(2, 1)
    assert lies(date(2022, 5, 2), (Stage.REGISTERED,)) == Load(1, 0)
    here.happened(build(LeadSuspended, stage=Stage.REGISTERED), stream="lead/l3")
    assert lies(date(2022, 5, 2), (Stage.REGISTERED,)) == Load(0, 0), "a suspended lead waits for nobody"
    here.happened(build(TransferMoved, mark=TransferMark.OPENED, stage=Stage.REGISTERED), stream="lead/l3")
    assert lies(date(2022, 5, 2), (Stage.REGISTERED,)) == Load(1, 0), "but its transfer goes on"
    assert lies(date(2022, 5, 2), handler="nobody") == Load(0, 0)
    assert lies(date(2022, 5, 2), division="370105") == Load(0, 0)


def test_what_nobody_handles_is_counted_for_those_alone_who_handle_leads_by_their_post(here: Office) -> None:
    here.registered("l5", handler="")
    counts = [
        here.ask(load, STAGES, division="370104", office="370104001", handler="fg", today=date(2022, 1, 1), alone=alone)
        for alone in (False, True)
    ]
    assert [each.waiting for each in counts] == [1, 0]
