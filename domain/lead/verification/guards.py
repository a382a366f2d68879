"""What must hold for looking, ruling out and monitoring."""

from typing import Final

from domain.actor import CASE_WORK, Actor, Level
from domain.errors import Fact
from domain.lead.base import LeadCommand
from domain.lead.guards import ENFORCING, NEEDED_OFFICERS, act_day, certified, not_his, of_the_area, two_certified
from domain.lead.state import Lead
from domain.lead.verification.commands import (
    LookAgain,
    Monitor,
    RecordVisit,
    RuleOut,
    StartVerification,
    VerifyAgain,
    VisitKind,
)
from domain.procedure import Failed, Situation, failed, guard
from domain.words import NO, YES, Words

VERIFYING: Final = ENFORCING | {Level.STREET}
"""Whose handlers and leaders verify (R737 5, 8)."""


def who_verify(lead: Lead, command: LeadCommand, field: str, situation: Situation, needed: int) -> Failed | None:
    """Whether enough of those named work on leads in an office that verifies where this one lies; else who does not."""
    named = [officer.id for officer in getattr(command, field)]
    found = {person: _why_not(lead, situation.officers.get(person)) for person in named}
    able = [person for person, reason in found.items() if not reason]
    if len(able) >= needed:
        return None
    words = Words("在此办理核查的人员", "people who verify here")
    reasons = (Fact(Words(person, person), reason) for person, reason in found.items() if reason)
    return Failed((Fact(words, tuple(able) or "0", f"≥ {needed}"), *reasons), fields=(field,))


def _why_not(lead: Lead, person: Actor | None) -> Words | None:
    if person is None:
        return Words("不在名册", "not in the roster")
    if not CASE_WORK & set(person.roles):
        return Words("岗位不办理线索", "of a post that works on no leads")
    elsewhere = Words("所在单位不在此核查", "of no office that verifies here")
    return None if of_the_area(lead, VERIFYING)(person) else elsewhere


@guard("verify.named-officer", "office named-officer", zh="须指定核查人员：在此办理核查的单位的承办人或负责人",
       en="named officers verify: handlers or leaders of an office that verifies here")  # fmt: skip
def named_officer(lead: Lead, command: StartVerification, situation: Situation) -> Failed | None:
    """All of those named."""
    return who_verify(lead, command, "officers", situation, max(1, len({each.id for each in command.officers})))


@guard("verify.due", "office own-sla-verification", zh="核查期限不得早于开始核查之日",
       en="the term of a verification does not end before it begins")  # fmt: skip
def due_ahead(_: Lead, command: StartVerification, __: Situation) -> Failed | None:
    """The office sets the term itself; nothing corrects a slip of the year afterwards."""
    if command.due is None or command.due >= act_day(command):
        return None
    return failed("核查期限", "due", command.due, f"≥ {act_day(command)}", fields=("due",))


@guard("officers.certificate", "APL 55", zh="所填执法证号须是名册中本人的",
       en="a number stated is that of the officer's certificate in the roster")  # fmt: skip
def own_certificates(_: Lead, command: StartVerification | RecordVisit, situation: Situation) -> Failed | None:
    """Nobody has to state one here; but what is on record as shown was there."""
    stated = [(at, officer) for at, officer in enumerate(command.officers, start=1) if officer.certificate]
    wrong = [(at, each, why) for at, each in stated if (why := not_his(each, situation.officers))]
    facts = tuple(Fact(Words(each.id, each.id), (each.certificate, why)) for _, each, why in wrong)
    return Failed(facts, fields=tuple(f"officers.{at}.certificate" for at, *_ in wrong)) if facts else None


@guard("verify.no-interest", "APL 43", zh="核查人员与对象有利害关系的应当回避", en="officers with an interest keep out")
def no_interest(_: Lead, command: StartVerification, __: Situation) -> Failed | None:
    """The officers declare it; who was recused before is refused at every move."""
    return (
        None
        if command.no_interest
        else failed("无利害关系声明", "declared free of interest", NO, YES, fields=("no_interest",))
    )


@guard("visit.consent", "APL 55", "R737 8", zh="走访须经对方同意，或与持证执法人员同行",
       en="a visit needs consent, or certificate holders along")  # fmt: skip
def consent_or_joint(lead: Lead, command: RecordVisit, situation: Situation) -> Failed | None:
    """A street has no power to enter or inspect."""
    if command.kind is not VisitKind.VISIT or command.consented:
        return None
    if len(certified(command.officers, situation, act_day(command), of_the_area(lead))) >= NEEDED_OFFICERS:
        return None
    return failed("对方同意", "consent", NO, YES, fields=("consented",))


@guard("inspection.two-certified", "APL 55", "APL 42", zh="现场检查须由两名以上持证执法人员进行",
       en="an inspection takes two certificate holders")  # fmt: skip
def inspection_certified(lead: Lead, command: RecordVisit, situation: Situation) -> Failed | None:
    """Showing the certificate is part of the act."""
    if command.kind is not VisitKind.INSPECTION:
        return None
    return two_certified(command.officers, situation, act_day(command), of_the_area(lead))


@guard("rule-out.elements", "R737 2", zh="三个要件逐一审查，至少一项不具备方可排除",
       en="the three elements are checked; ruling out needs one absent")  # fmt: skip
def an_element_absent(_: Lead, command: RuleOut, __: Situation) -> Failed | None:
    """All three present is illegal fundraising, not its exclusion."""
    elements = command.elements
    all_three = (elements.unlicensed, elements.promised_return, elements.unspecified_people)
    if not all(element.present for element in all_three):
        return None
    return failed("具备的要件", "elements present", 3, "≤ 2", fields=("elements",))


@guard("rule-out.two-people", "office two-person-ruling-out", zh="排除结论须两人确认，均为在此办理核查的人员",
       en="two people who verify here confirm ruling out")  # fmt: skip
def two_confirm(lead: Lead, command: RuleOut, situation: Situation) -> Failed | None:
    """Two different people: no auditor, no archivist, no office without a part in it."""
    return who_verify(lead, command, "confirmed_by", situation, NEEDED_OFFICERS)


@guard(
    "monitor.grade", "R737 8", "office risk-grade-scheme", zh="持续关注前须先评定风险等级", en="grade the risk first"
)
def graded(lead: Lead, command: Monitor, _: Situation) -> Failed | None:
    """Monitoring without a grade has no measure, and one set afterwards gave none."""
    if lead.grade is None:
        return failed("风险等级", "risk grade", Words("未定", "none"), Words("已定", "set"))
    if act_day(command) >= lead.graded_on:
        return None
    return failed("办理之日", "day of the act", act_day(command), f"≥ {lead.graded_on}", fields=("occurred",))


@guard("verify-again.reason", "R737 8", zh="因到期复核的，复核日期须已到", en="a review comes when its day has come")
def review_due(lead: Lead, command: VerifyAgain, _: Situation) -> Failed | None:
    """New facts or a higher grade may come at any time; the review on its day."""
    if command.because is not LookAgain.REVIEW_DATE or lead.review_on is None or lead.review_on <= act_day(command):
        return None
    return failed("复核日期", "review on", lead.review_on, f"≤ {act_day(command)}", fields=("because",))
