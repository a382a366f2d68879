"""What must hold before a lead may rest, and before it may wake."""

from domain.errors import About, Fact, Missing
from domain.law import cite
from domain.lead.base import LeadCommand
from domain.lead.closing.commands import (
    ApproveClosing,
    ArchiveLead,
    ProposeClosing,
    ReturnClosing,
    StartFollowUp,
)
from domain.lead.disposal.guards import OVER
from domain.lead.guards import act_day
from domain.lead.stage import Stage
from domain.lead.state import Lead
from domain.lead.vocabulary import SETTLED, Milestone, Track, nth_transfer
from domain.procedure import Failed, Guard, Situation, failed, guard
from domain.words import NO, NONE, YES, Words

HELD_BY_TRACKS = (Track.REFUND, Track.MEASURE, Track.PENALTY, Track.REWARD)


def _unsettled(lead: Lead, *tracks: Track) -> tuple[About, ...]:
    return tuple(
        About(i.milestone, i.item) for i in lead.items if i.milestone.track in tracks and i.milestone not in SETTLED
    )


@guard("close.refund", "R737 25", zh="清退须有结果：完成、部分完成（说明理由）、无需清退、资产已尽或移交司法",
       en="the refund has an outcome: completed, partial, not required, exhausted or handed over")  # fmt: skip
def refund_settled(lead: Lead, command: ProposeClosing | StartFollowUp, _: Situation) -> Failed | None:
    """A partial refund also needs the court's enforcement applied for or ended."""
    reached = [i.milestone for i in lead.items if i.milestone.track is Track.REFUND]
    unsettled = [milestone for milestone in reached if milestone not in SETTLED]
    if unsettled or not reached:
        return failed(
            "清退结果", "refund", tuple(unsettled) or Words("无记录", "none recorded"), Words("有结果", "settled")
        )
    shown = command.court_enforcement is not None or lead.stage is Stage.FOLLOW_UP  # M21a asked for it
    if Milestone.REFUND_PARTIAL in reached and not shown:
        return failed(
            "申请法院强制执行材料", "court enforcement", NONE, Words("有", "one"), fields=("court_enforcement",)
        )
    return None


@guard("close.tracks", "ACL 28", "office milestone-by-document", zh="清退、措施、处罚、举报奖励均须办结",
       en="refund, measures, penalty and reward must be settled")  # fmt: skip
def tracks_settled(lead: Lead, _: ProposeClosing | StartFollowUp | ApproveClosing, __: Situation) -> Failed | None:
    """A lead closes only when every track is closed or handed over; asked again at the approval."""
    waiting = _unsettled(lead, *HELD_BY_TRACKS)
    return failed("未办结事项", "unsettled", waiting, "0") if waiting else None


@guard("close.reward", "NOTICE 一(六)", "office milestone-by-document", zh="举报线索须先作出奖励与否的决定",
       en="a lead that came by a tip needs its reward decided")  # fmt: skip
def reward_decided(lead: Lead, _: ProposeClosing | StartFollowUp, __: Situation) -> Failed | None:
    """M21: decided means yes or no, for each tip that came into the lead; who is rewarded the lead never knows."""
    waiting = lead.unrewarded()
    return (
        failed("未决定奖励的线索", "reward not decided for", waiting, Words("已决定", "decided")) if waiting else None
    )


@guard("close.petitions", "XF05 42", "XF22 44", "office follow-up-task", zh="每件信访须已办结、导入法定途径或移交",
       en="every petition is ended, diverted or handed over")  # fmt: skip
def petitions_settled(lead: Lead, _: ProposeClosing | ApproveClosing, __: Situation) -> Failed | None:
    """M21b: each petition has an end."""
    waiting = _unsettled(lead, Track.PETITION)
    return failed("未办结信访", "open petitions", waiting, "0") if waiting else None


@guard("close.transfers", "R310 3", zh="移送公安尚未办结", en="a transfer to the police is still open")
def transfers_over(lead: Lead, _: LeadCommand, __: Situation) -> Failed | None:
    """A case closes only when every track is closed or handed over."""
    running = tuple(nth_transfer(ref.track) for ref in lead.transfers if ref.mark not in OVER)
    return failed("办理中的移送", "open transfers", running, "0") if running else None


