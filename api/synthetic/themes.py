"""What the invented schemes look like: the names under which the notice of 2022 asks to screen, with their talk."""

from dataclasses import dataclass
from typing import Final

from domain.lead.vocabulary import Feature, Pretext

F = Feature


@dataclass(frozen=True, slots=True)
class Theme:
    """One kind of scheme: the trade in the firm's name, what the ledger says, who regulates it ("" = the authority)."""

    pretext: Pretext
    trade: str
    industry: str
    scheme: str
    features: tuple[Feature, ...]
    regulator: str = ""


THEMES: Final[dict[str, Theme]] = {
    "elderly": Theme(Pretext.ELDERLY_CARE, "养老服务", "养老服务", "预付养老床位费，承诺到期返还并付福利金",
                     (F.PUBLICITY, F.INDUCEMENT, F.UNSPECIFIED_PUBLIC), "mz"),
    "gold": Theme(Pretext.OTHER, "珠宝", "黄金珠宝", "黄金延期交付，按月返利",
                  (F.UNLICENSED, F.INDUCEMENT, F.UNSPECIFIED_PUBLIC), "scjg"),
    "travel": Theme(Pretext.FREE_TRAVEL, "旅游", "旅游", "交会费免费旅游，期满退还并返积分",
                    (F.PUBLICITY, F.INDUCEMENT, F.UNSPECIFIED_PUBLIC), "wl"),
    "wealth": Theme(Pretext.WEALTH, "财富管理", "财富管理", "代客理财，承诺保本保息",
                    (F.UNLICENSED, F.PUBLICITY, F.INDUCEMENT)),
    "investment": Theme(Pretext.INVESTMENT, "投资咨询", "投资理财", "以项目投资名义向公众借款，承诺年化收益",
                        (F.UNLICENSED, F.INDUCEMENT, F.UNSPECIFIED_PUBLIC)),
    "fund": Theme(Pretext.PRIVATE_FUND, "基金", "私募基金", "向不合格投资者拆分销售基金份额",
                  (F.UNLICENSED, F.PUBLICITY)),
    "coin": Theme(Pretext.VIRTUAL_CURRENCY, "网络科技", "虚拟货币", "发行代币，拉人头分红",
                  (F.PUBLICITY, F.INDUCEMENT, F.UNSPECIFIED_PUBLIC)),
    "metaverse": Theme(Pretext.METAVERSE, "数字科技", "元宇宙", "预售虚拟地块，承诺回购",
                       (F.PUBLICITY, F.INDUCEMENT)),
    "piles": Theme(Pretext.CHARGING_PILES, "能源", "充电桩", "认购充电桩收益权，按月分红",
                   (F.INDUCEMENT, F.UNSPECIFIED_PUBLIC), "scjg"),
    "lease": Theme(Pretext.OTHER, "置业", "房地产", "售后包租，承诺固定租金", (F.PUBLICITY, F.INDUCEMENT), "zj"),
    "prepaid": Theme(Pretext.OTHER, "教育", "教育培训", "预收多年学费，承诺学满返现", (F.INDUCEMENT,), "jy"),
}  # fmt: skip
