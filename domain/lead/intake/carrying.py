"""What must hold for a lead to be carried over from an older ledger, stage by stage (docs/decisions/0008)."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.actor import Level
from domain.errors import Fact, Missing
from domain.law import cite
from domain.lead.guards import act_day
from domain.lead.intake.commands import CarryOverLead
from domain.lead.stage import Stage
from domain.lead.state import Lead
from domain.lead.vocabulary import TransferMark
from domain.procedure import Failed, Guard, Situation, failed, guard
from domain.words import EMPTY, Words

FIELD: Final = (Level.STREET, Level.DISTRICT_AUTHORITY, Level.INDUSTRY)
ORGANS: Final = (Level.DISTRICT_AUTHORITY, Level.INDUSTRY)
AUTHORITY: Final = (Level.DISTRICT_AUTHORITY,)


class Carriable(NamedTuple):
    """Who may carry a stage over, whether it rests on a paper, whether it is an observation, which has an end."""

    levels: tuple[Level, ...]
    paper: bool = False
    observed: bool = False


CARRIABLE: Final[Mapping[Stage, Carriable]] = MappingProxyType(
    {
        Stage.VERIFYING: Carriable(FIELD),
        Stage.REFERRED: Carriable(FIELD),
        Stage.NOT_ACCEPTED: Carriable(FIELD),
        Stage.MONITORING: Carriable(FIELD, observed=True),
        Stage.INTERVIEW: Carriable(ORGANS),
        Stage.RECTIFYING: Carriable(ORGANS),
        Stage.RULED_OUT: Carriable(ORGANS),
        Stage.REFERRED_ELSEWHERE: Carriable(ORGANS),
        Stage.INVESTIGATING: Carriable(AUTHORITY),
        Stage.DETERMINED: Carriable(AUTHORITY, paper=True),
        Stage.DISPOSING: Carriable(AUTHORITY, paper=True),
        Stage.CRIMINAL: Carriable(AUTHORITY, paper=True),
        Stage.FOLLOW_UP: Carriable(ORGANS, observed=True),
        Stage.CLOSED: Carriable(ORGANS),
        Stage.ARCHIVED: Carriable(ORGANS),
    }
)
"""Stage → who may carry it over, those that may lead a lead there; and what belongs to it.

