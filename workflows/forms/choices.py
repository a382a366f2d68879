"""What people call the members of closed lists, in both languages; also what they may type for them."""

from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Final, TypeVar, cast

from domain import access
from domain.actor import Grade, Level, Position, Role
from domain.directory.kinds import OfficeKind, Post
from domain.directory.state import STAGE_WORDS as DIRECTORY_WORDS
from domain.directory.state import DirectoryStage
from domain.lead.closing.commands import ReopenGround
from domain.lead.disposal.commands import CriminalEnd
from domain.lead.inquiry.commands import EvidenceKind, Ground, Group, JurisdictionBy
from domain.lead.intake.commands import NotAcceptedReason
from domain.lead.signatures import SIGNATURES
from domain.lead.stage import STAGE_WORDS, Stage
from domain.lead.standing.commands import MajorTest, Relation, Rung, SuspensionGround
from domain.lead.verification.commands import LookAgain, VisitKind
from domain.lead.vocabulary import (
    Business,
    ContactKind,
    Feature,
    Matter,
    Milestone,
    PartySignature,
    Pretext,
    ServiceWay,
    Source,
    Track,
    Trade,
    TransferMark,
)
from domain.subscription.stage import SUBSCRIPTION_WORDS, SubscriptionStage
from domain.tip.stage import IDENTITY_WORDS, TIP_WORDS, IdentityStage, TipStage
from domain.transfer.stage import STATUS_WORDS, TRANSFER_WORDS, PoliceStatus, TransferStage
from domain.values.risk_grade import SPELLINGS, RiskGrade
from domain.values.text import compact
from domain.words import Words
from workflows.scopes import Scope

E = TypeVar("E", bound=Enum)

Named = Mapping[str, Words]
"""Stored value → what it is called."""


def _named(text: str) -> Named:
    """``value 中文, value 中文``: the English name is the stored value, read aloud."""
    pairs = (each.split() for each in text.split(","))
    return {value: Words(zh, value.replace("-", " ").replace(".", " ")) for value, zh in pairs}


