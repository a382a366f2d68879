"""What offices call the columns of their ledgers: one table, from a column of ours to every name it goes by."""

import re
from typing import Final

from domain.values.money import WAN, YI, YUAN
from domain.values.text import compact, tidy
from workflows.forms.ledger_row import NUMBER

SUBJECT: Final = "对象名称"
IDENTITY: Final = "统一社会信用代码/身份证号(脱敏)"
SOURCE: Final = "来源渠道"
REGISTERED_ON: Final = "登记时间"
PLACE: Final = "经营地(街道/社区/楼宇)"
FEATURES: Final = "疑似特征(非法性/公开性/利诱性/社会性)"
AMOUNT: Final = "涉及金额(万元)"
PEOPLE: Final = "涉及人数"
AREAS: Final = "涉及地区"
STAGE: Final = "当前阶段"
HANDLER: Final = "责任人"
REMARK: Final = "备注"

SEQUENCE: Final = "序号"
BEGAN_ON: Final = "发案时间"
STREET: Final = "街道"
COMMUNITY: Final = "社区"
BUILDING: Final = "楼宇"
SINCE: Final = "阶段日期"
PAPER: Final = "文书文号"
DUE: Final = "办理期限"

STATUSES: Final = (
    "行政受理", "行政处理", "移送公安", "排除非法集资", "公安受理", "公安立案", "侦查", "起诉", "审判", "司法审结",
    "集资款清退完毕",
)  # fmt: skip
"""Columns of the case ledger that say, with yes or no or a day, how far a case has come."""

HEADINGS: Final[dict[str, str]] = {
    SEQUENCE: "序号 顺序号 No",
    NUMBER: "线索编号 线索号 台账编号 案件编号 编号",
    SOURCE: "来源渠道 发现渠道 线索来源 线索来源渠道 线索渠道 发现途径 发现方式 来源途径 案件来源 信息来源 来源",
    REGISTERED_ON: "登记时间 登记日期 线索登记时间 受理时间 受理日期 接收时间 接收日期 收到时间 收到日期 "
    "接报时间 接报日期 发现时间 发现日期 线索发现时间 线索接收时间 排查时间 排查日期",
    BEGAN_ON: "发案时间 案发时间 发案日期 案发日期 立项时间",
    "登记单位": "登记单位 登记机关 填报单位 上报单位 报送单位 排查单位",
    SUBJECT: "对象名称 线索对象 排查对象 集资单位名称 集资单位 涉及单位名称 涉嫌单位名称 涉案单位名称 涉及单位 "
    "涉嫌单位 涉案单位 涉嫌非法集资单位 涉嫌非法集资主体 单位名称 企业名称 公司名称 机构名称 "
    "市场主体名称 主体名称 涉案主体 涉嫌主体 被举报单位 被举报对象 被举报人 当事人 单位 企业 名称 姓名",
    IDENTITY: "统一社会信用代码/身份证号 统一社会信用代码 社会信用代码 统一信用代码 信用代码 证件号码 证照号码 "
    "证件号 身份证号 身份证号码 居民身份证号码 居民身份证号",
    "法定代表人/负责人": "法定代表人/负责人 法定代表人 法定代表人姓名 法人代表 法人 法人/负责人 法人姓名 "
    "实际控制人 实控人 主要负责人 负责人",
    "注册地": "注册地 注册地址 注册地点 登记地址 工商注册地址 企业注册地 住所",
    PLACE: "经营地 经营地址 经营地点 经营场所 实际经营地 实际经营地址 实际经营场所 办公地址 办公地点 详细地址 所在地 "
    "案发地 地址",
    STREET: "街道 所属街道 所在街道 街镇 镇街 所属镇街 街道办 街道办事处 乡镇",
    COMMUNITY: "社区 所属社区 所在社区 村居 社区/村 居委会",
    BUILDING: "楼宇 楼宇名称 所在楼宇 写字楼",
    "所属行业": "所属行业 行业 行业类别 行业分类 行业领域 涉及行业",
    "集资方式": "集资方式 集资形式 集资手段 集资手法 涉嫌集资方式 非法集资方式 业务模式 经营模式 主要手段 主要手法",
    FEATURES: "疑似特征 涉嫌特征 非法集资特征 特征",
    AMOUNT: "涉及金额 集资金额 涉案金额 涉嫌金额 吸收金额 吸收资金 吸收资金金额 集资规模 资金规模 非法集资金额 "
    "涉嫌集资金额 集资额 金额",
    PEOPLE: "涉及人数 参与集资人数 集资参与人数 集资参与人 涉案人数 参与人数 集资人数 投资人数 投资人 人数",
    AREAS: "涉及地区 涉及区域 涉及范围 波及地区 涉案地区",
    STAGE: "当前阶段 处置情况 处置阶段 处置进展 处置状态 办理进展 办理状态 办理阶段 办理情况 工作进展 进展情况 "
    "目前进展 当前状态 状态 阶段 进展",
    SINCE: "阶段日期 进入当前阶段时间 处置时间 处置日期 最新进展时间 进展时间 办结时间 办结日期",
    PAPER: "文书文号 立案文号 立案决定书文号 移送文号 移送书文号 公安立案文号 文号",
    HANDLER: "责任人 承办人 经办人 包案人 办理人",
    "行政受理": "行政受理 行政机关受理",
    "行政处理": "行政处理 行政处置 行政处罚",
    "移送公安": "移送公安 是否移送 移送公安机关 是否移送公安 移送司法",
    "排除非法集资": "排除非法集资 是否排除 排除",
    "公安受理": "公安受理 公安机关受理",
    "公安立案": "公安立案 公安机关立案 是否立案 刑事立案 立案 立案侦查",
    "侦查": "侦查 侦查终结",
    "起诉": "起诉 审查起诉 提起公诉",
    "审判": "审判 审判结果 法院审判 司法审理",
    "司法审结": "司法审结 审结",
    "集资款清退完毕": "集资款清退完毕 清退完毕 是否清退完毕 资金清退完毕",
    "集资项目名称": "集资项目名称 非法集资项目名称 项目名称",
    "业务类别": "业务类别 业务类型",
    "类别明细": "类别明细",
    "案件级别": "案件级别",
    "立案罪名": "立案罪名 涉嫌罪名",
    "认定罪名": "认定罪名",
    "获刑人数": "获刑人数 判刑人数",
    "返还比例": "返还比例 清退比例 兑付比例",
    "已兑付金额": "已兑付金额 已清退金额 清退金额",
    "群体性事件": "群体性事件 上访/维稳事件 维稳事件",
    "风险等级": "风险等级 风险级别 预警等级 等级",
    "等级依据": "等级依据 定级依据",
    "责任单位": "责任单位 牵头单位 主办单位 承办单位",
    "下一步措施": "下一步措施 下步措施 下一步工作 下步工作",
    "基本情况": "基本情况 风险描述 风险情况 风险点 简要案情 案情简介 基本案情 线索内容 线索描述 举报内容 "
    "存在问题 主要问题",
    DUE: "办理期限 办结期限 完成时限 观察期截止 复核日期 整改期限",
    "上报时间": "上报时间 上报日期",
    REMARK: "备注 说明 情况说明 其他说明",
}
"""Our column → its names, the best first: of two columns that mean the same, the better named one is read first."""

