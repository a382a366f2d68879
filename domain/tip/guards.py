"""What must hold before a report is sent, taken up, refused or settled, and before anybody sees who sent it."""

from typing import TYPE_CHECKING, Final

from domain.actor import CASE_WORK, Actor, Level
from domain.errors import Fact, Missing
from domain.lead.answering import has_in_hand
from domain.lead.dates import not_in_the_future, nothing_stated_ahead
from domain.lead.stage import EVERY, OPEN, Stage
from domain.procedure import Failed, Situation, failed, guard
from domain.tip.base import CITIZEN, IdentityCommand, Party, TipCommand
from domain.tip.commands import AcceptTip, AddToTip, AskIdentity, AskInformant, RefuseTip, SendTip, SettleTip
from domain.tip.pictures import AT_ONCE, MOST
from domain.tip.state import Identity, Tip
from domain.tip.whereabouts import ends
from domain.values.divisions import contains
from domain.words import EMPTY, Words

if TYPE_CHECKING:
    from domain.lead.state import Lead

MOST_QUESTIONS: Final = 20
MOST_ANSWERS: Final = 50
OVER: Final = frozenset(EVERY) - frozenset(OPEN)
"""Stages of a lead at which whoever reported is told that it is settled."""


def takes_reports(actor: Actor) -> bool:
    """Whether reports of the public are somebody's work at all."""
    return bool(CASE_WORK & set(actor.roles)) and actor.level in {Level.STREET, Level.DISTRICT_AUTHORITY}


def takes_up(actor: Actor, tip: Tip) -> bool:
    """Whether a report is in somebody's hands: of his own office, or of his district where he is of its authority."""
    if not takes_reports(actor):
        return False
    own = actor.office == tip.office
    return own or (actor.level is Level.DISTRICT_AUTHORITY and contains(actor.division, tip.division))


@guard("permission.tip", "R737 16", "office tip-desk", zh="举报由登记地街道或区牵头部门的承办人、负责人办理",
       en="reports are taken up by handlers and leaders of the street or the district's authority")  # fmt: skip
def entitled(tip: Tip, command: TipCommand, situation: Situation) -> Failed | None:
    """What citizens do comes by the public form alone, what the office does from its own people."""
    actor = situation.actor
    by_citizen = actor.id == CITIZEN
    if by_citizen if command.by is Party.CITIZEN else not by_citizen and takes_up(actor, tip):
        return None
    return Failed((Fact(Words("办理单位", "office"), actor.office or Words("无", "none"), tip.office),), Missing())


STANDING: Final = (entitled, not_in_the_future, nothing_stated_ahead)


@guard("tip.full", "office tip-limits", zh="来往的问答已到上限", en="no more questions or answers can be taken")
def not_full(tip: Tip, command: AskInformant | AddToTip, _: Situation) -> Failed | None:
    """A code that became known must not be a way to fill the log."""
    questions = isinstance(command, AskInformant)
    found, most = (tip.asked, MOST_QUESTIONS) if questions else (tip.answered, MOST_ANSWERS)
    return None if found < most else failed("已有条数", "there are", found, f"< {most}")


@guard("tip.photos-full", "office tip-photos", zh="照片已到上限", en="no more pictures can be taken")
def not_too_many(tip: Tip, command: SendTip | AddToTip, _: Situation) -> Failed | None:
    """What was sent before counts: nobody fills the house by a code."""
    sent, before = len(command.pictures), tip.pictures
    if sent > AT_ONCE:
        return failed("一次的照片张数", "pictures at once", sent, f"≤ {AT_ONCE}")
    return None if before + sent <= MOST else failed("照片张数", "pictures", before + sent, f"≤ {MOST}")


@guard("tip.lead", "R737 16", "office tip-desk", zh="须先有一条由本单位办理的线索",
       en="there must be a lead first that the office has in hand")  # fmt: skip
def lead_there(_: Tip, command: AcceptTip, situation: Situation) -> Failed | None:
    """Registered by the officer who takes the report up, or there before."""
    lead: Lead = situation.states[f"lead/{command.lead}"]
    if lead.stage is not Stage.UNREGISTERED and has_in_hand(lead, situation.actor):
        return None
    return failed("线索", "lead", lead.number or EMPTY, Words("在办", "in hand"))


@guard("tip.lead-open", "office tip-desk", zh="转成的线索尚未办结", en="the lead that it became is not over")
def lead_over(tip: Tip, command: SettleTip, situation: Situation) -> Failed | None:
    """What the citizen is told is so, wherever his matter went meanwhile."""
    try:
        leads = ends(tip.lead, lambda each: situation.states[f"lead/{each}"])
    except KeyError:  # it went on while it was looked at
        return failed("线索", "lead", command.lead, Words("最后并入的线索", "the one that it went into at last"))
    if leads[0].id != command.lead:
        return failed("线索", "lead", command.lead, leads[0].id)
    still = next((each for each in leads if each.stage not in OVER), None)
    return None if still is None else failed("线索阶段", "the lead's stage", still.stage, tuple(sorted(OVER)))


@guard("tip.unexplained", "R737 16", "office not-accepted-reasons", zh="不予受理须向举报人说明理由",
       en="a refusal is explained to whoever reported")  # fmt: skip
def explained(_: Tip, command: RefuseTip, __: Situation) -> Failed | None:
    """The closed reason alone tells nobody what to do next."""
    return None if command.explanation.strip() else failed("说明", "explanation", EMPTY, fields=("explanation",))


@guard("permission.informant", "R737 16", "office tip-informant", zh="举报人身份只对经办该举报的人员开放",
       en="who reported is for those alone who have the report in hand")  # fmt: skip
def may_ask(_: Identity, command: IdentityCommand, situation: Situation) -> Failed | None:
    """Of the report's own hands, and of the post that the move asks for."""
    actor, tip = situation.actor, situation.states[f"tip/{command.tip}"]
    if actor.id != CITIZEN and takes_up(actor, tip) and command.posts & set(actor.roles):
        return None
    return Failed((Fact(Words("岗位", "roles"), actor.roles or "—", tuple(sorted(command.posts))),), Missing())


IDENTITY_STANDING: Final = (may_ask, not_in_the_future, nothing_stated_ahead)


@guard("informant.reason", "R737 16", "office tip-informant", zh="查看举报人身份须写明理由",
       en="a reason is needed to see who reported")  # fmt: skip
def reasoned(_: Identity, command: AskIdentity, __: Situation) -> Failed | None:
    """The leader who allows it reads the reason."""
    return None if command.reason.strip() else failed("理由", "reason", EMPTY, fields=("reason",))


@guard("informant.second-person", "R737 16", "office tip-informant", zh="须由申请人以外的负责人审批",
       en="a leader other than the asker decides")  # fmt: skip
def another(identity: Identity, _: IdentityCommand, situation: Situation) -> Failed | None:
    """Nobody opens an identity alone."""
    if situation.actor.id != identity.asker:
        return None
    return failed("申请人", "asker", identity.asker, Words("他人", "somebody else"))


@guard("informant.asker", "R737 16", "office tip-informant", zh="只有申请人本人可以查看",
       en="only the asker himself looks")  # fmt: skip
def asker(identity: Identity, _: IdentityCommand, situation: Situation) -> Failed | None:
    """What was allowed to one is allowed to no other."""
    if situation.actor.id == identity.asker:
        return None
    return failed("申请人", "asker", identity.asker, situation.actor.id)
