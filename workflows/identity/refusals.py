"""Every way in which somebody is not let in, as a table: permanent code, words, and the rule behind it."""

from datetime import timedelta
from enum import StrEnum
from math import ceil
from typing import Final, NamedTuple

from domain.errors import Fact, NotFound, NotLegal, NotPermitted, NotSignedIn, Refusal, TooOften
from domain.law import Citation, cite
from domain.words import Words


class Why(StrEnum):
    """Why somebody is not let in. Values are the permanent codes."""

    MISSING = "session.missing"
    REFUSED = "sign-in.refused"
    EXPIRED = "sign-in.expired"
    NO_POWER = "sign-in.no-power"
    INSECURE = "sign-in.insecure"
    CODE_NEEDED = "sign-in.code"
    CODE_REFUSED = "sign-in.code-refused"
    CHANGE_FIRST = "sign-in.change-first"
    SESSION_ONLY = "sign-in.session-only"
    ENDED = "session.ended"
    TOKEN_INVALID = "token.invalid"  # noqa: S105 - a code
    TOKEN_SCOPE = "token.scope"  # noqa: S105 - a code
    TOKEN_UNKNOWN = "token.unknown"  # noqa: S105 - a code
    NO_CODES = "code.not-enrolled"
    CODES_ON = "code.on"
    NO_PROVIDER = "oidc.off"
    PROVIDER_REFUSED = "oidc.refused"
    UNLINKED = "oidc.unlinked"
    TAKEN = "oidc.taken"
    CROSS_SITE = "request.cross-site"
    ADMINISTRATOR = "permission.administrator"
    OFFICE = "actor.no-power"


class Row(NamedTuple):
    """A kind of refusal, what it says, and by which rules."""

    kind: type[Refusal]
    words: Words
    basis: tuple[Citation, ...]


ACCOUNT: Final = cite("office sign-in-by-name", "PIPL 51")
SESSION: Final = cite("office session-length")
TOKEN: Final = cite("office token-length")
CODE: Final = cite("office second-factor")
PROVIDER: Final = cite("office provider-tells-who")

REFUSALS: Final[dict[Why, Row]] = {
    Why.MISSING: Row(
        NotSignedIn, Words("请先登录，或附上密钥", "Sign in first, or send a token"), ACCOUNT),
    Why.REFUSED: Row(
        NotSignedIn, Words("账号或密码不对", "Wrong name or password"), ACCOUNT),
    Why.EXPIRED: Row(
        NotSignedIn, Words("一次性密码已过期；请管理员重发（chufei account password）",
                           "The one-time password is too old; an administrator gives a new one"),
        cite("office password-by-another")),
    Why.NO_POWER: Row(  # read by whoever comes in, and by the administrator who gives him a password
        NotPermitted, Words("账号已停用，或今日没有任何岗位；先由管理员在名册中授予岗位",
                            "The account is closed or holds no post today; an administrator gives it a post first"),
        ACCOUNT),
    Why.INSECURE: Row(
        NotPermitted, Words("未加密的网络连接不收密码：用 https，或在本机上用",
                            "No password is taken over a network in the clear: use https, or this machine"), ACCOUNT),
    Why.CODE_NEEDED: Row(
        NotSignedIn, Words("还要填写动态验证码或恢复码", "The app's code, or a recovery code, is needed"), CODE),
    Why.CODE_REFUSED: Row(
        NotSignedIn, Words("验证码不对或已用过；等下一个", "The code is wrong or was used; wait for the next"), CODE),
    Why.CHANGE_FIRST: Row(
        NotPermitted, Words("密码是别人设置的：先改成自己的", "Somebody else set this password: change it first"),
        cite("office password-by-another")),
    Why.SESSION_ONLY: Row(
        NotPermitted, Words("须本人登录后办理，不能用密钥", "For a person who signed in, not for a token"), TOKEN),
    Why.ENDED: Row(
        NotSignedIn, Words("登录已结束，请重新登录", "The session is over; sign in again"), SESSION),
    Why.TOKEN_INVALID: Row(
        NotSignedIn, Words("密钥不对、已过期或已撤销", "The token is wrong, too old or revoked"), TOKEN),
    Why.TOKEN_SCOPE: Row(
        NotPermitted, Words("密钥的范围不含此事", "The token does not reach so far"), TOKEN),
    Why.TOKEN_UNKNOWN: Row(
        NotFound, Words("没有这个密钥", "There is no such token"), TOKEN),
    Why.NO_CODES: Row(
        NotFound, Words("没有待确认的动态验证码；先开启", "No code is being turned on; begin anew"), CODE),
    Why.CODES_ON: Row(
        NotLegal, Words("动态验证码已开启；更换前先关闭", "Codes are on already; turn them off first"), CODE),
    Why.NO_PROVIDER: Row(
        NotFound, Words("没有接入统一认证", "No identity provider is connected"), PROVIDER),
    Why.PROVIDER_REFUSED: Row(
        NotSignedIn, Words("统一认证没有通过，请重来", "The provider did not confirm it; begin anew"), PROVIDER),
    Why.UNLINKED: Row(
        NotPermitted, Words("这个外部身份没有关联账号；请管理员运行 chufei account link",
                            "No account is linked to this identity; an administrator links it by chufei account link"),
        PROVIDER),
    Why.TAKEN: Row(
        NotPermitted, Words("账号已关联另一个外部身份", "The account is linked to another identity"), PROVIDER),
    Why.ADMINISTRATOR: Row(
        NotPermitted, Words("别人的凭证由管理员处理", "The secrets of others are for administrators"),
        cite("office secrets-on-record")),
    Why.OFFICE: Row(
        NotPermitted, Words("今日不能以这个单位的名义办理；能用的单位见 GET /v1/me",
                            "Not an office to act for today; GET /v1/me tells those that are"), ACCOUNT),
    Why.CROSS_SITE: Row(
        NotPermitted, Words("请求来自别的网站，或来处不明：从本系统的页面发送（带 Sec-Fetch-Site 或 Origin），"
                            "程序改用密钥",
                            "The request is from another site, or from nowhere: send it from our own pages (with "
                            "Sec-Fetch-Site or Origin), a program with a token"), cite("office same-origin")),
}  # fmt: skip
"""Code → what it is."""

THROTTLED: Final = Words("试得太多了：{seconds} 秒后再试", "Too many tries: wait {seconds} seconds")
BUSY: Final = Words("登录的人太多，请 {seconds} 秒后再试", "Too many sign in at once: wait {seconds} seconds")


def refusal(why: Why, *facts: Fact) -> Refusal:
    """The refusal to raise."""
    kind, words, basis = REFUSALS[why]
    return kind(words, code=why.value, rule=str(basis[0]), basis=basis, facts=facts)


def throttled(wait: timedelta, words: Words = THROTTLED) -> TooOften:
    """Too often: how long to wait, in whole seconds and never none."""
    seconds = max(ceil(wait.total_seconds()), 1)
    basis = cite("office sign-in-tries")
    return TooOften(words.fill(seconds=seconds), seconds=seconds, rule=str(basis[0]), basis=basis)
