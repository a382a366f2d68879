"""Names of firms taken apart, so that two spellings of one firm meet and two firms of one pattern do not."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from domain.values.places import PARENT_PLACE
from domain.values.text import compact

FORMS: Final = {
    form: family
    for family, forms in {
        "company": "集团股份有限公司 集团有限责任公司 集团有限公司 股份有限公司 有限责任公司 有限公司",
        "partnership": "(有限合伙) (普通合伙) (特殊普通合伙) 合伙企业",
        "sole": "(个人独资) 个人独资企业",
        "co-operative": "农民专业合作社联合社 农民专业合作社",
        "household": "(个体工商户)",
        "": "股份公司 集团公司 (集团) 集团 公司 专业合作社 合作社",
    }.items()
    for form in forms.split()
}
"""Legal forms that end firm names, each with its family, the longer first; those of no family are what people say."""

TRADES: Final = (
    "投资", "资产", "基金", "财富", "理财", "金融", "资本", "股权", "创业", "信息", "网络", "科技",
    "技术", "电子", "商务", "商贸", "贸易", "实业", "控股", "企业", "管理", "咨询", "服务", "健康",
    "养老", "医疗", "生物", "农业", "种植", "养殖", "文化", "传媒", "传播", "教育", "旅游", "酒店", "餐饮",
    "房地产", "置业", "建筑", "装饰", "物业", "汽车", "租赁", "典当", "担保", "保险", "拍卖", "珠宝",
    "艺术", "收藏", "能源", "环保", "物流", "供应链", "食品", "保健", "美容", "影视", "影业", "体育",
    "矿业", "林业", "百货", "超市",
)  # fmt: skip
"""Words that say the trade; what stands before the first of them is the brand."""

BRANCHES: Final = "分公司|营业部|办事处|代表处|门市部|服务部|分店|门店|店|分社"

VAGUE: Final = (
    "某", "不明", "不详", "未知", "无名", "匿名", "待查", "待核", "一家", "一个", "一处", "有人", "疑似",
    "楼下", "小区", "附近",
)  # fmt: skip
"""How a caller begins who does not know the name."""
COMMON_NOUNS: Final = (
    "门店", "项目", "讲座", "平台", "机构", "产品", "公司", "会员", "活动", "老年", "老人", "免费", "返利", "扫码",
    "体检", "院", "所", "会", "群", "店", "点", "卡", "宝",
)  # fmt: skip
"""What a caller says for it; a name made of these and of trades has no brand."""

_PLACE: Final = re.compile(rf"({'|'.join(PARENT_PLACE)})(?:省|市|自治区|特别行政区|区|县)?")
_PLACE_IN_BRACKETS: Final = re.compile(rf"\({_PLACE.pattern}\)")
_TRADE: Final = re.compile("|".join(TRADES))
_TRADES_ONLY: Final = re.compile(rf"(?:{'|'.join(TRADES)})+")
_NO_BRAND: Final = re.compile(rf"(?:{'|'.join(VAGUE)}).*|(?:{'|'.join((*TRADES, *COMMON_NOUNS))})+")
_BRANCH: Final = re.compile(rf"(.{{2,}}(?:公司|合作社|合伙企业))(.{{1,14}}?)(?:{BRANCHES})")
_BRANCH_IN_BRACKETS: Final = re.compile(rf"(.{{2,}})\((.{{1,12}}?)(?:{BRANCHES})\)")
_NOISE: Final = str.maketrans("", "", " ·.,，。、-_—*“”\"'‘’《》「」【】[]#&")
_BRANCH_NOISE: Final = re.compile(r"第|[省市区县]$")
SHORTEST: Final = 2
"""A name of fewer characters than this is not taken apart any further."""

LONGEST_BRAND: Final = 4
"""Characters of a brand at most; what is longer holds words of a trade that ``TRADES`` does not know (惠民粮油店)."""


@dataclass(frozen=True, slots=True)
class FirmName:
    """济南示例甲投资有限公司槐荫分公司: place 济南, brand 示例甲, trade 投资, form company, branch 槐荫.

    ``form`` is empty for what people say (示例甲投资, 示例甲投资公司); ``local`` is the name after the place and before
    the branch, with its form.
    """

    place: str
    brand: str
    trade: str
    form: str
    branch: str
    local: str

    @property
    def core(self) -> str:
        """Brand and trade: the name without place, form and branch."""
        return self.brand + self.trade

    @property
    def has_known_trade(self) -> bool:
        """Whether the trade is made of nothing but known words, and so hardly a misspelling."""
        return bool(_TRADES_ONLY.fullmatch(self.trade))

    @property
    def is_registered(self) -> bool:
        """Whether the name has the form a register asks for."""
        return bool(self.form)

    @property
    def is_bare(self) -> bool:
        """Whether this is a brand and nothing else, too short to be some firm's whole name."""
        return self.local == self.brand and not (self.place or self.branch) and len(self.brand) <= LONGEST_BRAND


@lru_cache(maxsize=16_384)
def taken_apart(name: str) -> FirmName:
    """The parts of a name as written, by any spelling; the brand is never empty unless the name is."""
    whole, branch = _without_branch(compact(name).upper().translate(_NOISE))
    bracketed = _PLACE_IN_BRACKETS.search(whole)
    place, local = _without_place(_PLACE_IN_BRACKETS.sub("", whole))
    rest, form = _without_form(local)
    core = re.sub(r"[()]", "", rest)
    trade = _TRADE.search(core, pos=min(SHORTEST, len(core)))
    cut = trade.start() if trade else len(core)
    return FirmName(place or (bracketed[1] if bracketed else ""), core[:cut], core[cut:], form, branch, local)


def is_vague(name: str) -> bool:
    """Whether this is no name but a description (某投资公司, 养老项目): two leads may share it and mean two firms."""
    return bool(_NO_BRAND.fullmatch(taken_apart(name).core))


def _without_branch(text: str) -> tuple[str, str]:
    for pattern in (_BRANCH, _BRANCH_IN_BRACKETS):
        found = pattern.fullmatch(text)
        if found:
            return found[1], _BRANCH_NOISE.sub("", found[2])
    return text, ""


def _without_form(text: str, family: str = "") -> tuple[str, str]:
    """What stands before the legal forms at the end, and the family of the first of them that has one."""
    for form, named in FORMS.items():
        if text.endswith(form) and len(text) - len(form) >= SHORTEST:
            return _without_form(text.removesuffix(form), family or named)
    return text, family


def _without_place(text: str) -> tuple[str, str]:
    """The most specific of the places a name begins with, and the rest (all of it when nothing else would be left)."""
    place = ""
    while (found := _PLACE.match(text)) and len(text) - found.end() >= SHORTEST:
        place, text = found[1], text[found.end() :]
    return place, text
