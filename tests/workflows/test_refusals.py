"""From a denial to a refusal: the law of the day of the act, and who could."""

from dataclasses import replace
from datetime import date

import pytest

from domain.actor import Grade, Level, Position
from domain.errors import Missing, NotLegal, NotPermitted, Refusal
from domain.law import cite
from domain.lead.closing.commands import ApproveClosing
from domain.lead.stage import Stage
from domain.lead.standing.commands import SignPaper, Suspend
from domain.lead.vocabulary import Matter
from domain.procedure import Denied
from domain.words import Words
from tests.support.desk import situated
from tests.support.leads import Case, legal
from tests.support.people import PEOPLE, PRINCIPAL, STREET, Roster
from tests.support.samples import DAY
from tests.support.scenario import judged
from workflows.desks import DESKS
from workflows.forms.choices import words_of
from workflows.forms.fields import describe
from workflows.procedures.lead import LEAD
from workflows.procedures.lead.asking import SIGNED_FIRST
from workflows.refusals import UNKNOWN, Judged, refusal_of, remedy_of, unknown

WORDS = Words("不行", "no")
PETITIONS = cite("XF05 42", "XF22 44", "office follow-up-task")


def test_a_refusal_cites_the_law_of_the_day_of_the_act() -> None:
    denied = Denied("close.petitions", WORDS, "M21b", PETITIONS)

    before = refusal_of(denied, STREET, date(2022, 3, 2), Roster())
    after = refusal_of(denied, STREET, date(2022, 5, 1), Roster())

    assert isinstance(before, NotLegal)
    assert before.basis == cite("XF05 42", "office follow-up-task")
    assert after.basis == cite("XF22 44", "office follow-up-task")


def test_a_missing_power_is_told_with_those_who_hold_it() -> None:
    missing = Missing((Level.DISTRICT_AUTHORITY,), Grade.PRINCIPAL)

    refusal = refusal_of(Denied("permission.grade", WORDS, "M17", missing=missing), STREET, date(2022, 3, 2), Roster())

    assert isinstance(refusal, NotPermitted)
    assert refusal.missing is not None
    assert PRINCIPAL.id in refusal.missing.holders


@pytest.mark.parametrize(("move", "named", "not_named"), [("M08", "first", "archivist"), ("M25", "archivist", "first")])
def test_only_those_are_named_whose_post_makes_the_move(move: str, named: str, not_named: str) -> None:
    missing = Missing((Level.DISTRICT_AUTHORITY,))

    refusal = refusal_of(Denied("permission.level", WORDS, move, missing=missing), STREET, date(2022, 3, 2), Roster())

    assert refusal.missing is not None
    assert f"district-authority-{named}" in refusal.missing.holders
    assert f"district-authority-{not_named}" not in refusal.missing.holders


@pytest.mark.parametrize("noun", sorted({desk.procedure.name for desk in DESKS.values()}))
def test_whatever_can_be_judged_has_a_word_for_not_being_there(noun: str) -> None:
    assert (unknown(noun=noun).code, unknown(noun=noun).detail) == (f"{noun}.unknown", UNKNOWN[noun])


def test_every_guard_that_asks_for_a_signature_says_how_it_is_had() -> None:
    asked = {each.code for row in LEAD.rows for each in row.guards if each.code.startswith("signature.")}

    assert asked == set(SIGNED_FIRST)
    assert set(SIGNED_FIRST.values()) == set(Matter)


@pytest.mark.parametrize("code", SIGNED_FIRST)
def test_the_way_out_is_a_command_with_a_form_that_fits(code: str) -> None:
    remedy = remedy_of(code, PEOPLE["district-authority-first"], Roster())

    assert remedy is not None
    assert remedy.command == "sign-paper"
    assert set(remedy.form) <= {field.name for field in describe(SignPaper)}
    assert SignPaper in DESKS
    assert isinstance(remedy.form["matter"], Matter)
    assert remedy.words == words_of(SIGNED_FIRST[code])
    assert "district-authority-principal" in remedy.by.holders


def test_an_outward_paper_is_signed_in_the_own_organ_and_never_for_oneself() -> None:
    deputy = PEOPLE["industry-deputy"]
    outward = remedy_of("signature.interview-notice", deputy, Roster())
    inward = remedy_of("signature.suspension", deputy, Roster())

    assert outward is not None
    assert outward.by.levels == (Level.INDUSTRY,)
    assert set(outward.by.holders) == {"industry-acting", "industry-principal"}
    assert inward is not None
    assert inward.by.holders[:2] == ("industry-acting", "industry-principal")
    assert "district-authority-deputy" in inward.by.holders


def test_a_leader_of_another_regulator_signs_no_outward_paper() -> None:
    deputy = PEOPLE["industry-deputy"]
    elsewhere = replace(deputy, organ="示例区教育局")

    outward = remedy_of("signature.interview-notice", elsewhere, Roster())

    assert outward is not None
    assert outward.by.holders == ()


def refused(case: Case) -> Refusal:
    """The refusal that whoever sends the command of a case reads."""
    denied = judged(case).ruling
    assert isinstance(denied, Denied), denied
    situation = situated({"lead/l1": case.lead}, case.actor, case.command, case.now)
    return refusal_of(denied, case.actor, DAY, Roster(), Judged(case.lead, case.command, situation))


def of(kind: type, level: Level = Level.DISTRICT_AUTHORITY) -> Case:
    row = next(each for each in LEAD.rows if each.command is kind)
    return legal(row, Stage(row.source[0]), level)


def test_the_power_that_a_signature_lacks_is_that_of_its_matter() -> None:
    case = of(SignPaper).but(actor=STREET, matter=Matter.INTERVIEW_NOTICE)

    missing = refused(case).missing

    assert missing is not None
    assert missing.grade is Grade.RESPONSIBLE_LEADER
    assert {PEOPLE[each].position for each in missing.holders} == set(Position)
    for named in missing.holders:
        judged(case.but(actor=PEOPLE[named]).where(stage=Stage.VERIFYING)).then()
    assert {PEOPLE[each].level for each in missing.holders} == {Level.DISTRICT_AUTHORITY, Level.INDUSTRY}


def test_only_the_organ_that_answers_is_named_and_nobody_who_is_barred() -> None:
    closing = of(ApproveClosing).where(proposed_by=PRINCIPAL.id, recused=("district-authority-acting",))

    missing = refused(closing.but(actor=PEOPLE["industry-deputy"])).missing

    assert missing == Missing(closing_levels(), Grade.RESPONSIBLE_LEADER, ("district-authority-deputy",))


def closing_levels() -> tuple[Level, ...]:
    return next(row.levels for row in LEAD.rows if row.command is ApproveClosing)


def test_a_paper_that_the_organ_answering_signs_is_not_sought_elsewhere() -> None:
    case = of(Suspend).where(signatures=())

    remedy = refused(case).remedy

    assert remedy is not None
    assert {PEOPLE[each].level for each in remedy.by.holders} == {Level.DISTRICT_AUTHORITY}


def test_who_handled_the_lead_is_not_named_to_sign_for_it() -> None:
    case = of(Suspend).where(signatures=(), handlers=("district-authority-deputy",))

    remedy = refused(case).remedy

    assert remedy is not None
    assert set(remedy.by.holders) == {"district-authority-acting", "district-authority-principal"}


def test_where_no_signature_is_asked_for_there_is_no_such_way_out() -> None:
    assert remedy_of("close.petitions", STREET, Roster()) is None
