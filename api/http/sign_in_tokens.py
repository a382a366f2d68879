"""``/v1/me/tokens``: keys by which one's programs come in."""

from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, Field

from api.http.caller import Person, TheApp
from api.http.cookies import unkept
from api.http.sign_in import Form
from api.http.writers import writers_of
from workflows.identity.lifetimes import LONGEST_TOKEN, TOKEN_DAYS
from workflows.identity.shapes import ApiToken
from workflows.scopes import Scope

routes = APIRouter(prefix="/me/tokens", tags=["sign-in"], dependencies=[Depends(unkept)])

PREFIX: Final = Path(description="密钥名称 the name of a token", pattern="^[0-9a-f]{8}$", examples=["3fa91c20"])


class TokenForm(Form):
    """What a token is for."""

    label: str = Field(max_length=100, description="用途 what it is for", examples=["街道大屏"])
    scopes: set[Scope] = Field(min_length=1, description="范围 how far it reaches", examples=[["read"]])
    days: int = Field(default=TOKEN_DAYS, ge=1, le=LONGEST_TOKEN, description="多少天后失效 its term", examples=[90])


class TokenAnswer(BaseModel):
    """A token, by what may be shown of it."""

    prefix: str = Field(description="名称 its name, which opens nothing", examples=["3fa91c20"])
    label: str = Field(description="用途 what it is for", examples=["街道大屏"])
    scopes: list[Scope] = Field(description="范围 how far it reaches", examples=[["read"]])
    created: datetime = Field(description="何时签发 when it was minted", examples=["2026-11-02T01:00:00Z"])
    expires: datetime = Field(description="何时失效 when it ends", examples=["2027-01-31T01:00:00Z"])
    used: datetime | None = Field(description="最近使用 last used", examples=["2026-11-03T01:00:00Z"])
    revoked: datetime | None = Field(description="何时撤销 when it was revoked", examples=[None])


class MintedAnswer(TokenAnswer):
    """A new token, shown once."""

    token: str = Field(description="密钥，只显示这一次 shown this once", examples=["chufei_3fa91c20_…"])


class TokensAnswer(BaseModel):
    """One's tokens."""

    tokens: list[TokenAnswer] = Field(description="密钥 the tokens, oldest first")


@routes.get("", operation_id="listMyTokens", summary="本人的密钥 one's tokens")
def listed(app: TheApp, asking: Person) -> TokensAnswer:
    """也列出已失效和已撤销的。Those that open nothing any more are listed too."""
    return TokensAnswer(tokens=[answer(each) for each in app.tokens.of(asking.actor.id)])


@routes.post("", operation_id="mintMyToken", summary="签发密钥 mint a token", status_code=201)
def mint(form: TokenForm, app: TheApp, asking: Person) -> MintedAnswer:
    """密钥的权限不超过本人今日的权限。A token can do no more than its owner can on the day."""
    mine = asking.actor.id
    token = app.tokens.mint(mine, form.scopes, form.days, label=form.label, by=mine)
    made = next(each for each in app.tokens.of(mine) if each.prefix == token.split("_")[1])
    return MintedAnswer(token=token, **answer(made).model_dump())


@routes.delete("/{prefix}", operation_id="revokeMyToken", summary="撤销密钥 revoke a token", status_code=204)
def revoke(request: Request, prefix: Annotated[str, PREFIX], app: TheApp, asking: Person) -> None:
    """立即失效。It opens nothing from now on."""
    app.tokens.revoke(asking.actor.id, prefix, by=asking.actor.id)
    writers_of(request).forget()


def answer(token: ApiToken) -> TokenAnswer:
    """A token as its owner sees it."""
    return TokenAnswer(
        prefix=token.prefix, label=token.label, scopes=sorted(token.scopes), created=token.created,
        expires=token.expires, used=token.used, revoked=token.revoked,
    )  # fmt: skip
