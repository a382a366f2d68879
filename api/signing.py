"""What waits for somebody's word, and the way to a signature that comes first (docs/decisions/0028)."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Final, NamedTuple

from api.app import App
from domain.actor import Actor
from domain.catalogue import MASKED
from domain.lead.base import LeadCommand
from domain.lead.guards import may_sign
from domain.lead.signatures import SIGNATURES
from domain.lead.standing.commands import RequestSignature, SignPaper
from domain.lead.standing.requests import about
from domain.lead.state import Lead, Request
from domain.lead.vocabulary import Matter
from domain.procedure import Ruling, Situation, command_name, judge
from projections.sight import Reader
from projections.signature_requests import Unsigned, unsigned
from workflows.procedures.lead import LEAD
from workflows.procedures.lead.asking import SIGNED_FIRST

MOST: Final = 99
"""What a count goes up to."""
ANY_LEAD: Final = "lead"
"""Stands for the other lead of a merger, where it is not said yet."""


def to_sign(app: App, actor: Actor) -> Iterator[Unsigned]:
    """The papers that wait for his yes or no, the longest wait first: those of which the procedure would take it."""
    situation = Situation({}, actor, app.clock.now())
    matters = [matter for matter, rule in SIGNATURES.items() if may_sign(rule, situation)]
    after: tuple[Any, ...] | None = None
    while matters:
        reader = Reader(actor.office, actor.division)
        page = app.ask(unsigned, matters, reader, organ=actor.organ, officer=actor.id, after=after)
        for paper in page.rows:
            lead = app.lead(paper.lead)
            if signs(lead, paper.matter, paper.target, situation.seeing({f"lead/{lead.id}": lead})):
                yield paper
        if page.following is None:
            return
        after = page.following


def count_to_sign(app: App, actor: Actor) -> int:
    """How many of them there are."""
    return sum(1 for _ in islice(to_sign(app, actor), MOST))


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
    act = RequestSignature(lead=lead.id, occurred=situation.now, matter=matter, proposal="", target=other)
    return Way(matter, command_name(RequestSignature), target, None) if _legal(lead, act, situation) else None


def _legal(lead: Lead, act: LeadCommand, situation: Situation) -> bool:
    return isinstance(judge(LEAD, lead.stage, lead, act, situation), Ruling)
