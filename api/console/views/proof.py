"""``/audit/verify``: whether the log is what was written; begun by an auditor, asked after until it is told."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response

from api.console.seat import Seat, TheSeat
from api.http.proofs import Proofs, TheProofs, auditor
from api.http.schemas.proofs import Progress

routes = APIRouter(prefix="/audit/verify")

AGAIN: Final = 2
"""Seconds after which the page of one that is under way is fetched again."""


async def _auditing(seat: TheSeat) -> Seat:
    """An auditor. Raises ``NotPermitted`` (``permission.verify``)."""
    await auditor(seat.caller, seat.app)
    return seat


Auditing = Annotated[Seat, Depends(_auditing)]


@routes.get("")
def verification(seat: Auditing, proofs: TheProofs) -> Response:
    """The last one of this server."""
    return _page(seat, proofs)


@routes.post("")
def verify(seat: Auditing, proofs: TheProofs) -> Response:
    """Begin one; what is under way already is the one."""
    del seat
    proofs.begin()
    return RedirectResponse("/audit/verify", 303)


def _page(seat: Seat, proofs: Proofs) -> Response:
    last = proofs.last
    running = last.state is Progress.RUNNING
    return seat.page("audit-verify.html", "audit", last=last, running=running, again=AGAIN if running else 0,
                     verifies=True)  # fmt: skip
