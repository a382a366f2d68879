"""What people call the fields of commands, in both languages; also taken as keys of a form."""

from typing import Final, get_args

from domain.directory.commands import Change
from domain.words import Words

LABELS: Final[dict[str, Words]] = {
    name: Words(*texts.split(" ", 1))
    for name, texts in {
        # whose, when
        "lead": "线索 lead", "transfer": "移送 transfer", "occurred": "发生时间 occurred",
        "office": "登记单位 office", "organ": "登记单位名称 organ", "division": "所在地区划 division",
        # the subject
        "unit": "单位 unit", "person": "个人 person", "name": "名称 name", "uscc": "统一社会信用代码 credit code",
        "registered_place": "注册地 registered place", "representative": "法定代表人 representative",
        "ref": "人员编号 reference", "resident_id": "身份证号 resident id", "residence": "住址 residence",
        "contacts": "联系方式 contacts", "value": "号码或网址 number or address", "building": "楼宇 building",
        "address": "地址 address", "industry": "所属行业 industry", "scheme": "集资方式 scheme",
        "pretext": "名义 pretext", "business": "业务类别 business", "features": "疑似特征 features",
        "amount_fen": "涉及金额 amount", "participants": "涉及人数 people",
        "areas": "涉及地区 areas", "summary": "基本情况 summary",
        "remark": "备注 remark", "source": "来源渠道 source",
        # people of the offices
        "handler": "责任人 handler", "officers": "办理人员 officers", "officer": "人员 officer",
        "confirmed_by": "确认人 confirmed by", "team": "专案组成员 team",
        "responsible": "负责人员 responsible officer", "id": "编号 id", "certificate": "执法证号 certificate",
        "no_interest": "无利害关系 no interest",
        # papers and their parts
        "paper": "文书 paper", "papers": "文书 papers", "report": "报告 report", "letter": "函件 letter",
        "task": "任务单 task sheet", "plan": "方案 plan", "notice": "通知书 notice", "decision": "决定 decision",
        "approval": "批准文书 approval", "designation": "指定管辖决定 designation", "receipt": "回执 receipt",
        "answer": "答复 answer", "catalogue": "卷宗目录 file catalogue",
        "superior_decision": "上级决定 superior's decision",
        "collective_decision": "集体讨论记录 collective decision",
        "court_enforcement": "法院强制执行材料 court enforcement", "by_opinion": "检察意见 procuratorate's opinion",
        "accepted_late": "逾期受理材料 acceptance though late", "party_told": "告知当事人材料 notice to the party",
        "bundle": "移送材料 bundle", "title": "文书名称 title", "reference": "文号或存放处 number or place",
        "investigation_report": "调查报告 investigation report", "goods_list": "涉案物品清单 list of goods",
        "other": "另一线索 other lead", "examinations": "检验鉴定 examinations",
        "no_examination": "无检验鉴定的说明 why no examination",
        # service
        "service": "送达 service", "way": "方式 way", "on": "日期 on", "completed": "已完成 completed",
        "proof": "证明 proof",
        # intake
        "requester": "请求机关 requester", "reply_by": "答复期限 reply by", "matter": "事项 matter",
        "receiver": "接收单位 receiver", "receiver_organ": "接收单位名称 receiver's name", "reason": "理由 reason",
        "received_by": "接收人 received by", "returned_by": "退回单位 returned by", "disputed": "管辖有争议 disputed",
        "explanation": "说明 explanation", "duplicate_of": "首件线索 first lead",
        "named_informant": "实名举报 named informant", "informant_told": "已告知举报人 informant told",
        "findings": "查明情况 findings", "facts": "事实 facts",
        # carried over
        "stated_stage": "原台账所写阶段 stage stated", "stated_text": "原台账用语 the ledger's word",
        "since": "进入阶段日期 stage since", "old_number": "原编号 old number", "file": "原台账文件 file of the ledger",
        "tried": "已进入审判 on trial",
        "digest": "文件SHA-256 SHA-256 of the file", "sheet": "工作表 sheet", "row": "行号 row",
        # subscriptions to the feed
        "subscription": "订阅 subscription", "url": "推送地址 address",
        "after": "起始序号 after", "types": "事件类型 types", "sequence": "序号 sequence", "attempts": "次数 attempts",
        "last_answer": "最后应答 last answer", "overlap_hours": "新旧密钥并用小时 hours together",
        "first": "起 first", "last": "止 last",
        # reports of the public
        "tip": "举报 report", "accused": "被举报对象 who is reported", "amount": "大约金额 about how much",
        "began": "何时开始 since when", "manner": "收钱方式 how money is asked for", "phone": "联系电话 phone",
        "question": "问题 question", "pictures": "照片 photos", "others": "其他线索 other leads",
        "size": "封存后的字节数 bytes of what is sealed",
        # verification
        "due": "期限 due", "kind": "种类 kind", "place": "地点 place", "consented": "对方同意 consented",
        "seen": "所见 seen", "said": "所述 said", "guidance": "提醒劝导 guidance", "signature": "签名 signature",
        "photos": "照片 photos", "elements": "三个要件 three elements", "unlicensed": "非法性 unlicensed",
        "promised_return": "利诱性 promise of return", "unspecified_people": "社会性 unspecified people",
        "present": "具备 present", "reasons": "理由 reasons", "review_on": "复核日期 review on",
        "participants_known": "已知集资参与人 participants known", "because": "原因 because",
        # interview
        "party": "当事人 party", "party_role": "当事人身份 party's role", "at": "约谈时间 at",
        "risk": "风险情形 risk", "told": "告知事项 told", "statement": "陈述 statement", "demands": "要求 demands",
        "promises": "承诺 promises", "promise": "承诺 promise", "waited_until": "等候至 waited until",
        "note": "说明 note", "deadline": "期限 deadline", "promotion_removed": "宣传已清除 promotion removed",
        "no_new_money": "未再吸收资金 no new money", "refunds_evidenced": "退款有凭证 refunds evidenced",
        "found": "复查情况 found",
        # inquiry
        "group": "情形类别 group", "grounds": "依据 grounds", "suspicion": "嫌疑情况 suspicion",
        "jurisdiction": "管辖依据 jurisdiction", "competent_division": "管辖地区划 competent division",
        "certificates_shown": "已出示执法证 certificates shown", "content": "内容 content",
        "department": "部门 department", "opinion": "意见 opinion", "told_on": "告知日期 told on",
        "remedies_stated": "已告知救济途径 remedies stated", "serious": "情节复杂或重大 serious",
        # disposal and the police
        "addressees": "被责令人 addressees", "end": "终结情形 end", "police": "公安机关 police",
        "filed_on": "立案日期 filed on", "offence": "罪名 offence", "own_motion": "公安自行立案 of their own motion",
        "milestone": "里程碑 milestone", "item": "事项编号 item", "police_division": "公安机关区划 police division",
        "wanted": "需补正材料 wanted", "named_organ": "指明的机关 named organ", "case_number": "案件编号 case number",
        "papers_returned": "材料已退回 papers returned", "jointly_signed": "双方签字 jointly signed",
        "seized": "含查封扣押物 seized goods", "status": "进展 status", "procuratorate": "检察院 procuratorate",
        # follow-up, closing
        "observe_until": "观察期截止 observe until", "next_contact": "下次联系 next contact",
        "paper_complete": "文字材料齐全 papers complete", "recordings_complete": "音像记录齐全 recordings complete",
        "ground": "事由 ground",
        # standing
        "proposal": "拟办意见 proposal",
        "approved": "同意 approved", "grade": "风险等级 grade", "score": "评分 score", "rung": "上报层级 rung",
        "tests": "重大线索标准 tests", "expected": "预计恢复 expected", "relation": "关系 relation",
        "happened_on": "正确日期 right day", "act": "更正的事项 act",
        "into": "并入线索 into", "new_lead": "新线索 new lead", "target": "所指线索 lead it is for",
        # values of office rules
        "rule": "办公规则 office rule", "setting": "取值 value",
        # the directory
        "account": "账号 account", "post": "岗位 post", "mark": "机关代字 mark",
        "parent": "上级单位 parent", "body": "领导小组或专班 body", "until": "终止日 last day", "number": "证号 number",
        "valid_until": "有效期至 valid until", "acting": "主持工作 acting head", "absent": "被代理人 who is away",
        "offices": "新设单位 new offices", "changed": "变更单位 changed offices", "accounts": "新增人员 new people",
        "renamed": "更名 renamed", "moved": "调动 moved", "certificates": "执法证 certificates",
        "grants": "新授岗位 new posts", "withdrawn": "收回执法证 withdrawn", "ended": "免去岗位 ended posts",
        "closed": "注销人员 closed accounts",
    }.items()
}  # fmt: skip
"""Field → what it is called, wherever it stands."""

