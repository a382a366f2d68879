"""What waits for somebody's word, and the way to a signature that comes first (docs/decisions/0028)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final, NamedTuple

from api.app import App
from api.duties import LOST
from domain.actor import Actor
from domain.catalogue import MASKED
from domain.instants import day_of
from domain.lead.base import LeadCommand
from domain.lead.guards import may_sign
from domain.lead.signatures import SIGNATURES
from domain.lead.standing.commands import RequestSignature, SignPaper
from domain.lead.standing.requests import about
from domain.lead.state import Lead, Request
from domain.lead.vocabulary import Matter
from domain.procedure import Ruling, Situation, command_name, judge
from domain.words import Words
from projections.sight import Reader
from projections.signature_requests import Asked, Brief, Unsigned, asked_by, briefly, unsigned
from workflows.procedures.lead import LEAD
from workflows.procedures.lead.asking import SIGNED_FIRST

MOST: Final = 99
"""What a count goes up to."""
LATELY: Final = timedelta(days=7)
"""For how long an answer stands on the page of whoever asked."""
ANSWERS: Final[Mapping[bool | None, Words]] = {
    None: Words("待签批", "waits"), True: Words("已同意", "signed"), False: Words("未同意", "refused"),
}  # fmt: skip
"""Whether a paper was signed → what whoever asked for it is told."""
REMEMBERED: Final = 10_000
"""Answers that are remembered before all are forgotten."""
ANY_LEAD: Final = "lead"
"""Stands for the other lead of a merger, where it is not said yet."""


def to_sign(app: App, actor: Actor) -> Iterator[Unsigned]:
    """The papers that wait for his yes or no, the longest wait first: those of which the procedure would take it."""
    situation = Situation({}, actor, app.clock.now())
    matters = _his(situation)
    after: tuple[Any, ...] | None = None
    while matters:
        reader = Reader(actor.office, actor.division)
        page = app.ask(unsigned, matters, reader, organ=actor.organ, officer=actor.id, after=after)
        for paper in page.rows:
            if _takes(app, paper.lead, paper.matter, paper.target, situation):
                yield paper
        if page.following is None:
            return
        after = page.following


def asked_for(app: App, actor: Actor) -> tuple[Asked, ...]:
    """What he asked to have signed: what waits, and what was answered lately, that first which happened last."""
    since = app.clock.now() - LATELY
    return app.ask(asked_by, actor.id, Reader(actor.office, actor.division), since=since)


@dataclass(slots=True)
class Count:
    """How many of them there are, which every page of his tells.

    What was answered of a paper is remembered for as long as its lead stands where it stood. May be used from any
    thread.
    """

    _known: dict[tuple[Actor, date, Brief], bool] = field(default_factory=dict)

    def of(self, app: App, actor: Actor) -> int:
        """Up to so many as are told."""
        situation = Situation({}, actor, app.clock.now())
        matters = _his(situation)
        if not matters:
            return 0
        reader = Reader(actor.office, actor.division)
        papers = app.ask(briefly, matters, reader, organ=actor.organ, officer=actor.id)
        return sum(1 for _ in islice((each for each in papers if self._takes(app, each, situation)), MOST))

    def _takes(self, app: App, paper: Brief, situation: Situation) -> bool:
        key = (situation.actor, day_of(situation.now), paper)
        found = self._known.get(key)
        if found is None:
            found = _takes(app, paper.lead, paper.matter, paper.target, situation)
            if len(self._known) >= REMEMBERED:
                self._known = {}
            self._known[key] = found
        return found


def _his(situation: Situation) -> list[Matter]:
    return [matter for matter, rule in SIGNATURES.items() if may_sign(rule, situation)]


def _takes(app: App, lead: str, matter: Matter, target: str, situation: Situation) -> bool:
    """On a damaged log nothing can be signed; every page counts these papers, and none may fail for that."""
    try:
        found = app.lead(lead)
    except LOST:
        return False
    return signs(found, matter, target, situation.seeing({f"lead/{found.id}": found}))


def masked(paper: Unsigned) -> Unsigned:
    """Without what is proposed, and without the name of a natural person."""
    return replace(paper, proposal=MASKED, subject=MASKED if paper.natural_person else paper.subject)


def signs(lead: Lead, matter: Matter, target: str, situation: Situation) -> bool:
    """Whether his word upon a paper is taken. A no is asked for, which waits for nothing but who he is."""
    act = SignPaper(lead=lead.id, occurred=situation.now, matter=matter, approved=False, opinion="—", target=target)
    return _legal(lead, act, situation)


class Way(NamedTuple):
    """How somebody comes by a signature: he signs, he asks, or (no ``command``) somebody asked already."""

    matter: Matter
    command: str
    target: str
    asked: Request | None


def way_to(code: str, lead: Lead, situation: Situation, target: str = "") -> Way | None:
    """The way for whoever was refused by a guard; None where it asks for no signature, or there is none for him."""
    matter = SIGNED_FIRST.get(code)
    if matter is None:
        return None
    other = (target or ANY_LEAD) if SIGNATURES[matter].target else ""
    if signs(lead, matter, other, situation):
        return Way(matter, command_name(SignPaper), target, None)
    waiting = (each for each in lead.requests if about(each, matter, target or each.target, situation.actor.organ))
    asked = next(waiting, None)
    if asked is not None:
        return Way(matter, "", target, asked)
    act = _tried(RequestSignature, lead, matter, situation)
    return Way(matter, command_name(RequestSignature), target, None) if _legal(lead, act, situation) else None


def choosable(command: type, lead: Lead, situation: Situation) -> frozenset[Matter]:
    """The matters whose paper may be asked for, or signed, by a command now; of what was asked for, a no as well."""
    asked = {each.matter for each in lead.requests if signs(lead, each.matter, each.target, situation)}
    legal = (matter for matter in Matter if _legal(lead, _tried(command, lead, matter, situation), situation))
    return frozenset(legal) | (asked if command is SignPaper else frozenset())


def _tried(command: type, lead: Lead, matter: Matter, situation: Situation) -> LeadCommand:
    other = ANY_LEAD if SIGNATURES[matter].target else ""
    if command is SignPaper:
        return SignPaper(lead=lead.id, occurred=situation.now, matter=matter, approved=True, opinion="", target=other)
    return RequestSignature(lead=lead.id, occurred=situation.now, matter=matter, proposal="", target=other)


def _legal(lead: Lead, act: LeadCommand, situation: Situation) -> bool:
    return isinstance(judge(LEAD, lead.stage, lead, act, situation), Ruling)
