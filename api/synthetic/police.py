"""Chapters of a lead's life: the transfer to the police with all its papers, filed or not, and the criminal case."""

from datetime import datetime
from functools import partial

from api.synthetic.case import Case
from domain.lead.disposal import commands as disposal
from domain.lead.shapes import Paper
from domain.lead.stage import Stage
from domain.lead.vocabulary import Milestone
from domain.transfer import commands as t
from domain.transfer.bundle import Bundle
from domain.transfer.stage import PoliceStatus

POLICE = "槐荫区公安分局（示例）"
OFFENCE = "非法吸收公众存款罪"


def transferred(case: Case) -> None:
    """Team, report, approval within three days, delivery within a day, receipt (M17; T2–T5)."""
    case.later(1, 5)
    team = case.team
    case.do(team.officer, disposal.OpenTransfer, suspicion="虚构：数额巨大，资金去向不明。", offence=OFFENCE)
    case.transfer(team.officer, t.FormTeam, team=team.certified)
    case.later(2, 6)
    case.transfer(team.officer, t.SubmitReport, facts="虚构：见书面报告。", paper=case.paper("书面报告"))
    case.later(1, 1)
    case.transfer(team.principal, t.ApproveTransfer, opinion="同意移送")
    case.citing(team.officer, partial(_delivery, case.lead, case.paper("调查报告"), case.paper("涉案物品清单"),
                                      case.paper("其他材料")))  # fmt: skip
    case.transfer(team.officer, t.NotePoliceReceipt, paper=case.paper("移送书回执"))


def filed(case: Case) -> None:
    """The police file; what was collected goes over (T6, T7; M18)."""
    case.later(1, 3)
    team = case.team
    case.transfer(team.officer, t.NoteFiling, to=Stage.CRIMINAL, paper=case.paper("立案通知书"), filed_on=case.day,
                  case_number=f"示公立〔{case.day.year}〕{case.lead[:6]}", offence=OFFENCE)  # fmt: skip
    case.later(1, 3)
    case.transfer(team.officer, t.HandOverItems, paper=case.paper("移交清单"), jointly_signed=True, seized=False)


def prosecuted(case: Case) -> None:
    """The long way through prosecution and court, as far as the year goes."""
    for status in (PoliceStatus.INVESTIGATION, PoliceStatus.PROSECUTION, PoliceStatus.TRIAL):
        case.later(40, 90)
        case.transfer(case.team.officer, t.NotePoliceStatus, paper=case.paper("案件进展通报"), status=status)


def filed_by_themselves(case: Case) -> None:
    """The police file of their own motion (M18)."""
    case.later(3, 15)
    case.do(case.team.officer, disposal.NotePoliceFiling, to=Stage.CRIMINAL, notice=case.paper("立案告知"),
            police=POLICE, filed_on=case.day, offence=OFFENCE, own_motion=True)  # fmt: skip


def with_the_court(case: Case) -> None:
    """The court refunds: registration, ratio and payout are its own; the lead says so (§11-1)."""
    case.later(60, 120)
    case.milestone(Milestone.REFUND_JUDICIAL_HANDOVER, "移交司法清退函", amount_fen=case.amount_fen)
    case.milestone(Milestone.PETITION_REGISTERED, "信访登记", item="xf-1")
    case.later(5, 15)
    case.milestone(Milestone.PETITION_DIVERTED, "导入司法程序告知", item="xf-1")


def not_filed(case: Case) -> None:
    """Not filed, reconsidered in vain, no further remedy: the authority goes on itself (T6n, T8a, T9n, T8c; M20)."""
    team, held = case.team, case.stage
    case.later(1, 3)
    case.transfer(team.officer, t.NoteNonFiling, paper=case.paper("不予立案通知书"), reasons="虚构：数额未达标准。")
    case.transfer(team.officer, t.AskReconsideration, paper=case.paper("提请复议书"))
    case.later(2, 3)
    case.transfer(team.officer, t.NoteNonFiling, paper=case.paper("复议决定书"), reasons="虚构：维持。")
    case.later(1, 2)
    case.transfer(team.officer, t.AcceptNonFiling, reasons="虚构：由本机关继续处理。")
    case.do(team.officer, disposal.TakeUpAgain, to=held, transfer=f"transfer/{case.lead}-1", reason="虚构：继续办理。")


def _delivery(  # noqa: PLR0917 - the papers of the bundle, then what is known last
    lead: str, report: Paper, goods: Paper, other: Paper, number: str, at: datetime
) -> t.DeliverTransfer:
    letter = Paper(title="涉嫌犯罪案件移送书", reference=number)
    bundle = Bundle(letter=letter, investigation_report=report, goods_list=goods, other=(other,),
                    no_examination="虚构：无须鉴定。")  # fmt: skip
    return t.DeliverTransfer(transfer=f"{lead}-1", occurred=at, police=POLICE, police_division="370104", bundle=bundle)