BESIDE: Final = tuple(list(HEADINGS)[list(HEADINGS).index("集资项目名称") : -1])
"""Columns that have no place of their own in a registration: what they say is kept in the remark, named."""

RANK: Final[dict[str, tuple[str, int]]] = {
    name: (column, rank) for column, names in HEADINGS.items() for rank, name in enumerate(names.split())
}
"""Name → the column it means, and how good a name for it."""

UNITS: Final = {"亿元": YI, "万元": WAN, "元": YUAN}

_BRACKETS: Final = re.compile(r"[(\[【〔《][^)\]】〕》]*[)\]】〕》]")
_BARE_UNIT: Final = re.compile(r"(?<=.)[:/,、-]?(亿元|万元|元)$")
_UNIT_ALONE: Final = re.compile(r"[(\[【]?(?:单位:)?(亿元|万元|元|人|人次|户|件|个)[)\]】]?")
_UNITS_OF_ALL: Final = re.compile(
    r"(?<!填报)(?<!报送)(?<!登记)单位: ?((?:(?:亿元|万元|元|人次|人|户|件|个|家)[、,/;和 ]?)+)(?![一-龥])"
)
_OF_ALL: Final = re.compile(
    r"(?:(?:填报|报送|填表|制表|统计|上报)(?:单位|部门|日期|时间|人)|制表人?|审核人?|(?:计量|金额|货币)?单位):.*"
)


def bare(heading: str) -> str:
    """A heading without what stands in brackets, its unit, blanks, breaks and marks."""
    text = _BRACKETS.sub("", compact(heading)).strip("*＊:：")
    return text if text in RANK else _BARE_UNIT.sub("", text)


def named(*levels: str) -> str:
    """The column of ours that a heading means, by its levels from the top; empty when nobody knows it."""
    below = levels[-1] if levels else ""
    for text in ("".join(map(bare, levels)), bare(below), *(bare(level) for level in reversed(levels[:-1]))):
        for spelling in (text, text.removeprefix("是否"), text.removesuffix("情况"), text.removeprefix("涉嫌非法")):
            if spelling in RANK:
                return RANK[spelling][0]
    return ""


def rank(*levels: str) -> int:
    """How good a name it is for its column: the lower the better."""
    return min((RANK[bare(level)][1] for level in levels if bare(level) in RANK), default=len(RANK))


def unit_of(*levels: str) -> int | None:
    """分 per unit that a heading names in brackets or at its end: ``集资金额（万元）``, ``金额/元``."""
    for level in reversed(levels):
        text = compact(level)
        inside = [_UNIT_ALONE.fullmatch(each) for each in _BRACKETS.findall(text)]
        found = [each[1] for each in inside if each and each[1] in UNITS]
        end = _UNIT_ALONE.fullmatch(text) or _BARE_UNIT.search(text)
        name = found[0] if found else end[1] if end else ""
        if name in UNITS:
            return UNITS[name]
    return None


def is_unit(text: str) -> bool:
    """Whether a cell is a unit alone, as in a line of units below a heading."""
    return _UNIT_ALONE.fullmatch(compact(text)) is not None


def is_of_all(text: str) -> bool:
    """Whether a cell tells of the whole table, who filled it in, when, in which unit, and heads no column."""
    return _OF_ALL.fullmatch(compact(text)) is not None


def unit_of_all(text: str) -> int | None:
    """分 per unit that a line above the heading names for the whole table: ``单位：件、万元、人``."""
    found = _UNITS_OF_ALL.search(tidy(text))
    names: list[str] = re.findall(r"亿元|万元|元", found[1]) if found else []
    return UNITS[names[0]] if len(set(names)) == 1 else None
