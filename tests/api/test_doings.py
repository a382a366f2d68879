"""What was done is told with the rules of the day on which it was entered, as days are counted in China."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from api import doings
from domain.actor import Actor
from domain.errors import LogDamaged
from domain.lead.standing.events import RiskGraded
from projections.doings import Doing
from projections.names import PLAIN
from tests.support.events import recorded
from tests.support.samples import build
from workflows.ports import Recorded


def doing(position: int) -> Doing:
    """What a read model says was done there, as first thing of a lead."""
    return build(Doing, move="E00g", position=position, stream="lead/l1", version=1)


def test_what_was_entered_after_midnight_rests_on_the_rules_of_the_new_day(monkeypatch: pytest.MonkeyPatch) -> None:
    law = Mock(return_value=())
    event = recorded(build(RiskGraded, move="E00g"), at=datetime(2026, 3, 31, 16, 30, tzinfo=UTC))
    app: Any = SimpleNamespace(store=SimpleNamespace(found_at=lambda *_, **__: {0: event}))
    monkeypatch.setattr(doings, "names", lambda *_: PLAIN)
    monkeypatch.setattr(doings, "in_force", law)

    list(doings.told(app, build(Actor), [doing(0)]))

    assert law.call_args.args[1] == date(2026, 4, 1)


def test_the_log_is_read_once_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    event = recorded(build(RiskGraded, move="E00g"), at=datetime(2026, 3, 31, tzinfo=UTC))
    read = Mock(side_effect=lambda positions, **_: dict.fromkeys(positions, event))
    app: Any = SimpleNamespace(store=SimpleNamespace(found_at=read))
    monkeypatch.setattr(doings, "names", lambda *_: PLAIN)
    many = [doing(at) for at in range(doings.AT_ONCE + 1)]

    assert [each.doing for each in doings.told(app, build(Actor), many)] == many
    assert [len(call.args[0]) for call in read.call_args_list] == [doings.AT_ONCE, 1]
    assert all(call.kwargs == {"open_personal": False} for call in read.call_args_list)


@pytest.mark.parametrize(
    "there", [{}, {7: recorded(build(RiskGraded), "access/l1")}, {7: recorded(build(RiskGraded), version=2)}]
)
def test_a_position_that_holds_something_else_or_nothing_is_damage(
    there: dict[int, Recorded], monkeypatch: pytest.MonkeyPatch
) -> None:
    app: Any = SimpleNamespace(store=SimpleNamespace(found_at=lambda *_, **__: there))
    monkeypatch.setattr(doings, "names", lambda *_: PLAIN)

    with pytest.raises(LogDamaged, match="Position 7 "):
        list(doings.told(app, build(Actor), [doing(7)]))
