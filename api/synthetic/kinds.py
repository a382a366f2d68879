"""Which leads an invented year has: one row a kind, on the model of public cases, with how its stories go."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from api.synthetic import disposal as d
from api.synthetic import intake as i
from api.synthetic import police as p
from api.synthetic.case import Case
from domain.lead.vocabulary import Source

Chapter = Callable[[Case], None]


@dataclass(frozen=True, slots=True)
class Plot:
    """A story: its chapters, told until the year is over; ``illegal`` is the truth, whoever comes to know it."""

    name: str
    illegal: bool
    chapters: tuple[Chapter, ...]


def lawful(name: str, *chapters: Chapter) -> Plot:
    """A story about something that is no illegal fundraising, whatever it looked like."""
    return Plot(name, illegal=False, chapters=chapters)


def unlawful(name: str, *chapters: Chapter) -> Plot:
    """A story about illegal fundraising, whether it is found out or not."""
    return Plot(name, illegal=True, chapters=chapters)


LOOKED: Final = (i.registered, i.verified)
TALKED: Final = (*LOOKED, d.summoned, d.interviewed)
INQUIRED: Final = (*TALKED, d.inquiry_opened, d.investigated)
SENT: Final = (*LOOKED, p.transferred)

REFUSED: Final = lawful("refused", i.registered, i.refused)
REFERRED: Final = lawful("referred", i.registered, i.referred, i.closed)
RULED_OUT: Final = lawful("ruled-out", *LOOKED, i.ruled_out, i.closed)
ELSEWHERE: Final = lawful("elsewhere", *LOOKED, i.ruled_out, i.sent_elsewhere, i.closed)
WATCHED: Final = lawful("watched", *LOOKED, i.watched_to_the_end, i.rewarded, i.closed)
RECTIFIED: Final = lawful("rectified", *TALKED, d.ordered, d.rectified, i.closed)
REPAID: Final = unlawful("repaid", *TALKED, d.ordered, d.repaid)
NO_SHOW: Final = lawful("no-show", *LOOKED, d.summoned, d.absent, *TALKED[2:], d.ordered, d.rectified, i.closed)
STUCK: Final = unlawful("stuck", *TALKED, d.ordered, d.still_rectifying)
CLEARED: Final = lawful("cleared", *INQUIRED, d.cleared, i.closed)
DETERMINED: Final = unlawful("determined", *INQUIRED, d.determined, d.stopped, d.refunded)
PAUSED: Final = unlawful("paused", *INQUIRED, d.paused, d.determined, d.stopped, d.refunded)
WATCHED_THEN: Final = unlawful(
    "watched-then-determined",
    *LOOKED,
    i.watched,
    i.found_worse,
    d.inquiry_opened,
    d.investigated,
    d.determined,
    d.stopped,
    d.refunded,
)
POLICE: Final = unlawful("police", *SENT, p.filed, p.prosecuted)
COURT: Final = unlawful("court", *SENT, p.filed, p.with_the_court, i.rewarded, d.followed_up)
OWN_MOTION: Final = unlawful("own-motion", *LOOKED, i.police_notified, p.filed_by_themselves)
NOT_FILED: Final = unlawful(
    "not-filed", *SENT, p.not_filed, d.inquiry_opened, d.investigated, d.determined, d.stopped, d.refunded
)
ASSISTED: Final = unlawful("assisted", i.asked_to_assist, i.answered, i.closed)
TAKEN_OVER: Final = unlawful(
    "taken-over", i.asked_to_assist, i.taken_over, i.verified, *INQUIRED[2:], d.determined, d.stopped, d.refunded
)
DUPLICATE: Final = lawful("duplicate", i.registered, i.refused_as_duplicate)
LINKED: Final = lawful("linked", i.registered, i.linked, i.verified, i.ruled_out, i.closed)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of lead: its share of a thousand, by which channels it comes, about what, and how its stories go."""

    share: int
    sources: dict[Source, int]
    themes: dict[str, int]
    plots: dict[Plot, int]
    grave: bool = False


EVERYTHING: Final = {"elderly": 14, "wealth": 16, "investment": 20, "fund": 8, "travel": 8, "coin": 8, "metaverse": 4,
                     "piles": 6, "lease": 6, "prepaid": 10}  # fmt: skip

KINDS: Final[dict[str, Kind]] = {
    "sweep": Kind(216, {Source.SWEEP: 1}, {"investment": 50, "wealth": 40, "fund": 10},
                  {RULED_OUT: 22, WATCHED: 18, RECTIFIED: 11, POLICE: 3}),
    "assisting": Kind(240, {Source.ASSISTANCE_LETTER: 1}, {"wealth": 40, "coin": 30, "travel": 20, "fund": 10},
                      {ASSISTED: 96, TAKEN_OVER: 4}, grave=True),
    "grid-watch": Kind(150, {Source.GRID: 60, Source.COMMUNITY: 40}, EVERYTHING,
                       {RULED_OUT: 40, WATCHED: 40, RECTIFIED: 15, WATCHED_THEN: 5}),
    "hotline": Kind(120, {Source.HOTLINE: 70, Source.SUPERIOR: 15, Source.STATION: 15}, EVERYTHING,
                    {REFUSED: 35, REFERRED: 15, ELSEWHERE: 20, RULED_OUT: 20, WATCHED: 10}),
    "reward-tip": Kind(100, {Source.TIP: 1}, EVERYTHING,
                       {REFUSED: 15, RULED_OUT: 30, RECTIFIED: 25, REPAID: 15, NO_SHOW: 5, DETERMINED: 10}),
    "elderly-prepaid": Kind(60, {Source.COMMUNITY: 40, Source.PETITION: 40, Source.OTHER_AUTHORITY: 20},
                            {"elderly": 1}, {STUCK: 45, REPAID: 30, RECTIFIED: 15, PAUSED: 10}, grave=True),
    "bank-alert": Kind(44, {Source.FINANCIAL_INSTITUTION: 80, Source.MONITORING: 20}, EVERYTHING,
                       {RULED_OUT: 45, OWN_MOTION: 20, POLICE: 15, NOT_FILED: 10, CLEARED: 10}, grave=True),
    "gold-delivery": Kind(25, {Source.TIP: 50, Source.FINANCIAL_INSTITUTION: 50}, {"gold": 1},
                          {POLICE: 70, OWN_MOTION: 30}, grave=True),
    "court-refund": Kind(25, {Source.PETITION: 60, Source.OTHER_AUTHORITY: 40}, {"wealth": 60, "elderly": 40},
                         {COURT: 1}, grave=True),
    "free-travel": Kind(20, {Source.COMMUNITY: 60, Source.TIP: 40}, {"travel": 1},
                        {REPAID: 60, POLICE: 30, DETERMINED: 10}, grave=True),
}  # fmt: skip
"""The sweep's plots stand in the proportions of a real one: of 54 firms 32 irregular, 14 ordered or worse, 3 crimes."""

SWEPT: Final = 54
"""Firms of the trade in one sweep, of so many firms visited:"""
VISITED: Final = 200

AGAIN: Final = 12
"""Of a hundred leads of these kinds so many tell again of an earlier lead's subject:"""
TOLD_AGAIN: Final = frozenset({"grid-watch", "hotline", "reward-tip"})
AGAIN_PLOTS: Final = {DUPLICATE: 65, LINKED: 35}
