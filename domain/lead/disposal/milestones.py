"""When a milestone of another track may be recorded: what begins where, what ends what, and no fine for a transfer."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from domain.errors import Fact
from domain.instants import day_of
from domain.lead.disposal.commands import RecordMilestone
from domain.lead.disposal.guards import OVER
from domain.lead.guards import act_day
from domain.lead.stage import EVERY, Stage
from domain.lead.state import Lead
from domain.lead.vocabulary import SETTLED, Milestone, Track, nth_transfer
from domain.procedure import Failed, Situation, failed, guard
from domain.words import EMPTY, NONE, Words

INQUIRED: Final = (
    Stage.INVESTIGATING, Stage.DETERMINED, Stage.DISPOSING, Stage.CRIMINAL, Stage.FOLLOW_UP, Stage.CLOSING
)  # fmt: skip
INTERVIEWED: Final = (Stage.INTERVIEW, Stage.RECTIFYING, Stage.MONITORING, *INQUIRED)

BEGINS: Final[Mapping[Track, tuple[Stage, ...]]] = MappingProxyType(
    {
        Track.REFUND: INTERVIEWED,
        Track.MEASURE: INQUIRED,
        Track.PENALTY: INQUIRED,
        Track.PETITION: EVERY,
        Track.REWARD: EVERY,
        Track.WARNING: EVERY,
    }
)
"""Where the first milestone of a track may be recorded; what has begun goes on wherever the lead stands.

A refund of free will begins at the interview, any other with the determination (R737 18, 25); measures and penalties
belong to the inquiry and what follows it (R737 21, 22, 24; APL 54). What begins after the end waits for M26.
"""

FOLLOWS: Final[Mapping[Milestone, Milestone]] = MappingProxyType(
    {
        Milestone.MEASURE_RELEASED: Milestone.MEASURE_IN_FORCE,
        Milestone.MEASURE_TRANSFERRED: Milestone.MEASURE_IN_FORCE,
        Milestone.PETITION_ENDED: Milestone.PETITION_REGISTERED,
        Milestone.PETITION_DIVERTED: Milestone.PETITION_REGISTERED,
        Milestone.PETITION_HANDED_OVER: Milestone.PETITION_REGISTERED,
        Milestone.WARNING_WITHDRAWN: Milestone.WARNING_PUBLISHED,
    }
)
"""Closer → its opener: the item named has to be there. Another end for an item that has one puts the first right."""

FINES: Final = frozenset({Milestone.PENALTY_EXECUTED})
"""What may not come before a determination, nor beside the police."""


@guard("milestone.begins", "R737 18", "R737 21", "R737 24", "R737 25", "APL 54", "office milestone-by-document",
       zh="清退自约谈起、措施和处罚自调查认定起方可开始，办结后不再开始",
       en="a refund begins from the interview, measures and penalties from the inquiry on, till the end")  # fmt: skip
def begins_here(lead: Lead, command: RecordMilestone, __: Situation) -> Failed | None:
    """The table ``BEGINS``."""
    track = command.milestone.track
    if lead.stage in BEGINS[track] or any(i.milestone.track is track for i in lead.items):
        return None
    return failed("当前阶段", "stage", lead.stage, tuple(BEGINS[track]), fields=("milestone",))


@guard("milestone.item", "office milestone-by-document", zh="该事项没有登记过，须写明已登记事项的编号",
       en="no such item is on file; name one that is")  # fmt: skip
def item_known(lead: Lead, command: RecordMilestone, __: Situation) -> Failed | None:
    """The table ``FOLLOWS``; a reward is decided for this lead, a tip taken in, or what waits for one."""
    track = command.milestone.track
    known = [i.item for i in lead.items if i.milestone.track is track]
    if command.milestone is Milestone.REWARD_DECIDED:
        known += ["", lead.id, *lead.tips]
    elif command.milestone not in FOLLOWS:
        return None
    if command.item in known:
        return None
    opener = FOLLOWS.get(command.milestone)
    waiting = known if opener is None else [i.item for i in lead.items if i.milestone is opener]
    item = Fact(Words("事项编号", "item"), command.item or "—", tuple(dict.fromkeys(each or EMPTY for each in waiting)))
    first = () if waiting or opener is None else (Fact(Words("先登记", "record first"), opener),)
    return Failed((item, *first), fields=("item",))


@guard("penalty.determined", "R737 23", "R737 30", "R737 31", zh="认定非法集资之前不得执行处罚",
       en="no penalty is executed before the determination")  # fmt: skip
def determined_first(lead: Lead, command: RecordMilestone, __: Situation) -> Failed | None:
    """What is not determined is not fined; a determination that fell by reopening counts no more."""
    if command.milestone not in FINES or lead.inquiry.determined:
        return None
    return failed("认定", "determination", NONE, Words("已作出", "made"))


@guard("penalty.transfer", "R310 11", "R737 23 ¶2", "APL 27", zh="不得以罚代刑：移送、刑事程序未终结不得执行处罚",
       en="no fine in place of a transfer: not while one is open, nor beside the criminal procedure")  # fmt: skip
def nothing_with_the_police(lead: Lead, command: RecordMilestone, __: Situation) -> Failed | None:
    """Invariant 5, wherever the lead went since. What was executed before the police filed may be entered later."""
    if command.milestone not in FINES:
        return None
    running = tuple(nth_transfer(ref.track) for ref in lead.transfers if ref.mark not in OVER)
    if running:
        return failed("办理中的移送", "open transfer", running, "0")
    if lead.filed_at is None or act_day(command) < day_of(lead.filed_at):
        return None
    needed = Words(
        "公安立案前，刑事程序已终结的先记明", "before the police filed; where that has ended, note its end first"
    )
    return failed("处罚执行之日", "day of the penalty", act_day(command), needed)


@guard("milestone.order", "office order-of-acts", "office milestone-by-document",
       zh="办结之日不得早于该事项开始之日；开始之日有误的，按正确日期再记录一次",
       en="nothing is settled before it began; record the beginning again where its day is wrong")  # fmt: skip
def begun_before(lead: Lead, command: RecordMilestone, _: Situation) -> Failed | None:
    """What rests on the end would otherwise be dated before the matter was there."""
    known = lead.item(command.item, command.milestone.track)
    if known is None or command.milestone not in SETTLED or act_day(command) >= known.begun:
        return None
    return failed("办结之日", "day of the end", act_day(command), f"≥ {known.begun}", fields=("occurred",))


IN_PLACE: Final = (begins_here, item_known, begun_before, determined_first, nothing_with_the_police)
"""All of them, in the order in which they are asked."""
