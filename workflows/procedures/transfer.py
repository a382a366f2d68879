"""Rows of a transfer to the police: steps T1–T12 with their side steps.

T1 stands here so that the track is drawn whole; it is judged on the lead as M17 (``OpenTransfer``). T11, dealing with
the case when the police do not file, is M20 of the lead. The stage of the lead is no condition of any row.
"""

from typing import Final

from domain.actor import Grade
from domain.lead.dates import after_filing, in_order
from domain.lead.disposal.commands import OpenTransfer
from domain.lead.disposal.guards import crime_suspected
from domain.procedure import KEEP, Guard, Keep, Procedure, Row
from domain.transfer import commands as c
from domain.transfer import guards as g
from domain.transfer import remedies as r
from domain.transfer.stage import EXAMINED, TRANSFER_WORDS, UNRECEIPTED
from domain.transfer.stage import TransferStage as S
from domain.words import Words
from workflows.procedures.rows import ORGANS, row


def _step(  # noqa: PLR0917 - the columns of a table
    move: str,
    command: type,
    source: S | tuple[S, ...],
    target: S | Keep,
    zh: str,
    en: str,
    *basis: str,
    paper: str = "",
    guards: tuple[Guard, ...] = (),
    documents: tuple[str, ...] = (),
    grade: Grade | None = None,
    own_date: bool = False,
) -> Row:
    """One row: the organ acts, or records what police and procuratorate did; no suspension holds it up.

    ``paper`` is the article by which the act is in writing: the paper's reference is then asked for. A filing and its
    end are dated by the police, who may have filed before anything was sent (``own_date``).
    """
    checks = (g.in_writing(paper), *guards) if paper else guards
    return row(move, command, source, target, zh, en, ORGANS, *basis,
               guards=checks, documents=documents, grade=grade, while_suspended=True, own_date=own_date)  # fmt: skip


HEAD: Final = Grade.PRINCIPAL_OR_ACTING
TEAM: Final = (g.two_officers, g.team_not_recused, g.no_head_on_the_team)
WITH_TEAM: Final = (S.TEAM_FORMED, S.REPORTED, S.REFUSED, S.APPROVED)
REPORT: Final = ("移送涉嫌犯罪案件的书面报告",)
BUNDLE: Final = ("涉嫌犯罪案件移送书", "调查报告", "涉案物品清单", "检验报告或者鉴定结论", "其他材料")
SUGGESTION: Final = ("建议立案监督函",)

TO_THE_POLICE: Final = (
    _step("T1", OpenTransfer, S.UNOPENED, S.SUSPECTED, "发现涉嫌犯罪", "crime is suspected",
          "R310 3", "R310 11", "SPPR 557 ¶3", guards=(crime_suspected,), own_date=True),
    _step("T2", c.FormTeam, S.SUSPECTED, S.TEAM_FORMED, "组成专案组", "form the team",
          "R310 5 ¶1", guards=TEAM),
    _step("T2c", c.FormTeam, WITH_TEAM, KEEP, "调整专案组", "change the team",
          "R310 5 ¶1", guards=TEAM),
    _step("T2r", c.SubmitReport, S.TEAM_FORMED, S.REPORTED, "提出书面报告", "report in writing",
          "R310 5 ¶1", paper="R310 5 ¶1", guards=(g.facts_stated,), documents=REPORT),
    _step("T2a", c.ReportAgain, S.REFUSED, S.REPORTED, "再次报告", "report again",
          "R310 3", "R310 5 ¶1", "SPPR 557 ¶3", paper="R310 5 ¶1", guards=(g.facts_stated, g.no_other_open),
          documents=REPORT),
    _step("T3", c.ApproveTransfer, S.REPORTED, S.APPROVED, "批准移送", "approve",
          "R310 5 ¶1", "R310 5 ¶2", grade=HEAD, guards=(g.not_on_the_team, g.organ_has_mark),
          documents=("移送审批表", "涉嫌犯罪案件移送书")),
    _step("T3x", c.RefuseTransfer, S.REPORTED, S.REFUSED, "不批准移送", "do not approve",
          "R310 5 ¶2", grade=HEAD, guards=(g.not_on_the_team, g.reasons_recorded),
          documents=("移送审批表", "不批准理由")),
    _step("T4", c.DeliverTransfer, S.APPROVED, S.DELIVERED, "移送同级公安", "deliver to the police",
          "R310 5 ¶2", "R310 6", "office own-name-and-seal",
          guards=(g.same_level, g.own_area, g.bundle_complete, g.letter_numbered), documents=BUNDLE),
)  # fmt: skip

