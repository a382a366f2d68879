"""Every guard of every row is seen refusing: a legal case, one thing changed; code, article and fact say so."""

from dataclasses import replace
from datetime import timedelta
from typing import Final, NamedTuple

import pytest

from domain.actor import Level, Role
from domain.lead.inquiry.commands import EvidenceKind, Ground
from domain.lead.intake.commands import NotAcceptedReason
from domain.lead.shapes import Paper, Person
from domain.lead.stage import Stage
from domain.lead.standing.commands import Rung
from domain.lead.state import Inquiry, Interviewing, Item, TransferRef, Turn
from domain.lead.verification.commands import LookAgain, VisitKind
from domain.lead.vocabulary import Matter, Milestone, Source, TransferMark
from domain.procedure import Guard, Keep, Row
from tests.support.changes import (
    DECIDED,
    WORKED_ON,
    Change,
    asked_by,
    beside,
    blank_paper,
    by_a_clerk,
    by_an_equal,
    command,
    elsewhere,
    fined,
    interviewed,
    items,
    lead,
    observed_longer,
    signed,
    to_a_leader,
    to_nobody,
    unsigned,
)
from tests.support.leads import FIRM, LATER, NOW, SERVED, elements, legal, officers
from tests.support.people import OFFICER, STREET
from tests.support.samples import DAY, NOON
from tests.support.scenario import judged
from tests.support.unasked import UNASKED
from workflows.procedures.lead import LEAD

RUNNING: Final = (TransferRef("transfer/l1-1", TransferMark.DELIVERED, Stage.VERIFYING),)
AT_THE_STAGE: Final = frozenset({"E02", "E08", "E08n", "E11", "E13", "E13o", "E15", "E32"})
"""What counts at a stage although it leads to no other."""
QUIET: Final = "M21 M21b M22 M22r M22a M23 M28"
REFUNDED: Final = Milestone.REFUND_COMPLETED
DATED_BY_OTHERS: Final = frozenset({"M18", "M19", "E19"})
BEGINNINGS: Final = frozenset({"M00", "M01", "M32"})
MOVING: Final = {row.id for row in LEAD.rows if not isinstance(row.target, Keep)}
AFTER_THE_STAGE: Final = (MOVING - DATED_BY_OTHERS - BEGINNINGS) | AT_THE_STAGE
ONE: Final = officers(Level.DISTRICT_AUTHORITY, "first")


class Refusal(NamedTuple):
    """The rows that carry a guard, the change that it refuses, what its fact shows."""

    rows: str
    change: Change
    fact: str = ""


def shown(row: Row) -> str:
    return f"{row.id}-{row.source[0]}-{row.reaches(Stage(row.source[0]))}"


