"""The timeline tells everything that happened to a lead once, now or as of any moment."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from adapters.store.store import Store
from domain.lead.decide import Decision
from domain.lead.disposal.events import TransferMoved
from domain.lead.intake.events import LeadRegistered
from domain.lead.standing.events import RiskGraded
from projections.names import Names
from projections.timeline import Entry, timeline
from tests.support.histories import history
from tests.support.product import opened, record
from tests.support.samples import build
from tests.support.transfers import WALKS, walk
from workflows.ports import Recorded

LEAD = "lead-7"


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Any:  # noqa: ANN401 - generator fixture
    """A lead that was transferred twice, its commands between those of other leads."""
    with opened(database_url, tmp_path) as store:
        record(store, history(5, tries=80)[:20])
        record(store, [((f"lead/{LEAD}", build(LeadRegistered)),), *commands(walk(WALKS[2]).log)])
        record(store, [((f"lead/{LEAD}", build(RiskGraded)),)])
        yield store


def commands(log: list[tuple[str, object]]) -> list[Decision]:
    """What a track records together with the lead that hears of it."""
    found: list[Decision] = []
    for stream, event in log:
        if stream.startswith("transfer/"):
            found.append(((stream, event),))
        else:
            found[-1] = (*found[-1], (stream, event))
    return found


def story(store: Store) -> list[Recorded]:
    return [each for each in store.log(0, 10_000) if each.stream.partition("/")[2].startswith(LEAD)]


def places_of(entries: tuple[Entry, ...]) -> list[tuple[str, int]]:
    return [(entry.stream, entry.version) for entry in entries]


def test_every_event_is_told_once_in_the_order_of_the_log(store: Store) -> None:
    everything = [(each.stream, each.version) for each in story(store) if not isinstance(each.event, TransferMoved)]

    told = timeline(store, LEAD)

    assert places_of(told) == everything
    assert all(one.position < other.position for one, other in pairwise(told))
    assert len({entry.stream for entry in told}) > 1


def test_a_milestone_whose_event_is_not_there_is_told_itself(store: Store) -> None:
    pointers = [each for each in story(store) if isinstance(each.event, TransferMoved)]
    assert pointers

    masked = timeline(OnlyTheLead(store), LEAD)

    assert places_of(masked) == [(each.stream, each.version) for each in story(store) if each.stream == f"lead/{LEAD}"]


class OnlyTheLead:
    """A log whose tracks are not there."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def tail(self, stream: str, after: int = 0, *, open_personal: bool = True) -> Any:  # noqa: ANN401 - a Tail
        return self._store.tail(
            stream if stream.startswith("lead/") else "lead/none", after, open_personal=open_personal
        )


def test_at_any_instant_it_is_what_was_known_then(store: Store) -> None:
    now = timeline(store, LEAD)

    for entry in now:
        then = timeline(store, LEAD, at=entry.recorded_at)
        known = {(each.stream, each.version) for each in now if each.recorded_at <= entry.recorded_at}
        assert known <= set(places_of(then))
        assert all(each.recorded_at <= entry.recorded_at for each in then)


def test_at_a_version_it_is_what_was_there_before_the_next(store: Store) -> None:
    own = [each for each in story(store) if each.stream == f"lead/{LEAD}"]

    for version, following in enumerate([*own[1:], None], start=1):
        then = timeline(store, LEAD, version=version)
        same = following and following.meta.command_id == own[version - 1].meta.command_id
        end = following and (following.position if same else begins(store, following))
        later = [each for each in story(store) if end and each.position >= end]
        known = set(places_of(timeline(store, LEAD))) - {(each.stream, each.version) for each in later}
        assert set(places_of(then)) == known
    assert timeline(store, LEAD, version=len(own)) == timeline(store, LEAD)
    assert timeline(store, LEAD, version=0) == timeline(store, "nobody")


def begins(store: Store, recorded: Recorded) -> int:
    """The first position of the command that recorded this."""
    found = store.find(recorded.meta.command_id)
    assert found is not None
    return found[0]


def test_no_lead_no_story(store: Store) -> None:
    assert timeline(store, "nobody") == ()


def test_an_entry_says_who_and_where_it_led(store: Store) -> None:
    first = timeline(store, LEAD, names=Names(person=lambda each: f"〔{each}〕"))[1]

    assert (first.actor, first.name, first.move) == ("〔t-1〕", "transfer.suspected/1", "T1")
    assert first.reached is not None
    assert first.reached.zh == "涉嫌犯罪"
