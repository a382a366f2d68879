"""``/registers/{name}/kept``: what a register is asked for, kept under a name."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from api.console.register_asked import Asked, TheAsked, asked_of
from api.console.seat import Seat, TheSeat
from api.console.views.kept import Kept
from api.kept_filters import named, owner_of, owners, unknown
from api.registers.columns import Register
from domain.errors import InvalidInput

routes = APIRouter(prefix="/registers/{name}/kept")


def kept_by(seat: Seat, register: Register) -> Iterator[Kept]:
    """His own of this register, then those of his office."""
    shared = owner_of(seat.actor, shared=True)
    for owner, whose in owners(seat.actor).items():
        for name, typed in seat.app.filters.of(_drawer(owner, register)).items():
            try:
                address = asked_of(register, typed).address()
            except InvalidInput:
                address = ""
            yield Kept(name, whose, owner == shared, address)


@routes.post("")
def keep_it(
    *, seat: TheSeat, asked: TheAsked, called: Annotated[str, Form(alias="name", max_length=200)] = "",
    shared: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Keep what stands in the address. Raises ``InvalidInput`` for what is no name, or where nothing is asked for."""
    typed = asked.said()
    seat.app.filters.keep(_of(seat, asked, shared=shared), named(called, typed, "name"), typed)
    return RedirectResponse(asked.address(), 303)


@routes.post("/forget")
def forget_it(
    *, seat: TheSeat, asked: TheAsked, called: Annotated[str, Form(alias="name", max_length=200)],
    shared: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Take one away. Raises ``NotFound`` (``filter.unknown``)."""
    owner = _of(seat, asked, shared=shared)
    known = seat.app.filters.of(owner)
    if not seat.app.filters.forget(owner, called):
        raise unknown(called, known)
    return RedirectResponse(asked.address(), 303)


def _of(seat: Seat, asked: Asked, *, shared: bool) -> str:
    return _drawer(owner_of(seat.actor, shared=shared), asked.register)


def _drawer(owner: str, register: Register) -> str:
    """What is kept of a register lies apart from what is kept of the ledger, which the command line keeps too."""
    return f"{register.name}-{owner}"
