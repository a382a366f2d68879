"""Sentences for a transfer to the police."""

from typing import Final

from domain.transfer import events as e
from domain.words import Words

TRANSFER: Final[dict[type, Words]] = {
    e.TransferSuspected: Words(
        "发现涉嫌犯罪[（{offence}）]，启动移送程序[，检察意见：{by_opinion}]：{suspicion}",
        "crime suspected[ ({offence})], transfer opened[, on the procuratorate's opinion {by_opinion}]: {suspicion}",
    ),
    e.TeamFormed: Words("组成专案组：{team}", "team formed: {team}"),
    e.TransferReported: Words("向负责人书面报告{paper}：{facts}", "reported to the head by {paper}: {facts}"),
    e.TransferReportedAgain: Words(
        "再次书面报告{paper}[，检察意见：{by_opinion}]：{facts}",
        "reported again by {paper}[, on the procuratorate's opinion {by_opinion}]: {facts}",
    ),
    e.TransferApproved: Words(
        "{signer}（{organ}，{level}[，{position}]）批准移送，文号{number}[，意见：{opinion}]",
        "{signer} ({organ}, {level}[, {position}]) approved the transfer, number {number}[, opinion: {opinion}]",
    ),
    e.TransferRefused: Words(
        "{signer}（{level}[，{position}]）不批准移送，理由：{reasons}",
        "{signer} ({level}[, {position}]) refused the transfer, because: {reasons}",
    ),
    e.TransferDelivered: Words(
        "{organ}以{number}向{police}移送，材料：{bundle}", "{organ} delivered {number} to {police}, with: {bundle}"
    ),
    e.TransferReceipted: Words("公安机关签收回执{paper}", "the police signed the receipt {paper}"),
    e.SupplementAsked: Words(
        "公安机关要求补正（{paper}）[：{wanted}]", "the police asked for more by {paper}[: {wanted}]"
    ),
    e.TransferSupplemented: Words("补送材料：{papers}", "supplement sent: {papers}"),
    e.TransferReRouted: Words("转送{police}（{paper}）", "passed on to {police} ({paper})"),
    e.NotPoliceMatter: Words(
        "公安机关认为不属其职责（{paper}）[，应由{named_organ}办理][：{reasons}]",
        "no police matter ({paper})[, {named_organ} is named][: {reasons}]",
    ),
    e.TransferFiled: Words(
        "{police}于{filed_on}立案[，案号{case_number}][，罪名：{offence}]，通知：{paper}",
        "{police} filed on {filed_on}[, case {case_number}][, offence: {offence}]; {paper}",
    ),
    e.TransferNotFiled: Words(
        "公安机关不予立案（{paper}），材料{papers_returned?已退回|未退回}[，理由：{reasons}]",
        "not filed ({paper}), papers {papers_returned?returned|not returned}[, because: {reasons}]",
    ),
    e.ItemsHandedOver: Words(
        "移交涉案材料（{paper}），{jointly_signed?双方签字|未双方签字}{seized?，含查封扣押物|}[，已告知当事人：{party_told}]",
        "material handed over ({paper}), {jointly_signed?signed by both|not signed by both}"
        "{seized?, with seized goods|}"
        "[, party told by {party_told}]",
    ),
    e.StatusNoted: Words("公安侦办进展：{status}（{paper}）", "the criminal case reached: {status} ({paper})"),
    e.ReconsiderationAsked: Words(
        "提请公安机关复议（{paper}）[，逾期受理：{accepted_late}]",
        "reconsideration asked ({paper})[, accepted though late: {accepted_late}]",
    ),
    e.SupervisionSuggested: Words(
        "建议{procuratorate}立案监督（{paper}）[，逾期受理：{accepted_late}]",
        "filing supervision suggested to {procuratorate} ({paper})[, accepted though late: {accepted_late}]",
    ),
    e.NonFilingAccepted: Words(
        "接受不予立案，依法行政处理：{reasons}", "non-filing accepted, to be dealt with administratively: {reasons}"
    ),
    e.ReasonsAsked: Words(
        "检察院要求公安机关说明理由（{paper}）", "the procuratorate asked the police for reasons ({paper})"
    ),
    e.PoliceExplained: Words(
        "公安机关说明理由（{paper}）[：{reasons}]", "the police gave reasons ({paper})[: {reasons}]"
    ),
    e.FilingOrdered: Words("检察院通知公安机关立案（{paper}）", "the procuratorate ordered filing ({paper})"),
    e.ReasonsStood: Words(
        "检察院认为不立案理由成立（{paper}），最终未立案[：{reasons}]",
        "the procuratorate found the reasons good ({paper}), not filed for good[: {reasons}]",
    ),
    e.LimitNotPassed: Words(
        "公安机关办理期限未满（{paper}），继续审查", "the police still have time ({paper}) and go on examining"
    ),
    e.TransferReturned: Words(
        "公安机关移回（{end}，{paper}），恢复行政办理[：{reason}]",
        "sent back by the police ({end}, {paper}), back with the office[: {reason}]",
    ),
}
