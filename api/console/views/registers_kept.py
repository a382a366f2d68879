"""``/registers/{name}/kept``: what a register is asked for, kept under a name."""

from collections.abc import Iterator
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from api.console.register_asked import Asked, TheAsked, asked_of
from api.console.seat import Seat, TheSeat
from api.console.views.kept import Kept, kept_in
from api.kept_filters import forget, named, owner_of
from api.registers.columns import Register

routes = APIRouter(prefix="/registers/{name}/kept")


def kept_by(seat: Seat, register: Register) -> Iterator[Kept]:
    """His own of this register, then those of his office."""
    return kept_in(seat, partial(_drawer, register), lambda typed: asked_of(register, typed).address())


@routes.post("")
def keep_it(
    *, seat: TheSeat, asked: TheAsked, called: Annotated[str, Form(alias="name", max_length=200)] = "",
    shared: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Keep what stands in the address.

    Raises ``InvalidInput`` for what is no name, for what the register has not, or where nothing is asked for.
    """
    typed = asked_of(asked.register, asked.said()).said()
    seat.app.filters.keep(_of(seat, asked, shared=shared), named(called, typed, "name"), typed)
    return RedirectResponse(asked.address(), 303)


@routes.post("/forget")
def forget_it(
    *, seat: TheSeat, asked: TheAsked, called: Annotated[str, Form(alias="name", max_length=200)],
    shared: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Take one away. Raises ``NotFound`` (``filter.unknown``)."""
    forget(seat.app, _of(seat, asked, shared=shared), called)
    return RedirectResponse(asked.address(), 303)


def _of(seat: Seat, asked: Asked, *, shared: bool) -> str:
    return _drawer(asked.register, owner_of(seat.actor, shared=shared))


def _drawer(register: Register, owner: str) -> str:
    """What is kept of a register lies apart from what is kept of the ledger, which the command line keeps too."""
    return f"{register.name}-{owner}"