REFUSALS: Final[dict[str, Refusal]] = {
    "permission.answering-organ": Refusal(DECIDED, lead(office="370105"), "370104 370105"),
    "permission.in-hand": Refusal(WORKED_ON, lead(office="370105", interview=Interviewing()), "370104 370105"),
    "command.order": Refusal(
        " ".join(sorted(AFTER_THE_STAGE)), lead(since=NOON + timedelta(days=1), latest=NOON + timedelta(days=1)),
        f"{DAY} ≥ {DAY + timedelta(days=1)}",
    ),
    "carry.level": Refusal("M00", command(actor=STREET, office="370104001", stated_stage=Stage.DETERMINED), "street"),
    "carry.stage": Refusal("M00", command(stated_stage=Stage.MERGED), "merged verifying, "),
    "carry.since": Refusal("M00", command(since=NOW.date() + timedelta(days=1)), "2023-06-02 ≤ 2023-06-01"),
    "carry.due": Refusal("M00", command(due=DAY - timedelta(days=1)), f"2022-03-01 {DAY} – "),
    "carry.file": Refusal("M00", command(digest="示例"), "示例…, 3"),
    "register.subject": Refusal("M00 M01 M32 M28s", command(unit=None), "0 1"),
    "register.office": Refusal("M00 M01 M32", command(office="370105"), "370105"),
    "register.area": Refusal("M00 M01", elsewhere, "370105"),
    "take-back.superior": Refusal("M03", command(disputed=True, superior_decision=None), "none"),
    "refuse.duplicate-of": Refusal("M30", command(reason=NotAcceptedReason.DUPLICATE, duplicate_of="l1"), "l1"),
    "refuse.tell-informant": Refusal("M30", command(named_informant=True, informant_told=False), "no"),
    "verify.named-officer": Refusal("M04", command(officers=()), "0 ≥ 1"),
    "officers.certificate": Refusal(
        "M04 E04", command(officers=(replace(ONE[0], certificate="zj-0"),)), "zj-0, 证号与名册不符"
    ),
    "verify.no-interest": Refusal("M04", command(no_interest=False), "no"),
    "verify.due": Refusal("M04", command(due=DAY - timedelta(days=1)), f"2022-03-01 ≥ {DAY}"),
    "visit.consent": Refusal("E04", command(consented=False, officers=ONE), "no"),
    "inspection.two-certified": Refusal("E04", command(kind=VisitKind.INSPECTION, officers=ONE * 2), "≥ 2"),
    "rule-out.elements": Refusal("M05 M14", command(elements=elements(present=True)), "3 ≤ 2"),
    "rule-out.two-people": Refusal("M05", command(confirmed_by=ONE * 2), f"{OFFICER.id} ≥ 2"),
    "monitor.grade": Refusal("M06", lead(grade=None), "none"),
    "monitor.review-date": Refusal("M06 M11", command(review_on=DAY), f"{DAY} 2022-06-02 – 2022-09-02"),
    "signature.monitoring": Refusal("M06", unsigned, "not signed"),
    "verify-again.reason": Refusal(
        "M07", lambda case: case.where(review_on=LATER).but(because=LookAgain.REVIEW_DATE), str(LATER)
    ),
    "interview.risk": Refusal("M08 M08a M12a", command(risk=" "), "empty"),
    "interview.address": Refusal("M08 M08a M12a", command(address=""), "empty"),
    "interview.hour": Refusal(
        "M08 M08a M12a", command(at=NOON - timedelta(days=1)), f"2022-03-01 12:00 ≥ {DAY}"
    ),
    "signature.interview-notice": Refusal("M08 M08a M12a", unsigned, "responsible-leader"),
    "no-show.waited": Refusal("E08n", interviewed(at=NOON + timedelta(minutes=1)), "12:00 ≥ 2022-03-02 12:01"),
    "interview.two-officers": Refusal("E08 E08n E11", command(officers=ONE), f"{ONE[0].id} ≥ 2"),
    "order.minutes": Refusal("M09", interviewed(minutes=False), "none"),
    "order.same-organ": Refusal("M09 M10a M12a", interviewed(office="370104-scjg"), "370104-scjg 370104"),
    "order.demands": Refusal("M09", command(demands=(" ",)), "0 ≥ 1"),
    "order.deadline": Refusal("M09", command(deadline=DAY), f"> {DAY}"),
    "signature.rectification-order": Refusal("M09", unsigned, "not signed"),
    "interview.held": Refusal("M10a", interviewed(no_show=False), "none"),
    "recheck.positive": Refusal("M11", interviewed(rechecked=False), "negative"),
    "interview-again.reason": Refusal("M12a", interviewed(rechecked=None, deadline=LATER), str(LATER)),
    "inquiry.suspicion": Refusal("M10 M12 M13", command(grounds=(Ground.NO_SHOW, Ground.OVERDUE)), "no-show, overdue"),
    "inquiry.jurisdiction": Refusal("M10 M12 M13", command(competent_division="370105"), "370105 370104"),
    "inquiry.place-on-file": Refusal("M10 M12 M13", lead(unit=replace(FIRM, registered_place="天桥区")), "370105"),
    "signature.inquiry-opening": Refusal("M10 M12 M13", unsigned, "not signed"),
    "evidence.two-certified": Refusal("E13", command(officers=ONE), "≥ 2"),
    "evidence.signature": Refusal("E13", command(kind=EvidenceKind.SITE, signature=None), "not stated"),
    "evidence.approval": Refusal("E13", command(kind=EvidenceKind.ACCOUNT_QUERY, approval=None), "none"),
    "defence.complete": Refusal("E15", command(answer=""), "incomplete"),
    "determine.evidence": Refusal("M14 M15", lead(inquiry=Inquiry(opinions=1, heard=True)), "0 ≥ 1"),
    "rule-out.measures-released": Refusal("M14", items(Milestone.MEASURE_IN_FORCE), "0"),
    "signature.inquiry-ruling-out": Refusal("M14", unsigned, "not signed"),
    "determine.elements": Refusal("M15", command(elements=elements(present=False)), "2 3"),
    "determine.opinions": Refusal("M15", lead(inquiry=Inquiry(evidence=1, heard=True)), "0 ≥ 1"),
    "determine.heard": Refusal("M15", lead(inquiry=Inquiry(evidence=1, opinions=1)), "none"),
    "determine.collective": Refusal("M15", command(serious=True, collective_decision=None), "none"),
    "signature.determination": Refusal("M15", unsigned, "not signed"),
    "stop-order.service": Refusal("M16", command(service=replace(SERVED, completed=False)), "direct"),
    "stop-order.remedies": Refusal("M16", command(remedies_stated=False), "none"),
    "signature.stop-order": Refusal("M16", unsigned, "not signed"),
    "transfer.suspicion": Refusal("M17", command(suspicion=""), "empty"),
    "transfer.none-open": Refusal("M17", lead(transfers=RUNNING), "transfer 1 0"),
    "criminal-end.held": Refusal("M19", lead(filed_from=None), "—"),
    "criminal-end.filed": Refusal("E19", lead(filed_at=None), "none"),
    "take-up-again.held": Refusal("M20", lead(transfers=RUNNING), "delivered"),
    "milestone.paper": Refusal("E21", command(paper=Paper(title="示例", reference="")), "empty"),
    "milestone.reason": Refusal("E21", command(milestone=Milestone.REFUND_PARTIAL, reason=""), "empty"),
    "milestone.begins": Refusal("E21", command(milestone=Milestone.MEASURE_IN_FORCE), "registered investigating, "),
    "milestone.item": Refusal("E21", command(milestone=Milestone.PETITION_ENDED, item="7"), "petition.registered"),
    "milestone.order": Refusal(
        "E21",
        lambda case: case.where(items=(Item("7", Milestone.PETITION_REGISTERED, begun=LATER),)).but(
            milestone=Milestone.PETITION_ENDED, item="7"
        ),
        f"{DAY} ≥ {LATER}",
    ),
    "penalty.determined": Refusal("E21", fined(determined=False), "none"),
    "penalty.transfer": Refusal("E21", fined(transfers=RUNNING), "transfer 1"),
    "refund.complete": Refusal(
        "E21",
        lambda case: case.where(items=(Item("", Milestone.REFUND_OPEN, 800_000_00),)).but(
            milestone=Milestone.REFUND_COMPLETED, amount_fen=500_000_00
        ),
        "50万元 ≥ 80万元",
    ),
    "close.no-participants": Refusal("M21 M22", lead(participants_known=True), "是 yes"),
    "close.refund": Refusal("M21 M21a M21b", lead(items=()), "none recorded"),
    "close.tracks": Refusal(f"M21a {QUIET}", items(REFUNDED, Milestone.MEASURE_IN_FORCE), "measure.in-force#1"),
    "close.reward": Refusal("M21 M21a M21b", lead(source=Source.TIP), "l1 已决定 decided"),
    "close.transfers": Refusal(f"M21a {QUIET} M28s", lead(transfers=RUNNING), "transfer 1"),
    "close.petitions": Refusal(QUIET, items(REFUNDED, Milestone.PETITION_REGISTERED), "petition.registered#1"),
    "follow-up.participants": Refusal("M21a", lead(participants_known=False), "否 no"),
    "follow-up.period": Refusal("M21a", command(observe_until=DAY), f"{DAY} 2022-06-02 – 2022-09-02"),
    "close.observation": Refusal("M21b M22", lead(observe_until=LATER, review_on=LATER), str(LATER)),
    "settled.order": Refusal(
        "M14 M17 M21 M21a M21b M22 M22r M22a M23 M28 M28s",
        lead(
            items=(Item("", Milestone.REFUND_COMPLETED), Item("1", Milestone.MEASURE_RELEASED, on=LATER)),
            transfers=(TransferRef("transfer/l1-1", TransferMark.REFUSED, Stage.VERIFYING, on=LATER),),
        ),
        f"{DAY} ≥ {LATER}",
    ),
    "close.receipt": Refusal("M22r", lead(receipt=False), "none"),
    "close.answered": Refusal("M22a", lead(answered=False), "none"),
    "close.four-eyes": Refusal("M23 M24", lambda case: case.where(proposed_by=case.actor.id), "somebody else"),
    "return-closing.held": Refusal("M24", lead(closing_from=None), "—"),
    "archive.complete": Refusal("M25", command(recordings_complete=False), "incomplete"),
    "signature.reopening": Refusal("M26", unsigned, "responsible-leader"),
    "sign.power": Refusal("E00s", by_a_clerk, "— responsible-leader"),
    "sign.four-eyes": Refusal("E00s", lambda case: case.where(handler=case.actor.id), "somebody else"),
    "sign.mark": Refusal(
        "E00s", lambda case: case.but(actor=replace(case.actor, mark=""), matter=Matter.STOP_ORDER), "empty"
    ),
    "grade.reasons": Refusal("E00g", command(reasons=("",)), "0 ≥ 1"),
    "grade.score": Refusal("E00g", command(score=101), "101"),
    "sign.target": Refusal("E00s E00q", command(matter=Matter.MERGER, target=""), "空 empty 须指明 named"),
    "sign.opinion": Refusal("E00s", command(approved=False, opinion=""), "empty"),
    "sign.stage": Refusal("E00s E00q", lambda case: case.but(matter=Matter.STOP_ORDER), "determined"),
    "request.act": Refusal("E00q", command(actor=STREET, matter=Matter.SUSPENSION), "street"),
    "request.open": Refusal("E00q", asked_by("district-authority-second"), "district-authority-second"),
    "request.signed": Refusal("E00q", signed, "district-authority-principal"),
    "assign.roster": Refusal("E00a E00r E00u M00 M01 M32 M21a", to_nobody, "nobody"),
    "assign.leader": Refusal("E00a M00 M01 M32 M04 M21a", to_a_leader, "district-authority-deputy"),
    "recuse.decider": Refusal("E00r E00u", by_an_equal, "370104, —"),
    "recuse.is-recused": Refusal("E00u", lead(recused=("street-second",)), "district-authority-second"),
    "recuse.reason": Refusal("E00u", command(reason=" "), "empty"),
    "correct.subject": Refusal(
        "E00c", lambda case: case.where(person=Person(ref="p1", name="示例某某")).but(unit=FIRM), "person"
    ),
    "correct.area": Refusal("E00c", command(division="370105"), "370105 370104"),
    "date.act": Refusal("E00d", command(act="M99"), "M99 M01, M04"),
    "date.between": Refusal("E00d", command(happened_on=DAY), f"< {DAY}"),
    "date.reason": Refusal("E00d", command(reason=" "), "empty"),
    "lead.paper": Refusal("M18 M19 E19 M33 E02 E32 E00d", blank_paper, "empty"),
    "suspend.expected": Refusal("M27", command(expected=DAY), f"> {DAY}"),
    "signature.suspension": Refusal("M27", unsigned, "not signed"),
    "resume.suspended": Refusal("M27r", lead(suspended=False), "否 no"),
    "turn.order": Refusal(
        "M27 M27r E00u E28n",
        lead(turns=(Turn("suspension", "", LATER), Turn("link", "l2", LATER), *(
            Turn("recusal", f"{level}-second", LATER) for level in Level))),
        f"{DAY} ≥ {LATER}",
    ),
    "link.other": Refusal("E28l M28", lambda case: replace(case, beside=()), "l2"),
    "link.known": Refusal("E28n", lead(links=("l3",)), "l2"),
    "merge.into-living": Refusal("M28", beside(stage=Stage.CLOSED), "closed"),
    "merge.recusals": Refusal("M28", lead(recused=("street-second",)), "street-second 0"),
    "merge.determined": Refusal("M28", lead(inquiry=Inquiry(determined=True)), "none"),
    "merge.filed": Refusal("M28", lead(filed_at=NOON), "none"),
    "merge.observation": Refusal("M28", observed_longer, f"{DAY} ≥ {LATER}"),
    "merge.answered": Refusal("M28", lead(stage=Stage.ASSISTING, answered=False), "none"),
    "unmerge.leaves": Refusal("M28u", beside(transfers=RUNNING), "transfer 1"),
    "signature.merger": Refusal("M28", unsigned, "not signed"),
    "unmerge.held": Refusal("M28u", command(into="l4"), "l4 l2"),
    "split.new": Refusal("M28s", command(new_lead="l2"), "l2"),
    "signature.split": Refusal("M28s", unsigned, "not signed"),
    "escalate.test": Refusal("M29", command(tests=()), "0 ≥ 1"),
    "signature.city-escalation": Refusal("M29", lambda case: unsigned(case.but(rung=Rung.CITY)), "not signed"),
    "police-notice.facts": Refusal("M34", command(facts="\n"), "empty"),
}  # fmt: skip

