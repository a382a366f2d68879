"""What a column says that asks for yes, no or a day: done, on the way, not done, done and taken back."""

import re
from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from domain.errors import InvalidInput
from domain.values.text import compact
from workflows.imports.cells import NOTHING, shown
from workflows.imports.days import read_day
from workflows.imports.mistakes import NOT_YES_OR_NO
from workflows.imports.sheet import DAY_ZERO, Cell

ADMITTED: Final = "行政受理"
HANDLED: Final = "行政处理"
TRANSFERRED: Final = "移送公安"
RULED_OUT: Final = "排除非法集资"
RECEIVED: Final = "公安受理"
FILED: Final = "公安立案"
INVESTIGATED: Final = "侦查"
PROSECUTED: Final = "起诉"
TRIED: Final = "审判"
JUDGED: Final = "司法审结"
REFUNDED: Final = "集资款清退完毕"


class Says(Enum):
    """What stands there amounts to."""

    YES = "yes"
    UNDER_WAY = "under way"
    NO = "no"
    UNDONE = "undone"
    NOTHING = "nothing"


class Answer(NamedTuple):
    """What a cell says, the day if it says it by one, the number if by that of a paper, whether in words of its own."""

    says: Says
    on: date | None = None
    paper: str = ""
    worded: bool = False


PLAIN: Final = re.compile(r"是|有|√|✓|✔|☑|y|yes|true|1|完成|完毕|已完成|已完毕")
NO: Final = re.compile(
    r"否|没有|×|✗|✘|☐|x|n|no|false|0|未.*|不.*|尚未.*|拟.*|准备.*|(?:公安)?(?:机关)?(?:已)?(?:不予|未)立案"
)
BEGUN: Final = re.compile(r"正在?.*|.+中")
NUMBERED: Final = re.compile(r".*[一-龥a-z].*[〔\[(【][0-9]{4}[〕\])】].*")
DONE: Final = re.compile(r"已.*")
TAKEN_BACK: Final = re.compile(r".*(?:不予|撤案|撤销|撤回|退回|驳回).*")
"""Done and taken back, or refused after all: only of a filing it is plain what holds now."""
WITHDRAWN: Final = re.compile(r".*(?:撤案|撤销).*")

MEANT: Final[dict[str, re.Pattern[str]]] = {
    HANDLED: re.compile(r"处理.*|处置.*|责令.*"),
    FILED: re.compile(r"(?:公安)?(?:机关)?立案(?:侦查)?|.*侦查(?:中|终结)?|刑事立案"),
    INVESTIGATED: re.compile(r"(?:立案)?侦查(?:中|终结)?|终结|(?:已)?移送.*起诉"),
    PROSECUTED: re.compile(r"(?:已)?(?:移送)?(?:审查)?起诉(?:中|阶段)?|(?:已)?提起公诉"),
    TRIED: re.compile(r"判处.*|.*(?:有期徒刑|无期徒刑|拘役|管制).*|.*判决.*|[一二]审.*|(?:开庭|审理|宣判).*|维持原判"),
    JUDGED: re.compile(r"审结|(?:判决)?(?:已)?生效|[一二]审(?:已)?审结|终审.*"),
    REFUNDED: re.compile(r"(?:全部|全额)?(?:已)?清退完?毕?|100%"),
}
"""Column → what else means yes there."""
PHASES: Final = frozenset({ADMITTED, HANDLED, INVESTIGATED, PROSECUTED, TRIED})
"""Columns that name a time and no act: what is on the way there has begun."""


def answer(cell: Cell, column: str, field: str, today: date, day_zero: date = DAY_ZERO) -> Answer:
    """What a cell says under a column of ours. Raises ``InvalidInput`` (``input.import.yes-or-no``, ``.future``)."""
    said = compact(shown(cell)).casefold()
    if said in NOTHING:
        return Answer(Says.NOTHING)
    found = next((made for pattern, made in _ways(column) if pattern.fullmatch(said)), None)
    if found is None:
        return _by_day(cell, field, today, day_zero)
    if found.says is Says.UNDONE and column != FILED:
        raise NOT_YES_OR_NO.at(field)
    return found._replace(paper=shown(cell).strip()) if found is A_NUMBER else found


A_NUMBER: Final = Answer(Says.YES, worded=True)


def _ways(column: str) -> tuple[tuple[re.Pattern[str], Answer], ...]:
    """Pattern → what it says under a column; the first one that holds counts."""
    worded = ((MEANT[column], Answer(Says.YES, worded=True)),) if column in MEANT else ()
    return (
        (PLAIN, Answer(Says.YES)),
        (NO, Answer(Says.NO)),
        (WITHDRAWN, Answer(Says.UNDONE, worded=True)),
        (TAKEN_BACK, Answer(Says.NO if column == FILED else Says.UNDONE, worded=True)),
        *worded,
        (BEGUN, Answer(Says.YES if column in PHASES else Says.UNDER_WAY)),
        (NUMBERED, A_NUMBER),
        (DONE, Answer(Says.YES)),
    )


def _by_day(cell: Cell, field: str, today: date, day_zero: date) -> Answer:
    try:
        found, _ = read_day(cell, field, today, day_zero)
    except InvalidInput as wrong:
        raise (wrong if wrong.code == "input.import.future" else NOT_YES_OR_NO.at(field)) from None
    return Answer(Says.YES, date.fromisoformat(found[:10]))
