"""Reactions return changes; nothing of this needs a database."""

from typing import Any, Final

import pytest

from domain.lead.base import LeadEvent
from domain.lead.standing.events import HandlerAssigned, RiskGraded
from projections.base import Add, Change, Delete, Projection, Set, count, derived, given, key, text
from tests.support.events import recorded
from tests.support.samples import build
from workflows.ports import Recorded

WORK: Final = Projection("work", version=3)
PEOPLE: Final = WORK.table(key("handler"), text("last"), count("leads"))


@WORK.on(LeadEvent)
def _any(_: LeadEvent, at: Recorded) -> Change:
    return PEOPLE.set("anybody", last=at.stream)


@WORK.on(HandlerAssigned)
def _assigned(event: HandlerAssigned, _: Recorded) -> list[Change]:
    return [PEOPLE.add(event.handler, leads=1), PEOPLE.delete(handler="anybody")]


def test_an_event_meets_the_reactions_to_its_class_and_to_what_it_derives_from_in_their_order() -> None:
    changes = WORK.changes(recorded(build(HandlerAssigned, handler="a"), "lead/l1"))

    assert changes == (
        Set(PEOPLE.table, ("anybody",), {"last": "lead/l1"}),
        Add(PEOPLE.table, ("a",), {"leads": 1}),
        Delete(PEOPLE.table, {"handler": "anybody"}),
    )
    assert len(WORK.changes(recorded(build(RiskGraded), "lead/l1"))) == 1


def test_an_event_nobody_reacts_to_changes_nothing() -> None:
    assert WORK.changes(recorded(object(), "other/o1")) == ()


def test_a_table_bears_the_version_and_its_generations_their_number() -> None:
    assert PEOPLE.table.name == "work_v3"
    assert WORK.generation(2)[PEOPLE.table].name == "work_v3_g2"


@pytest.mark.parametrize(
    "values", [{"last": "a\0b"}, {"last": None}, {"leads": 2**63}, {"leads": True}, {"leads": "1"}]
)
def test_what_some_database_cannot_hold_is_refused_before_it_gets_there(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        PEOPLE.set("a", **values)


def test_a_column_that_is_not_there_is_refused_by_the_reaction_itself() -> None:
    with pytest.raises(ValueError, match="no columns"):
        PEOPLE.set("a", lasst="x")
    with pytest.raises(ValueError, match="by columns of their key"):
        PEOPLE.delete(last="x")


def test_what_the_database_works_out_nobody_sets() -> None:
    places = Projection("places", version=1).table(key("place"), text("code"), derived("street", "substr(code, 1, 9)"))

    assert [column.name for column in given(places.table)] == ["place", "code"]
    with pytest.raises(ValueError, match="no columns"):
        places.set("a", street="370104001")


def test_a_read_model_takes_further_reactions_and_stays_without_them_elsewhere() -> None:
    more = WORK.extended()
    more.on(RiskGraded)(lambda event, _: PEOPLE.add(event.grade.value, leads=1))
    graded = recorded(build(RiskGraded), "lead/l1")

    assert [type(change) for change in more.changes(graded)] == [Set, Add]
    assert [type(change) for change in WORK.changes(graded)] == [Set]
    assert (more.name, more.version, more.tables) == (WORK.name, WORK.version, WORK.tables)
