"""The table is asked by the day of the act; of several rows the first that holds decides, else the nearest refusal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import pytest

from domain.actor import Actor, Grade, Level
from domain.law import cite
from domain.procedure import (
    KEEP,
    Denied,
    Failed,
    Guard,
    Procedure,
    Row,
    Ruling,
    Situation,
    command_name,
    failed,
    guard,
    judge,
)
from domain.words import Words
from tests.support.people import DEPUTY, OFFICER, STREET

WORDS = Words("示例", "example")
NOON = datetime(2022, 5, 1, 4, tzinfo=UTC)


class Door(StrEnum):
    SHUT = "shut"
    OPEN = "open"
    GONE = "gone"


@dataclass(frozen=True)
class OpenDoor:
    occurred: datetime
    key: bool = True


@dataclass(frozen=True)
class PaintDoor:
    occurred: datetime


@guard("door.key", "office keys", zh="须有钥匙", en="a key is needed")
def has_key(_: object, command: OpenDoor, __: Situation) -> Failed | None:
    return None if command.key else failed("钥匙", "key", "无", "有")


@guard("door.never", "office never", zh="不开", en="never")
def never(_: object, __: OpenDoor, ___: Situation) -> Failed | None:
    return failed("门", "door", "shut", "open")


OLD = Row(
    id="D05", command=OpenDoor, source=(Door.SHUT,), target=Door.OPEN, label=WORDS, levels=(Level.STREET,),
    basis=cite("XF05 21"), until=date(2022, 4, 30),
)  # fmt: skip
NEW = replace(OLD, id="D22", basis=cite("XF22 22"), guards=(has_key,), since=date(2022, 5, 1), until=date.max)


def door(*rows: Row, standing: Sequence[Guard] = ()) -> Procedure:
    return Procedure(
        "door", WORDS, Door, Door.SHUT, rows, MappingProxyType(dict.fromkeys(Door, WORDS)), tuple(standing)
    )


def ask(procedure: Procedure, command: OpenDoor | PaintDoor, *, now: datetime = NOON, actor: Actor = STREET) -> Any:  # noqa: ANN401 - as asserted
    return judge(procedure, Door.SHUT, None, command, Situation({}, actor, now))


@pytest.mark.parametrize(
    ("occurred", "row"),
    [
        (NOON - timedelta(days=1), OLD),
        (NOON, NEW),
        (datetime(2022, 4, 30, 15, 59, tzinfo=UTC), OLD),  # one minute before midnight in Huaiyin
        (datetime(2022, 4, 30, 16, 0, tzinfo=UTC), NEW),
    ],
)
def test_the_day_of_the_act_picks_the_rule_whenever_it_is_entered(occurred: datetime, row: Row) -> None:
    for entered in (occurred, occurred + timedelta(days=900)):
        ruling = ask(door(OLD, NEW), OpenDoor(occurred), now=entered)
        assert isinstance(ruling, Ruling)
        assert ruling.row is row


def test_a_rule_that_came_later_never_judges_an_earlier_act() -> None:
    without_key = OpenDoor(NOON - timedelta(days=1), key=False)

    assert isinstance(ask(door(OLD, NEW), without_key, now=NOON), Ruling)
    assert ask(door(OLD, NEW), replace(without_key, occurred=NOON)).code == "door.key"


def test_a_refusal_offers_the_moves_of_the_day_of_the_act() -> None:
    refused = ask(door(OLD, replace(NEW, guards=(never,))), OpenDoor(NOON))

    assert [move.move for move in refused.legal] == ["D22"]


def test_before_a_rule_begins_there_is_none() -> None:
    denied = ask(door(NEW), OpenDoor(NOON - timedelta(days=1)))

    assert (denied.code, denied.legal, denied.basis) == ("move.not-from-here", (), cite("XF22 22"))


def test_the_first_row_that_holds_decides() -> None:
    shut, kept = replace(NEW, id="D1", guards=(never,)), replace(NEW, id="D2", target=KEEP)

    ruling = ask(door(shut, kept, replace(NEW, id="D3")), OpenDoor(NOON))

    assert (ruling.row.id, ruling.source, ruling.target) == ("D2", Door.SHUT, Door.SHUT)


def test_of_several_refusals_the_one_that_came_furthest_is_told() -> None:
    other_level = replace(NEW, id="D1", levels=(Level.PROVINCE,))
    no_key = replace(NEW, id="D2", guards=(has_key, never))
    late = replace(NEW, id="D3", guards=(has_key,))

    assert isinstance(ask(door(other_level, no_key, late), OpenDoor(NOON)), Ruling)
    denied = ask(door(other_level, no_key), OpenDoor(NOON))
    assert (denied.code, denied.rule) == ("door.never", "D2")
    denied = ask(door(other_level), OpenDoor(NOON))
    assert isinstance(denied, Denied)
    assert denied.is_permission


def test_a_power_is_level_first_then_grade() -> None:
    graded = door(replace(NEW, levels=(Level.DISTRICT_AUTHORITY,), grade=Grade.RESPONSIBLE_LEADER))

    assert ask(graded, OpenDoor(NOON)).code == "permission.level"
    assert ask(graded, OpenDoor(NOON), actor=OFFICER).code == "permission.grade"
    assert isinstance(ask(graded, OpenDoor(NOON), actor=DEPUTY), Ruling)


def test_standing_guards_come_before_those_of_the_row() -> None:
    assert ask(door(replace(NEW, guards=(has_key,)), standing=[never]), OpenDoor(NOON, key=False)).code == "door.never"


def test_a_command_that_no_row_has_cites_nothing() -> None:
    denied = ask(door(NEW), PaintDoor(NOON))

    assert (denied.code, denied.rule, denied.basis) == ("move.not-from-here", "", ())


def test_names_are_spelt_with_dashes() -> None:
    assert command_name(OpenDoor) == "open-door"
