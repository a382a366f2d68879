"""The secrets of others, as administrators deal with them: whose they may keep, and what was done, in words."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Final

from api.app import App
from api.tongue import Tongue
from domain.actor import Actor
from domain.errors import NotFound
from domain.words import Words
from workflows.forms.choices import words_of
from workflows.identity.administrators import check_reach
from workflows.identity.shapes import Fact, Kind
from workflows.scopes import Scope

KINDS: Final = {
    Kind.PASSWORD_RESET: Words("重置密码", "password reset"), Kind.PASSWORD_SET: Words("改密码", "password changed"),
    Kind.LOGGED_OUT: Words("全部退出", "logged out everywhere"), Kind.TOKEN_MINTED: Words("签发密钥", "token minted"),
    Kind.TOKEN_REVOKED: Words("撤销密钥", "token revoked"), Kind.CODE_ENROLLED: Words("开启验证码", "codes turned on"),
    Kind.CODE_REMOVED: Words("关闭验证码", "codes turned off"),
    Kind.RECOVERY_USED: Words("使用恢复码", "recovery code used"), Kind.LINKED: Words("关联身份", "identity linked"),
    Kind.UNLINKED: Words("取消关联", "identity unlinked"),
}  # fmt: skip
"""What was done, as people read it."""
RECENT: Final = 20
"""Facts that a page tells of somebody's secrets."""
OPERATOR: Final = Words("本机操作", "at the machine")


def within_reach(app: App, actor: Actor, account: str) -> None:
    """Whether an account is of the administrator's area. Raises ``NotPermitted`` (``permission.administrator``).

    Somebody who is in the roster no more is of no area: his secrets may be ended by any administrator.
    """
    for asked in (app.roster.actor, app.roster.arriving):
        with suppress(NotFound):  # of his own office and of the one in which he comes in, each where there is one
            check_reach(actor, asked(account))


def named(say: Tongue, scopes: Iterable[str]) -> str:
    """What scopes are called, as they follow each other in the list of all."""
    return say.listed(say(words_of(each)) for each in Scope if each in scopes)


def detail_of(say: Tongue, fact: Fact) -> str:
    """As it is on record; of a token its name and what it is for."""
    if fact.kind is not Kind.TOKEN_MINTED:
        return fact.detail
    prefix, *scopes = fact.detail.split()
    return say.aside(prefix, named(say, scopes))


def recent(say: Tongue, facts: Sequence[Fact]) -> list[tuple[Fact, Words, str]]:
    """What was done of late, the newest first: the fact, what it is called, what there is to tell of it."""
    return [(each, KINDS[each.kind], detail_of(say, each)) for each in reversed(facts[-RECENT:])]
