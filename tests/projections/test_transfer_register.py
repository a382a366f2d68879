"""What the transfer register shows after each way a transfer can go."""

from pathlib import Path
from typing import Any, Final

import pytest

from adapters.follow.followers import Followers
from api.http.queries import packed, unpacked
from domain.lead.intake.events import LeadRegistered
from domain.lead.shapes import Unit
from domain.transfer.events import AnyTransferEvent
from domain.transfer.stage import PoliceStatus, TransferStage
from domain.words import Words
from projections.risk_ledger import LEDGER
from projections.transfer_register import MOMENTS, REGISTER, TransferFilter, TransferRow, transfers
from tests.support.product import opened, record
from tests.support.samples import build
from tests.support.transfers import WALKS, District, walk

FIRM: Final = Unit(name="示例财富管理有限公司")


@pytest.fixture
def followers(database_url: str, tmp_path: Path) -> Any:  # noqa: ANN401 - generator fixture
    with opened(database_url, tmp_path) as store, Followers(store, [LEDGER, REGISTER]) as followers:
        yield followers


def registered(followers: Followers, district: District) -> TransferRow:
    begun = ("lead/lead-7", build(LeadRegistered, unit=FIRM, number="370104-2022-0007"))
    record(followers.store, [((pair,)) for pair in (begun, *district.log)])
    followers.catch_up()
    (row,) = followers.ask(transfers).rows
    return row


@pytest.mark.parametrize("way", range(len(WALKS)))
def test_the_row_stands_where_the_transfer_stands(followers: Followers, way: int) -> None:
    district = walk(WALKS[way])
    row = registered(followers, district)
    state = district.current

    assert (row.transfer, row.stage, row.number, row.police) == (state.id, state.stage, state.number, state.police)
    assert (row.lead_number, row.subject, row.held) == ("370104-2022-0007", FIRM.name, state.held)
    assert (row.team, row.police_status) == (state.team, state.status)


def test_every_moment_is_that_of_its_event(followers: Followers) -> None:
    district = walk(WALKS[9])
    row = registered(followers, district)
    expected = {MOMENTS[type(event)]: event.occurred for _, event in district.log if type(event) in MOMENTS}  # type: ignore[attr-defined,index]

    assert len(expected) > 8
    assert {column: getattr(row, column) for column in expected} == expected


def test_after_filing_the_status_is_the_polices_own(followers: Followers) -> None:
    row = registered(followers, walk(("T2", "T2r", "T3", "T4", "T5", "T6", "T6m")))

    assert (row.stage, row.police_status) == (TransferStage.FILED, PoliceStatus.TRIAL)
    assert row.status == Words("审判", "trial")
    assert row.filed_on is not None


def test_filters(followers: Followers) -> None:
    row = registered(followers, walk(WALKS[0]))

    def found(**wanted: Any) -> tuple[TransferRow, ...]:  # noqa: ANN401 - fields of a filter
        rows: tuple[TransferRow, ...] = followers.ask(transfers, TransferFilter(**wanted)).rows
        return rows

    assert found(lead="lead-7", division="370104", stages=(row.stage,)) == (row,)
    assert found(lead="lead-8") == found(division="370105") == ()


def test_a_page_ends_at_a_place_that_can_be_told_and_sent_back(followers: Followers) -> None:
    """Two transfers of one moment: the page behind the first begins with the second, and a full last page ends."""
    district = walk(WALKS[0])
    row = registered(followers, district)
    other = [(stream.replace(row.transfer, "other"), event) for stream, event in district.log if "transfer/" in stream]
    record(followers.store, [((pair,)) for pair in other])
    followers.catch_up()

    first = followers.ask(transfers, limit=1)
    rest = followers.ask(transfers, after=unpacked(packed(first.following) or ""), limit=1)

    assert {each.transfer for each in (*first.rows, *rest.rows)} == {row.transfer, "other"}
    assert rest.following is None


def test_no_event_of_a_transfer_was_overlooked() -> None:
    """Each has a moment in the register, or is named here because it dates nothing."""
    undated = {"TeamFormed", "ReasonsAsked", "PoliceExplained", "LimitNotPassed"}

    assert {cls.__name__ for cls in AnyTransferEvent.__args__} - {cls.__name__ for cls in MOMENTS} == undated
