"""``/v1/session``: people sign in and out at a browser; ``/v1/me``: who one is, and one's own password."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.app import App
from api.directory_seen import capacities
from api.http.caller import Caller, Person, Seated, TheApp, TheCaller
from api.http.cookies import BROWSER_COOKIE, forget, guarded, seat, shown, unkept
from api.http.own import COOKIE
from api.http.slots import InTurn
from api.standing_tokens import standing
from domain.actor import Level, Position, Role
from domain.instants import day_of
from workflows.identity.passwords import LONGEST
from workflows.identity.shapes import Attempt, Means, Session
from workflows.scopes import Scope

routes = APIRouter(tags=["sign-in"], dependencies=[Depends(unkept)])

Password = Annotated[
    str, Field(min_length=1, max_length=LONGEST, description="密码 the password", examples=["一句只有自己知道的长话"])
]
Code = Annotated[
    str,
    Field(max_length=40, description="动态验证码或恢复码 a code of the app, or a recovery code", examples=["123456"]),
]


Standing = Annotated[
    list[str],
    Field(description="仍有效的程序密钥，见 /v1/me/tokens keys of programs that still stand", examples=[["3fa91c20"]]),
]


class Form(BaseModel):
    """A body whose every field is known."""

    model_config = ConfigDict(extra="forbid")


class SignInForm(Form):
    """Who comes in, and what he shows."""

    account: str = Field(max_length=64, description="账号 the account", examples=["qj-01"])
    password: Password
    code: Code = ""


class PasswordForm(Form):
    """The password so far, and the one from now on."""

    old: Password
    new: Password


class SessionAnswer(BaseModel):
    """A session, by what may be shown of it."""

    number: str = Field(description="名称 its name, which opens nothing", examples=["3fa91c20"])
    means: Means = Field(description="登录方式 how one signed in", examples=["password"])
    address: str = Field(description="从哪里登录 from where", examples=["10.0.0.7"])
    created: datetime = Field(description="何时登录 since when", examples=["2026-11-02T01:00:00Z"])
    seen: datetime = Field(description="最近使用 last used", examples=["2026-11-02T01:20:00Z"])
    must_change: bool = Field(description="须先改密码 the password is to be changed first", examples=[False])


class Capacity(BaseModel):
    """An office that one can act for today."""

    office: str = Field(description="单位代码，写入 Chufei-Office its code, for Chufei-Office", examples=["370104"])
    organ: str = Field(description="单位名称 what the office is called", examples=["示例区地方金融管理局"])
    level: Level = Field(description="层级 the level", examples=["district-authority"])
    division: str = Field(description="区划代码 the area", examples=["370104"])
    position: Position | None = Field(description="职务 the position", examples=["deputy"])
    roles: list[Role] = Field(description="岗位 the posts", examples=[["handler"]])
    stands_in_for: list[str] = Field(
        description="可代谁办理，写入 Chufei-On-Behalf-Of for whom one may act, for Chufei-On-Behalf-Of", examples=[[]]
    )


class Me(BaseModel):
    """Who asks, with the powers of today."""

    account: str = Field(description="账号 the account", examples=["qj-01"])
    name: str = Field(description="姓名 the name", examples=["测试承办乙"])
    office: str = Field(description="单位代码 the office", examples=["370104"])
    organ: str = Field(description="单位名称 what the office is called", examples=["示例区地方金融管理局"])
    level: Level = Field(description="层级 the level", examples=["district-authority"])
    division: str = Field(description="区划代码 the area", examples=["370104"])
    position: Position | None = Field(description="职务 the position", examples=["deputy"])
    roles: list[Role] = Field(description="岗位 the posts", examples=[["handler"]])
    scopes: list[Scope] = Field(description="可作何用 what the session or token is for", examples=[["read", "write"]])
    capacities: list[Capacity] = Field(description="今日能代表的单位，本单位在前 offices to act for, one's own first")
    second_factor: bool = Field(description="已开启动态验证码 whether codes are on", examples=[False])
    tokens: Standing
    session: SessionAnswer | None = Field(description="本次登录 this session; none for a token")


class SignedOut(BaseModel):
    """What is left when all sessions are over: keys are no sessions, and each is revoked by itself."""

    tokens: Standing
    revoke: str = Field(description="如何撤销 how one is revoked", examples=["DELETE /v1/me/tokens/{prefix}"])


class Sessions(BaseModel):
    """One's sessions that are not over."""

    sessions: list[SessionAnswer] = Field(description="登录 the sessions, oldest first")


