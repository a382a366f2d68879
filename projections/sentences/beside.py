"""Sentences for what may happen to a lead at any stage, and for the tracks beside it."""

from typing import Final

from domain.lead.disposal import events as disposal
from domain.lead.standing import events as standing
from domain.words import Words

BESIDE: Final[dict[type, Words]] = {
    disposal.MilestoneRecorded: Words(
        "{milestone}[（{item}）][，金额{amount_fen}]，文书：{paper}[，{reason}]",
        "{milestone}[ ({item})][, {amount_fen}]; {paper}[; {reason}]",
    ),
    disposal.TransferMoved: Words("移送（{track}）：{mark}", "transfer ({track}): {mark}"),
    standing.PaperSigned: Words(
        "{signer}（{organ}，{level}）{approved?签批同意|签批不同意}：{matter}[（{target}）][，文号{number}]"
        "[，职级要求：{grade}][，意见：{opinion}]",
        "{signer} ({organ}, {level}) {approved?signed|refused to sign}: {matter}[ ({target})][, number {number}]"
        "[, grade: {grade}][, opinion: {opinion}]",
    ),
    standing.SignatureRequested: Words(
        "{asker}（{organ}）提请签批：{matter}[（{target}）][，拟办意见：{proposal}]",
        "{asker} ({organ}) asks for a signature: {matter}[ ({target})][, proposal: {proposal}]",
    ),
    standing.RiskGraded: Words(
        "风险等级定为{grade}[，评分{score}][，依据：{reasons}]",
        "risk graded {grade}[, score {score}][; reasons: {reasons}]",
    ),
    standing.HandlerAssigned: Words("责任人：{handler}[，{reason}]", "handler: {handler}[, {reason}]"),
    standing.OfficerRecused: Words("{officer}回避：{reason}", "{officer} is recused: {reason}"),
    standing.RecusalLifted: Words("{officer}解除回避：{reason}", "{officer} is no longer recused: {reason}"),
    standing.FactsCorrected: Words(
        "更正登记事项[，对象：{unit}][，行业：{industry}][，集资方式：{scheme}][，金额{amount_fen}][，{participants}人]"
        "[，所在地：{division}][，名义：{pretext}][，业务类别：{business}][，备注：{remark}]，原因：{reason}",
        "facts corrected[, subject: {unit}][, industry: {industry}][, scheme: {scheme}][, amount {amount_fen}]"
        "[, {participants} people][, division: {division}][, pretext: {pretext}][, business: {business}]"
        "[, remark: {remark}], because: {reason}",
    ),
    standing.DateCorrected: Words(
        "更正办理日期（{act}）：由{was}更正为{happened_on}，原因：{reason}，依据：{paper}",
        "date corrected ({act}): from {was} to {happened_on}, because: {reason}; by {paper}",
    ),
    standing.LeadEscalated: Words(
        "上报重大线索至{rung}：{tests}，报告：{report}", "reported upward to the {rung}: {tests}; report: {report}"
    ),
    standing.PoliceNotified: Words(
        "向{police}通报线索，文书：{letter}，{facts}", "facts were told to {police} by {letter}: {facts}"
    ),
    standing.LeadSuspended: Words(
        "中止：{ground}，{reason}，预计{expected}恢复",
        "suspended: {ground}, {reason}, expected to resume on {expected}",
    ),
    standing.LeadResumed: Words("恢复办理：{reason}", "resumed: {reason}"),
    standing.LeadLinked: Words(
        "与线索{other}关联（{relation}）：{reason}", "linked with {other} ({relation}): {reason}"
    ),
    standing.LeadUnlinked: Words("解除与线索{other}的关联：{reason}", "unlinked from {other}: {reason}"),
    standing.LeadMerged: Words("并入线索{into}：{reason}", "merged into {into}: {reason}"),
    standing.LeadAbsorbed: Words(
        "线索{other}并入本线索[，举报奖励在本线索决定：{tips}]",
        "{other} was merged into this lead[, where the reward of {tips} is to be decided]",
    ),
    standing.LeadUnmerged: Words(
        "自线索{into}分出，恢复单独办理：{reason}", "on its own again, out of {into}: {reason}"
    ),
    standing.LeadReleased: Words(
        "线索{other}自本线索分出[，举报奖励随之转出：{tips}]", "{other} left this lead[, with the reward of {tips}]"
    ),
    standing.LeadSplit: Words(
        "分案为线索{new_lead}[，对象：{unit}]：{reason}", "a part became {new_lead}[, on {unit}]: {reason}"
    ),
    standing.LeadSplitOff: Words(
        "由线索{origin}分案，编号{number}[，对象：{unit}{person}]，来源：{source}，责任人：{handler}[，回避：{recused}]",
        "split off from {origin} as {number}[, on {unit}{person}], source: {source}, handler: {handler}"
        "[, recused: {recused}]",
    ),
    standing.LeadInherited: Words(
        "线索{other}的情况随之带来{participants_known?：有已知集资参与人|}[，回避：{recused}][，公安立案：{filed_at}]",
        "what came along from {other}{participants_known?: participants are known|}[, recused: {recused}]"
        "[, the police filed: {filed_at}]",
    ),
}
