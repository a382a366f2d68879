"""``/leads/{lead}``: everything of one lead on one page, now or as it stood at any event."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Form, Path, Query
from fastapi.responses import Response

from api.alarms import reached
from api.alarms_told import told as alarms_told
from api.app import as_of
from api.citations import Read, name_of, read
from api.console.refused import power
from api.console.saying import Saying
from api.console.seat import Seat, TheSeat
from api.console.signing import Link, link_to, paperless, proposed, requests_of
from api.console.terms import term
from api.intake_facts import told_of
from api.intake_told import told_rows
from api.lead_beside import papers, parties, standings
from api.lead_path import progress
from api.lead_told import ID, facts
from api.points import day_looked_at, moment_of, up_to
from api.possible import moves_of, situation_of
from api.sight import lead_seen
from api.telling import names
from domain.access import View
from domain.errors import Missing
from domain.instants import day_of
from domain.lead.sight import open_to
from domain.lead.state import Lead
from domain.procedure import KEEP, Denied, Situation, command_name
from domain.transfer.base import TransferEvent
from domain.words import Words
from projections.ledger_deadline import Due, due_of
from projections.names import Names
from projections.timeline import tell, with_tracks
from workflows.law import in_force
from workflows.moves import Move
from workflows.ports import Recorded

routes = APIRouter()

TheLead = Annotated[str, Path(max_length=64)]
MOST_EVENTS: Final = 200
"""Events of the timeline on one page; the rest is a click away."""
MOST_PAPERS: Final = 30
"""Papers on the page; all of them stand in the timeline."""


class Able(NamedTuple):
    """A move that is legal now, where it leads, and the article behind it."""

    move: Move
    name: str
    target: str
    basis: Read | None


class Unable(NamedTuple):
    """A move that is not legal now: why, by which article, who could, and how the signature that it lacks is had."""

    move: Move
    why: str
    basis: tuple[Read, ...]
    who: str
    link: Link | None


class Asked(NamedTuple):
    """At which version or moment one looks, what of the timeline is shown, why it is read."""

    version: str = ""
    at: str = ""
    only: str = ""
    all: bool = False
    reason: str = ""
    done: int = 0


@routes.get("/leads/{lead}")
def lead_page(
    *, seat: TheSeat, lead: TheLead, version: Annotated[int | None, Query(ge=1)] = None,
    only: Annotated[str, Query(max_length=20)] = "", all: Annotated[bool, Query()] = False,  # noqa: A002
    done: Annotated[int, Query(ge=0)] = 0, at: Annotated[str, Query(max_length=40)] = "",
) -> Response:  # fmt: skip
    """The lead as it is, after one of its events, or as it was on record at a moment or on a day."""
    return _page(seat, lead, Asked("" if version is None else str(version), at, only, all, "", done))


@routes.post("/leads/{lead}/opened")
def opened_page(
    *, seat: TheSeat, lead: TheLead, reason: Annotated[str, Form(max_length=200)] = "",
    version: Annotated[int | None, Query(ge=1)] = None,
) -> Response:  # fmt: skip
    """The same with personal data opened, for a reason that is on record first."""
    return _page(seat, lead, Asked("" if version is None else str(version), reason=reason))


def _page(seat: Seat, text: str, asked: Asked) -> Response:
    app = seat.app
    now = lead_seen(app, seat.actor, text)
    lead = now.id
    opened = lead in seat.open(View.SHOW, {lead: now}, asked.reason)
    history = app.history(lead, open_personal=opened)
    point, today = asked.at or asked.version, day_of(app.clock.now())
    events = up_to(history, point, "at") if point else history
    current = len(events) == len(history)
    day = today if current else day_looked_at(events, moment_of(point, "at"), today)
    situation = situation_of(app, lead, seat.actor, now)
    able, unable = _moves(seat, now, situation) if current else ((), ())
    requests = proposed(requests_of(seat, now, situation), history) if current else ()
    everything = with_tracks(app.store, history, version=None if current else len(events), open_personal=opened)
    return seat.page(
        "lead.html", "ledger", id=lead, withheld=not opened and open_to(seat.actor, now), current=current,
        version=len(events), versions=len(history), at=events[-1], day=day, able=able, unable=unable,
        requests=requests, **_known(seat, lead, events, everything, day), **_story(seat, everything, asked),
    )  # fmt: skip


def _known(
    seat: Seat, lead: str, events: Sequence[Recorded], everything: Sequence[Recorded], day: date
) -> dict[str, Any]:
    """What is known of the lead on a day after these events, with what happened to its transfers in ``everything``."""
    say, state, standing = seat.say, as_of(lead, tuple(events)), standings(everything)
    due = due_on(state, everything)
    return {
        "lead": state,
        "term": term(due.day, day, due.what) if due else term(None, day),
        "steps": progress(state, (getattr(each.event, "stage", state.stage) for each in events)),
        "facts": [
            *(each for each in facts_of(seat, state, standing, due) if each[1]),
            *told_rows(say, told_of(events), names(seat.app, seat.actor)),
        ],
        "alarms": alarms_told(say, reached(state, day), lambda citation: say(name_of(citation))),
        "tracks": _tracks(seat, state, standing),
    }


def _story(seat: Seat, everything: Sequence[Recorded], asked: Asked) -> dict[str, Any]:
    """What happened, as far as it is asked for: only what is shown is told in words."""
    kept = NARROWS.get(asked.only)
    story = [each for each in everything if kept is None or kept(each.event)]
    called = names(seat.app, seat.actor)
    done = next((each for each in reversed(everything) if each.position == asked.done), None)
    return {
        "story": [tell(each, called) for each in (story if asked.all else story[-MOST_EVENTS:])],
        "entries": len(story),
        "elsewhere": sum(each.stream != everything[0].stream for each in story),
        "most": MOST_EVENTS,
        "all": asked.all,
        "only": asked.only,
        "done": tell(done, called) if done else None,
        **_beside(seat, everything, called),
    }


def _beside(seat: Seat, events: Sequence[Recorded], called: Names) -> dict[str, Any]:
    """The papers that were named so far, the newest first, and who took part."""
    filed = list(papers(events, seat.say))
    took_part = [(called.person(each.person), seat.say.listed(map(called.office, each.offices)), each)
                 for each in parties(events)]  # fmt: skip
    return {"papers": filed[: -MOST_PAPERS - 1 : -1], "filed": len(filed), "parties": took_part}


def facts_of(seat: Seat, state: Lead, standing: Mapping[str, Words], due: Due | None) -> list[tuple[str, str]]:
    """Name and text of all that may be known of a lead; a text that is empty is not known."""
    known = facts(seat.say, state, names(seat.app, seat.actor), standing)
    return [_term_told(seat.say, due), *(each for each in known if each[0] != seat.say(ID))]


def due_on(state: Lead, everything: Sequence[Recorded]) -> Due | None:
    """The last day of what a lead waits for, told from what happened to it and its transfers."""
    return due_of((each.event for each in everything), state.stage)


def _term_told(say: Saying, due: Due | None) -> tuple[str, str]:
    return say("办理期限", "due"), say.aside(say.day(due.day), say(due.what)) if due else ""


NARROWS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "stages": lambda event: event.stage != event.came_from,
    "police": lambda event: isinstance(event, TransferEvent),
}
"""What the timeline is narrowed to: by event."""


def _tracks(seat: Seat, lead: Lead, standing: Mapping[str, Words]) -> list[tuple[str, str]]:
    """Transfers and other tracks beside the main one: name and standing."""
    say, police = seat.say, seat.say("移送公安", "to the police")
    sent = [(police, say(standing[ref.track])) for ref in lead.transfers]
    items = [(say.name(each.milestone.track), f"{say.name(each.milestone)} {each.item}".strip()) for each in lead.items]
    return sent + items


def _moves(seat: Seat, now: Lead, situation: Situation) -> tuple[tuple[Able, ...], tuple[Unable, ...]]:
    found = moves_of(now.id, situation)
    open_now = [each for each in found if each.denied is None]
    idle = [each for each in open_now if paperless(each.command, now, situation)]
    able = tuple(_able(seat, each, situation) for each in open_now if each not in idle)
    denied = tuple(_unable(seat, each, each.denied, now, situation) for each in found if each.denied is not None)
    return able, (*denied, *(_idle(seat, each, situation) for each in idle))


def _idle(seat: Seat, move: Move, situation: Situation) -> Unable:
    why = seat.say("现在没有您能提请或签批的文书", "there is no paper now that you could ask for or sign")
    basis = tuple(read(each, situation.today) for each in in_force(move.row.basis, situation.today))
    return Unable(move, why, basis[:1], "", None)


def _able(seat: Seat, move: Move, situation: Situation) -> Able:
    basis = in_force(move.row.basis, situation.today)
    target = "" if move.row.target is KEEP else seat.say.name(move.row.target)  # type: ignore[arg-type] # a stage else
    return Able(move, command_name(move.command), target, read(basis[0], situation.today) if basis else None)


def _unable(seat: Seat, move: Move, denied: Denied, lead: Lead, situation: Situation) -> Unable:
    cited = (read(each, situation.today) for each in in_force(denied.basis or move.row.basis, situation.today))
    basis = tuple({each.name: each for each in cited}.values())
    who = power(denied.missing or Missing(move.row.levels, move.row.grade), seat.say)
    return Unable(move, seat.say(denied.words), basis, who, link_to(seat, denied.code, lead, situation))
