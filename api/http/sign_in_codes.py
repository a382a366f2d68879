"""``/v1/me/second-factor``: codes of an app beside the password, turned on and off by oneself."""

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from api.http.caller import Person, TheApp
from api.http.cookies import unkept
from api.http.sign_in import Code, Form, Password, attempted
from api.http.slots import InTurn

routes = APIRouter(prefix="/me/second-factor", tags=["sign-in"], dependencies=[Depends(unkept)])


class ProofForm(Form):
    """One's password, once more."""

    password: Password


class CodeForm(Form):
    """A first code of the app."""

    code: Code


class BothForm(Form):
    """Password and code."""

    password: Password
    code: Code


class EnrolmentAnswer(BaseModel):
    """A new second factor, shown once."""

    secret: str = Field(description="密钥，手工录入用 for typing into an app", examples=["JBSWY3DPEHPK3PXP"])
    uri: str = Field(
        description="同一密钥，做成二维码 the same for a camera", examples=["otpauth://totp/chufei:qj-01?…"]
    )


class RecoveryAnswer(BaseModel):
    """Codes for a lost telephone, shown once, each good once."""

    recovery_codes: list[str] = Field(description="恢复码 recovery codes", examples=[["k7q2-9fdp-xm3c-2wvz"]])


@routes.post("", operation_id="enrolSecondFactor", summary="开启动态验证码 begin to use codes", status_code=201)
async def enrol(form: ProofForm, request: Request, app: TheApp, asking: Person, turn: InTurn) -> EnrolmentAnswer:
    """得到密钥；用第一个验证码确认后才生效。A secret, which counts once a first code of it was shown."""
    made = await turn.do(app.identity.door.enrol, attempted(request, asking.actor.id, form.password))
    return EnrolmentAnswer(secret=made.secret, uri=made.uri)


@routes.put("", operation_id="confirmSecondFactor", summary="确认动态验证码 confirm by a first code")
def confirm(form: CodeForm, request: Request, app: TheApp, asking: Person) -> RecoveryAnswer:
    """此后登录须填验证码；恢复码只显示这一次。Codes are asked for from now on; recovery codes are shown once."""
    attempt = attempted(request, asking.actor.id, "", form.code)
    return RecoveryAnswer(recovery_codes=list(app.identity.door.confirm_codes(attempt)))


@routes.post("/removal", operation_id="removeSecondFactor", summary="关闭动态验证码 stop using codes", status_code=204)
async def remove(form: BothForm, request: Request, app: TheApp, asking: Person, turn: InTurn) -> None:
    """须出示密码和验证码。Password and code are shown."""
    await turn.do(app.identity.door.drop_codes, attempted(request, asking.actor.id, form.password, form.code))
