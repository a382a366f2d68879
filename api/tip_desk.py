"""Reports of the public, seen from the offices that take them up: listed, read on record, asked about, made a lead."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple, cast

from api.app import App
from api.tip_opening import in_hand, tip_on_record
from api.tips import Line, line
from domain.actor import Actor, Level, Role
from domain.errors import NotPermitted, Refusal
from domain.instants import day_of
from domain.lead.intake.commands import RegisterLead
from domain.lead.sight import shown_to
from domain.lead.state import Lead
from domain.procedure import Denied, Situation, judge
from domain.tip.base import TipCommand
from domain.tip.commands import AcceptTip, OpenIdentity, SettleTip
from domain.tip.events import (
    IdentityAllowed,
    IdentityAskedFor,
    IdentityDenied,
    IdentityOpened,
    InformantNamed,
    TipReceived,
    TipRefused,
)
from domain.tip.guards import entitled, takes_reports
from domain.tip.reading import TipRead
from domain.tip.stage import IdentityStage
from domain.tip.state import Identity, Tip
from domain.tip.term import answer_by
from domain.tip.whereabouts import ends, looked_at
from domain.words import Words
from projections.registers import Page
from projections.sight import Reader
from projections.tips import TipRow, tips, tips_load
from projections.work_list import Load
from workflows.desks import fold
from workflows.joined import Joined
from workflows.law.set_here import value_on
from workflows.procedures.tip import TIP
from workflows.refusals import Judged, refusal_of, unknown
from workflows.service import Receipt

SEEN: Final[Mapping[type, Words]] = {
    TipRead: Words("查阅举报", "read the report"),
    IdentityAskedFor: Words("申请查看举报人身份", "asked who reported"),
    IdentityAllowed: Words("同意查看", "allowed a look"),
    IdentityDenied: Words("不同意查看", "did not allow a look"),
    IdentityOpened: Words("查看了举报人身份", "saw who reported"),
}
"""What leaders are told of who looked; the sending itself is nobody's look."""


ANSWER: Final = "tip-answer"
"""The office rule that sets the term."""


class Seen(NamedTuple):
    """That somebody read a report, or did something about the seal: who, when, what."""

    who: str
    at: datetime
    what: Words


@dataclass(frozen=True, slots=True)
class Opened:
    """A report as whoever has it in hand is shown it, once that is on record."""

    tip: Tip
    report: TipReceived
    received: date
    lines: tuple[Line, ...]
    refused: TipRefused | None
    seal: Identity
    asked_for: IdentityAskedFor | None
    seen: tuple[Seen, ...]


class Informant(NamedTuple):
    """Who sent a report."""

    name: str
    phone: str


def listed(app: App, actor: Actor, *, waiting: bool, after: tuple[Any, ...] | None = None) -> Page[TipRow]:
    """A page of the reports of an office; for the district's authority, of the whole district.

    Raises ``NotPermitted`` (``permission.tip``).
    """
    if not takes_reports(actor):
        raise NotPermitted(entitled.words, code=entitled.code, rule=entitled.code, basis=entitled.basis)
    return app.ask(tips, _reader(actor), whole_area=_whole(actor), waiting=waiting, after=after)


def answered_by(app: App) -> Callable[[date], date]:
    """Day of receipt → until when it is said whether a report is taken up, by the rule of that day."""
    book = app.office_rules.book()
    return lambda received: answer_by(received, value_on(book, ANSWER, received))


def load_of_tips(app: App, actor: Actor) -> Load:
    """How many reports wait for the office of whoever takes some up."""
    today, until = day_of(app.clock.now()), answered_by(app)
    return app.ask(tips_load, actor.office, lambda received: until(received) < today)


def tip_opened(app: App, actor: Actor, tip: str, channel: str) -> Opened:
    """A report with all that was written, read on record before it is handed out. The informant stays sealed.

    Raises ``NotFound`` (``tip.unknown``), also where it is not for him; a ``Fault`` where it cannot be recorded.
    """
    tip_on_record(app, actor, tip, channel)
    recorded = app.store.tail(f"tip/{tip}", open_personal=True).events
    events: list[Any] = [each.event for each in recorded]
    seal = _seal(app, tip)
    return Opened(
        tip=fold(f"tip/{tip}", events), report=events[0], received=day_of(events[0].occurred),
        lines=tuple(filter(None, map(line, events))),
        refused=next((each for each in events if isinstance(each, TipRefused)), None),
        seal=seal, asked_for=_asked_for(app, seal), seen=_seen(app, tip) if _oversees(actor) else (),
    )  # fmt: skip


