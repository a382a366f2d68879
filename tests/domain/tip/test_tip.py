"""A report of the public: who may do what with it, where the informant's identity goes, and who may look at it."""

from dataclasses import fields, replace
from typing import Any, Final

import pytest

from domain.actor import Actor
from domain.lead.intake.commands import NotAcceptedReason
from domain.lead.stage import Stage
from domain.lead.state import Lead
from domain.procedure import Denied
from domain.tip import commands as c
from domain.tip import events as e
from domain.tip.base import CITIZEN, TipCommand
from domain.tip.decide import OF_IDENTITY, RECORDS
from domain.tip.guards import MOST_ANSWERS
from domain.tip.pictures import AT_ONCE, MOST, Picture
from domain.tip.reading import RecordTipRead
from domain.tip.stage import IdentityStage, TipStage
from tests.support.desk import after, decide, rule
from tests.support.people import DEPUTY, OFFICER, PEOPLE, PRINCIPAL, REGULATOR, STREET
from tests.support.roads import registration
from tests.support.samples import NOON, build
from workflows.desks import DESKS
from workflows.procedures.tip import INFORMANT, TIP

PUBLIC: Final = replace(STREET, id=CITIZEN, name="", office="", organ="", division="", roles=())
SENT: Final = c.SendTip(
    tip="t1", occurred=NOON, office="370104001", organ="示例街道办事处", division="370104001", accused="示例投资",
    place="示例路1号", content="收老人的钱", name="示例甲", phone="13800000000",
)  # fmt: skip
ELSEWHERE: Final = replace(STREET, office="370104002", division="370104002")
LEADER: Final = PEOPLE["street-principal"]
STREAM: Final = "tip/t1"
SEAL: Final = "informant/t1"


def said(kind: type[Any], **more: object) -> Any:  # noqa: ANN401 - of the kind asked for
    return build(kind, tip="t1", occurred=NOON, **more)


def told(*steps: tuple[Actor, Any]) -> tuple[dict[str, Any], list[tuple[str, object]]]:
    """The states and the events after these steps, all of which must be legal."""
    states: dict[str, Any] = {}
    events: list[tuple[str, object]] = []
    for actor, command in steps:
        ruling = rule(states, actor, command, NOON)
        assert not isinstance(ruling, Denied), ruling
        decision = decide(states, actor, command, NOON, ruling)
        states = after(states, decision)
        events += decision
    return states, events


def denied(actor: Actor, command: Any, *before: tuple[Actor, Any]) -> str:  # noqa: ANN401 - any command
    ruling = rule(told(*before)[0], actor, command, NOON)
    assert isinstance(ruling, Denied), ruling
    return ruling.code


BEGUN: Final = ((PUBLIC, SENT),)
LEAD: Final = (STREET, registration(lead="l1"))
ACCEPTED: Final = (*BEGUN, LEAD, (STREET, said(c.AcceptTip, lead="l1")))
ASKED: Final = (*BEGUN, (STREET, said(c.AskIdentity, reason="核实奖励")))
ALLOWED: Final = (*ASKED, (LEADER, said(c.AllowIdentity)))


def test_a_report_and_the_identity_of_whoever_sent_it_stand_in_two_streams() -> None:
    _, events = told(*BEGUN)

    by_stream = dict(events)
    report, identity = by_stream[STREAM], by_stream[SEAL]
    assert isinstance(report, e.TipReceived)
    assert (report.named, report.number) == (True, "370104-2022-J0001")
    assert "示例甲" not in repr(report)
    assert "13800000000" not in repr(report)
    assert identity == e.InformantNamed(
        move="I00", came_from=IdentityStage.UNNAMED, stage=IdentityStage.SEALED, occurred=NOON, name="示例甲",
        phone="13800000000",
    )  # fmt: skip


def test_of_an_anonymous_report_no_identity_stands_anywhere() -> None:
    states, events = told((PUBLIC, replace(SENT, name="", phone="")))

    assert SEAL not in dict(events)
    assert states[STREAM].named is False
    assert denied(STREET, said(c.AskIdentity), (PUBLIC, replace(SENT, name="", phone=""))) == "move.not-from-here"


def test_numbers_of_reports_run_without_a_gap() -> None:
    _, events = told(*BEGUN, (PUBLIC, replace(SENT, tip="t2")))

    numbers = [event.number for _, event in events if isinstance(event, e.TipReceived)]
    assert numbers == ["370104-2022-J0001", "370104-2022-J0002"]


@pytest.mark.parametrize("actor", [STREET, LEADER, OFFICER, PRINCIPAL], ids=lambda actor: actor.id)
def test_the_street_and_its_district_take_a_report_up(actor: Actor) -> None:
    states, _ = told(*BEGUN, (actor, said(c.AskInformant)))

    assert states[STREAM].asked == 1
    assert states[STREAM].stage is TipStage.RECEIVED


