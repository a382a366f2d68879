"""Who may be shown personal data for his own work, who for a reason in writing, and who looks into the record of it."""

from dataclasses import replace
from typing import Final, NamedTuple

import pytest

from domain.access import (
    AccessRecorded,
    AccessStage,
    Ground,
    RecordAccess,
    View,
    is_own_work,
    may_open,
    stream_of,
    watches,
)
from domain.actor import Actor, Level, Role
from domain.instants import day_of
from domain.lead.stage import Stage
from domain.lead.state import Lead
from domain.procedure import Denied, Ruling
from tests.support.desk import after, decide, rule
from tests.support.leads import NOW
from tests.support.people import PEOPLE

LEAD: Final = Lead(
    "l1", stage=Stage.REGISTERED, number="370104-2022-0001", office="370104001", organ="示例街道办事处",
    division="370104001001",
)  # fmt: skip
"""Of a street, lying in one of its communities."""
READ: Final = RecordAccess(leads=("l1",), occurred=NOW, view=View.SHOW, ground=Ground.WORK)


class Row(NamedTuple):
    """A lead as a list has it."""

    division: str = LEAD.division
    office: str = LEAD.office


def whoever(level: Level, role: Role = Role.HANDLER) -> Actor:
    return next(each for each in PEOPLE.values() if each.level is level and role in each.roles)


@pytest.mark.parametrize(
    ("level", "role", "own", "for_a_reason"),
    [
        (Level.STREET, Role.HANDLER, True, True), (Level.STREET, Role.LEADER, True, True),
        (Level.COMMUNITY, Role.HANDLER, True, True), (Level.DISTRICT_AUTHORITY, Role.HANDLER, True, True),
        (Level.CITY_AUTHORITY, Role.LEADER, True, True), (Level.DISTRICT_AUTHORITY, Role.AUDITOR, False, True),
        (Level.DISTRICT_AUTHORITY, Role.ARCHIVIST, False, True), (Level.INDUSTRY, Role.HANDLER, False, True),
        (Level.POLICE, Role.HANDLER, False, False),
    ],
)  # fmt: skip
def test_the_own_work_is_reason_enough_and_others_write_one(
    level: Level, role: Role, *, own: bool, for_a_reason: bool
) -> None:
    actor = whoever(level, role)

    for lead in (LEAD, Row()):
        assert may_open(actor, lead) is own, lead
        assert may_open(actor, lead, "季度抽查") is for_a_reason, lead


def test_who_interviews_or_handles_a_lead_has_work_on_it() -> None:
    regulator = whoever(Level.INDUSTRY)

    assert not is_own_work(regulator, LEAD)
    assert is_own_work(regulator, LEAD._replace(handler=regulator.id))
    assert is_own_work(regulator, LEAD._replace(interview=LEAD.interview._replace(office=regulator.office)))


def test_no_reason_opens_what_lies_elsewhere() -> None:
    elsewhere = LEAD._replace(office="370105001", division="370105001")

    assert not may_open(whoever(Level.DISTRICT_AUTHORITY, Role.AUDITOR), elsewhere, "季度抽查")


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (whoever(Level.STREET), None),
        (replace(whoever(Level.STREET), roles=(Role.OPERATOR,)), "permission.persons"),
        (whoever(Level.STREET, Role.AUDITOR), "access.reason"),
        (whoever(Level.POLICE), "permission.level"),
    ],
)  # fmt: skip
def test_the_table_puts_on_record_whoever_may_read(who: Actor, code: str | None) -> None:
    ruled = rule({}, who, READ, NOW)

    assert (ruled.code if isinstance(ruled, Denied) else None) == code
    assert not isinstance(ruled, Denied) or ruled.basis


def test_a_read_is_one_event_in_the_stream_of_the_lead_and_of_a_list_in_that_of_the_reader_s_day() -> None:
    reader = whoever(Level.STREET)
    ruling = rule({}, reader, READ, NOW)
    assert isinstance(ruling, Ruling)
    decision = decide({}, reader, READ, NOW, ruling)

    assert decision == (("access/l1", AccessRecorded(leads=("l1",), occurred=NOW, view=View.SHOW, ground=Ground.WORK)),)
    assert after({}, decision)["access/l1"].stage is AccessStage.READ
    assert stream_of(replace(READ, leads=("l1", "l2")), reader) == f"access/list/{reader.id}/{day_of(NOW)}"


@pytest.mark.parametrize(
    ("level", "role", "sees"),
    [
        (Level.DISTRICT_AUTHORITY, Role.AUDITOR, True), (Level.STREET, Role.AUDITOR, True),
        (Level.STREET, Role.LEADER, True), (Level.DISTRICT_AUTHORITY, Role.LEADER, True),
        (Level.INDUSTRY, Role.AUDITOR, True), (Level.INDUSTRY, Role.LEADER, False),
        (Level.COMMUNITY, Role.LEADER, False), (Level.STREET, Role.HANDLER, False),
        (Level.STREET, Role.ARCHIVIST, False), (Level.POLICE, Role.AUDITOR, False),
    ],
)  # fmt: skip
def test_auditors_of_the_area_and_leaders_of_the_organ_look_into_the_record(
    level: Level, role: Role, *, sees: bool
) -> None:
    assert watches(whoever(level, role), LEAD) is sees
