"""``/audit/verify``: whether the log is what was written; begun by an auditor, asked after until it is told."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response

from api.console.seat import Seat, TheSeat
from api.http.proofs import auditor, begin_verification, last_verification
from api.http.schemas.proofs import Progress
from api.proof import DAMAGED_SO
from domain.words import Words

routes = APIRouter(prefix="/audit/verify")

AGAIN: Final = 2
"""Seconds after which the page of one that is under way is fetched again."""


async def _auditing(seat: TheSeat) -> Seat:
    """An auditor. Raises ``NotPermitted`` (``permission.verify``)."""
    await auditor(seat.caller, seat.app)
    return seat


Auditing = Annotated[Seat, Depends(_auditing)]


@routes.get("")
def verification(seat: Auditing) -> Response:
    """The last one, whichever process made it."""
    last = last_verification(seat.app)
    running = last.state is Progress.RUNNING
    problem = Words(**last.problem["words"]) if last.problem else None
    return seat.page("audit-verify.html", "audit", last=last, problem=problem, running=running,
                     again=AGAIN if running else 0, verifies=True,
                     damaged_so=DAMAGED_SO)  # fmt: skip


@routes.post("")
def verify(seat: Auditing) -> Response:
    """Begin one; what is under way already is the one."""
    begin_verification(seat.app)
    return RedirectResponse("/audit/verify", 303)
