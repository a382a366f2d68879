"""``/tips``: reports of the public that wait for an office; one of them, read on record; what is done with it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Depends, Form, Path, Query
from fastapi.responses import RedirectResponse, Response

from api.console.forms.sheet import still_acting
from api.console.refused import Told, told
from api.console.seat import CHANNEL, Seat, TheSeat
from api.console.terms import term
from api.given import moment
from api.http.problems import status_of
from api.http.sending import command_id_of
from api.tip_desk import act, answered_by, informant, listed, picture, settling, tip_opened, went_into
from api.tip_form import MISSING, QUESTION, read_question
from domain.access import parse_reason
from domain.errors import InvalidInput, Refusal
from domain.instants import day_of
from domain.lead.intake.commands import NotAcceptedReason
from domain.tip import commands as c
from domain.tip.base import TipCommand
from domain.tip.stage import TipStage
from domain.values.mistake import Mistake
from domain.words import Words
from workflows.forms.choices import CHOICES
from workflows.refusals import unknown

routes = APIRouter()

TheTip = Annotated[str, Path(max_length=64, pattern="^[a-z0-9-]+$")]
Written = Annotated[str, Form(max_length=QUESTION.most)]
ROOM: Final = "tips"
APART: Final = "~"
"""Between the day and the number with which a page ended."""
PHOTO: Final = {
    "content-disposition": "inline", "cross-origin-resource-policy": "same-origin",
    "content-security-policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
}  # fmt: skip
"""It is shown on our pages alone, or by itself: then browsers draw a frame around it in a style of their own."""
REASONS: Final[Mapping[str, Any]] = CHOICES[NotAcceptedReason]
DECIDED: Final[Mapping[str, type[TipCommand]]] = {"allow": c.AllowIdentity, "deny": c.DenyIdentity}
"""Last part of the address → what a leader says."""
LACKING: Final = Mistake(MISSING.code, MISSING.fault, Words("此项必填", "It is needed"), MISSING.rule)
"""The same to whoever sits at a desk, who knows what to write."""
FIELDS: Final = {"question": Words("提问", "Ask"), "reason": Words("理由", "Reason"),
                 "explanation": Words("向举报人说明", "Explained to whoever reported")}  # fmt: skip
"""What the fields are called: the page has several forms, and what is wrong is told above them."""


class Carried(NamedTuple):
    """What a form brings along unseen: under which key it counts once, and for which office it was opened."""

    key: str
    office: str


def _carried(
    key: Annotated[str, Form(alias="_key", max_length=64)] = "",
    office: Annotated[str, Form(alias="_office", max_length=64)] = "",
) -> Carried:
    return Carried(key, office)


TheCarried = Annotated[Carried, Depends(_carried)]


@routes.get("/tips")
def tips_page(
    *, seat: TheSeat, all: Annotated[bool, Query()] = False,  # noqa: A002 - as it is in the address
    after: Annotated[str, Query(max_length=600)] = "",
) -> Response:  # fmt: skip
    """Those that wait; with ``all`` every one."""
    begin = tuple(after.split(APART)) if after else None
    found = listed(seat.app, seat.actor, waiting=not all, after=begin)
    following = APART.join(found.following) if found.following else ""
    today, until = day_of(seat.app.clock.now()), answered_by(seat.app)
    due = {each.tip: term(until(each.received), today)
           for each in found.rows if each.stage is TipStage.RECEIVED}  # fmt: skip
    return seat.page("tips.html", ROOM, rows=found.rows, due=due, all=all, following=following, after=after)


@routes.get("/tips/{tip}")
def tip_page(seat: TheSeat, tip: TheTip) -> Response:
    """A report, once it is on record that it was read."""
    return tip_shown(seat, tip)


@routes.get("/tips/{tip}/photos/{digest}")
def photo(seat: TheSeat, tip: TheTip, digest: Annotated[str, Path(pattern="^[0-9a-f]{64}$")]) -> Response:
    """A photo that came with a report, once it is on record that it was read; browsers keep nothing of it."""
    found = picture(seat.app, seat.actor, tip, digest, CHANNEL)
    return Response(found, media_type="image/jpeg", headers=PHOTO)


@routes.post("/tips/{tip}/ask")
def ask(seat: TheSeat, tip: TheTip, carried: TheCarried, question: Written = "") -> Response:
    """Ask whoever reported."""

    def made(now: datetime) -> TipCommand:
        return c.AskInformant(tip=tip, occurred=now, question=read_question(question))

    return _done(seat, tip, carried, made, {"question": question})


@routes.post("/tips/{tip}/refuse")
def refuse(
    seat: TheSeat, tip: TheTip, carried: TheCarried, reason: Annotated[NotAcceptedReason | None, Form()] = None,
    explanation: Written = "",
) -> Response:  # fmt: skip
    """Do not accept it, and say why."""

    def made(now: datetime) -> TipCommand:
        if reason is None:
            raise LACKING.at(field="reason")
        return c.RefuseTip(tip=tip, occurred=now, reason=reason, explanation=explanation.strip())

    return _done(seat, tip, carried, made, {"reason": reason or "", "explanation": explanation})


@routes.post("/tips/{tip}/identity/ask")
def ask_identity(seat: TheSeat, tip: TheTip, carried: TheCarried, reason: Written = "") -> Response:
    """Ask to see who reported, for a reason."""

    def made(now: datetime) -> TipCommand:
        return c.AskIdentity(tip=tip, occurred=now, reason=parse_reason(reason, "reason"))

    return _done(seat, tip, carried, made, {"why": reason})


@routes.post("/tips/{tip}/identity/open")
def open_identity(seat: TheSeat, tip: TheTip, carried: TheCarried) -> Response:
    """Who reported, on this one page: never twice, whatever key it is asked for with."""
    try:
        still_acting(carried.office, seat.actor)
        found = informant(seat.app, seat.actor, c.OpenIdentity(tip=tip, occurred=seat.app.clock.now()), CHANNEL)
    except Refusal as error:
        return tip_shown(seat, tip, error)
    return tip_shown(seat, tip, who=found)


@routes.post("/tips/{tip}/identity/{what}")
def decide_identity(
    seat: TheSeat, tip: TheTip, what: Annotated[str, Path(max_length=20)], carried: TheCarried
) -> Response:  # fmt: skip
    """Allow a colleague to see who reported, or deny it. Raises ``NotFound`` for what is neither."""
    kind = DECIDED.get(what)
    if kind is None:
        raise unknown(noun="tip")
    return _done(seat, tip, carried, lambda now: kind(tip=tip, occurred=now))


@routes.post("/tips/{tip}/settle")
def settle(seat: TheSeat, tip: TheTip, carried: TheCarried) -> Response:
    """Tell whoever reported that it is settled."""
    found = tip_opened(seat.app, seat.actor, tip, CHANNEL)
    return _done(seat, tip, carried, lambda now: settling(seat.app, found.tip, now))


def _done(
    seat: Seat, tip: str, carried: Carried, made: Callable[[datetime], TipCommand],
    typed: Mapping[str, Any] | None = None,
) -> Response:  # fmt: skip
    """Do it, or show the page again with what was typed. Pressed twice it is the same, of the moment it was done."""
    app = seat.app
    command_id = command_id_of(app, seat.caller, carried.key)
    try:
        still_acting(carried.office, seat.actor)
        act(app, seat.actor, made(moment(app, command_id)), command_id, CHANNEL)
    except Refusal as error:
        return tip_shown(seat, tip, error, typed)
    return RedirectResponse(f"/tips/{tip}", 303)


def tip_shown(
    seat: Seat, tip: str, error: Refusal | None = None, typed: Mapping[str, Any] | None = None, *, who: object = None
) -> Response:  # fmt: skip
    """The page of a report, once it is on record that it was read; with a refusal what was typed too."""
    found = tip_opened(seat.app, seat.actor, tip, CHANNEL)
    lead = seat.app.lead(found.tip.lead) if found.tip.lead else None
    return seat.page(
        "tip.html", ROOM, id=tip, found=found, lead=lead, went=went_into(seat.app, seat.actor, found.tip), who=who,
        typed=typed or {}, reasons=REASONS, most=QUESTION.most, key=seat.app.ids.new("form"),
        refusal=_told(seat, error) if error else None, status=status_of(error) if error else 200,
    )  # fmt: skip


def _told(seat: Seat, error: Refusal) -> Told:
    """Of a field its name too, and that it is needed where it is empty."""
    if not isinstance(error, InvalidInput):
        return told(error, seat.say)
    shown = told(LACKING.at(error.field) if error.code == LACKING.code else error, seat.say)
    named = FIELDS.get(error.field)
    return replace(shown, detail=seat.say.colon(seat.say(named), shown.detail)) if named else shown
