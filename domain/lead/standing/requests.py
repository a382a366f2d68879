"""提请签批: a paper is asked for once, and waits for a leader's word; his yes or no answers it."""

from domain.errors import Fact
from domain.lead.guards import unfit
from domain.lead.signatures import SIGNATURES
from domain.lead.standing.commands import RequestSignature
from domain.lead.standing.events import PaperSigned, SignatureRequested
from domain.lead.state import Lead, Request
from domain.lead.vocabulary import Matter
from domain.procedure import Failed, Situation, failed, guard
from domain.words import Words


def about(request: Request, matter: Matter, target: str, organ: str) -> bool:
    """Whether it is the paper that somebody of an organ speaks of: an outward one is each organ's own."""
    outward = bool(SIGNATURES[matter].document)
    return (request.matter, request.target) == (matter, target) and (not outward or request.organ == organ)


@guard("request.open", "office signature-request", zh="同一事项已提请签批，等待答复",
       en="the same paper is asked for already, and waits for an answer")  # fmt: skip
def not_asked_yet(lead: Lead, command: RequestSignature, situation: Situation) -> Failed | None:
    """Asked twice it would wait twice."""
    organ = situation.actor.organ
    waiting = next((each for each in lead.requests if about(each, command.matter, command.target, organ)), None)
    return None if waiting is None else failed("提请人", "asked by", waiting.asker, Words("无", "nobody"))


@guard("request.signed", "office signature-request", zh="文书已经签批，尚未使用，可以直接办理",
       en="the paper is signed and not used yet: go on with the act")  # fmt: skip
def not_signed_yet(lead: Lead, command: RequestSignature, situation: Situation) -> Failed | None:
    """What the act would find (``guards.signed``) needs no asking for; what lapsed or is another organ's does."""
    if unfit(command.matter, lead, command, situation, "target") is not None:
        return None
    signature = lead.signature(command.matter, situation.actor.organ)
    found = signature.signer if signature else ""
    return Failed((Fact(SIGNATURES[command.matter].words, found, Words("未签批", "not signed")),))


def asked(lead: Lead, event: SignatureRequested) -> Lead:
    """The lead with one request more."""
    return lead._replace(requests=(*lead.requests, request_of(event)))


def request_of(event: SignatureRequested) -> Request:
    """What a lead remembers of it."""
    return Request(event.matter, event.target, event.asker, event.organ, event.occurred)


def answered(lead: Lead, event: PaperSigned) -> tuple[Request, ...]:
    """What still waits after a leader's word, yes or no."""
    return tuple(each for each in lead.requests if not about(each, event.matter, event.target, event.organ))
