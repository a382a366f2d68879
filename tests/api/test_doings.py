"""What was done is told with the rules of the day on which it was entered, as days are counted in China."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from api import doings
from domain.actor import Actor
from domain.lead.standing.events import RiskGraded
from projections.doings import Doing
from projections.names import PLAIN
from tests.support.events import recorded
from tests.support.samples import build


def test_what_was_entered_after_midnight_rests_on_the_rules_of_the_new_day(monkeypatch: pytest.MonkeyPatch) -> None:
    law = Mock(return_value=())
    event = recorded(build(RiskGraded, move="E00g"), at=datetime(2026, 3, 31, 16, 30, tzinfo=UTC))
    app: Any = SimpleNamespace(store=SimpleNamespace(at=lambda *_, **__: event))
    monkeypatch.setattr(doings, "names", lambda *_: PLAIN)
    monkeypatch.setattr(doings, "in_force", law)

    list(doings.told(app, build(Actor), [build(Doing, move="E00g")]))

    assert law.call_args.args[1] == date(2026, 4, 1)
