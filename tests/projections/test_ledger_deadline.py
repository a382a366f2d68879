"""The deadline told from a lead's events is the one that its ledger has."""

from collections import defaultdict
from pathlib import Path

import pytest

from adapters.follow.followers import Followers
from domain.lead.state import Lead
from projections.ledger_deadline import deadline_of
from projections.ledger_rows import ledger
from projections.risk_ledger import LEDGER
from tests.support.histories import history
from tests.support.product import opened, record
from workflows.desks import fold


@pytest.mark.parametrize("seed", range(6))
def test_it_is_that_of_the_ledger(tmp_path: Path, seed: int) -> None:
    decisions = history(seed, leads=6, tries=500)
    events: dict[str, list[object]] = defaultdict(list)
    for stream, event in (pair for decision in decisions for pair in decision):
        events[stream].append(event)

    with opened(f"sqlite:///{tmp_path / 'log.db'}", tmp_path) as store:
        record(store, decisions)
        with Followers(store, [LEDGER]) as followers:
            followers.catch_up()
            found = followers.ask(ledger, limit=100).rows

    assert found
    for row in found:
        state = fold(f"lead/{row.lead}", events[f"lead/{row.lead}"])
        assert isinstance(state, Lead)
        assert deadline_of(events[f"lead/{row.lead}"], state.stage) == row.deadline, (row.number, state.stage)
