"""The whole year as it will be done: every lead's acts, in one fixed order, and beside them the truth."""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from heapq import heappop, heappush
from typing import Final

from api.synthetic import calendar
from api.synthetic.case import Case, Step
from api.synthetic.draw import Draw, opaque
from api.synthetic.kinds import AGAIN, AGAIN_PLOTS, KINDS, TOLD_AGAIN, Kind, Plot
from api.synthetic.people import team
from api.synthetic.places import Street, streets
from api.synthetic.staff import Staff, staff
from api.synthetic.subjects import Subject, retold, subject
from api.synthetic.themes import THEMES
from domain.lead.stage import Stage

SHARES: Final = {name: kind.share for name, kind in KINDS.items()}
AMOUNTS: Final = {(2, 20): 40, (20, 100): 35, (100, 900): 20, (1000, 9000): 5}
"""Ranges in 万元 and how often, of ordinary leads; grave ones lie ten times higher."""
FEN: Final = 1_000_000
"""分 in 万元."""
BACK: Final = 400
"""How many leads back an earlier one is told of again, at most."""
NEAR: Final = 60
"""Of a hundred told again so many are told to the same street."""
MANY: Final = 2**21
"""More than there are leads."""
KEPT: Final = 20_000
"""How many leads' acts are remembered while they are under way."""


@dataclass(frozen=True, slots=True)
class Told:
    """The truth about a lead, as nobody in the story knows it from the start. ``first`` is the lead it repeats."""

    lead: str
    registered: datetime
    kind: str
    plot: str
    office: str
    subject: str
    name: str
    first: str
    illegal: bool
    final: Stage
    steps: int


@dataclass(frozen=True)
class Plan:
    """A year of so many leads. The same numbers give the same plan everywhere."""

    year: int
    seed: int
    leads: int

    @cached_property
    def streets(self) -> tuple[Street, ...]:
        """Where it takes place."""
        return streets(self.year, self.seed)

    @cached_property
    def staff(self) -> Staff:
        """Who works there."""
        return staff(self.streets, self.year)

    def script(self) -> Iterator[tuple[Step, Told | None]]:
        """Every act in order; with the act that opens a lead, the truth about it.

        Acts of one minute stand in the order in which their leads came in. Of the leads under way only where they are
        is remembered: what was forgotten is made up again, alike.
        """
        case = lru_cache(KEPT)(self._case)
        under_way: list[tuple[datetime, int, int]] = []
        for place in range(self.leads):
            steps, told = case(place)
            while under_way and under_way[0][0] <= steps[0].at:
                yield self._next(under_way, case), None
            yield steps[0], told
            if len(steps) > 1:
                heappush(under_way, (steps[1].at, place, 1))
        while under_way:
            yield self._next(under_way, case), None

    def _next(
        self, under_way: list[tuple[datetime, int, int]], case: Callable[[int], tuple[tuple[Step, ...], Told]]
    ) -> Step:
        """The earliest act of all leads under way."""
        _, place, at = heappop(under_way)
        steps, _ = case(place)
        if at + 1 < len(steps):
            heappush(under_way, (steps[at + 1].at, place, at + 1))
        return steps[at]

    @cached_property
    def _arrivals(self) -> "array[int]":
        """The leads by number, in the order in which they come in; of a million leads it holds eight million bytes."""
        coming = sorted(int(self._arrives(number).timestamp()) * MANY + number for number in range(self.leads))
        return array("Q", (each % MANY for each in coming))

    def _arrives(self, number: int) -> datetime:
        draw = Draw("arrival", self.seed, number)
        return calendar.arrival(draw, self.year, swept=self._kind(number) == "sweep")

    def _kind(self, number: int) -> str:
        return Draw("kind", self.seed, number).weighted(SHARES)

    def _lead(self, number: int) -> str:
        return opaque("lead", self.year, self.seed, number)

    def _street(self, number: int) -> Street:
        return Draw("street", self.seed, number).one(self.streets)

    def _subject(self, number: int) -> Subject:
        draw = Draw("theme", self.seed, number)
        return subject(self.seed, number, THEMES[draw.weighted(KINDS[self._kind(number)].themes)])

    def _plot(self, number: int) -> Plot:
        """How the story of a lead goes that tells of nothing earlier."""
        return Draw("plot", self.seed, number).weighted(KINDS[self._kind(number)].plots)

    def _case(self, place: int) -> tuple[tuple[Step, ...], Told]:
        """The acts of the year upon the lead that comes in at this place, and the truth about it."""
        number = self._arrivals[place]
        name, draw = self._kind(number), Draw("case", self.seed, number)
        first = self._told_again(place)
        plot = self._plot(number) if first is None else draw.weighted(AGAIN_PLOTS)
        case = self._opening(number, KINDS[name], draw, first)
        for chapter in plot.chapters:
            chapter(case)
        steps = tuple(step for step in case.steps if step.at.year == self.year)
        illegal = plot.illegal if first is None else self._plot(first).illegal
        return steps, Told(
            lead=case.lead, registered=steps[0].at, kind=name, plot=plot.name, office=case.team.street.office,
            subject=case.subject.key, name=case.subject.name, first=case.first, illegal=illegal, final=steps[-1].stage,
            steps=len(steps),
        )  # fmt: skip

    def _told_again(self, place: int) -> int | None:
        """The earlier lead whose subject the one at this place is about, if any: itself told for the first time."""
        name, draw = self._kind(self._arrivals[place]), Draw("again", self.seed, self._arrivals[place])
        if name not in TOLD_AGAIN or not place or not draw.chance(AGAIN):
            return None
        before = place - 1 - draw.below(min(place, BACK))
        first = self._arrivals[before]
        taken = self._kind(first) == "assisting" or self._told_again(before) is not None
        return None if taken else first

    def _opening(self, number: int, kind: Kind, draw: Draw, first: int | None) -> Case:
        theme = THEMES[Draw("theme", self.seed, number).weighted(kind.themes)]
        near = first is not None and draw.chance(NEAR)
        street = self._street(first if first is not None and near else number)
        least, most = draw.weighted(AMOUNTS)
        about = self._subject(number) if first is None else retold(self._subject(first), draw)
        amount = draw.between(least, most) * FEN * (10 if kind.grave else 1)
        return Case(
            lead=self._lead(number), draw=draw, team=team(self.staff, street.code, theme.regulator, draw),
            subject=about, theme=theme, place=draw.one(street.communities), source=draw.weighted(kind.sources),
            amount_fen=amount, participants=max(1, amount // (draw.between(3, 12) * FEN)), at=self._arrives(number),
            first="" if first is None else self._lead(first),
        )  # fmt: skip