NOBODY_ELSE: Final = [
    ELSEWHERE, REGULATOR, PUBLIC, PEOPLE["street-auditor"], PEOPLE["street-archivist"], PEOPLE["police-first"],
    PEOPLE["city-authority-first"], PEOPLE["community-first"],
]  # fmt: skip


@pytest.mark.parametrize("actor", NOBODY_ELSE, ids=lambda actor: f"{actor.id}-{actor.office}")
@pytest.mark.parametrize("kind", [row.command for row in TIP.rows if row.command not in {c.SendTip, c.AddToTip}])
def test_nobody_else_does(actor: Actor, kind: type[TipCommand]) -> None:
    more = {"lead": "l1"} if "lead" in {field.name for field in fields(kind)} else {}

    assert denied(actor, said(kind, **more), *BEGUN, LEAD) == "permission.tip"


@pytest.mark.parametrize("actor", [STREET, PRINCIPAL])
def test_no_officer_speaks_for_a_citizen(actor: Actor) -> None:
    assert denied(actor, SENT) == "permission.tip"
    assert denied(actor, said(c.AddToTip), *BEGUN) == "permission.tip"


def test_an_accepted_report_names_its_lead_and_the_lead_no_report() -> None:
    states, events = told(*ACCEPTED)

    assert (states[STREAM].stage, states[STREAM].lead) == (TipStage.ACCEPTED, "l1")
    assert [stream for stream, _ in events].count("lead/l1") == 1
    assert "t1" not in repr(states["lead/l1"])


def test_without_a_lead_nothing_is_accepted() -> None:
    assert denied(STREET, said(c.AcceptTip, lead="l9"), *BEGUN) == "tip.lead"


def test_it_is_taken_up_once() -> None:
    assert denied(OFFICER, said(c.AcceptTip, lead="l1"), *ACCEPTED) == "move.not-from-here"
    assert denied(OFFICER, said(c.RefuseTip), *ACCEPTED) == "move.not-from-here"


def test_a_refusal_is_explained() -> None:
    reason = NotAcceptedReason.OUT_OF_SCOPE

    assert denied(STREET, said(c.RefuseTip, reason=reason, explanation=" "), *BEGUN) == "tip.unexplained"
    states, _ = told(*BEGUN, (STREET, said(c.RefuseTip, reason=reason, explanation="属市场监管部门职责")))
    assert states[STREAM].stage is TipStage.REFUSED
    assert denied(PUBLIC, said(c.AddToTip), *BEGUN, (STREET, said(c.RefuseTip))) == "move.not-from-here"


def test_nobody_is_told_that_it_is_settled_while_the_lead_goes_on() -> None:
    assert denied(STREET, said(c.SettleTip, lead="l1"), *ACCEPTED) == "tip.lead-open"
    states, _ = told(*ACCEPTED)
    states["lead/l1"] = states["lead/l1"]._replace(stage=type(states["lead/l1"].stage).CLOSED)
    assert not isinstance(rule(states, STREET, said(c.SettleTip, lead="l1"), NOON), Denied)
    assert isinstance(rule(states, STREET, said(c.SettleTip, lead="l2"), NOON), Denied)


def at(lead: str, stage: Stage, *, merged_into: str = "", parts: tuple[str, ...] = ()) -> dict[str, Lead]:
    return {f"lead/{lead}": Lead(lead, stage, merged_into=merged_into, parts=parts)}


def settled(leads: dict[str, Lead], lead: str, *others: str) -> str:
    """The code by which it is denied that the report of ``l1`` is settled, if it is."""
    states, _ = told(*ACCEPTED)
    ruling = rule(states | leads, STREET, said(c.SettleTip, lead=lead, others=others), NOON)
    return ruling.code if isinstance(ruling, Denied) else ""


MERGED: Final = at("l1", Stage.MERGED, merged_into="l2") | at("l2", Stage.MERGED, merged_into="l3")
SPLIT: Final = at("l1", Stage.CLOSED, parts=("l2",)) | at("l3", Stage.CLOSED)


def test_a_report_whose_lead_was_merged_is_settled_when_the_lead_that_it_went_into_is_over() -> None:
    assert settled(MERGED | at("l3", Stage.VERIFYING), "l3", "l1", "l2") == "tip.lead-open"
    assert settled(MERGED | at("l3", Stage.CLOSED), "l3", "l1", "l2") == ""
    assert settled(MERGED | at("l3", Stage.CLOSED), "l1", "l2", "l3") == "tip.lead-open", "that one is not what is over"
    assert settled(MERGED | at("l3", Stage.CLOSED), "l3", "l1") == "tip.lead-open", "the whole way is looked at"


