"""How leads are classed in statistics: by the notice's eight names and by 业务类别, as an officer said.

Where nobody said, the words of the ledger tell it (office rules ``pretext-words``, ``business-class``): that is worked
out when statistics are asked for, told as derived, and never stored. The first row of a table with a word that is found
counts, so the special stands before the general.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

from sqlalchemy import Boolean, ColumnElement, case, func, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from domain.lead.standing.events import FactsCorrected
from domain.lead.vocabulary import Business, Pretext
from projections.base import Change, Projection, key, text
from projections.risk_ledger import LEADS, lead_of
from workflows.ports import Recorded

PRETEXT_WORDS: Final[tuple[tuple[Pretext, str], ...]] = (
    (Pretext.METAVERSE, "元宇宙 数字藏品 虚拟地块"),
    (Pretext.VIRTUAL_CURRENCY, "虚拟货币 虚拟币 数字货币 代币 挖矿 比特币 区块链"),
    (Pretext.CHARGING_PILES, "充电桩 充电站 换电"),
    (Pretext.PRIVATE_FUND, "私募 基金"),
    (Pretext.ELDERLY_CARE, "养老 康养 颐养 养生 老年 长者 保健 健康"),
    (Pretext.FREE_TRAVEL, "旅游 旅行 旅居"),
    (Pretext.WEALTH, "财富 资产管理 代客理财 委托理财"),
    (Pretext.INVESTMENT, "投资 理财"),
)
"""The names of NOTICE 一(七) → words by which they are found in scheme, trade, project and the name of a firm."""

BUSINESS_WORDS: Final[tuple[tuple[Business, str], ...]] = (
    (Business.FARMING, "种植 养殖 林权 认养"),
    (Business.LEASE_BACK, "售后包租 包租 返租 返本销售 房产份额"),
    (Business.VIRTUAL, "虚拟货币 虚拟币 数字货币 代币 挖矿 元宇宙 虚拟地块 数字藏品"),
    (Business.ONLINE_LENDING, "网贷 网络借贷 P2P"),
    (Business.FUND, "私募 基金"),
    (Business.SHARES, "股权 原始股 入股 股份 众筹"),
    (Business.FRANCHISE, "加盟"),
    (Business.PREPAID, "预付 预收 预存 会员卡 会员费 会费 储值 充值"),
    (Business.BUY_BACK, "回购 寄售 寄存代售 代销 延期交付"),
    (Business.REBATE, "返利 返现 积分 拉人头"),
    (Business.PROJECT, "充电桩 矿产 能源 收益权"),
    (Business.CARE, "养老 康养 颐养 床位"),
    (Business.MUTUAL, "互助会 标会 抬会"),
    (Business.WEALTH, "理财 财富 保本 保息 年化 固定收益 固定回报 信托"),
    (Business.LENDING, "借款 借贷 债权 利息 高息"),
    (Business.OTHER_GOODS, "商品营销 销售"),
)
"""类别明细, after the ways of JI22 2 → its words: looked for in scheme and project first, then in trade and name."""

CLASSES: Final = Projection("classes", version=1)

SAID: Final = CLASSES.table(key("lead"), text("pretext"), text("business"))
"""What an officer said of a lead's class after it was registered."""


@CLASSES.on(FactsCorrected)
def _said(event: FactsCorrected, at: Recorded) -> Iterator[Change]:
    given = {name: value for name in ("pretext", "business") if (value := getattr(event, name)) is not None}
    if given:
        yield SAID.set(lead_of(at), **given)


C: Final = SAID.table
L: Final = LEADS.table

_NAME: Final = case((L.c.natural_person, ""), else_=L.c.subject)
_Texts: TypeAlias = tuple[ColumnElement[str], ...]
_HOW: Final[_Texts] = (L.c.scheme, L.c.remark)
"""What says how money was taken; an older ledger's name of the project stands in the remark."""
_WHO: Final[_Texts] = (L.c.industry, _NAME)


class _holds(FunctionElement[bool]):  # noqa: N801 - called like a function of the database
    """Whether a text holds a word: looked for as it is written, in half the time of a pattern."""

    type = Boolean()
    inherit_cache = True


@compiles(_holds, "sqlite")
def _in_sqlite(each: _holds, compiler: SQLCompiler, **given: Any) -> str:  # noqa: ANN401 - of the compiler
    return f"(instr({compiler.process(each.clauses, **given)}) > 0)"


@compiles(_holds, "postgresql")
def _in_postgresql(each: _holds, compiler: SQLCompiler, **given: Any) -> str:  # noqa: ANN401 - of the compiler
    return f"(strpos({compiler.process(each.clauses, **given)}) > 0)"


def _found(table: Sequence[tuple[Any, str]], *texts: _Texts) -> ColumnElement[str]:
    """The first row with a word that one of the texts holds, texts after texts; empty where none does."""
    rows = ((said, each, words.split()) for said in texts for each, words in table)
    held = ((or_(*(_holds(each, word) for word in words for each in said)), found) for said, found, words in rows)
    return case(*((holds, found.value) for holds, found in held), else_="")


_PRETEXT_SAID: Final = func.coalesce(
    func.nullif(C.c.pretext, ""), case((L.c.pretext.not_in(("", Pretext.OTHER.value)), L.c.pretext))
)
"""At registration nobody can leave the pretext out: 其他 there says nothing."""
_BUSINESS_SAID: Final = func.nullif(C.c.business, "")

PRETEXT: Final = func.coalesce(
    _PRETEXT_SAID, func.nullif(_found(PRETEXT_WORDS, (*_HOW, *_WHO)), ""), Pretext.OTHER.value
)
BUSINESS: Final = func.coalesce(
    _BUSINESS_SAID, func.nullif(_found(BUSINESS_WORDS, _HOW, _WHO), ""), Business.OTHER.value
)
"""The class of a lead: as said, else by its words, else 其他."""
PRETEXT_DERIVED: Final = _PRETEXT_SAID.is_(None)
BUSINESS_DERIVED: Final = _BUSINESS_SAID.is_(None)
"""Whether nobody said it."""