def picture(app: App, actor: Actor, tip: str, digest: str, channel: str) -> bytes:
    """A picture that came with a report, read on record before it is handed out.

    Raises ``NotFound`` (``tip.unknown``), also where it is of another report, not for him or erased; a ``Fault`` where
    the read cannot be recorded, or the picture is not what was stored (``log.damaged``).
    """
    tip_on_record(app, actor, tip, channel)
    events = app.store.tail(f"tip/{tip}", open_personal=False).events
    of_it = {each.digest for recorded in events for each in getattr(recorded.event, "pictures", ())}
    found = app.blobs.open_sealed(f"tip/{tip}", digest) if digest in of_it else None
    if found is None:
        raise unknown(noun="tip")
    return found


def act(app: App, actor: Actor, command: TipCommand, command_id: str, channel: str) -> Receipt:
    """Do something with a report that is in his hands. Raises ``NotFound``, ``Refusal``, ``Fault``."""
    in_hand(app, actor, command.tip)
    return app.do(command, actor, command_id=command_id, channel=channel)


def accepting(tip: str, lead: RegisterLead | str, occurred: datetime) -> AcceptTip | Joined:
    """To take a report up with a lead that is there, or with a new one: then both are stored at once, or neither."""
    if isinstance(lead, str):
        return AcceptTip(tip=tip, occurred=occurred, lead=lead)
    return Joined(first=lead, then=AcceptTip(tip=tip, occurred=occurred, lead=lead.lead))


def no_longer(app: App, actor: Actor, tip: Tip) -> Refusal | None:
    """Why a report cannot be taken up from where it stands, in the words of the act; None where it waits."""
    command = AcceptTip(tip=tip.id, occurred=app.clock.now(), lead="")
    day = day_of(command.occurred)
    if TIP.candidates(tip.stage, AcceptTip, day):
        return None
    situation = Situation({f"tip/{tip.id}": tip}, actor, command.occurred)
    denied = cast("Denied", judge(TIP, tip.stage, tip, command, situation))
    return refusal_of(denied, actor, day, app.roster, Judged(tip, command, situation))


def settling(app: App, tip: Tip, occurred: datetime) -> SettleTip:
    """To tell that it is settled, with every lead that must be over; of a report without a lead its stage says no."""
    if not tip.lead:
        return SettleTip(tip=tip.id, occurred=occurred, lead=tip.id)
    end = ends(tip.lead, app.lead)[0].id
    others = tuple(each for each in looked_at(tip.lead, app.lead) if each != end)
    return SettleTip(tip=tip.id, occurred=occurred, lead=end, others=others)


def went_into(app: App, actor: Actor, tip: Tip) -> tuple[Lead, ...]:
    """Where the lead of a report went, and what was split from it, as far as it is for him."""
    found = ends(tip.lead, app.lead) if tip.lead else ()
    return tuple(each for each in found if each.id != tip.lead and shown_to(actor, each))


def informant(app: App, actor: Actor, command: OpenIdentity, channel: str) -> Informant:
    """Who sent it: shown once, to whoever was allowed to, on record before it is handed out. Raises ``Refusal``."""
    act(app, actor, command, app.ids.new("command"), channel)
    recorded = app.store.tail(f"informant/{command.tip}", open_personal=True).events
    named = next(each.event for each in recorded if isinstance(each.event, InformantNamed))
    return Informant(named.name, named.phone)


def _seal(app: App, tip: str) -> Identity:
    seal: Identity = fold(f"informant/{tip}", app.store.past(f"informant/{tip}").events)
    return seal


def _asked_for(app: App, seal: Identity) -> IdentityAskedFor | None:
    """What the leader who is asked reads: why somebody wants to know; of the identity itself nothing is kept."""
    if seal.stage is not IdentityStage.ASKED:
        return None
    recorded = app.store.tail(f"informant/{seal.id}", open_personal=True).events
    return next(each.event for each in reversed(recorded) if isinstance(each.event, IdentityAskedFor))


def _oversees(actor: Actor) -> bool:
    """Leaders see who looked at what of their organ (``domain.access``)."""
    return Role.LEADER in actor.roles


def _seen(app: App, tip: str) -> tuple[Seen, ...]:
    """Who read it and who did what about the seal, in the order of the log; nothing of the informant stands there."""
    streams = (f"access/tip/{tip}", f"informant/{tip}")
    found = [each for stream in streams for each in app.store.tail(stream, open_personal=False).events]
    told = sorted((each for each in found if type(each.event) in SEEN), key=lambda each: each.position)
    return tuple(Seen(each.meta.actor, each.recorded_at, SEEN[type(each.event)]) for each in told)


def _reader(actor: Actor) -> Reader:
    return Reader(actor.office, actor.division)


def _whole(actor: Actor) -> bool:
    return actor.level is Level.DISTRICT_AUTHORITY
