"""Sentences for what moves a lead along its main track."""

from typing import Final

from domain.lead.closing import events as closing
from domain.lead.disposal import events as disposal
from domain.lead.inquiry import events as inquiry
from domain.lead.intake import events as intake
from domain.lead.interview import events as interview
from domain.lead.verification import events as verification
from domain.words import Words

MAIN: Final[dict[type, Words]] = {
    # intake
    intake.LeadRegistered: Words(
        "{organ}登记线索{number}，对象：[{unit}][{person}]，来源：{source}[，涉及金额{amount_fen}][，涉及{participants}人]"
        "[，疑似{features}][；可能与线索{duplicates}重复][；{elsewhere}可能有同一对象的线索][。{summary}]",
        "{organ} registered lead {number} on [{unit}][{person}], source: {source}[, amount {amount_fen}]"
        "[, {participants} people][, suspected: {features}][; may repeat {duplicates}]"
        "[; perhaps also known at {elsewhere}][. {summary}]",
    ),
    intake.LeadCarriedOver: Words(
        "{organ}登记线索{number}：自旧台账转入，此前经过以原台账为准，见《{file}》“{sheet}”第{row}行"
        "（SHA-256 {digest}），{carried_by}导入[，原编号{old_number}]，对象：[{unit}][{person}]，"
        "来源：{source}，原台账写“{stated_text}”，{since}起[，文书{reference}][，移送公安：{transfer}]"
        "{tried?，已进入审判|}[，期限{due}][，涉及金额{amount_fen}][，涉及{participants}人][，疑似{features}]"
        "[；可能与线索{duplicates}重复][；{elsewhere}可能有同一对象的线索][。{summary}]",
        "{organ} registered lead {number}, carried over from an older ledger, which alone tells what happened before: "
        "{file}, {sheet}, row {row} (SHA-256 {digest}), brought by {carried_by}[, old number {old_number}]; on "
        "[{unit}][{person}], source: {source}; the ledger says “{stated_text}”, since {since}[, paper {reference}]"
        "[, to the police: {transfer}]{tried?, on trial|}[, due {due}][, amount {amount_fen}]"
        "[, {participants} people][, suspected: {features}][; may repeat {duplicates}]"
        "[; perhaps also known at {elsewhere}][. {summary}]",
    ),
    intake.AssistanceRegistered: Words(
        "{organ}登记协查{number}，{requester}来函{letter}[，对象：{unit}{person}]，应于{reply_by}前答复[。{matter}]",
        "{organ} took on assistance {number} asked for by {requester}, {letter}[, subject: {unit}{person}], "
        "due {reply_by}[. {matter}]",
    ),
    intake.LeadReferred: Words(
        "转办至{receiver_organ}，文书：{letter}，理由：{reason}",
        "referred to {receiver_organ} by {letter}, because: {reason}",
    ),
    intake.ReceiptNoted: Words("收到{received_by}的回执{receipt}", "receipt {receipt} came from {received_by}"),
    intake.LeadTakenBack: Words(
        "{returned_by}退回{disputed?，管辖有争议|}[，上级决定：{superior_decision}]，理由：{reason}",
        "sent back by {returned_by}{disputed?, in dispute|}[, superior's decision: {superior_decision}], "
        "because: {reason}",
    ),
    intake.LeadNotAccepted: Words(
        "不予受理：{reason}[，首件线索：{duplicate_of}][，{explanation}]"
        "{named_informant?，实名举报，|}{informant_told?已告知举报人|}",
        "not accepted: {reason}[, first lead: {duplicate_of}][, {explanation}]"
        "{named_informant?, named informant|}{informant_told?, informant told|}",
    ),
    intake.AssistanceAnswered: Words(
        "答复协查，文书：{answer}[，查明：{findings}]", "assistance answered by {answer}[, found: {findings}]"
    ),
    intake.AssistanceTakenOver: Words(
        "协办案件转为本单位管辖，依据：{decision}[，{reason}]",
        "the assisted case became ours by {decision}[, {reason}]",
    ),
    # verification
    verification.VerificationStarted: Words(
        "开始核查，核查人：{officers}{no_interest?，均无利害关系|}，任务单：{task}[，应于{due}前完成]",
        "verification started by {officers}{no_interest?, without interest|}, task: {task}[, due {due}]",
    ),
    verification.VisitRecorded: Words(
        "{kind}：{officers}到{place}，{consented?对方同意|对方不同意}，所见：{seen}[，所述：{said}][，提醒劝导：{guidance}]，{signature}",
        "{kind} by {officers} at {place}, {consented?consented|not consented}; seen: {seen}[; said: {said}]"
        "[; guidance: {guidance}]; {signature}",
    ),
    verification.LeadRuledOut: Words(
        "核查排除非法集资：{elements}，确认人：{confirmed_by}，报告：{report}",
        "ruled out by verification: {elements}; confirmed by {confirmed_by}; report: {report}",
    ),
    verification.MonitoringStarted: Words(
        "转为持续关注，{review_on}复核，{participants_known?已知集资参与人|未发现集资参与人}，报告：{report}",
        "kept under observation until {review_on}, {participants_known?participants known|no participants known}, "
        "report: {report}",
    ),
    verification.VerificationResumed: Words("恢复核查：{because}，{reason}", "verified again: {because}, {reason}"),
    verification.LeadReferredElsewhere: Words(
        "移交{receiver}处理，文书：{letter}，理由：{reason}", "passed to {receiver} by {letter}, because: {reason}"
    ),
    # interview
    interview.InterviewSummoned: Words(
        "发出{number}约谈通知，约谈{party}[（{party_role}）]，时间{at}，地点{place}，{service}，风险：{risk}",
        "interview notice {number} to {party}[ ({party_role})] for {at} at {place}; {service}; risk: {risk}",
    ),
    interview.InterviewRecorded: Words(
        "约谈{party}，约谈人：{officers}，地点：{place}，告知：{told}，陈述：{statement}[，要求：{demands}][，承诺：{promises}]，{signature}",
        "{party} was interviewed by {officers} at {place}; told: {told}; said: {statement}[; demands: {demands}]"
        "[; promises: {promises}]; {signature}",
    ),
    interview.NoShowRecorded: Words(
        "被约谈人未到场，{officers}等候至{waited_until}[，{note}]",
        "the party did not come; {officers} waited until {waited_until}[; {note}]",
    ),
    interview.RectificationOrdered: Words(
        "{organ}发出{number}责令整改通知，限{deadline}前：{demands}，{service}[，承诺：{promise}]",
        "{organ} ordered rectification by {number} until {deadline}: {demands}; {service}[; promise: {promise}]",
    ),
    interview.ReturnedToVerification: Words("退回核查：{reason}", "back to verification: {reason}"),
    interview.RecheckRecorded: Words(
        "整改复查（{officers}）：{promotion_removed?宣传已清除|宣传未清除}，{no_new_money?未再吸收资金|仍在吸收资金}，"
        "{refunds_evidenced?退款有凭证|退款无凭证}，{found}，报告：{report}",
        "re-check by {officers}: promotion {promotion_removed?removed|not removed}, "
        "{no_new_money?no new money|new money taken}, refunds {refunds_evidenced?evidenced|not evidenced}; {found}; "
        "report: {report}",
    ),
    interview.RectificationAccepted: Words(
        "整改验收通过，转为持续关注，{review_on}复核，{participants_known?已知集资参与人|未发现集资参与人}，验收表：{report}",
        "rectification accepted, under observation until {review_on}, "
        "{participants_known?participants known|no participants known}; report: {report}",
    ),
    # inquiry
    inquiry.InquiryOpened: Words(
        "启动调查认定：{group}，依据：{grounds}，管辖：{jurisdiction}（{competent_division}），方案：{plan}"
        "[，指定管辖：{designation}]，嫌疑：{suspicion}",
        "inquiry opened: {group}; grounds: {grounds}; jurisdiction: {jurisdiction} ({competent_division}); plan: {plan}"
        "[; designation: {designation}]; suspicion: {suspicion}",
    ),
    inquiry.EvidenceRecorded: Words(
        "{kind}，办理人：{officers}，{certificates_shown?已出示执法证|未出示执法证}，文书：{paper}[，批准：{approval}]，{content}[，{signature}]",
        "{kind} by {officers}, certificates {certificates_shown?shown|not shown}, {paper}[, approval: {approval}]: "
        "{content}[; {signature}]",
    ),
    inquiry.OpinionRecorded: Words(
        "{department}提出意见：{opinion}，文书：{paper}", "{department} gave its opinion: {opinion}; {paper}"
    ),
    inquiry.DefenceHeard: Words(
        "听取{party}陈述申辩（{told_on}告知{remedies_stated?，已告知救济途径|，未告知救济途径}）：{statement}；答复：{answer}；{paper}",
        "{party} was heard (told on {told_on}{remedies_stated?, remedies stated|, remedies not stated}): {statement}; "
        "answer: {answer}; {paper}",
    ),
    inquiry.RuledOutAfterInquiry: Words(
        "调查排除非法集资：{elements}，报告：{report}", "ruled out by inquiry: {elements}; report: {report}"
    ),
    inquiry.LeadDetermined: Words(
        "{organ}以{number}认定为非法集资：{elements}，金额{amount_fen}，{participants}人{serious?，情节重大复杂|}，报告：{report}"
        "[，集体讨论：{collective_decision}]",
        "{organ} determined illegal fundraising by {number}: {elements}; {amount_fen}, {participants} people"
        "{serious?, serious|}; report: {report}[; collective decision: {collective_decision}]",
    ),
    # disposal
    disposal.StopOrdered: Words(
        "{organ}以{number}责令{addressees}立即停止，{remedies_stated?已告知救济途径|未告知救济途径}，{service}",
        "{organ} ordered {addressees} to stop by {number}, remedies {remedies_stated?stated|not stated}; {service}",
    ),
    disposal.PoliceFiled: Words(
        "{police}于{filed_on}立案{own_motion?（自行立案）|}[，罪名：{offence}]，通知：{notice}",
        "{police} filed a case on {filed_on}{own_motion? of their own motion|}[, offence: {offence}]; {notice}",
    ),
    disposal.CriminalEnded: Words(
        "刑事程序终结：{end}，文书：{notice}[，{reason}]，由行政机关依法处理",
        "criminal procedure ended: {end}; {notice}[; {reason}]; the office deals with the matter",
    ),
    disposal.TakenUpAgain: Words(
        "移送未立案，恢复办理：{reason}", "taken up again after a transfer without filing: {reason}"
    ),
    # closing
    closing.FollowUpStarted: Words(
        "开始信访跟踪，负责人：{responsible}，任务单：{task}，观察至{observe_until}[，法院强制执行：{court_enforcement}]",
        "follow-up started by {responsible}, task: {task}, until {observe_until}"
        "[, court enforcement: {court_enforcement}]",
    ),
    closing.GuidanceRecorded: Words(
        "跟踪服务（{kind}）：{content}[，下次联系{next_contact}]",
        "service ({kind}): {content}[; next on {next_contact}]",
    ),
    closing.ClosingProposed: Words(
        "{proposed_by}提出办结，报告：{report}，理由：{reasons}[，法院强制执行：{court_enforcement}]",
        "{proposed_by} proposed to close; report: {report}; reasons: {reasons}"
        "[; court enforcement: {court_enforcement}]",
    ),
    closing.LeadClosed: Words("批准办结[：{opinion}]", "closed[: {opinion}]"),
    closing.ClosingReturned: Words("退回办结申请：{reason}", "closing sent back: {reason}"),
    closing.LeadArchived: Words(
        "归档，卷宗目录：{catalogue}，文字材料{paper_complete?齐全|不齐全}，音像记录{recordings_complete?齐全|不齐全}",
        "archived; catalogue: {catalogue}; papers {paper_complete?complete|incomplete}, "
        "recordings {recordings_complete?complete|incomplete}",
    ),
    closing.LeadReopened: Words("重启：{ground}，{reason}", "reopened: {ground}, {reason}"),
}
