"""``/account``: one's own password, codes and sessions; the first page of whoever was given a password by another."""

from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from api.app import App
from api.console.page import render, saying
from api.console.refused import told
from api.console.saying import Saying
from api.http.caller import Seated, TheApp
from api.http.cookies import forget, guarded, seat
from api.http.own import COOKIE
from api.http.problems import status_of
from api.http.sign_in import attempted
from api.http.slots import InTurn
from api.people import people
from api.secrets_kept import OPERATOR, named, recent
from domain.errors import Refusal
from domain.values.mistake import Mistake
from domain.words import Words
from projections.subscriptions import subscriptions
from workflows.identity.passwords import LENGTH
from workflows.identity.refusals import Why
from workflows.identity.shapes import Session

routes = APIRouter(prefix="/account")

NOT_THE_SAME: Final = Mistake(
    "input.password.again", Words("两次输入的新密码不一样", "The two new passwords differ"),
    Words("再输入一次", "Type it again"),
)  # fmt: skip
NOT_CHANGED: Final = Words("密码没有改", "The password is not changed")
WRONG_NOW: Final = Words("现在的密码不对", "The password now is wrong")

Password = Annotated[str, Form(max_length=1024)]


@routes.get("")
def account(
    request: Request, app: TheApp, session: Seated, *, changed: Annotated[bool, Query()] = False
) -> Response:  # fmt: skip
    """Password, codes and sessions; ``changed``: the password was changed just now."""
    return account_page(request, app, session, changed=changed)


@routes.post("/password", dependencies=[Depends(guarded)])
async def change_password(  # noqa: PLR0917 - what FastAPI hands over
    request: Request, app: TheApp, session: Seated, turn: InTurn, old: Password = "", new: Password = "",
    again: Password = "",
) -> Response:  # fmt: skip
    """Another password; all other sessions end."""
    try:
        if new != again:
            raise NOT_THE_SAME.at(field="again")
        came = await turn.do(app.identity.door.change_password, session, attempted(request, session.account, old), new)
    except Refusal as refusal:
        return await run_in_threadpool(account_page, request, app, session, refusal)
    answer = RedirectResponse("/" if session.must_change else "/account?changed=true", 303)
    seat(request, answer, came)
    return answer


@routes.post("/keys/{prefix}/revoke")
def revoke(app: TheApp, session: Seated, prefix: Annotated[str, Path(max_length=20)]) -> Response:
    """A key that acts in his name opens nothing from now on. Raises ``NotFound`` (``token.unknown``)."""
    app.tokens.revoke(session.account, prefix, by=session.account)
    return RedirectResponse("/account#keys", 303)


@routes.post("/sign-out-everywhere")
def sign_out_everywhere(request: Request, app: TheApp, session: Seated) -> Response:
    """End all of one's sessions."""
    app.identity.credentials.log_out(session.account, by=session.account)
    answer = RedirectResponse("/sign-in", 303)
    forget(request, answer, COOKIE)
    return answer


def account_page(
    request: Request, app: App, session: Session, refusal: Refusal | None = None, undone: Words = NOT_CHANGED, *,
    changed: bool = False,
) -> Response:  # fmt: skip
    """The page; with what was refused, called by what was not done. Who is seated is asked for his password alone."""
    say = saying(request)
    why = None if refusal is None else replace(told(refusal, say), title=say(undone))
    if why is not None and why.code == Why.REFUSED:
        why = replace(why, detail=say(WRONG_NOW))
    shown = {
        "session": session, "sessions": app.identity.sessions.of(session.actor), "changed": changed,
        "codes": app.identity.codes.on(session.account), "shortest": app.office_rules.number(LENGTH), "refusal": why,
        "subscribes": any(each.account == session.account for each in app.ask(subscriptions)),
        **_handed_out(app, say, session.account),
    }  # fmt: skip
    return render(request, "account.html", shown, status=status_of(refusal) if refusal else 200)


def _handed_out(app: App, say: Saying, account: str) -> dict[str, object]:
    """Keys that still act in his name, and what was done with his secrets: that another did it is seen here first."""
    now = app.clock.now()
    return {
        "keys": [(each, named(say, each.scopes)) for each in app.tokens.of(account) if each.stands(now)],
        "record": recent(say, app.identity.record.facts(account)), "called": people(app),
        "at_the_machine": OPERATOR,
    }  # fmt: skip
