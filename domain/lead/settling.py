"""What rests on a matter beside the main track is dated no earlier than the day on which that was settled."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.errors import About, Fact, Stated
from domain.instants import day_of
from domain.law import cite
from domain.lead.base import LeadCommand
from domain.lead.closing.guards import HELD_BY_TRACKS
from domain.lead.state import Lead
from domain.lead.vocabulary import Track, nth_transfer
from domain.procedure import Failed, Guard, Situation
from domain.words import Words


class Rests(NamedTuple):
    """The tracks whose items have to be settled first, and whether the transfers to the police have to be over."""

    tracks: tuple[Track, ...]
    transfers: bool = True


ALL: Final = Rests((*HELD_BY_TRACKS, Track.PETITION))
RESTS_ON: Final[Mapping[str, Rests]] = MappingProxyType(
    {
        "M14": Rests((Track.MEASURE,), transfers=False),
        "M17": Rests(()),
        "M21": ALL,
        "M21a": Rests(HELD_BY_TRACKS),
        "M21b": ALL,
        "M22": ALL,
        "M22r": ALL,
        "M22a": ALL,
        "M23": ALL,
        "M28": ALL,
        "M28s": Rests(()),
    }
)
"""Move → what it rests on: what its other guards ask to be settled, was settled by the day of the act.

Follow-up (M21a) waits for no petition: petitions are what is followed up.
"""


def settled(lead: Lead, move: str) -> Iterator[tuple[Stated, date]]:
    """What a move rests on in this lead, each with the day on which it came to stand as it does."""
    rests = RESTS_ON.get(move, Rests((), transfers=False))
    for each in lead.items:
        if each.milestone.track in rests.tracks:
            yield About(each.milestone, each.item), each.on
    if rests.transfers:
        yield from (((nth_transfer(ref.track), ref.mark), ref.on) for ref in lead.transfers)


def after_settling(move: str) -> Guard:
    """The guard that a move lies no earlier than the last day it rests on: papers are entered late, and in order."""

    def check(lead: Lead, command: LeadCommand, _: Situation) -> Failed | None:
        act = day_of(command.occurred)
        late = [(matter, on) for matter, on in settled(lead, move) if on > act]
        if not late:
            return None
        day = Fact(DAY_OF_THE_ACT, str(act), f"≥ {max(on for _, on in late)}")
        return Failed((day, *(Fact(SETTLED_AFTER, (matter, str(on))) for matter, on in late)), fields=("occurred",))

    return Guard("settled.order", WORDS, cite("office order-of-acts"), check)


DAY_OF_THE_ACT: Final = Words("办理之日", "day of the act")
SETTLED_AFTER: Final = Words("其后方才办结", "settled only after it")
WORDS: Final = Words(
    "办理之日不得早于所依据事项办结之日；里程碑日期有误的，按正确日期再记录一次",
    "an act cannot lie before what it rests on was settled; a milestone of a wrong day is recorded again with its own",
)