CHOICES: Final[dict[type[Enum], Named]] = {
    Source: _named(
        "tip 群众举报, sweep 净街扫楼, grid 网格排查, community 社区报告, station 站点报告, petition 信访渠道, "
        "financial-institution 金融机构, hotline 12345热线, superior 上级交办, monitoring 监测预警, "
        "other-authority 其他部门移送, assistance-letter 协查函, other 其他"
    ),
    Feature: _named("unlicensed 非法性, publicity 公开性, inducement 利诱性, unspecified-public 社会性"),
    Pretext: _named(
        "investment 投资理财, wealth-management 财富管理, private-fund 私募基金, virtual-currency 虚拟货币, "
        "metaverse 元宇宙, charging-piles 发展充电桩, elderly-care 健康养老, free-travel 免费旅游, other 其他"
    ),
    Trade: _named("debt 债权类, equity 股权类, goods 商品营销类, production 生产经营类, other 其他"),
    Business: _named(
        "debt.wealth 委托理财, debt.lending 民间借贷, debt.online-lending 网络借贷, debt.other 其他债权, "
        "equity.fund 募集基金, equity.shares 投资入股, equity.other 其他股权, goods.prepaid 预付消费, "
        "goods.rebate 消费返利, goods.buy-back 商品回购, goods.lease-back 售后包租, goods.other 其他商品营销, "
        "production.farming 种植养殖, production.project 项目投资, production.franchise 加盟返利, "
        "production.elderly-care 养老项目, production.other 其他生产经营, other.virtual-currency 虚拟货币交易, "
        "other.mutual-aid 民间互助会, other.other 其他"
    ),
    ContactKind: _named("phone 电话, account 账号, url 网址"),
    ServiceWay: _named(
        "on-the-spot 当场送达, direct 直接送达, left-at-place 留置送达, post 邮寄送达, publication 公告送达"
    ),
    PartySignature: _named("signed 已签名, refused-noted 拒签已注明, absent-noted 缺席已注明"),
    Matter: {matter.value: SIGNATURES[matter].words for matter in Matter},
    RiskGrade: {grade.value: grade.label for grade in RiskGrade},
    Milestone: _named(
        "refund.open 清退已启动, refund.completed 清退完成, refund.partial 部分清退, refund.not-required 无需清退, "
        "refund.assets-exhausted 资产已尽, refund.judicial-handover 清退移交司法, measure.in-force 措施在执行, "
        "measure.released 措施已解除, measure.transferred 措施已移交, penalty.filed 处罚已立案, "
        "penalty.executed 处罚已执行, penalty.no-penalty 不予处罚, petition.registered 信访已登记, "
        "petition.ended 信访已办结, petition.diverted 信访已导入法定途径, petition.handed-over 信访已移交, "
        "reward.open 奖励待定, reward.decided 奖励已决定, warning.published 风险提示已发布, "
        "warning.withdrawn 风险提示已撤回"
    ),
    Track: _named("refund 清退, measure 措施, penalty 处罚, petition 信访, reward 举报奖励, warning 风险提示"),
    TransferMark: _named(
        "opened 已启动, refused 不批准移送, reported-again 再次报告, delivered 已送交, filed 公安立案, "
        "final-not-filed 最终未立案, not-police-remit 不属公安职责"
    ),
    NotAcceptedReason: _named("invalid 线索无效, duplicate 重复线索, out-of-scope 不属职责范围"),
    VisitKind: _named("visit 走访, inspection 现场检查"),
    LookAgain: _named("new-fact 新事实, review-date 到期复核, grade-up 等级上调"),
    Group: _named(
        "bodies 设立机构发行产品, financial-names 使用金融字样, trade 以交易为名, spreading 散布信息, other 其他"
    ),
    Ground: _named(
        "documents 书证, advertising 宣传资料, participant-statements 参与人陈述, money-flow 资金流向, "
        "site-findings 现场发现, false-rectification 虚假整改, no-show 未到场, silence 拒不说明, overdue 逾期未改"
    ),
    JurisdictionBy: _named("registration 登记地, domicile 住所地, habitual-residence 经常居住地, designated 指定管辖"),
    EvidenceKind: _named(
        "questioning 询问, site 现场检查, copying 查阅复制, sequestering 封存, account-query 查询账户"
    ),
    CriminalEnd: _named("withdrawn 撤销案件, not-prosecuted 不起诉, sent-back 移送行政处理"),
    ReopenGround: _named("new-fact 新事实, new-victims 新参与人, court-order 法院裁判, review-decision 复议决定"),
    SuspensionGround: _named("court 等待司法结果, expert-opinion 等待鉴定, other-area 等待异地协查"),
    MajorTest: _named(
        "amount 金额, people 人数, several-areas 跨区域, red-grade 红色等级, elderly 涉老, media 媒体关注, "
        "petition 信访"
    ),
    Rung: _named("district 区, city 市"),
    Relation: _named("same-subject 同一对象, same-scheme 同一集资, related 相关"),
    PoliceStatus: {each.value: STATUS_WORDS[each] for each in PoliceStatus},
    Level: _named(
        "community 社区, street 街道, district-authority 区牵头部门, city-authority 市牵头部门, "
        "province 省牵头部门, industry 行业主管, police 公安, procuratorate 检察院"
    ),
    Position: _named("principal 正职, acting 主持工作, deputy 副职"),
    Grade: _named("principal 正职负责人, principal-or-acting 正职或主持工作的负责人, responsible-leader 机关负责人"),
    Role: _named(
        "handler 承办, leader 领导, archivist 档案, auditor 审计, operator 运维, administrator 管理, feed-client 接入"
    ),
    OfficeKind: _named(
        "province-authority 省牵头部门, city-authority 市牵头部门, district-authority 区牵头部门, "
        "street-office 街道办事处, community 居委会(村委会), grid 网格, regulator 行业主管部门, "
        "police-bureau 公安(分)局, police-station 派出所, procuratorate 检察院, petition-office 信访部门, "
        "member-unit 其他成员单位, leading-group 领导小组, group-office 处非办, district-task-force 区专班, "
        "street-task-force 街道专班"
    ),
    Post: _named(
        "grid-worker 网格员, community-officer 社区工作人员, street-officer 街道专班人员, district-handler 区承办人, "
        "city-officer 市承办人, regulator 行业主管承办人, police-liaison 公安联络员, "
        "procuratorate-liaison 检察联络员, petition-officer 信访工作人员, section-leader 科室负责人, "
        "responsible-leader 分管负责人, acting-principal 主持工作负责人, principal 主要负责人, archivist 档案员, "
        "auditor 审计员, operator 运维员, administrator 管理员, feed-client 数据接入方"
    ),
    DirectoryStage: {each.value: DIRECTORY_WORDS[each] for each in DirectoryStage},
    Stage: {each.value: STAGE_WORDS[each] for each in Stage},
    TransferStage: {each.value: TRANSFER_WORDS[each] for each in TransferStage},
    access.View: _named(
        "show 查看线索, history 时间线, replay 回放, diff 比较, subject-file 一企一档, ledger 风险线索台账, "
        "register 台账, worklist 待办, export 导出, tip 查看举报, informant 查看举报人身份"
    ),
    access.Ground: {each.value: access.GROUNDS[each] for each in access.Ground},
    Scope: _named("read 查询, write 办理, feed 接收数据推送, admin 管理"),
    TipStage: {each.value: TIP_WORDS[each] for each in TipStage},
    IdentityStage: {each.value: IDENTITY_WORDS[each] for each in IdentityStage},
    SubscriptionStage: {each.value: SUBSCRIPTION_WORDS[each] for each in SubscriptionStage},
}
"""List → its members' names. Two lists may use the same words; one list never twice."""


ALSO: Final[dict[type[Enum], Mapping[str, str]]] = {
    Source: {
        "举报": "tip", "排查": "sweep", "扫楼": "sweep", "网格": "grid", "社区": "community", "站点": "station",
        "信访": "petition", "银行": "financial-institution", "热线": "hotline", "12345": "hotline",
        "监测": "monitoring", "上级": "superior", "协查": "assistance-letter",
    },
    Pretext: {
        "投资": "investment", "理财": "wealth-management", "财富管理(中介)": "wealth-management",
        "私募": "private-fund", "充电桩": "charging-piles", "养老": "elderly-care", "旅游": "free-travel",
    },
    RiskGrade: SPELLINGS,
}  # fmt: skip
"""What else people write for a member, by list."""


def words_of(member: Enum) -> Words:
    """What a member is called; its stored value where nobody named it."""
    value = str(member.value)
    return CHOICES.get(type(member), {}).get(value) or Words(value, value)


def chosen(kind: type[E], text: str) -> E | None:
    """The member somebody means by its stored value or its name in either language, else None."""
    return cast("E | None", _spellings(kind).get(compact(text).casefold()))


@cache
def _spellings(kind: type[Enum]) -> Mapping[str, Enum]:
    """What may be written → member; of two that may be written alike the first of the list is meant."""
    also = {text: kind(value) for text, value in ALSO.get(kind, {}).items()}
    named = {
        compact(each).casefold(): member
        for member in reversed(list(kind))
        for each in (str(member.value), *words_of(member))
    }
    return also | named
