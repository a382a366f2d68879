"""Papers that wait for a signature, as pages tell of them: whose word they wait for, and the link to the form."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from api.citations import Read, read
from api.console.refused import power
from api.console.saying import Saying
from api.console.seat import Seat
from api.signing import Way, choosable, signs, way_to
from domain.access import View
from domain.errors import Missing
from domain.instants import day_of
from domain.lead.signatures import SIGNATURES
from domain.lead.standing.commands import RequestSignature, SignPaper
from domain.lead.standing.events import SignatureRequested
from domain.lead.standing.requests import request_of
from domain.lead.state import Lead, Request
from domain.lead.vocabulary import Matter
from domain.procedure import Situation, command_name
from workflows.law import in_force
from workflows.ports import Recorded

OF_PAPERS: Final = frozenset({RequestSignature, SignPaper})
"""Forms that are about a paper to be signed."""
OF_ONE_LEAD: Final = frozenset(matter.value for matter, rule in SIGNATURES.items() if not rule.target)


class Paper(NamedTuple):
    """A paper that waits: its request, for whose word, by which article; ``address`` of the form, for who may sign.

    ``proposal`` is what whoever asked for it would have done, masked where personal data of the lead is.
    """

    request: Request
    power: str
    basis: Read | None
    address: str
    proposal: str = ""


class Signing(NamedTuple):
    """The papers that a form of signing is about; ``withheld`` where what is proposed stays masked."""

    papers: tuple[Paper, ...]
    withheld: bool


class Link(NamedTuple):
    """What clears the way, and where; without an address somebody must wait."""

    text: str
    address: str = ""


def form_of(lead: str, command: str, matter: Matter, target: str) -> str:
    """The address of a form with the paper already chosen."""
    chosen = {"matter": matter.value} | ({"target": target} if target else {})
    return f"/leads/{lead}/do/{command}?{urlencode(chosen)}"


def basis_of(seat: Seat, matter: Matter) -> Read | None:
    """By which article a paper is signed, as on this day."""
    today = day_of(seat.app.clock.now())
    basis = in_force(SIGNATURES[matter].basis, today)
    return read(basis[0], today) if basis else None


def requests_of(seat: Seat, lead: Lead, situation: Situation) -> tuple[Paper, ...]:
    """What waits of a lead."""
    return tuple(_paper(seat, lead, each, situation) for each in lead.requests)


def _paper(seat: Seat, lead: Lead, request: Request, situation: Situation) -> Paper:
    own = not SIGNATURES[request.matter].document or request.organ == seat.actor.organ
    mine = own and request.asker != seat.actor.id and signs(lead, request.matter, request.target, situation)
    address = form_of(lead.id, command_name(SignPaper), request.matter, request.target) if mine else ""
    return Paper(request, power_over(request, seat.say), basis_of(seat, request.matter), address)


def proposed(papers: Sequence[Paper], history: Sequence[Recorded]) -> tuple[Paper, ...]:
    """The same with what is proposed, as far as it is open in the history of the lead."""
    asked = {request_of(each.event): each.event.proposal for each in history
             if isinstance(each.event, SignatureRequested)}  # fmt: skip
    return tuple(each._replace(proposal=asked[each.request]) for each in papers)


def signed_here(seat: Seat, command: type, chosen: Mapping[str, Any], situation: Situation, lead: str) -> Signing:
    """What waits for the word that a form of ``command`` gives, of the paper chosen in it, if one is.

    What is proposed is opened, on record, for whom the page of the lead opens it without being asked for a reason.
    """
    found: Lead | None = situation.states.get(f"lead/{lead}") if command is SignPaper else None
    waiting = requests_of(seat, found, situation) if found else ()
    papers = [each for each in waiting if each.address and _chosen(each.request, chosen)]
    if found is None or not papers:
        return Signing((), withheld=False)
    opened = lead in seat.open(View.SHOW, {lead: found})
    return Signing(proposed(papers, seat.app.history(lead, open_personal=opened)), not opened)


def offered(command: type, chosen: Mapping[str, Any], situation: Situation, lead: str) -> dict[str, frozenset[str]]:
    """The matters that a form of asking or of signing offers: those that can be taken, and the one that was chosen."""
    found: Lead | None = situation.states.get(f"lead/{lead}")
    if command not in OF_PAPERS or found is None:
        return {}
    return {"matter": frozenset({*choosable(command, found, situation), str(chosen.get("matter", ""))})}


def needless(command: type, chosen: Mapping[str, Any]) -> frozenset[str]:
    """The fields that such a form leaves out: the other lead, where the paper that is chosen is for none."""
    alone = command in OF_PAPERS and str(chosen.get("matter", "")) in OF_ONE_LEAD and not chosen.get("target")
    return frozenset({"target"}) if alone else frozenset()


def paperless(command: type, lead: Lead, situation: Situation) -> bool:
    """Whether a form of asking or of signing would offer nothing."""
    return command in OF_PAPERS and not choosable(command, lead, situation)


def _chosen(request: Request, chosen: Mapping[str, Any]) -> bool:
    return chosen.get("matter") in (None, "", request.matter) and chosen.get("target") in (None, "", request.target)


def power_over(request: Request, say: Saying) -> str:
    """Whose word a paper waits for: of an outward one, of a leader of the asker's own organ."""
    rule = SIGNATURES[request.matter]
    if not rule.document:
        return power(Missing(rule.levels, rule.grade), say)
    return " · ".join(filter(None, (request.organ, say.name(rule.grade) if rule.grade else "")))


def link_to(seat: Seat, code: str, lead: Lead, situation: Situation, target: str = "") -> Link | None:
    """What whoever was refused for want of a signature can do about it."""
    way = way_to(code, lead, situation, target)
    return None if way is None else _link(seat.say, lead, way)


def _link(say: Saying, lead: Lead, way: Way) -> Link:
    zh, en = SIGNATURES[way.matter].words
    if way.asked is not None:
        who = power_over(way.asked, say)
        return Link(say("已提请签批《{zh}》，等待{who}签批", "{en}: asked for, waits for {who}", zh=zh, en=en, who=who))
    signing = way.command == command_name(SignPaper)
    words = ("签批《{zh}》", "Sign: {en}") if signing else ("提请签批《{zh}》", "Ask for a signature: {en}")
    return Link(say(*words, zh=zh, en=en), form_of(lead.id, way.command, way.matter, way.target))
