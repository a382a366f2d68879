"""``/v1/verify``: whether the log is what was written. It takes as long as the log is: begun, then asked after."""

from dataclasses import replace
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from pydantic import TypeAdapter

from api.app import App
from api.http.answering import read, reply, told
from api.http.caller import Caller, Reader, TheApp
from api.http.problems import as_problem
from api.http.queries import KnownOnly
from api.http.schemas.proofs import Progress, ProofAnswer, VerificationAnswer
from api.plain import plain
from api.proof import as_json, prove
from domain.access import audits
from domain.errors import ChufeiError, Contended
from domain.instants import day_of
from domain.words import Words
from workflows.health import Check, Checked, Health
from workflows.jobs import Asked, Job, State
from workflows.refusals import no_auditor

CUT_SHORT: Final = Contended(Words("核验中断了，请重新核验", "it was cut short; verify again"))
BEGUN: Final = {"Location": "查询结果的地址 where to ask what it found", "Retry-After": "秒 seconds"}
VERIFY: Final = "verify"
"""The id of the one verification, whichever process makes it."""
EVERYBODYS: Final = ""
"""Whose it is: any auditor's."""


STANDS: Final = {
    Progress.NONE: Checked.UNKNOWN, Progress.RUNNING: Checked.RUNNING, Progress.FAILED: Checked.UNFINISHED,
}  # fmt: skip
"""What is said of one that proved nothing."""


class Found(NamedTuple):
    """What came of a verification: one of the two."""

    proof: ProofAnswer | None = None
    problem: dict[str, Any] | None = None


FOUND: Final = TypeAdapter(Found)


def health_of(app: App) -> Health:
    """How those who follow the log are, and what its last verification found."""
    return replace(app.read_models.health(), check=_check(last_verification(app)))


def _check(last: VerificationAnswer) -> Check:
    if last.proof is None:
        return Check(STANDS[last.state], last.ended or last.begun)
    sound = Checked.UNPROTECTED if last.proof.lapses else Checked.SOUND
    return Check(sound if last.proof.sound else Checked.DAMAGED, last.ended)


def begin_verification(app: App) -> VerificationAnswer:
    """Start one; where one is under way, in whatever process, that is the one."""
    begun = app.jobs.begin(Asked(VERIFY, VERIFY, EVERYBODYS), lambda _: _worked(app), at_once=1)
    return _told(app, begun)


def last_verification(app: App) -> VerificationAnswer:
    """The last one that is known, in whatever process."""
    return _told(app, app.jobs.find(VERIFY, VERIFY, EVERYBODYS))


def _worked(app: App) -> bytes:
    try:
        found = FOUND.validate_python({"proof": as_json(prove(app))})
    except ChufeiError as error:
        found = Found(problem=plain(as_problem(error)))
    return FOUND.dump_json(found)


def _told(app: App, job: Job | None) -> VerificationAnswer:
    if job is None:
        return VerificationAnswer(Progress.NONE)
    if job.state is State.RUNNING:
        return VerificationAnswer(Progress.RUNNING, job.begun)
    written = app.jobs.found(VERIFY)
    found = FOUND.validate_json(written) if written else Found(problem=plain(as_problem(CUT_SHORT)))
    return VerificationAnswer(Progress.DONE if found.proof else Progress.FAILED, job.begun, job.ended, *found)


async def auditor(caller: Reader, app: TheApp) -> Caller:
    """An auditor. Raises ``NotPermitted`` (``permission.verify``)."""
    if audits(caller.actor):
        return caller
    raise no_auditor(caller.actor.roles, day_of(app.clock.now()))


routes = APIRouter(tags=["verify"], dependencies=[KnownOnly, Depends(auditor)])


@routes.post("/verify", operation_id="beginVerification", status_code=202, summary="核验日志 verify the log",
             responses=told(VerificationAnswer, status=202, headers=BEGUN))  # fmt: skip
def begin(app: TheApp) -> Response:
    """逐字节重算整个日志；正在核验的就是这一次。All of the log is re-hashed; what is under way goes on."""
    headers = {"location": "/v1/verify", "retry-after": "1", "cache-control": "no-store"}
    return JSONResponse(plain(begin_verification(app)._asdict()), status_code=202, headers=headers)


@routes.get("/verify", operation_id="getVerification", summary="核验的结果 what verifying found",
            responses=read(VerificationAnswer))  # fmt: skip
def get_verification(request: Request, app: TheApp) -> Response:
    """最近一次核验：同 chufei verify --json。The last one, as chufei verify --json tells it."""
    return reply(request, last_verification(app)._asdict())
