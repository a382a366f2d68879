"""``/work``: what waits for whoever sits there, by the day it is due, with what he can do and the article that asks."""

from functools import partial
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.citations import Read, read
from api.console.seat import Seat, TheSeat
from api.console.signing import basis_of, form_of
from api.console.terms import Term, term
from api.duties import UNREADABLE, Waiting, place_of
from api.sight import insider
from api.signing import ANSWERS
from api.work_list import work_list
from domain.access import View
from domain.actor import Role
from domain.instants import day_of
from domain.lead.standing.commands import SignPaper
from domain.procedure import command_name
from projections.signature_requests import Unsigned
from workflows.law import in_force
from workflows.moves import Move

routes = APIRouter()


class ToSign(NamedTuple):
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
    """One's own leads, and those of one's office that are nobody's.

    With ``all``, and for who handles none by his post, those of the whole office and area.
    """
    insider(seat.app, seat.actor)
    all = Role.HANDLER not in seat.actor.roles if all is None else all  # noqa: A001
    begin = place_of(after, "after") if after else None
    opens = partial(seat.open, View.WORKLIST) if names else _nothing
    found = work_list(seat.app, seat.actor, opens, mine=not all, after=begin)
    return seat.page(
        "work.html", "work", items=[_item(seat, each) for each in found.duties], all=all, opened=names,
        papers=[_paper(seat, each) for each in found.papers], asked=found.asked, answers=ANSWERS,
        following=found.following, after=after, unreadable=UNREADABLE,
    )  # fmt: skip


def _nothing(_: object) -> frozenset[str]:
    return frozenset()


def _item(seat: Seat, each: Waiting) -> Item:
    today = day_of(seat.app.clock.now())
    moves = []
    for move in each.moves:
        basis = in_force(move.row.basis, today)
        moves.append((move, read(basis[0], today) if basis else None))
    return Item(each, term(each.duty.deadline, today, each.duty.waits_for), tuple(moves))


def _paper(seat: Seat, each: Unsigned) -> ToSign:
    address = form_of(each.lead, command_name(SignPaper), each.matter, each.target)
    return ToSign(each, basis_of(seat, each.matter), address)