CARRIED: Final = Words(
    "自旧台账转入，此前经过以原台账为准", "carried over from an older ledger, which alone tells what happened before"
)
"""What is said wherever a lead is seen that came from an older ledger."""

SPECIAL: Final[dict[tuple[str, str], Words]] = {
    ("Person", "name"): Words("姓名", "name"),
    ("Bundle", "other"): Words("其他材料", "other material"),
    ("SummonInterview", "address"): Words("送达地址", "address for service"),
    ("Determine", "amount_fen"): Words("认定金额", "amount determined"),
    ("Determine", "participants"): Words("认定人数", "people determined"),
    ("RecordMilestone", "amount_fen"): Words("金额", "amount"),
    ("RegisterAssistance", "matter"): Words("协查事由", "matter"),
    ("SignPaper", "matter"): Words("签批事项", "matter to sign"),
    ("RequestSignature", "matter"): Words("提请事项", "matter to be signed"),
    ("GradeRisk", "reasons"): Words("等级依据", "reasons"),
    ("AssignHandler", "handler"): Words("承办人", "handler"),
    ("SendTip", "name"): Words("举报人姓名", "name of who reports"),
    ("OpenAccount", "name"): Words("姓名", "name"),
    ("RenameAccount", "name"): Words("姓名", "name"),
    ("SetOfficeRule", "since"): Words("起始日", "first day"),
    ("SetOfficeRule", "paper"): Words("依据文书", "paper"),
}
"""Where a field means something else than its name does elsewhere: (class, field)."""

IN_THE_DIRECTORY: Final = {
    "office": Words("单位代码", "office"),
    "division": Words("辖区区划", "area"),
    "since": Words("起始日", "first day"),
    "kind": Words("单位类别", "kind of office"),
    "ref": Words("账号", "account"),
    "paper": Words("依据文书", "paper"),
}
"""The same words in all of it."""
SPECIAL.update(
    ((command.__name__, name), words) for command in get_args(Change) for name, words in IN_THE_DIRECTORY.items()
)

FORMER: Final = {
    ("OpenAccount", "ref"): "编号", ("OpenAccount", "name"): "名称",
    ("RenameAccount", "ref"): "编号", ("RenameAccount", "name"): "名称",
}  # fmt: skip
"""What a field was called before: still taken as the key of a form."""


def label(owner: type, name: str) -> Words:
    """What a field of a command or shape is called. A field nobody named keeps its own name."""
    return SPECIAL.get((owner.__name__, name)) or LABELS.get(name) or Words(name, name.replace("_", " "))
