"""How far a lead has come by the office's own word, or by the columns that say it with yes, no or a day.

A transfer is no filing: what went to the police stands at the stage before until the ledger says that they filed, and
what it says of the transfer goes along (docs/decisions/0013).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from domain.errors import InvalidInput
from domain.lead.intake.carrying import SETTLED
from domain.lead.stage import STAGE_WORDS, Stage
from domain.lead.vocabulary import TransferMark
from domain.values.text import compact
from domain.words import Words
from workflows.imports.answers import (
    ADMITTED,
    FILED,
    HANDLED,
    INVESTIGATED,
    JUDGED,
    PROSECUTED,
    RECEIVED,
    REFUNDED,
    RULED_OUT,
    TRANSFERRED,
    TRIED,
    Answer,
    Says,
)
from workflows.imports.cells import NOTHING, shown
from workflows.imports.mistakes import CONTRADICTION, UNKNOWN_STAGE
from workflows.imports.sheet import Cell


@dataclass(frozen=True, slots=True)
class Stated:
    """The stage a row is at as the office says: ``text`` is its own word, ``since`` the day if one is given.

    ``paper`` is the number of the paper that it rests on, ``due`` its deadline, where the ledger has columns for them.
    ``transfer`` is what it says of a transfer to the police, ``tried`` whether of a trial.
    """

    stage: Stage
    text: str
    since: date | None = None
    paper: str = ""
    due: date | None = None
    transfer: TransferMark | None = None
    tried: bool = False


SAID: Final[dict[Stage, str]] = {
    Stage.REGISTERED: "已登记 登记 新登记 新增 待核查 待排查 未核查 待办 行政受理 已受理 受理",
    Stage.REFERRED: "转办 已转办 移交其他街道 已移交街道",
    Stage.NOT_ACCEPTED: "不予受理 未受理",
    Stage.ASSISTING: "协办 协查 协助处置",
    Stage.VERIFYING: "核查 核查中 核实 核实中 排查 排查中 正在核查 正在核实 正在排查",
    Stage.RULED_OUT: "排除非法集资 排除 已排除 不构成 不构成非法集资 非非法集资 未发现非法集资",
    Stage.REFERRED_ELSEWHERE: "转其他机关 转其他部门 移交其他部门",
    Stage.MONITORING: "持续关注 关注 重点关注 监测 持续监测 持续跟踪",
    Stage.INTERVIEW: "约谈 已约谈 警示约谈 约谈警示 已警示约谈 已约谈警示 约谈负责人 已约谈负责人 约谈法人 已约谈法人 "
    "已约谈法定代表人 已约谈企业负责人 正在约谈",
    Stage.RECTIFYING: "整改 整改中 正在整改 责令整改 限期整改 已责令整改 已下发责令整改通知书 下发责令整改通知书 "
    "已发责令整改通知书 已送达责令整改通知书 整改完毕 已整改完毕 整改完成 已整改完成 已整改 已整改到位",
    Stage.INVESTIGATING: "调查认定 调查 调查中 调查取证 正在调查 行政调查 立案调查",
    Stage.DETERMINED: "已认定 认定 性质认定 认定非法集资",
    Stage.DISPOSING: "处置中 行政处理 行政处置 清退 清退中 正在清退 资金清退 责令清退",
    Stage.CRIMINAL: "刑事程序中 公安立案 公安已立案 公安机关立案 公安机关已立案 已立案 刑事立案 立案侦查 已立案侦查 "
    "公安立案侦查 公安机关立案侦查 公安已立案侦查 公安机关已立案侦查 侦查 侦查中 侦查终结 已侦查终结 起诉 审查起诉 "
    "已起诉 移送审查起诉 已移送审查起诉 已提起公诉 审判 审理中 司法审理 司法审结 已判决 一审已判决",
    Stage.FOLLOW_UP: "信访跟踪 善后 善后处置",
    Stage.CLOSING: "拟办结 待办结",
    Stage.CLOSED: "已办结 办结 结案 已结案 销号 已销号 清退完毕 已清退完毕 处置完毕",
    Stage.ARCHIVED: "归档 已归档",
}
"""Stage → what ledgers write for it. What is rectified waits for its re-check, and stands where that is made."""
BY_WORD: Final = {word: stage for stage, words in SAID.items() for word in words.split()}

OF_TRANSFERS: Final[dict[TransferMark | None, str]] = {
    TransferMark.DELIVERED: "移送公安 已移送公安 已移送 已移送公安机关 移送公安机关 移交公安 已移交公安 移交公安机关 "
    "已移交公安机关 公安受理 公安已受理 公安机关受理 公安机关已受理",
    TransferMark.OPENED: "正在移送 移送中 正在移送公安 正在移送公安机关 正在移交公安机关",
    None: "不予立案 未立案 公安不予立案 公安未立案 公安机关不予立案 公安机关未立案",
}
"""What ledgers write of a transfer as if it were a stage: none of ours. A decision not to file takes no mark away."""
TO_POLICE: Final = {word: mark for mark, words in OF_TRANSFERS.items() for word in words.split()}
IN_COURT: Final = frozenset({"审判", "审理中", "司法审理", "司法审结", "已判决", "一审已判决"})

LATER: Final = (INVESTIGATED, PROSECUTED, TRIED, JUDGED)
"""Columns that ask for a filing."""
POLICE: Final = (TRANSFERRED, RECEIVED, FILED)
BY_STATUS: Final[tuple[tuple[Stage, tuple[str, ...], tuple[str, ...]], ...]] = (
    (Stage.RULED_OUT, (RULED_OUT,), ()),
    (Stage.CLOSED, (JUDGED, REFUNDED), ()),
    (Stage.CRIMINAL, (), (*reversed(LATER), FILED)),
    (Stage.DISPOSING, (REFUNDED,), (TRANSFERRED, RECEIVED)),
    (Stage.CLOSED, (REFUNDED,), ()),
    (Stage.DISPOSING, (HANDLED,), ()),
    (Stage.VERIFYING, (), (TRANSFERRED, RECEIVED)),
    (Stage.REGISTERED, (ADMITTED,), ()),
)
"""Stage, columns that all say yes, columns of which one does: the first row that holds gives the stage.

