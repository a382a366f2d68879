"""``/work``: what waits for whoever sits there, by the day it is due, with what he can do and the article that asks."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Annotated, Final, NamedTuple

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.citations import Read, read
from api.console.seat import Seat, TheSeat
from api.console.signing import basis_of, form_of
from api.console.terms import Term, term
from api.duties import Waiting, place_of, place_text, waiting
from api.sight import insider
from api.signing import masked, to_sign
from domain.access import View
from domain.actor import Role
from domain.catalogue import MASKED
from domain.instants import day_of
from domain.lead.standing.commands import SignPaper
from domain.procedure import command_name
from projections.signature_requests import Unsigned
from workflows.law import in_force
from workflows.moves import Move

routes = APIRouter()

PAGE: Final = 20


class Paper(NamedTuple):
    """A paper that waits for his signature, the article that asks for it, and where he signs."""

    paper: Unsigned
    basis: Read | None
    address: str


class Item(NamedTuple):
    """A lead that waits, as the page shows it."""

    waiting: Waiting
    term: Term
    moves: tuple[tuple[Move, Read | None], ...]


@routes.get("/work")
def work(
    *, seat: TheSeat, all: Annotated[bool | None, Query()] = None,  # noqa: A002 - as it is in the address
    names: Annotated[bool, Query()] = False, after: Annotated[str, Query(max_length=600)] = "",
) -> Response:  # fmt: skip
    """One's own leads; with ``all``, and for who handles none by his post, those of the whole office and area."""
    insider(seat.app, seat.actor)
    all = Role.HANDLER not in seat.actor.roles if all is None else all  # noqa: A001
    begin = place_of(after, "after") if after else None
    found = list(islice(waiting(seat.app, seat.actor, "" if all else seat.actor.id, begin), PAGE + 1))
    papers = [] if after else list(islice(to_sign(seat.app, seat.actor), PAGE))
    shown, papers = _veiled(seat, found[:PAGE], papers, opened=names)
    following = place_text(found[PAGE - 1].place) if len(found) > PAGE else ""
    items = [_item(seat, each) for each in shown]
    return seat.page("work.html", "work", items=items, all=all, opened=names, following=following, after=after,
                     papers=[_paper(seat, each) for each in papers])  # fmt: skip


def _item(seat: Seat, each: Waiting) -> Item:
    today = day_of(seat.app.clock.now())
    moves = []
    for move in each.moves:
        basis = in_force(move.row.basis, today)
        moves.append((move, read(basis[0], today) if basis else None))
    return Item(each, term(each.duty.deadline, today), tuple(moves))


def _paper(seat: Seat, each: Unsigned) -> Paper:
    address = form_of(each.lead, command_name(SignPaper), each.matter, each.target)
    return Paper(each, basis_of(seat, each.matter), address)


def _veiled(
    seat: Seat, found: Sequence[Waiting], papers: Sequence[Unsigned], *, opened: bool
) -> tuple[list[Waiting], list[Unsigned]]:
    """Names of natural persons, and what is proposed, stay masked unless they are asked for; then it is on record."""
    persons = {each.duty.lead: each.duty for each in found if each.duty.natural_person}
    proposed = {each.lead: each for each in papers}
    shown = seat.open(View.WORKLIST, {**persons, **proposed}) if opened else frozenset[str]()
    hidden = (persons.keys() | proposed.keys()) - shown
    duties = [replace(each, duty=replace(each.duty, subject=MASKED))
              if each.duty.natural_person and each.duty.lead in hidden else each for each in found]  # fmt: skip
    return duties, [masked(each) if each.lead in hidden else each for each in papers]
