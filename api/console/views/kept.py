"""``/ledger/kept``: what the ledger is asked for, kept under a name; the same filters as those of the command line."""

from collections.abc import Callable, Iterator
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from api.console.ledger_asked import TheAsked, asked_of
from api.console.seat import Seat, TheSeat
from api.kept_filters import forget, keep, owner_of, owners
from api.ports import Said
from domain.errors import InvalidInput
from domain.words import Words

routes = APIRouter()


class Kept(NamedTuple):
    """A filter: its name, whose it is, where it leads; nowhere where it no longer means anything."""

    name: str
    whose: Words
    shared: bool
    address: str


def kept_by(seat: Seat) -> Iterator[Kept]:
    """What the ledger is asked for: his own, then those of his office."""
    return kept_in(seat, str, lambda typed: asked_of(seat.app, typed).address())


def kept_in(seat: Seat, drawer: Callable[[str], str], address_of: Callable[[Said], str]) -> Iterator[Kept]:
    """What lies in the drawer of each owner; ``address_of`` raises ``InvalidInput`` for what means nothing any more."""
    shared = owner_of(seat.actor, shared=True)
    for owner, whose in owners(seat.actor).items():
        for name, typed in seat.app.filters.of(drawer(owner)).items():
            try:
                address = address_of(typed)
            except InvalidInput:
                address = ""
            yield Kept(name, whose, owner == shared, address)


@routes.post("/ledger/kept")
def keep_it(
    *, seat: TheSeat, asked: TheAsked, name: Annotated[str, Form(max_length=200)] = "",
    shared: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Keep what stands in the address. Raises ``InvalidInput`` for what is no name, or where nothing is asked for."""
    keep(seat.app, owner_of(seat.actor, shared=shared), name, asked.said(), field="name")
    return RedirectResponse(asked.address(), 303)


@routes.post("/ledger/kept/forget")
def forget_it(
    *, seat: TheSeat, asked: TheAsked, name: Annotated[str, Form(max_length=200)],
    shared: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Take one away. Raises ``NotFound`` (``filter.unknown``)."""
    forget(seat.app, owner_of(seat.actor, shared=shared), name)
    return RedirectResponse(asked.address(), 303)
