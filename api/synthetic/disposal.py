"""Chapters of a lead's life: interview and order, inquiry and determination, stop order, refund, follow-up."""

from datetime import timedelta

from api.synthetic.case import Case
from api.synthetic.intake import closed, elements, nobody_paid, rewarded
from domain.lead.closing import commands as closing
from domain.lead.disposal import commands as disposal
from domain.lead.inquiry import commands as inquiry
from domain.lead.interview import commands as interview
from domain.lead.periods import months_after
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.vocabulary import Matter, Milestone, PartySignature

DEMAND = "虚构：停止宣传和收款，清退已收资金。"


def summoned(case: Case) -> None:
    """The organ in charge summons by a signed notice (M08, M08a)."""
    case.later(2, 7)
    case.sign(Matter.INTERVIEW_NOTICE)
    case.do(case.team.interviewer, interview.SummonInterview, to=Stage.INTERVIEW, party="虚构负责人", address="示例路",
            party_role="负责人", place=case.team.interviewer.organ, at=case.at + timedelta(days=2),
            risk=f"虚构：{case.theme.scheme}。", service=case.served())  # fmt: skip
    case.later(3, 6)


def absent(case: Case) -> None:
    """Nobody comes; the street goes there once more (E08n, M10a)."""
    team = case.team
    case.do(team.interviewer, interview.RecordNoShow, officers=team.interviewers, waited_until=case.at)
    case.later(1, 3)
    case.do(team.interviewer, interview.ReturnToVerification, to=Stage.VERIFYING, reason="虚构：未到场。")


def interviewed(case: Case) -> None:
    """The minutes of two certificate holders (E08)."""
    team = case.team
    case.do(team.interviewer, interview.RecordInterview, officers=team.interviewers, place=team.interviewer.organ,
            party="虚构负责人", told="虚构：告知风险和责任。", statement="虚构：承认公开宣传。", demands=(DEMAND,),
            signature=PartySignature.SIGNED, promises="虚构：承诺整改。")  # fmt: skip


def ordered(case: Case) -> None:
    """The order to rectify, with thirty days (M09)."""
    case.later(1, 4)
    case.sign(Matter.RECTIFICATION_ORDER)
    case.do(case.team.interviewer, interview.OrderRectification, to=Stage.RECTIFYING, demands=(DEMAND,),
            deadline=case.day + timedelta(days=30), promise="虚构：按期整改。", service=case.served())  # fmt: skip


def rechecked(case: Case, *, well: bool) -> None:
    """The re-check on site, some weeks later (E11)."""
    case.later(20, 40)
    team = case.team
    case.do(team.interviewer, interview.RecordRecheck, officers=team.interviewers, promotion_removed=True,
            no_new_money=well, refunds_evidenced=well, found="虚构：见复查报告。",
            report=case.paper("复查报告"))  # fmt: skip


def rectified(case: Case) -> None:
    """Rectified; nobody had paid yet: observed to the end (M11)."""
    rechecked(case, well=True)
    _accepted(case, participants_known=False)
    nobody_paid(case)
    rewarded(case)
    case.until(months_after(case.day, 5) + timedelta(days=1))


def repaid(case: Case) -> None:
    """Rectified, and all money given back of the firm's own will, in three instalments; then follow-up (M21a)."""
    case.milestone(Milestone.REFUND_OPEN, "自愿清退方案", amount_fen=case.amount_fen)
    rechecked(case, well=True)
    _accepted(case, participants_known=True)
    case.later(5, 20)
    case.milestone(Milestone.REFUND_COMPLETED, "清退完成报告（三期）", amount_fen=case.amount_fen)
    rewarded(case)
    followed_up(case)


def still_rectifying(case: Case) -> None:
    """The money does not come back, people petition, and the second interview changes nothing yet (M12a)."""
    case.milestone(Milestone.REFUND_OPEN, "自愿清退方案", amount_fen=case.amount_fen)
    rechecked(case, well=False)
    case.milestone(Milestone.PETITION_REGISTERED, "信访登记", item="xf-1")
    summoned(case)
    interviewed(case)
    ordered(case)


def inquiry_opened(case: Case) -> None:
    """The authority opens inquiry and determination, signed before (M10, M12, M13)."""
    case.later(2, 7)
    case.sign(Matter.INQUIRY_OPENING, case.team.authority.deputy)
    by = inquiry.JurisdictionBy.REGISTRATION if case.subject.unit else inquiry.JurisdictionBy.DOMICILE
    case.do(case.team.officer, inquiry.OpenInquiry, to=Stage.INVESTIGATING, group=inquiry.Group.TRADE,
            grounds=(inquiry.Ground.MONEY_FLOW, inquiry.Ground.ADVERTISING), suspicion="虚构：向公众收款。",
            jurisdiction=by, competent_division="370104", plan=case.paper("调查方案"))  # fmt: skip