AT_THE_POLICE: Final = (
    # who passes on, declines or decides has received: a receipt that crossed the notice, or never came, stops nothing
    _step("T5", c.NotePoliceReceipt, UNRECEIPTED, S.RECEIPTED, "登记公安回执", "note the receipt",
          "R310 7", paper="R310 7", documents=("移送书回执",)),
    _step("T5s", c.NoteSupplementRequest, S.RECEIPTED, S.SUPPLEMENTING, "登记补正通知", "note the request",
          "MPS 180 ¶2", paper="MPS 180 ¶2", documents=("补正通知",)),
    _step("T5t", c.SendSupplement, S.SUPPLEMENTING, S.RECEIPTED, "补正材料", "supply what was missing",
          "MPS 180 ¶2", guards=(g.something_supplied,), documents=("补正材料",)),
    _step("T5x", c.NoteReRouting, (S.DELIVERED, *EXAMINED), S.RE_ROUTED, "登记转送告知", "note the passing on",
          "R310 7", "MPS 175", paper="R310 7", guards=(g.other_police,), documents=("转送告知",)),
    _step("T5z", c.NoteReRouting, S.RE_ROUTED, KEEP, "登记再次转送告知", "note that it was passed on again",
          "R310 7", "MPS 175", paper="R310 7", guards=(in_order, g.other_police), documents=("转送告知",)),
    _step("T5y", c.NoteNotPoliceMatter, (*UNRECEIPTED, *EXAMINED), S.NOT_POLICE_REMIT, "登记不属公安职责",
          "note: no police matter", "MPS 180 ¶3", paper="MPS 180 ¶3", documents=("书面通知",)),
    _step("T6", c.NoteFiling, (*UNRECEIPTED, *EXAMINED), S.FILED, "登记立案", "note the filing",
          "R310 8", "MPS 178", "MPS 180", paper="R310 8", documents=("立案通知书",), own_date=True),
    _step("T6n", c.NoteNonFiling, (*UNRECEIPTED, *EXAMINED), S.NOT_FILED, "登记不予立案", "note the non-filing",
          "R310 8", "MPS 178", "MPS 180", paper="R310 8", documents=("不予立案通知书",)),
    _step("T6m", c.NotePoliceStatus, S.FILED, KEEP, "登记案件进展", "note the case's progress",
          "office milestone-by-document", paper="office milestone-by-document"),
    _step("T7", c.HandOverItems, S.FILED, KEEP, "移交涉案物品和材料", "hand over items and material",
          "R310 12", "ACL 21", paper="R310 12", guards=(after_filing, g.jointly_signed, g.party_told),
          documents=("移交清单", "交接手续", "告知书")),
    _step("T12", c.NoteReturn, S.FILED, S.RETURNED, "登记公安移回", "note the return",
          "R310 13", "APL 27", "JI22 6", paper="R310 13", documents=("撤案/不起诉/移送函",), own_date=True),
)  # fmt: skip

REMEDIES: Final = (
    _step("T8a", c.AskReconsideration, S.NOT_FILED, S.RECONSIDERATION, "提请复议", "ask for reconsideration",
          "R310 9 ¶1", "MPS 181", paper="R310 9 ¶1",
          guards=(r.not_yet_reconsidered, r.within_window("R310 9 ¶1", "MPS 181")), documents=("提请复议书",)),
    _step("T8b", c.SuggestSupervision, S.NOT_FILED, S.SUPERVISION, "直接建议立案监督", "straight to the procuratorate",
          "R310 9 ¶1", "SPPR 557", paper="R310 9 ¶1", guards=(r.procuratorate_named, r.not_yet_reconsidered,
          r.within_window("R310 9 ¶1", "office direct-route-days")), documents=SUGGESTION),
    _step("T8c", c.AcceptNonFiling, S.NOT_FILED, S.FINAL_NOT_FILED, "不再提出异议", "use no further remedy",
          "R310 9", "R310 10", guards=(r.waiver_reasons,), documents=("不再提出异议的说明",)),
    _step("T9", c.NoteFiling, S.RECONSIDERATION, S.FILED, "复议后立案", "filed on reconsideration",
          "R310 9 ¶2", "MPS 181", paper="R310 9 ¶2", documents=("复议决定书", "立案通知书"), own_date=True),
    _step("T9n", c.NoteNonFiling, S.RECONSIDERATION, S.NOT_FILED, "复议维持不予立案", "non-filing upheld",
          "R310 9 ¶2", "MPS 181", paper="R310 9 ¶2", documents=("复议决定书",)),
    _step("T10", c.SuggestSupervision, S.NOT_FILED, S.SUPERVISION, "复议后建议立案监督", "to the procuratorate",
          "R310 9 ¶2", "SPPR 557", paper="R310 9 ¶2", guards=(r.procuratorate_named, r.reconsidered,
          r.within_window("R310 9 ¶2")), documents=SUGGESTION),
)  # fmt: skip