@routes.post("/session", operation_id="signIn", summary="登录 sign in", dependencies=[Depends(guarded)])
async def sign_in(form: SignInForm, request: Request, response: Response, app: TheApp, turn: InTurn) -> Me:
    """凭账号和密码登录，得到一个 Cookie。Sign in by account and password; the answer brings a cookie."""
    attempt = attempted(request, form.account.strip().lower(), form.password, form.code)
    came = await turn.do(app.identity.door.sign_in, attempt)
    seat(request, response, came)
    return me_of(app, seated_caller(came.session))


@routes.delete("/session", operation_id="signOut", summary="退出 sign out", status_code=204)
def sign_out(request: Request, response: Response, app: TheApp) -> None:
    """结束本次登录；已经结束的也一样。End this session, also where it is over already."""
    app.identity.sessions.end(shown(request, COOKIE))
    forget(request, response, COOKIE)


@routes.get("/sessions", operation_id="listMySessions", summary="本人的登录 one's sessions")
def sessions(app: TheApp, asking: Person) -> Sessions:
    """本人在各处的登录。Where one is signed in."""
    return Sessions(sessions=[session_of(each) for each in app.identity.sessions.of(asking.actor)])


@routes.delete("/sessions", operation_id="signOutEverywhere", summary="全部退出 sign out everywhere")
def sign_out_everywhere(request: Request, response: Response, app: TheApp, session: Seated) -> SignedOut:
    """结束本人在各处的登录；程序的密钥仍有效。End all of one's sessions; keys of programs still stand."""
    app.identity.credentials.log_out(session.account, by=session.account)
    forget(request, response, COOKIE)
    return SignedOut(tokens=list(standing(app, session.account)), revoke="DELETE /v1/me/tokens/{prefix}")


@routes.get("/me", operation_id="getMe", summary="本人 who one is")
def me(app: TheApp, asking: TheCaller) -> Me:
    """本人今日的岗位和权限。Who asks, with the powers of today."""
    return me_of(app, asking)


@routes.put("/me/password", operation_id="changeMyPassword", summary="改密码 change the password")
async def change_password(  # noqa: PLR0917 - what FastAPI hands over
    form: PasswordForm, request: Request, response: Response, app: TheApp, session: Seated, turn: InTurn
) -> Me:
    """改本人密码：其他各处的登录随之结束，密钥不变。Change one's password; all other sessions end, keys stand."""
    attempt = attempted(request, session.account, form.old)
    came = await turn.do(app.identity.door.change_password, session, attempt, form.new)
    seat(request, response, came)
    return me_of(app, seated_caller(came.session))


def attempted(request: Request, account: str, password: str, code: str = "") -> Attempt:
    """What somebody shows, with where he sits."""
    address = request.client.host if request.client else ""
    return Attempt(
        account=account, password=password, code=code, address=address, browser=shown(request, BROWSER_COOKIE)
    )


def seated_caller(session: Session) -> Caller:
    """Somebody who has just come in; nothing is for him before he changed a password that another set."""
    scopes = frozenset[Scope]() if session.must_change else frozenset(Scope)
    return Caller(session.actor, scopes, "http", session)


def me_of(app: App, asking: Caller) -> Me:
    """Who asks, as he is told."""
    actor, today = asking.actor, day_of(app.clock.now())
    able = capacities(app.roster.directory(), actor.id, today)
    return Me(
        account=actor.id, name=actor.name, office=actor.office, organ=actor.organ, level=actor.level,
        division=actor.division, position=actor.position, roles=list(actor.roles), scopes=sorted(asking.scopes),
        capacities=[Capacity.model_validate(each) for each in able],
        second_factor=app.identity.codes.on(actor.id), tokens=list(standing(app, actor.id)),
        session=session_of(asking.session) if asking.session else None,
    )  # fmt: skip


def session_of(session: Session) -> SessionAnswer:
    """A session as its owner sees it."""
    return SessionAnswer(
        number=session.number, means=session.means, address=session.address, created=session.created,
        seen=session.seen, must_change=session.must_change,
    )  # fmt: skip