Money given back ends nothing while the police examine. What went to them was at least verified.
"""
BEFORE_FILING: Final = Words(
    "移送、受理都不是立案：在移送前的阶段，不计立案",
    "a transfer is no filing: at the stage before it, and no filing is counted",
)
FILED_ALREADY: Final = Words("公安已立案", "the police have filed")
TWO_IN_ONE: Final = Words("按所写各步中最后一步", "the last of the steps written")


class Worded(NamedTuple):
    """What the word for a stage amounts to, and why it is another one than stands there."""

    stated: Stated
    why: Words | None = None


def by_word(cell: Cell, field: str) -> Worded | None:
    """The stage that a word, or several in the order of the procedure, name. Raises ``InvalidInput``.

    ``input.import.stage``: a word that nobody knows, or words that lead back.
    """
    said = shown(cell).strip()
    word = re.sub(r"[(（].*?[)）]|[。.；;]$", "", compact(said))
    if word.casefold() in NOTHING:
        return None
    parts = [part for part in re.split(r"[,、;]", word) if part]
    steps = [BY_WORD[part] for part in parts if part in BY_WORD]
    marks = [TO_POLICE[part] for part in parts if part in TO_POLICE]
    order = [list(Stage).index(step) for step in steps]
    if len(steps) + len(marks) < len(parts) or not (steps or any(marks)) or order != sorted(order):
        raise _unknown(field)
    stage = steps[-1] if steps else Stage.VERIFYING
    transfer = next((mark for mark in marks if mark), None)
    tried = stage is Stage.CRIMINAL and not IN_COURT.isdisjoint(parts)
    transfer = TransferMark.FILED if transfer and stage is Stage.CRIMINAL else transfer
    why = BEFORE_FILING if transfer and stage is not Stage.CRIMINAL else TWO_IN_ONE if len(steps) > 1 else None
    return Worded(Stated(stage, said, transfer=transfer, tried=tried), why)


def _unknown(field: str) -> InvalidInput:
    every = [STAGE_WORDS[stage] for stage in SAID]
    return UNKNOWN_STAGE.at(field, zh="、".join(each.zh for each in every), en=", ".join(each.en for each in every))


def by_status(said: Mapping[str, Answer], texts: Mapping[str, str], field: str = FILED) -> Stated | None:
    """The stage that the answers amount to; ``texts``: column → what stands there, for the office's own word.

    Raises ``InvalidInput`` (``input.import.contradiction``) where a later step has no filing; ``field`` is told then.
    """
    yes = {column for column, each in said.items() if each.says is Says.YES}
    _check(said, yes, texts, field)
    transfer = _transfer(said)
    begun = {*yes, *((TRANSFERRED,) if transfer else ()), *((RECEIVED,) if with_police(said) else ())}
    for stage, every, one in BY_STATUS:
        if begun.issuperset(every) and (not one or not begun.isdisjoint(one)):
            told = next(column for column in (*reversed(every), *one) if column in begun)
            return _stated(stage, told, said, texts)
    return None


def _check(said: Mapping[str, Answer], yes: set[str], texts: Mapping[str, str], field: str) -> None:
    filing = said[FILED].says if FILED in said else Says.NOTHING
    later = {Says.NO: LATER, Says.UNDONE: (PROSECUTED, TRIED, JUDGED)}.get(filing, ())
    against = [(FILED, each) for each in later if each in yes]
    against += [(RULED_OUT, each) for each in (FILED, *LATER) if RULED_OUT in yes and each in yes]
    for one, other in against[:1]:
        raise CONTRADICTION.at(field, one=f"{one}：{texts[one]}", other=f"{other}：{texts[other]}")


def _stated(stage: Stage, told: str, said: Mapping[str, Answer], texts: Mapping[str, str]) -> Stated:
    transfer = _transfer(said)
    columns = (told, *(POLICE if with_police(said) and stage not in SETTLED else ()))
    told_of = dict.fromkeys(each for each in columns if each in said and said[each].says is not Says.NOTHING)
    return Stated(
        stage,
        "；".join(f"{column}：{texts[column]}" for column in told_of),
        max((each.on for each in said.values() if each.on), default=None),
        paper=said[FILED].paper if FILED in said and stage is Stage.CRIMINAL else "",
        transfer=TransferMark.FILED if stage is Stage.CRIMINAL and transfer else transfer,
        tried=any(said[each].says is Says.YES for each in (TRIED, JUDGED) if each in said),
    )


def with_police(said: Mapping[str, Answer]) -> bool:
    """Whether it is said that it went to the police, or came from them, whatever they made of it."""
    return any(said[each].says in {Says.YES, Says.UNDER_WAY, Says.UNDONE} for each in POLICE if each in said)


MARKS: Final = {Says.YES: TransferMark.DELIVERED, Says.UNDER_WAY: TransferMark.OPENED}


def _transfer(said: Mapping[str, Answer]) -> TransferMark | None:
    return MARKS.get(said[TRANSFERRED].says) if TRANSFERRED in said else None


def both(word: Worded | None, found: Stated | None) -> Worded | None:
    """What word and columns say together: the word counts, but for a filing that the columns state and it passes over.

    The police file from every stage, so a lead that is filed is at no earlier one.
    """
    if word is None or found is None:
        return word or (Worded(found) if found else None)
    said = word.stated
    if found.stage is Stage.CRIMINAL and said.stage not in SETTLED:
        return Worded(replace(found, text=f"{said.text}；{found.text}"), FILED_ALREADY)
    transfer = found.transfer or said.transfer
    if transfer and said.stage is Stage.CRIMINAL:
        transfer = TransferMark.FILED
    made = replace(said, since=found.since, paper=found.paper, transfer=transfer, tried=said.tried or found.tried)
    return Worded(made, word.why)