SUPERVISED: Final = (
    _step("T10b", c.SuggestSupervision, S.RECEIPTED, S.SUPERVISION, "公安逾期未决提请监督", "the police are silent",
          "SPPR 562", "R310 17", paper="SPPR 562",
          guards=(r.procuratorate_named, r.silence("accepted", "R310 8", "SPPR 562")), documents=SUGGESTION),
    _step("T10c", c.SuggestSupervision, UNRECEIPTED, S.SUPERVISION, "公安不接受移送提请监督", "police do not accept",
          "R310 7", "R310 17", paper="R310 17", guards=(r.procuratorate_named,), documents=SUGGESTION),
    _step("T10s", c.SuggestSupervision, S.RECONSIDERATION, S.SUPERVISION, "复议逾期未决提请监督", "no answer in time",
          "R310 9 ¶2", "MPS 181", "SPPR 557", paper="SPPR 557",
          guards=(r.procuratorate_named, r.silence("asked", "R310 9 ¶2", "MPS 181")), documents=SUGGESTION),
    _step("T10r", c.NoteReasonsAsked, S.SUPERVISION, KEEP, "登记要求说明理由", "reasons were asked",
          "SPPR 559", "SPPR 560", "SPPR 562", paper="SPPR 560", guards=(in_order,),
          documents=("要求说明不立案理由通知书",)),
    _step("T10e", c.NotePoliceReasons, S.SUPERVISION, KEEP, "登记公安说明", "the police explained",
          "SPPR 560", "SPPR 562", "MPS 182", paper="SPPR 560", guards=(in_order,), documents=("公安说明理由",)),
    _step("T10o", c.NoteFilingOrder, S.SUPERVISION, KEEP, "登记通知立案", "filing was ordered",
          "SPPR 561", "SPPR 563", paper="SPPR 563", guards=(in_order, r.not_ordered_before), documents=("通知立案书",)),
    _step("T10f", c.NoteFiling, S.SUPERVISION, S.FILED, "监督后立案", "filed under supervision",
          "SPPR 563", "MPS 182", paper="MPS 182", documents=("立案通知书",), own_date=True),
    _step("T10n", c.NoteReasonsStand, S.SUPERVISION, S.FINAL_NOT_FILED, "不立案理由成立", "the reasons stand",
          "SPPR 561 ¶2", "R310 10", paper="SPPR 561 ¶2", guards=(r.not_ordered,), documents=("监督结果告知",)),
    _step("T10d", c.NoteNonFiling, S.SUPERVISION, S.NOT_FILED, "监督中不予立案", "not filed, at last decided",
          "SPPR 562", "R310 8", paper="R310 8", guards=(r.undecided, r.not_ordered), documents=("不予立案通知书",)),
    _step("T10p", c.NotePoliceReceipt, S.SUPERVISION, S.RECEIPTED, "监督后公安接受", "accepted after all",
          "R310 7", "R310 17", paper="R310 7", guards=(r.unreceipted,), documents=("移送书回执",)),
    _step("T10w", c.NoteLimitNotPassed, S.SUPERVISION, S.RECEIPTED, "检察院认为未逾期", "the police still have time",
          "SPPR 562", paper="SPPR 562", guards=(r.silent,), documents=("检察院答复",)),
)  # fmt: skip

TRANSFER: Final = Procedure(
    name="transfer",
    words=Words("移送公安", "transfer to the police"),
    stages=S,
    initial=S.UNOPENED,
    rows=(*TO_THE_POLICE, *AT_THE_POLICE, *REMEDIES, *SUPERVISED),
    labels=TRANSFER_WORDS,
    standing=g.STANDING,
)