def investigated(case: Case) -> None:
    """Two questionings and an account query, opinions of departments (E13, E13o)."""
    team = case.team
    for _ in range(2):
        case.later(2, 8)
        case.do(team.officer, inquiry.RecordEvidence, kind=inquiry.EvidenceKind.QUESTIONING, officers=team.certified,
                certificates_shown=True, paper=case.paper("询问笔录"), content="虚构：见笔录。",
                signature=PartySignature.SIGNED)  # fmt: skip
    case.do(team.officer, inquiry.RecordEvidence, kind=inquiry.EvidenceKind.ACCOUNT_QUERY, officers=team.certified,
            certificates_shown=True, paper=case.paper("查询账户回执"), content="虚构：见回执。",
            approval=case.paper("查询账户审批表"))  # fmt: skip
    case.later(3, 10)
    case.do(team.officer, inquiry.RecordOpinion, department="槐荫区市场监督管理局（示例）", opinion="虚构：无许可。",
            paper=case.paper("部门意见"))  # fmt: skip


def paused(case: Case) -> None:
    """The work waits for an expert's opinion, and goes on (M27)."""
    case.sign(Matter.SUSPENSION, case.team.authority.deputy)
    case.do(case.team.officer, standing.Suspend, ground=standing.SuspensionGround.EXPERT_OPINION,
            reason="虚构：等待审计意见。", expected=case.day + timedelta(days=30))  # fmt: skip
    case.later(15, 30)
    case.do(case.team.officer, standing.Resume, reason="虚构：审计意见已到。")


def cleared(case: Case) -> None:
    """The inquiry finds no illegal fundraising (M14)."""
    case.later(5, 15)
    case.sign(Matter.INQUIRY_RULING_OUT, case.team.authority.deputy)
    case.do(case.team.officer, inquiry.RuleOutAfterInquiry, to=Stage.RULED_OUT, elements=elements(present=False),
            report=case.paper("调查报告"))  # fmt: skip


def determined(case: Case) -> None:
    """Heard, signed, determined (E15, M15)."""
    case.later(5, 12)
    case.do(case.team.officer, inquiry.HearDefence, told_on=case.day, party="虚构负责人", statement="虚构：无异议。",
            answer="虚构：已答复。", remedies_stated=True, paper=case.paper("陈述申辩记录"))  # fmt: skip
    case.later(2, 6)
    case.sign(Matter.DETERMINATION, case.team.authority.deputy)
    case.do(case.team.officer, inquiry.Determine, to=Stage.DETERMINED, elements=elements(present=True), serious=True,
            amount_fen=case.amount_fen, participants=max(1, case.participants), report=case.paper("调查报告"),
            collective_decision=case.paper("集体讨论记录"))  # fmt: skip


def stopped(case: Case) -> None:
    """The stop order, served (M16); the public is warned by name."""
    case.later(1, 3)
    case.sign(Matter.STOP_ORDER, case.team.authority.deputy)
    case.do(case.team.officer, disposal.OrderStop, to=Stage.DISPOSING, addressees="虚构集资人", remedies_stated=True,
            service=case.served())  # fmt: skip
    case.milestone(Milestone.REFUND_OPEN, "清退方案", amount_fen=case.amount_fen)
    case.milestone(Milestone.PENALTY_FILED, "行政处罚立案审批表")
    case.milestone(Milestone.WARNING_PUBLISHED, "风险提示")


def refunded(case: Case) -> None:
    """Paid back, in part or whole; the fine is paid; people are looked after (M21a)."""
    case.later(20, 60)
    if case.draw.chance(60):
        case.milestone(Milestone.REFUND_COMPLETED, "清退完成报告", amount_fen=case.amount_fen)
    else:
        case.milestone(Milestone.REFUND_ASSETS_EXHAUSTED, "资产已尽报告", amount_fen=case.amount_fen * 2 // 5)
    case.milestone(Milestone.PENALTY_EXECUTED, "罚款缴纳凭证", amount_fen=case.amount_fen // 5)
    rewarded(case)
    followed_up(case)


def followed_up(case: Case) -> None:
    """Contact, explanation and help for three months and more, about the case and no list of people; then closing."""
    case.later(1, 5)
    team = case.team
    until = months_after(case.day, case.draw.between(3, 4))
    case.do(team.officer, closing.StartFollowUp, to=Stage.FOLLOW_UP, task=case.paper("信访跟踪任务单"),
            responsible=team.street.id, observe_until=until)  # fmt: skip
    case.later(10, 30)
    case.do(team.street, closing.RecordGuidance, kind="解释", content="虚构：说明清退安排。",
            next_contact=case.day + timedelta(days=30))  # fmt: skip
    case.until(until + timedelta(days=1))
    closed(case)


def _accepted(case: Case, *, participants_known: bool) -> None:
    case.later(1, 5)
    review = months_after(case.day, case.draw.between(3, 5))
    case.do(case.team.interviewer, interview.AcceptRectification, to=Stage.MONITORING, review_on=review,
            report=case.paper("整改验收表"), participants_known=participants_known)  # fmt: skip
