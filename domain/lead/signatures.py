"""Who signs what before which act: one row a matter."""

from functools import cache
from typing import Final, NamedTuple

from domain.actor import Grade, Level
from domain.law import Citation, cite
from domain.lead.stage import OPEN, RESTING, Stage
from domain.lead.vocabulary import Matter
from domain.words import Words

AUTHORITY: Final = (Level.DISTRICT_AUTHORITY,)
ORGANS: Final = (Level.DISTRICT_AUTHORITY, Level.INDUSTRY)


class SignatureRule(NamedTuple):
    """The levels and grade that may sign, the paper's type in its number ("" = internal, no number), and why.

    ``stages`` are those the paper's act starts from: it is signed at one of them. Empty where it rests on no stage.
    ``target`` is the act's field with the other lead: the paper names it, and serves that one alone.
    """

    words: Words
    levels: tuple[Level, ...]
    grade: Grade | None
    document: str
    basis: tuple[Citation, ...]
    stages: tuple[Stage, ...] = ()
    target: str = ""


LEADER: Final = Grade.RESPONSIBLE_LEADER

SIGNATURES: Final[dict[Matter, SignatureRule]] = {
    Matter.MONITORING: SignatureRule(
        Words("同意持续关注", "agreement to monitor"), ORGANS, None, "",
        cite("R737 8", "office review-date"), (Stage.VERIFYING,),
    ),
    Matter.INTERVIEW_NOTICE: SignatureRule(
        Words("约谈通知书", "interview notice"), ORGANS, LEADER, "约谈",
        cite("R737 18", "office interview-organ-approval"), (Stage.VERIFYING, Stage.MONITORING, Stage.RECTIFYING),
    ),
    Matter.RECTIFICATION_ORDER: SignatureRule(
        Words("责令整改通知书", "order to rectify"), ORGANS, LEADER, "整改",
        cite("R737 18", "office interview-organ-approval"), (Stage.INTERVIEW,),
    ),
    Matter.INQUIRY_OPENING: SignatureRule(
        Words("启动调查认定审批表", "approval to open inquiry"), AUTHORITY, LEADER, "",
        cite("R737 19", "office inquiry-opening-approval"),
        (Stage.VERIFYING, Stage.MONITORING, Stage.INTERVIEW, Stage.RECTIFYING),
    ),
    Matter.INQUIRY_RULING_OUT: SignatureRule(
        Words("排除结论", "conclusion ruling out"), AUTHORITY, LEADER, "",
        cite("R737 23", "office inquiry-ruling-out-approval"), (Stage.INVESTIGATING,),
    ),
    Matter.DETERMINATION: SignatureRule(
        Words("认定意见书", "determination opinion"), AUTHORITY, LEADER, "认定",
        cite("R737 23", "office signature-before-act"), (Stage.INVESTIGATING,),
    ),
    Matter.STOP_ORDER: SignatureRule(
        Words("责令停止决定书", "stop order"), AUTHORITY, LEADER, "责停",
        cite("R737 23", "office signature-before-act"), (Stage.DETERMINED,),
    ),
    Matter.REOPENING: SignatureRule(
        Words("重启审批表", "approval to reopen"), ORGANS, LEADER, "", cite("office reopening-approval"), RESTING,
    ),
    Matter.SUSPENSION: SignatureRule(
        Words("中止审批表", "approval to suspend"), ORGANS, LEADER, "", cite("office suspension-approval")
    ),
    Matter.MERGER: SignatureRule(
        Words("并案审批表", "approval to merge"), ORGANS, LEADER, "", cite("office merger-approval"), target="into"
    ),
    Matter.SPLIT: SignatureRule(
        Words("分案审批表", "approval to split"), ORGANS, LEADER, "", cite("office split-approval")
    ),
    Matter.CITY_ESCALATION: SignatureRule(
        Words("向市上报签批", "signature to report to the city"), AUTHORITY, LEADER, "",
        cite("office city-escalation-signature"),
    ),
}  # fmt: skip


@cache
def ended(left: Stage, reached: Stage) -> frozenset[Matter]:
    """The matters for which nobody waits any more when a lead goes from one stage to another.

    What rests on no stage waits as long as the lead is open.
    """
    scopes = ((matter, rule.stages or OPEN) for matter, rule in SIGNATURES.items())
    return frozenset(matter for matter, scope in scopes if left in scope and reached not in scope)
