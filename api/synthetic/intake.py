"""Chapters of a lead's life: how it comes in, is handed on, refused, looked into, ruled out or watched."""

from datetime import timedelta

from api.synthetic.case import Case
from domain.actor import Actor
from domain.lead.closing import commands as closing
from domain.lead.intake import commands as intake
from domain.lead.periods import months_after
from domain.lead.shapes import Element, Elements
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.verification import commands as verification
from domain.lead.vocabulary import Matter, Milestone, PartySignature, Source
from domain.values.risk_grade import RiskGrade

MAJOR_FEN = 1_000_000_000
"""From ten million 元 the street reports upward."""
GRADES = ((1_000_000_000, RiskGrade.RED), (100_000_000, RiskGrade.ORANGE), (10_000_000, RiskGrade.YELLOW))
BY_GRID_WORKER = frozenset({Source.GRID, Source.COMMUNITY})


def registered(case: Case) -> None:
    """Put on the record by the street, or by its grid worker for it."""
    desk, subject, theme = case.team.desk, case.subject, case.theme
    street = desk.officers[0]
    case.do(
        desk.grid_worker if case.source in BY_GRID_WORKER else street, intake.RegisterLead, to=Stage.REGISTERED,
        office=street.office, organ=street.organ, division=case.place.area.code, source=case.source,
        unit=subject.unit, person=subject.person, building=f"示例大厦{case.draw.between(1, 40)}号楼",
        address=f"示例路{subject.key[:8]}号", contacts=subject.contacts, industry=theme.industry, scheme=theme.scheme,
        pretext=theme.pretext, features=theme.features, amount_fen=case.amount_fen, participants=case.participants,
        areas=(case.place.area.code,), summary=f"虚构：{theme.scheme}。", handler=street.id,
    )  # fmt: skip


def asked_to_assist(case: Case) -> None:
    """The authority of another place asks for help (M32)."""
    officer = case.team.officer
    case.do(
        officer, intake.RegisterAssistance, to=Stage.ASSISTING, office=officer.office, organ=officer.organ,
        division=case.place.area.code, requester="示例市地方金融管理局", letter=case.paper("协查函"),
        reply_by=case.day + timedelta(days=30), matter="虚构：核对住在本区的参与人。", unit=case.subject.unit,
        person=case.subject.person, handler=officer.id,
    )  # fmt: skip


def answered(case: Case) -> None:
    """The answer goes out in time."""
    case.later(5, 20)
    case.do(case.team.officer, intake.AnswerAssistance, answer=case.paper("协查答复"), findings="虚构：已核对。")
    case.later(3, 10)


def taken_over(case: Case) -> None:
    """The common superior decides that the case is ours (M33)."""
    case.later(10, 30)
    case.do(case.team.officer, intake.TakeOverAssistance, to=Stage.REGISTERED, decision=case.paper("指定管辖决定"))


def referred(case: Case) -> None:
    """Another district is competent: letter out, receipt in (M02)."""
    case.later(1, 3)
    case.do(case.team.street, intake.ReferLead, to=Stage.REFERRED, receiver="370105", letter=case.paper("转办函"),
            receiver_organ="天桥区地方金融监督管理局（示例）", reason="虚构：经营地在天桥区。")  # fmt: skip
    case.later(3, 15)
    receipt(case)


def receipt(case: Case) -> None:
    """The receiver confirms."""
    case.do(case.team.officer, intake.NoteReceipt, receipt=case.paper("回执"), received_by="虚构接收人")


def refused(case: Case) -> None:
    """Nothing to check, or nothing of ours (M30)."""
    case.later(1, 3)
    reason = case.draw.one((intake.NotAcceptedReason.INVALID, intake.NotAcceptedReason.OUT_OF_SCOPE))
    _refuse(case, reason)


def refused_as_duplicate(case: Case) -> None:
    """The officer of the authority, who sees all streets, finds the first lead."""
    case.later(1, 4)
    _refuse(case, intake.NotAcceptedReason.DUPLICATE)


def linked(case: Case) -> None:
    """The same subject was seen, and both leads go on."""
    case.later(1, 4)
    case.do(case.team.officer, standing.LinkLeads, other=case.first, relation=standing.Relation.SAME_SUBJECT,
            reason="虚构：对象相同。")  # fmt: skip


