"""How far a lead has come by the office's own word, or by the columns that say it with yes, no or a day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.errors import InvalidInput
from domain.lead.stage import STAGE_WORDS, Stage
from domain.values.text import compact
from workflows.imports.cells import NOTHING, shown
from workflows.imports.days import read_day
from workflows.imports.mistakes import NOT_YES_OR_NO, UNKNOWN_STAGE
from workflows.imports.sheet import DAY_ZERO, Cell


@dataclass(frozen=True, slots=True)
class Stated:
    """The stage a row is at as the office says: ``text`` is its own word, ``since`` the day if one is given.

    ``paper`` is the number of the paper that it rests on, ``due`` its deadline, where the ledger has columns for them.
    """

    stage: Stage
    text: str
    since: date | None = None
    paper: str = ""
    due: date | None = None


SAID: Final[dict[Stage, str]] = {
    Stage.REGISTERED: "已登记 登记 新登记 新增 待核查 待排查 未核查 待办 行政受理 已受理 受理",
    Stage.REFERRED: "转办 已转办 移交其他街道 已移交街道",
    Stage.NOT_ACCEPTED: "不予受理 未受理",
    Stage.ASSISTING: "协办 协查 协助处置",
    Stage.VERIFYING: "核查 核查中 核实 核实中 排查 排查中 正在核查 正在核实 正在排查",
    Stage.RULED_OUT: "排除非法集资 排除 已排除 不构成 不构成非法集资 非非法集资 未发现非法集资",
    Stage.REFERRED_ELSEWHERE: "转其他机关 转其他部门 移交其他部门",
    Stage.MONITORING: "持续关注 关注 重点关注 监测 持续监测 持续跟踪",
    Stage.INTERVIEW: "约谈 已约谈 警示约谈 约谈警示",
    Stage.RECTIFYING: "整改 整改中 正在整改 责令整改 限期整改",
    Stage.INVESTIGATING: "调查认定 调查 调查中 调查取证 正在调查 行政调查 立案调查",
    Stage.DETERMINED: "已认定 认定 性质认定 认定非法集资",
    Stage.DISPOSING: "处置中 行政处理 行政处置 清退 清退中 正在清退 资金清退 责令清退",
    Stage.CRIMINAL: "刑事程序中 移送公安 已移送公安 已移送 公安受理 公安立案 已立案 刑事立案 立案侦查 侦查 侦查中 起诉 "
    "审查起诉 已起诉 审判 审理中 司法审理 司法审结",
    Stage.FOLLOW_UP: "信访跟踪 善后 善后处置",
    Stage.CLOSING: "拟办结 待办结",
    Stage.CLOSED: "已办结 办结 结案 已结案 销号 已销号 清退完毕 已清退完毕 处置完毕",
    Stage.ARCHIVED: "归档 已归档",
}
"""Stage → what ledgers write for it."""
BY_WORD: Final = {word: stage for stage, words in SAID.items() for word in words.split()}

BY_STATUS: Final[tuple[tuple[Stage, tuple[str, ...], tuple[str, ...]], ...]] = (
    (Stage.RULED_OUT, ("排除非法集资",), ()),
    (Stage.CLOSED, ("司法审结", "集资款清退完毕"), ()),
    (Stage.CRIMINAL, (), ("司法审结", "审判", "起诉", "侦查", "公安立案", "公安受理", "移送公安")),
    (Stage.CLOSED, ("集资款清退完毕",), ()),
    (Stage.DISPOSING, ("行政处理",), ()),
    (Stage.REGISTERED, ("行政受理",), ()),
)
"""Stage, columns that all say yes, columns of which one does: the first row that holds gives the stage."""

YES: Final = re.compile(r"是|有|√|✓|✔|☑|y|yes|true|1|已.*|正在.*|.+中|完成|完毕|[一二]审.*")
NO: Final = re.compile(r"否|没有|×|✗|✘|☐|x|n|no|false|0|未.*|不.*|尚未.*")


def by_word(cell: Cell, field: str) -> tuple[Stage, str] | None:
    """The stage a word names, and the word. Raises ``InvalidInput`` (``input.import.stage``)."""
    said = shown(cell).strip()
    word = re.sub(r"[(（].*?[)）]|[。.；;]$", "", compact(said))
    if word.casefold() in NOTHING:
        return None
    if word not in BY_WORD:
        every = [STAGE_WORDS[stage] for stage in SAID]
        raise UNKNOWN_STAGE.at(field, zh="、".join(each.zh for each in every), en=", ".join(each.en for each in every))
    return BY_WORD[word], said


def flag(cell: Cell, field: str, today: date, day_zero: date = DAY_ZERO) -> tuple[bool, date | None]:
    """Whether a column says yes, and the day if it says it by one. Raises ``InvalidInput``."""
    said = compact(shown(cell)).casefold()
    if said in NOTHING or NO.fullmatch(said):
        return False, None
    if YES.fullmatch(said):
        return True, None
    try:
        found, _ = read_day(cell, field, today, day_zero)
    except InvalidInput as wrong:
        raise (wrong if wrong.code == "input.import.future" else NOT_YES_OR_NO.at(field)) from None
    return True, date.fromisoformat(found[:10])


def by_status(said: Mapping[str, tuple[bool, date | None]], texts: Mapping[str, str]) -> Stated | None:
    """The stage that yes and no amount to; ``texts``: column → what stands there, for the office's own word."""
    yes = {column: since for column, (holds, since) in said.items() if holds}
    for stage, every, one in BY_STATUS:
        if (every and all(column in yes for column in every)) or any(column in yes for column in one):
            told = next(column for column in (*reversed(every), *one) if column in yes)
            return Stated(stage, f"{told}：{texts[told]}", max((day for day in yes.values() if day), default=None))
    return None