A registered lead is registered. An assistance begins with its letter and is registered by that. A proposal to close is
made anew: four eyes ask who made it. A merger needs the other lead.
"""
SLIP_OF_THE_YEAR: Final = timedelta(days=3653)
"""An observation said to last longer than ten years is a year mistyped."""
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")

NO_PAPER: Final = Words("未附文号，请补入卷宗", "no number of the paper: put it into the file")
NO_DEADLINE: Final = Words(
    "未写整改期限；复查不受影响", "no deadline of the rectification; it can be re-checked nevertheless"
)
UNDER_WAY: Final = Words("原台账写正在移送公安：在系统内启动移送", "on its way to the police: open the transfer here")
NOT_FILED: Final = Words(
    "原台账写已移送公安，不在立案状态：补登移送；公安立案的，凭通知登记立案",
    "it went to the police and no filing is stated: record the transfer, and the filing when the notice is there",
)
PENDING: Final[Mapping[TransferMark | None, Words]] = MappingProxyType(
    {TransferMark.OPENED: UNDER_WAY, TransferMark.DELIVERED: NOT_FILED}
)
"""What an older ledger says of a transfer → what is still to be recorded of it."""
SETTLED: Final = frozenset({Stage.CRIMINAL, Stage.RULED_OUT, Stage.FOLLOW_UP, Stage.CLOSED, Stage.ARCHIVED})
"""Stages that a transfer lies behind, whatever became of it."""


def left_open(
    stage: Stage, reference: str, due: date | None, transfer: TransferMark | None = None
) -> tuple[Words, ...]:
    """What a ledger leaves open of the stage that it states: told wherever the lead is looked at, refused nowhere.

    The usual ledger has no column for a paper's number. Without it a case is no less with the police.
    """
    asked = CARRIABLE.get(stage)
    gaps = (
        (asked is not None and asked.paper and not reference.strip(), NO_PAPER),
        (stage is Stage.RECTIFYING and due is None, NO_DEADLINE),
    )
    pending = PENDING.get(transfer) if stage not in SETTLED else None
    return (*(words for gap, words in gaps if gap), *((pending,) if pending else ()))


def stated(stage: Stage) -> Guard:
    """The guard of the row that leads to a stage: this very stage is stated."""

    def check(_: Lead, command: CarryOverLead, __: Situation) -> Failed | None:
        if command.stated_stage is stage:
            return None
        needed = stage if command.stated_stage in CARRIABLE else tuple(CARRIABLE)
        return failed("原台账所写阶段", "stage stated", command.stated_stage, needed, fields=("stated_stage",))

    words = Words(
        "按原台账所写阶段转入；已登记的直接登记，协办凭协查函登记，拟办结、并案在系统内办理",
        "carried over to the stage stated; a registration, an assistance, a proposal to close, a merger is made here",
    )
    return Guard("carry.stage", words, cite(BASIS), check)


BASIS: Final = "office carrying-over"


@guard("carry.level", BASIS, "R737 5",
       zh="转入的阶段须是本层级有权办到的；把同一份台账原样交有权的机关导入，已导入的行会认出，不会重复",
       en="only an office that may lead a lead there carries it over: let it import the same file; rows here are known",
)  # fmt: skip
def of_the_level(_: Lead, command: CarryOverLead, situation: Situation) -> Failed | None:
    """A street determines nothing, and carries no determination over. Asked first, so that the right power is named."""
    asked = CARRIABLE.get(command.stated_stage)
    if asked is None or situation.actor.level in asked.levels:
        return None
    levels = asked.levels
    fact = Fact(Words("层级", "level"), situation.actor.level, levels)
    return Failed((fact,), Missing(levels))


@guard("carry.since", BASIS, "office late-entry", zh="进入所写阶段的日期不得晚于今天",
       en="the stage was reached today at the latest")  # fmt: skip
def reached_by_today(_: Lead, command: CarryOverLead, situation: Situation) -> Failed | None:
    """It may lie after the registration: that is what carrying over is for."""
    if command.since <= situation.today:
        return None
    return failed("阶段日期", "stage reached", command.since, f"≤ {situation.today}", fields=("since",))


@guard("carry.due", BASIS, "office observation-longest",
       zh="转入关注、信访跟踪的，须有观察期截止日期，不得早于进入所写阶段之日；原台账未写的，导入时按最长观察期定",
       en="an observation is carried over with its end, not before its beginning; else the longest period")  # fmt: skip
def end_named(_: Lead, command: CarryOverLead, __: Situation) -> Failed | None:
    """Otherwise it would be over before it began. Whoever imports sets it and tells."""
    if command.due is None:
        return failed("观察期截止", "observation ends", EMPTY, Words("有", "given"), fields=("due",))
    begun = begun_on(command.since, act_day(command))
    if begun <= command.due <= begun + SLIP_OF_THE_YEAR:
        return None
    return failed(
        "观察期截止", "observation ends", command.due, f"{begun} – {begun + SLIP_OF_THE_YEAR}", fields=("due",)
    )


def begun_on(since: date, registered: date) -> date:
    """The day on which a stage carried over begins: that stated, never before the registration."""
    return max(since, registered)


@guard("carry.file", BASIS, zh="须写明原台账的文件、SHA-256、工作表行号和原写阶段",
       en="file, its SHA-256, the row and the word for the stage are stated")  # fmt: skip
def can_be_found(_: Lead, command: CarryOverLead, __: Situation) -> Failed | None:
    """Whoever doubts it later finds the very line."""
    named = bool(command.file.strip() and command.stated_text.strip())
    if named and command.row > 0 and _DIGEST.fullmatch(command.digest):
        return None
    return failed(
        "原台账", "the older ledger", f"{command.digest[:12] or '—'}…, {command.row}", Words("完整", "complete")
    )