def verified(case: Case) -> None:
    """The street visits by consent and grades; what is major it reports upward (M04, E04, M29)."""
    case.later(1, 4)
    team = case.team
    case.do(team.street, verification.StartVerification, to=Stage.VERIFYING, officers=team.visitors, no_interest=True,
            task=case.paper("核查任务单"), due=case.day + timedelta(days=7))  # fmt: skip
    case.later(1, 5)
    case.do(team.street, verification.RecordVisit, kind=verification.VisitKind.VISIT, officers=team.visitors,
            place="示例大厦", consented=True, seen="虚构：有宣传册和收款记录。", said="虚构：称系正常经营。",
            guidance="虚构：提醒不得公开宣传。", signature=PartySignature.SIGNED)  # fmt: skip
    grade = next((grade for from_fen, grade in GRADES if case.amount_fen >= from_fen), RiskGrade.BLUE)
    case.do(team.street, standing.GradeRisk, grade=grade, score=case.draw.between(20, 95),
            reasons=(f"虚构：{case.theme.scheme}。",))  # fmt: skip
    if case.amount_fen >= MAJOR_FEN:
        case.do(team.street, standing.Escalate, rung=standing.Rung.DISTRICT, tests=(standing.MajorTest.AMOUNT,),
                report=case.paper("重大线索报告"))  # fmt: skip


def ruled_out(case: Case) -> None:
    """An element is absent, two confirm (M05)."""
    case.later(2, 10)
    case.do(case.team.officer, verification.RuleOut, to=Stage.RULED_OUT, elements=elements(present=False),
            confirmed_by=case.team.certified, report=case.paper("核查报告"))  # fmt: skip


def sent_elsewhere(case: Case) -> None:
    """Another organ's matter; it confirms (M31)."""
    case.do(case.team.officer, verification.ReferElsewhere, to=Stage.REFERRED_ELSEWHERE, letter=case.paper("转办函"),
            receiver="市场监督管理局（示例）", reason="虚构：属预付卡纠纷。")  # fmt: skip
    case.later(3, 12)
    receipt(case)


def watched(case: Case) -> None:
    """Kept under observation for three to five months (M06)."""
    case.later(1, 6)
    case.sign(Matter.MONITORING, case.team.authority.deputy)
    review = months_after(case.day, case.draw.between(3, 5))
    case.do(
        case.team.street, verification.Monitor, to=Stage.MONITORING, review_on=review, report=case.paper("核查报告")
    )


def nobody_paid(case: Case) -> None:
    """The number first told was not true: otherwise the lead would go through follow-up (E00c)."""
    case.do(case.team.street, standing.CorrectFacts, participants=0, reason="虚构：经核实，尚无人出资。")


def watched_to_the_end(case: Case) -> None:
    """Observed until the review, and nothing new."""
    watched(case)
    nobody_paid(case)
    case.until(months_after(case.day, 5) + timedelta(days=1))


def found_worse(case: Case) -> None:
    """While it is watched a new fact turns up (M07)."""
    case.later(10, 50)
    case.do(case.team.street, verification.VerifyAgain, to=Stage.VERIFYING, because=verification.LookAgain.NEW_FACT,
            reason="虚构：又开推介会。")  # fmt: skip


def police_notified(case: Case) -> None:
    """A plain notice: facts only (M34)."""
    case.do(case.team.officer, standing.NotifyPolice, police="槐荫区公安分局（示例）", facts="虚构：资金快速转出。",
            letter=case.paper("线索通报函"))  # fmt: skip


def rewarded(case: Case) -> None:
    """A tip is rewarded, or not: decided on paper (NOTICE 一(六))."""
    if case.source is Source.TIP:
        case.milestone(Milestone.REWARD_DECIDED, "举报奖励决定", amount_fen=100_000 * case.draw.between(0, 2))


def closed(case: Case) -> None:
    """Proposed, approved by another, archived (M22–M25)."""
    case.later(1, 12)
    proposer, approver = case.team.officer, case.team.authority.deputy
    case.do(
        proposer, closing.ProposeClosing, to=Stage.CLOSING, report=case.paper("结案报告"), reasons="虚构：办理完毕。"
    )
    case.later(1, 5)
    case.do(approver, closing.ApproveClosing, to=Stage.CLOSED, opinion="同意")
    case.later(5, 30)
    archived(case, case.team.archivist)


def archived(case: Case, archivist: Actor) -> None:
    """Papers and recordings are complete (M25)."""
    case.do(archivist, closing.ArchiveLead, to=Stage.ARCHIVED, catalogue=case.paper("卷宗目录"), paper_complete=True,
            recordings_complete=True)  # fmt: skip


def elements(*, present: bool) -> Elements:
    """All three elements of art. 2 present, or the last one absent."""
    yes = Element(present=True, reasons="虚构：已查明。")
    return Elements(unlicensed=yes, promised_return=yes,
                    unspecified_people=Element(present=present, reasons="虚构：见核查报告。"))  # fmt: skip


def _refuse(case: Case, reason: intake.NotAcceptedReason) -> None:
    first = case.first if reason is intake.NotAcceptedReason.DUPLICATE else ""
    named = case.source is Source.TIP and case.draw.chance(50)
    case.do(case.team.officer, intake.RefuseLead, to=Stage.NOT_ACCEPTED, reason=reason, duplicate_of=first,
            explanation="虚构：已说明理由。", named_informant=named, informant_told=named)  # fmt: skip
