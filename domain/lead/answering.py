"""Which organ decides about a lead, and who else has it in hand: guards of the rows (docs/decisions/0015)."""

from typing import Final

from domain.actor import Actor, Level
from domain.errors import Fact, Missing
from domain.law import cite
from domain.lead.base import LeadCommand
from domain.lead.standing.commands import SignPaper
from domain.lead.state import Lead
from domain.lead.vocabulary import Matter
from domain.procedure import Failed, Guard, Situation, guard
from domain.values.divisions import contains
from domain.words import Words

ANSWERING: Final = "permission.answering-organ"
IN_HAND: Final = "permission.in-hand"
BASIS: Final = ("R737 5", "R737 8", "R737 18", "R737 19", "office answering-organ")
OF_ITS_OWN: Final = frozenset({Matter.INTERVIEW_NOTICE})
"""What a regulator signs of its own power, whoever answers for the lead (R737 18)."""


def answers(lead: Lead, actor: Actor) -> bool:
    """Whether the actor's office answers for a lead, or stands above the one that does.

    What a city or province answers for, the coordinating authority of the place decides: the table gives them no row.
    A regulator is above nobody. It answers until the inquiry is open, then the coordinating authority does (R737 19).
    """
    own, area = actor.office == lead.office, lead.office.partition("-")[0]
    if actor.level is Level.INDUSTRY:
        return own and not lead.inquiry.opened
    below = actor.level is Level.DISTRICT_AUTHORITY and _of_an_area(lead.office, actor.division)
    return own or below or contains(actor.division, area)


def has_in_hand(lead: Lead, actor: Actor) -> bool:
    """Whether the actor works on a lead: for the office that answers, below it, as its handler, as who interviews."""
    below = actor.level is not Level.INDUSTRY and _of_an_area(lead.office, actor.division)
    return below or answers(lead, actor) or actor.id == lead.handler or actor.office == lead.interview.office


def _of_an_area(office: str, division: str) -> bool:
    """Whether an office is that of an area, no regulator's, and the division lies in it."""
    return "-" not in office and contains(office, division)


def _not_of(lead: Lead, actor: Actor) -> Failed:
    """Who acts, and the office whose power it is; who of it could is told with the refusal."""
    answering = Level.DISTRICT_AUTHORITY if lead.office == actor.office else lead.office
    return Failed((Fact(Words("负责机关", "the organ that answers"), actor.office, answering),), Missing())


@guard(ANSWERING, *BASIS, zh="由负责该线索的机关或其上级决定；其他机关可以协查、提出意见、通报公安，或另行登记并关联",
       en="the organ that answers for the lead, or one above it, decides; others assist, give opinions, notify the"
       " police, or register and link a lead of their own")  # fmt: skip
def decides(lead: Lead, _: LeadCommand, situation: Situation) -> Failed | None:
    """Being of a level with the power is not enough: it is the power over one's own leads."""
    return None if answers(lead, situation.actor) else _not_of(lead, situation.actor)


@guard(IN_HAND, *BASIS,
       zh="由负责该线索的机关、其上下级、承办人或约谈机关办理；其他机关可以协查、提出意见、通报公安，或另行登记并关联",
       en="for who has the lead in hand: the organ that answers, above or below it, the handler, who interviews;"
       " others assist, give opinions, notify the police, or register and link a lead of their own")  # fmt: skip
def in_hand(lead: Lead, _: LeadCommand, situation: Situation) -> Failed | None:
    """Work that others take on at the request of the organ that answers; what it leads to is decided there."""
    return None if has_in_hand(lead, situation.actor) else _not_of(lead, situation.actor)


def _signs(lead: Lead, command: SignPaper, situation: Situation) -> Failed | None:
    """An order belongs to the organ that interviews, every other paper but the notice to the one that answers."""
    if command.matter in OF_ITS_OWN:
        return None
    interviews = situation.actor.office == lead.interview.office
    if command.matter is Matter.RECTIFICATION_ORDER and interviews:
        return None
    return decides.check(lead, command, situation)


signs: Final = Guard(ANSWERING, decides.words, cite(*BASIS), _signs)
"""Whose leaders sign: those of the organ that decides what the paper is for."""