@guard("close.no-participants", "office follow-up-task", zh="已知集资参与人的须先转入信访跟踪",
       en="with known participants, follow-up comes first")  # fmt: skip
def no_participants(lead: Lead, _: ProposeClosing, __: Situation) -> Failed | None:
    """M21, M22 are for leads without known participants; the others go by M21a."""
    if not lead.knows_participants:
        return None
    found = Words(f"是（{lead.participants} 人）", f"yes ({lead.participants} on record)") if lead.participants else YES
    needed = Words("否；人数有误的先更正", "no; put a wrong number right first")
    return failed("已知参与人", "participants known", found, needed)


@guard("follow-up.participants", "office follow-up-task", zh="信访跟踪针对已知集资参与人的线索",
       en="follow-up is for leads with known participants")  # fmt: skip
def participants_known(lead: Lead, _: StartFollowUp, __: Situation) -> Failed | None:
    """Without participants there is nobody to follow up with."""
    return None if lead.knows_participants else failed("已知参与人", "participants known", NO, YES)


@guard("close.observation", "office observation-period", zh="观察期未满", en="the observation period is not over")
def period_over(lead: Lead, command: ProposeClosing, _: Situation) -> Failed | None:
    """M21b waits for the end of follow-up, M22 for the day of review; monitoring that lost its day has no end yet."""
    until = lead.observe_until if lead.stage is Stage.FOLLOW_UP else lead.review_on
    if until is None and lead.stage is Stage.MONITORING:
        return failed(
            "复核日期", "review on", Words("未定", "not set"), Words("先重新核查并再定", "verify again, monitor anew")
        )
    if until is None or act_day(command) >= until:
        return None
    return failed("观察期截止", "period ends", until, f"≤ {act_day(command)}")


@guard("close.receipt", "office referral-reply", zh="须有接收机关的回执", en="the receiver's receipt is needed")
def receipt_in(lead: Lead, _: ProposeClosing, __: Situation) -> Failed | None:
    """A referral without receipt may have been lost."""
    return None if lead.receipt else failed("回执", "receipt", NONE, Words("有", "noted"))


@guard(
    "close.answered",
    "R737 20 ¶1",
    "office assistance-reply",
    zh="协查函须已回复",
    en="the assistance letter was answered",
)
def answered(lead: Lead, _: ProposeClosing, __: Situation) -> Failed | None:
    """Assisting ends with an answer."""
    return None if lead.answered else failed("协查答复", "answer", NONE, Words("已发", "sent"))


@guard("close.four-eyes", "office four-eyes", zh="曾经承办的人、拟办人不得自行批准",
       en="nobody who handled or proposed it approves")  # fmt: skip
def four_eyes(lead: Lead, _: ApproveClosing | ReturnClosing, situation: Situation) -> Failed | None:
    """Another pair of eyes: who handled the lead since it began, or its follow-up, closes nothing."""
    if situation.actor.id not in {lead.handler, *lead.hands, lead.proposed_by}:
        return None
    return Failed((Fact(Words("批准人", "approver"), situation.actor.id, Words("他人", "somebody else")),), Missing())


def held_at_proposal(stage: Stage) -> Guard:
    """M24: the proposal goes back to exactly the stage it came from."""

    def check(lead: Lead, _: ReturnClosing, __: Situation) -> Failed | None:
        if lead.closing_from is stage:
            return None
        return failed("拟办结前阶段", "stage before", lead.closing_from or "—", stage)

    words = Words("只能退回拟办结前的阶段", "back to the stage before the proposal only")
    return Guard("return-closing.held", words, cite("office return-reason"), check)


@guard(
    "archive.complete",
    "APL 47",
    "office archive-complete",
    zh="文字、音像记录齐全方可归档",
    en="papers and recordings complete",
)
def records_complete(_: Lead, command: ArchiveLead, __: Situation) -> Failed | None:
    """Whole-process record, then the archive."""
    lacking = tuple(field for field in ("paper_complete", "recordings_complete") if not getattr(command, field))
    if not lacking:
        return None
    return failed("案卷", "records", Words("不全", "incomplete"), Words("齐全", "complete"), fields=lacking)
