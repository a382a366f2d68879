"""What must hold for a lead to come in, be referred, refused or taken over."""

from domain.actor import Level
from domain.lead.intake.commands import (
    NotAcceptedReason,
    RefuseLead,
    RegisterAssistance,
    RegisterLead,
    TakeBackLead,
)
from domain.lead.standing.commands import SplitLead
from domain.lead.state import Lead
from domain.procedure import Failed, Situation, failed, guard
from domain.values.divisions import contains
from domain.words import NO, NONE, YES, Words

DISTRICT_DIGITS = 6
LOCAL = {Level.COMMUNITY, Level.STREET}


@guard("register.subject", "R737 16", "office duplicate-check", zh="须写明对象：单位或个人，二者择一",
       en="name the subject: a unit or a person, one of them")  # fmt: skip
def one_subject(_: Lead, command: RegisterLead | RegisterAssistance | SplitLead, __: Situation) -> Failed | None:
    """A lead is about one subject; further ones become leads of their own, linked or split off."""
    named = sum(subject is not None for subject in (command.unit, command.person))
    return None if named == 1 else failed("对象数", "subjects named", named, 1, fields=("unit", "person"))


@guard(
    "register.area", "R737 5", zh="社区、街道只登记本区县内的线索", en="a street registers leads of its own district"
)
def in_own_district(_: Lead, command: RegisterLead, situation: Situation) -> Failed | None:
    """District offices may take in what lies elsewhere, to refer it."""
    actor = situation.actor
    if actor.level not in LOCAL or command.division.startswith(actor.division[:DISTRICT_DIGITS]):
        return None
    return failed("所在地", "area", command.division, actor.division[:DISTRICT_DIGITS], fields=("division",))


@guard("register.office", "office own-handling-sla", zh="登记单位须为本人所在单位或其上级、下级",
       en="the office must be one's own, above or below it")  # fmt: skip
def office_in_line(_: Lead, command: RegisterLead | RegisterAssistance, situation: Situation) -> Failed | None:
    """The office that answers for the lead lies in one line with the registering one (by division code)."""
    own, other = situation.actor.office, command.office
    return None if in_line(own, other) else failed("登记单位", "office", other, own, fields=("office",))


def in_line(one: str, other: str) -> bool:
    """Whether two offices are the same, or one stands above the other, by their codes; a regulator is above nobody."""
    return one == other or answers_for(one, other) or answers_for(other, one)


def answers_for(office: str, lower: str) -> bool:
    """Whether an office is the area's own (``370104``, not a regulator's ``370104-scjg``) and the lower lies in it."""
    return "-" not in office and contains(office, lower.partition("-")[0])


@guard("take-back.superior", "R737 20 ¶2", zh="管辖有争议的，须有共同上级的决定",
       en="in a dispute over jurisdiction the common superior decides")  # fmt: skip
def superior_decided(_: Lead, command: TakeBackLead, __: Situation) -> Failed | None:
    """A refusal with reasons suffices unless jurisdiction is disputed."""
    if not command.disputed or command.superior_decision is not None:
        return None
    return failed("指定管辖决定", "decision of the superior", NONE, Words("有", "one"), fields=("superior_decision",))


@guard(
    "refuse.duplicate-of", "office not-accepted-reasons", zh="重复线索须指明首件", en="a duplicate names the first lead"
)
def duplicate_named(lead: Lead, command: RefuseLead, _: Situation) -> Failed | None:
    """A duplicate is linked to the first."""
    if command.reason is not NotAcceptedReason.DUPLICATE or command.duplicate_of not in {"", lead.id}:
        return None
    return failed(
        "首件线索",
        "first lead",
        command.duplicate_of or "—",
        Words("另一线索", "another lead"),
        fields=("duplicate_of",),
    )


@guard("refuse.tell-informant", "R737 16", "office not-accepted-reasons", zh="实名举报人须被告知并说明理由",
       en="a named informant is told, with the reason")  # fmt: skip
def informant_told(_: Lead, command: RefuseLead, __: Situation) -> Failed | None:
    """Whether there is a named informant is all the lead may know of him."""
    if not command.named_informant or command.informant_told:
        return None
    return failed("告知举报人", "informant told", NO, YES, fields=("informant_told",))
