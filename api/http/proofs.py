"""``/v1/verify``: whether the log is what was written. It takes as long as the log is: begun, then asked after."""

from datetime import datetime
from threading import Lock, Thread
from typing import Annotated, Any, Final

import structlog
from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from api.app import App
from api.http.answering import read, reply, told
from api.http.caller import Caller, Reader, TheApp
from api.http.problems import as_problem
from api.http.queries import KnownOnly
from api.http.schemas.proofs import Progress, VerificationAnswer
from api.plain import plain
from api.proof import as_json, prove
from domain.access import audits
from domain.errors import ChufeiError, Contended
from domain.instants import day_of
from domain.words import Words
from workflows.refusals import no_auditor

BROKEN: Final = Words("系统出错，已记入日志；请重新核验", "an error of ours, it is in our log; verify again")
BEGUN: Final = {"Location": "查询结果的地址 where to ask what it found", "Retry-After": "秒 seconds"}

log = structlog.get_logger(__name__)


class Proofs:
    """The verifications of this process: one at a time, the last one kept. May be used from any thread."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._lock = Lock()
        self.last = VerificationAnswer(Progress.NONE)

    def begin(self) -> VerificationAnswer:
        """Start one; where one is under way, that is the one."""
        with self._lock:
            if self.last.state is not Progress.RUNNING:
                self.last = VerificationAnswer(Progress.RUNNING, self._app.clock.now())
                Thread(target=self._run, args=(self.last.begun,), name="verify", daemon=True).start()
            return self.last

    def _run(self, begun: datetime) -> None:
        found: dict[str, Any] = {"state": Progress.FAILED}
        try:
            found = {"state": Progress.DONE, "proof": as_json(prove(self._app))}
        except ChufeiError as error:
            found["problem"] = as_problem(error)
        except Exception:
            log.exception("a verification failed")
            found["problem"] = as_problem(Contended(BROKEN))
        self.last = VerificationAnswer(begun=begun, ended=self._app.clock.now(), **found)


async def the_proofs(request: Request) -> Proofs:
    """The verifications of this process."""
    proofs: Proofs = request.app.state.proofs
    return proofs


async def auditor(caller: Reader, app: TheApp) -> Caller:
    """An auditor. Raises ``NotPermitted`` (``permission.verify``)."""
    if audits(caller.actor):
        return caller
    raise no_auditor(caller.actor.roles, day_of(app.clock.now()))


TheProofs = Annotated[Proofs, Depends(the_proofs)]
routes = APIRouter(tags=["verify"], dependencies=[KnownOnly, Depends(auditor)])


@routes.post("/verify", operation_id="beginVerification", status_code=202, summary="核验日志 verify the log",
             responses=told(VerificationAnswer, status=202, headers=BEGUN))  # fmt: skip
async def begin(proofs: TheProofs) -> Response:
    """逐字节重算整个日志；正在核验的就是这一次。All of the log is re-hashed; what is under way goes on."""
    headers = {"location": "/v1/verify", "retry-after": "1", "cache-control": "no-store"}
    return JSONResponse(plain(proofs.begin()._asdict()), status_code=202, headers=headers)


@routes.get("/verify", operation_id="getVerification", summary="核验的结果 what verifying found",
            responses=read(VerificationAnswer))  # fmt: skip
async def get_verification(request: Request, proofs: TheProofs) -> Response:
    """本进程最近一次核验：同 chufei verify --json。The last one of this process, as chufei verify --json tells it."""
    return reply(request, proofs.last._asdict())