ALWAYS: Final[dict[str, Refusal]] = {
    "permission.role": Refusal("", lambda case: case.but(actor=replace(case.actor, roles=(Role.AUDITOR,))), "auditor"),
    "permission.office": Refusal("", lead(division="370105001", office="370105001"), "370105001 370104"),
    "permission.recused": Refusal("", lambda case: case.where(recused=(case.actor.id,)), ""),
    "command.future": Refusal("", lambda case: case.but(now=NOON - timedelta(seconds=1)), "2022-03-02 12:00"),
}
"""The guards of every row."""

OF_ROW: Final = [(row, guard) for row in LEAD.rows for guard in row.guards]


@pytest.mark.parametrize("row", LEAD.rows, ids=shown)
def test_a_row_carries_the_guards_it_needs_and_no_guard_goes_untried(row: Row) -> None:
    wanted = {code for code, each in REFUSALS.items() if row.id in each.rows.split()}

    carried = {guard.code for guard in row.guards} - {"lead.suspended"}

    assert carried == wanted - UNASKED.get(shown(row), set())


def test_every_row_carries_the_standing_guards() -> None:
    assert {guard.code for guard in LEAD.standing} == {*ALWAYS, "officers.recused", "command.stated-day"}


def refused(row: Row, guard: Guard, refusal: Refusal) -> None:
    case = legal(row, Stage(row.source[0]), Level.DISTRICT_AUTHORITY)
    denied = judged(refusal.change(case)).then_refused(guard.code, fact=refusal.fact)
    assert denied.basis == guard.basis
    assert denied.rule in {guard.code, *(each.id for each in LEAD.rows if each.command is row.command)}
    assert bool(denied.legal) is not (guard.code in ALWAYS and denied.is_permission)
    assert denied.facts


@pytest.mark.parametrize(
    ("row", "guard"), [pytest.param(r, g, id=f"{shown(r)}-{g.code}") for r, g in OF_ROW if g.code in REFUSALS]
)
def test_a_guard_of_a_row_refuses(row: Row, guard: Guard) -> None:
    refused(row, guard, REFUSALS[guard.code])


@pytest.mark.parametrize("code", ALWAYS)
@pytest.mark.parametrize("row", LEAD.rows, ids=shown)
def test_a_guard_of_every_row_refuses_everywhere(row: Row, code: str) -> None:
    if row.source[0] is Stage.UNREGISTERED and code in {"permission.office", "permission.recused"}:
        return  # nobody's yet, and nobody recused from it
    refused(row, next(guard for guard in LEAD.standing if guard.code == code), ALWAYS[code])


@pytest.mark.parametrize("row", [r for r, g in OF_ROW if g.code == "lead.suspended"], ids=shown)
def test_a_suspension_holds_up_the_row(row: Row) -> None:
    case = legal(row, Stage(row.source[0]), Level.DISTRICT_AUTHORITY)

    if row.source[0] is not Stage.UNREGISTERED:
        judged(case.where(suspended=True)).then_refused("lead.suspended", cites="office suspension-approval")
