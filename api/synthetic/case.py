"""One lead's year as it is being made up: who does what when, and the stage that each act reaches."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeAlias

from api.synthetic.draw import Draw
from api.synthetic.people import Team
from api.synthetic.places import Community
from api.synthetic.subjects import Subject
from api.synthetic.themes import Theme
from domain.actor import Actor
from domain.lead.disposal.commands import RecordMilestone
from domain.lead.shapes import Paper, Service
from domain.lead.stage import Stage
from domain.lead.standing.commands import SignPaper
from domain.lead.vocabulary import Matter, Milestone, ServiceWay, Source
from domain.procedure import Act

BREAK: Final = timedelta(minutes=20)
"""Between two acts of one sitting."""
SATURDAY: Final = 5

Numbered: TypeAlias = Callable[[str], Act]
"""The number that a transfer's letter was given → the act that cites it."""


@dataclass(frozen=True, slots=True)
class Step:
    """An act: when (UTC), by whom, and what; ``cites`` is the transfer whose number the act must cite."""

    at: datetime
    who: Actor
    act: Act | Numbered
    stage: Stage
    cites: str = ""


@dataclass(kw_only=True)
class Case:
    """A lead on its way. ``at`` is the hour in the story (UTC, office hours); ``stage`` what the acts have reached."""

    lead: str
    draw: Draw
    team: Team
    subject: Subject
    theme: Theme
    place: Community
    source: Source
    amount_fen: int
    participants: int
    at: datetime
    first: str = ""
    stage: Stage = Stage.UNREGISTERED
    steps: list[Step] = field(default_factory=list)

    def do(self, who: Actor, kind: Callable[..., Act], /, *, to: Stage | None = None, **given: Any) -> None:  # noqa: ANN401 - fields of the command
        """Act upon the lead; ``to`` is the stage this reaches, if it moves."""
        self._take(who, kind(lead=self.lead, occurred=self.at, **given), to)

    def transfer(self, who: Actor, kind: Callable[..., Act], /, *, to: Stage | None = None, **given: Any) -> None:  # noqa: ANN401 - fields of the command
        """Act upon the lead's transfer."""
        self._take(who, kind(transfer=f"{self.lead}-1", occurred=self.at, **given), to)

    def citing(self, who: Actor, act: Callable[[str, datetime], Act]) -> None:
        """Act upon the transfer with a paper that cites the number its letter was given."""
        at = self.at
        self._take(who, lambda number: act(number, at), None, cites=f"transfer/{self.lead}-1")

    def sign(self, matter: Matter, who: Actor | None = None) -> None:
        """The deputy of the organ in charge signs, or another leader."""
        self.do(who or self.team.organ.deputy, SignPaper, matter=matter, approved=True)

    def milestone(self, milestone: Milestone, title: str, *, item: str = "", amount_fen: int | None = None,
                  reason: str = "") -> None:  # fmt: skip
        """An officer of the authority records what a track on paper has reached."""
        self.do(self.team.officer, RecordMilestone, milestone=milestone, paper=self.paper(title), item=item,
                amount_fen=amount_fen, reason=reason)  # fmt: skip

    def later(self, least: int, most: int) -> None:
        """Some days go by, then it is an office hour of a working day."""
        self.until((self.at + timedelta(days=self.draw.between(least, most))).date())

    def until(self, day: date) -> None:
        """It becomes an office hour of that day, or of the Monday after."""
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1)
        hour, minute = self.draw.between(1, 5), self.draw.below(60)
        self.at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.at.tzinfo)

    @property
    def day(self) -> date:
        """The day it is: office hours in Beijing fall on the same day in UTC."""
        return self.at.date()

    def paper(self, title: str) -> Paper:
        """A paper in the file of this lead."""
        return Paper(title=title, reference=f"示例卷〔{self.day.year}〕{self.lead[:6]}-{len(self.steps) + 1}")

    def served(self) -> Service:
        """Handed over today."""
        return Service(way=ServiceWay.DIRECT, on=self.day, completed=True)

    def _take(self, who: Actor, act: Act | Numbered, to: Stage | None, cites: str = "") -> None:
        self.stage = to or self.stage
        self.steps.append(Step(self.at, who, act, self.stage, cites))
        self.at += BREAK