def test_a_report_whose_lead_was_split_is_settled_when_all_of_it_is_over_wherever_it_went() -> None:
    assert settled(SPLIT | at("l2", Stage.VERIFYING), "l1", "l2") == "tip.lead-open"
    assert settled(SPLIT | at("l2", Stage.RULED_OUT), "l1", "l2") == ""
    assert settled(SPLIT | at("l2", Stage.RULED_OUT), "l1") == "tip.lead-open", "no part is left out"
    assert settled(SPLIT | at("l2", Stage.MERGED, merged_into="l3"), "l1", "l2", "l3") == ""


def test_questions_and_answers_have_an_end() -> None:
    states, _ = told(*BEGUN)
    states[STREAM] = states[STREAM]._replace(answered=MOST_ANSWERS)

    ruling = rule(states, PUBLIC, said(c.AddToTip), NOON)
    assert isinstance(ruling, Denied)
    assert ruling.code == "tip.full"


def pictures(count: int, since: int = 0) -> tuple[Picture, ...]:
    return tuple(Picture(digest=f"d{number}", size=1) for number in range(since, since + count))


def test_a_report_and_each_answer_name_their_pictures_and_nothing_else_of_them() -> None:
    states, events = told(
        (PUBLIC, replace(SENT, pictures=pictures(2))), (PUBLIC, said(c.AddToTip, pictures=pictures(3, 2)))
    )

    found = [event.pictures for _, event in events if isinstance(event, e.TipReceived | e.TipAddedTo)]
    assert found == [pictures(2), pictures(3, 2)]
    assert states[STREAM].pictures == 5
    assert {each.name for each in fields(Picture)} == {"digest", "size"}


def test_pictures_have_an_end_at_once_and_altogether() -> None:
    assert denied(PUBLIC, replace(SENT, pictures=pictures(AT_ONCE + 1))) == "tip.photos-full"
    states, _ = told(*BEGUN)
    states[STREAM] = states[STREAM]._replace(pictures=MOST - 1)
    assert not isinstance(rule(states, PUBLIC, said(c.AddToTip, pictures=pictures(1)), NOON), Denied)
    ruling = rule(states, PUBLIC, said(c.AddToTip, pictures=pictures(2)), NOON)
    assert isinstance(ruling, Denied)
    assert ruling.code == "tip.photos-full"


def test_an_identity_is_opened_by_two_people_for_one_look() -> None:
    states, events = told(*ALLOWED, (STREET, said(c.OpenIdentity)))

    kinds = [type(event) for stream, event in events if stream == SEAL]
    assert kinds == [e.InformantNamed, e.IdentityAskedFor, e.IdentityAllowed, e.IdentityOpened]
    assert states[SEAL].stage is IdentityStage.SEALED
    assert denied(STREET, said(c.OpenIdentity), *ALLOWED, (STREET, said(c.OpenIdentity))) == "move.not-from-here"


def test_nobody_allows_himself_to_look() -> None:
    asked = (*BEGUN, (LEADER, said(c.AskIdentity)))

    assert denied(LEADER, said(c.AllowIdentity), *asked) == "informant.second-person"
    assert denied(STREET, said(c.AllowIdentity), *asked) == "permission.informant"
    told(*asked, (DEPUTY, said(c.AllowIdentity)))


def test_what_was_allowed_to_one_is_allowed_to_no_other() -> None:
    assert denied(OFFICER, said(c.OpenIdentity), *ALLOWED) == "informant.asker"


def test_a_look_needs_a_reason_and_may_be_denied() -> None:
    assert denied(STREET, said(c.AskIdentity, reason=" "), *BEGUN) == "informant.reason"
    states, _ = told(*ASKED, (LEADER, said(c.DenyIdentity)))
    assert states[SEAL].stage is IdentityStage.SEALED


@pytest.mark.parametrize("actor", NOBODY_ELSE, ids=lambda actor: f"{actor.id}-{actor.office}")
def test_who_has_no_report_in_hand_sees_neither_it_nor_who_sent_it(actor: Actor) -> None:
    assert denied(actor, said(c.AskIdentity), *BEGUN) == "permission.informant"
    assert denied(actor, said(c.OpenIdentity), *ALLOWED) == "permission.informant"
    assert denied(actor, said(RecordTipRead), *BEGUN) in {"permission.tip-read", "permission.level"}


def test_a_read_stands_in_a_stream_of_its_own() -> None:
    _, events = told(*BEGUN, (OFFICER, said(RecordTipRead)))

    assert [stream for stream, _ in events][-1] == "access/tip/t1"


def test_every_move_of_both_tables_has_an_event() -> None:
    commands = {row.command for row in (*TIP.rows, *INFORMANT.rows)}

    assert commands <= set(DESKS)
    assert commands == {*RECORDS, *OF_IDENTITY}
