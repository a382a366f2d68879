"""Every refusal and every fault, drawn as a tree. Codes are permanent; texts may improve.

Refusal                 the request cannot be granted; nothing was stored
├── InvalidInput        input.*        a field's value cannot be right
├── Faults              input.form     a form or file with several such values, all told at once
├── NotFound            *.unknown      what the request names does not exist, or not for this person
├── NotPermitted        permission.*   the level, grade, office or role is missing, or the officer is recused
├── NotSignedIn         sign-in.*, session.*, token.*, oidc.*   it is not known who asks
├── TooOften            *.throttled    tried too often: wait
├── NotLegal            move.*, guard codes   the procedure does not allow it now
├── Stale               version.stale  the caller looked at an older version
├── CursorAhead         cursor.ahead   the caller read further in a feed than it goes
└── CommandReused       command.reused the command id was used for another command
Fault                   the machine's own trouble
├── Contended           store.contended   too many writers on one stream; try again
├── Behind              read.behind       what people read has not come as far as the caller has seen; try again
├── StoreUnavailable    store.unavailable
├── ProviderUnavailable oidc.unavailable  the identity provider does not answer, or not as it should
├── FileUnusable        file.unusable     a file or folder cannot be read or written
├── KeysMissing         keys.missing      a log without the keys that sealed it
├── FeedStopped         feed.stopped      an event that cannot be told outside: the feed waits before it
├── BusUnavailable      bus.unavailable   the message bus cannot be reached or used
├── Diverged            relay.diverged    the bus does not hold what left the house: a person must look
│   └── StreamMissing   relay.stream-missing   it holds nothing any more
└── LogDamaged          log.damaged    the log is not what was written
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar, NamedTuple, TypeAlias

from domain.actor import Grade, Level
from domain.damage import with_way_out
from domain.law import Citation
from domain.words import Words


class About(NamedTuple):
    """A member of a list, and the thing that it is about."""

    kind: Enum
    item: str


Stated: TypeAlias = str | Words | Enum | About | tuple["Stated", ...]
"""What a fact holds: a text as it stands (id, day, figure), words of ours, a member of a list, or several of these."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the judgement looked at: what it is called, what was found, what was needed (of several any one)."""

    name: Words
    found: Stated
    needed: Stated = ""


@dataclass(frozen=True, slots=True)
class LegalMove:
    """A move the procedure has from here, and who may make it."""

    move: str
    command: str
    label: Words
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """The power that is missing, and who holds it (ids of the roster, perhaps none)."""

    levels: tuple[Level, ...] = ()
    grade: Grade | None = None
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remedy:
    """The act that clears the way: what it is about, its command, what its form holds, and who may do it."""

    words: Words
    command: str
    form: Mapping[str, object]
    by: Missing


class ChufeiError(Exception):
    """Anything this product raises on purpose."""

    code: str = "error"
    title: ClassVar[Words] = Words("出错了", "Error")

    def __init__(self, detail: Words) -> None:
        super().__init__(detail.en)
        self.detail = detail


class Refusal(ChufeiError):
    """The request cannot be granted. Nothing was stored.

    ``rule`` is the id of the row or guard, ``basis`` its articles, ``facts`` what failed, ``legal`` the moves possible
    now, ``missing`` the power that is lacking, ``remedy`` the act that has to come first, ``fields`` those to fill in
    otherwise. ``day`` is that of the act, on which the basis held; None where nothing was judged.
    """

    title = Words("不能办理", "Refused")

    def __init__(
        self, detail: Words, *, code: str | None = None, rule: str = "", basis: tuple[Citation, ...] = (),
        facts: tuple[Fact, ...] = (), legal: tuple[LegalMove, ...] = (), missing: Missing | None = None,
        remedy: Remedy | None = None, fields: tuple[str, ...] = (), day: date | None = None,
    ) -> None:  # fmt: skip
        super().__init__(detail)
        self.code = code or type(self).code
        self.rule = rule
        self.basis = basis
        self.facts = facts
        self.day = day
        self.legal = legal
        self.missing = missing
        self.remedy = remedy
        self.fields = fields


class InvalidInput(Refusal):
    """A value cannot be right: which field, what is wrong, by which rule, and the way out."""

    code = "input.invalid"
    title = Words("填写有误", "Invalid input")

    def __init__(self, field: str, fault: Words, *, way_out: Words, rule: str = "", code: str | None = None) -> None:
        super().__init__(fault, code=code, rule=rule)
        self.field = field
        self.way_out = way_out


class Faults(Refusal):
    """A form or file with mistakes: every one of them, so that nobody has to send it as often as it has mistakes."""

    code = "input.form"
    title = Words("填写有误", "Invalid input")

    def __init__(self, faults: Iterable[InvalidInput]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        super().__init__(Words(f"有 {count} 处填写有误", f"{count} mistake{'s'[: count != 1]} in what was filled in"))


class NotFound(Refusal):
    """What the request names does not exist, or not for this person."""

    code = "stream.unknown"
    title = Words("查无此件", "Not found")


class NotPermitted(Refusal):
    """The person lacks the level, grade, office or role, or is recused."""

    code = "permission.denied"
    title = Words("权限不足", "Not permitted")


class NotSignedIn(Refusal):
    """Nobody knows who asks: no session, no token, or none that is valid."""

    code = "session.missing"
    title = Words("请先登录", "Sign in first")


class TooOften(Refusal):
    """Tried too often: the next try must wait for so many ``seconds``."""

    code = "sign-in.throttled"
    title = Words("请稍候再试", "Wait, then try again")

    def __init__(
        self, detail: Words, *, seconds: int, rule: str = "", basis: tuple[Citation, ...] = (), code: str | None = None
    ) -> None:
        super().__init__(detail, code=code, rule=rule, basis=basis)
        self.seconds = seconds


class NotLegal(Refusal):
    """The procedure does not allow it now."""

    code = "move.not-from-here"
    title = Words("现在不能这样办", "Not legal now")


class Stale(Refusal):
    """The caller looked at an older version than the stored one."""

    code = "version.stale"
    title = Words("页面已过期", "Stale version")


class CursorAhead(Stale):
    """The caller read further in a feed than it goes: what he has is not of this feed, or it was restored."""

    code = "cursor.ahead"
    title = Words("读取位置超前", "Cursor ahead")


class CommandReused(Refusal):
    """The command id was already used for a different command."""

    code = "command.reused"
    title = Words("命令编号已被占用", "Command id reused")


class Fault(ChufeiError):
    """The machine's own trouble; the request may be sent again with the same command id."""

    title = Words("系统故障", "System fault")


class Contended(Fault):
    """Too many writers on one stream, even after retries."""

    code = "store.contended"
    title = Words("办理冲突", "Contended")


class Behind(Fault):
    """What people read has not taken as much of the log as the caller has seen."""

    code = "read.behind"
    title = Words("台账滞后", "Ledgers behind")


class StoreUnavailable(Fault):
    """The database cannot be reached or used."""

    code = "store.unavailable"
    title = Words("数据库不可用", "Store unavailable")


class ProviderUnavailable(Fault):
    """The identity provider does not answer, or answers what no provider answers."""

    code = "oidc.unavailable"
    title = Words("统一认证不可用", "Identity provider unavailable")


class FileUnusable(Fault):
    """A file or folder cannot be read or written."""

    code = "file.unusable"
    title = Words("文件不能读写", "File unusable")


class KeysMissing(Fault):
    """The log holds events, but the store of keys is new: it belongs to another log, or was lost."""

    code = "keys.missing"
    title = Words("密钥库缺失", "Keys missing")


class FeedStopped(Fault):
    """An event cannot be told to the outside; the feed waits before it until the program can."""

    code = "feed.stopped"
    title = Words("对外事件流停住", "Feed stopped")


class BusUnavailable(Fault):
    """The message bus cannot be reached or used."""

    code = "bus.unavailable"
    title = Words("消息总线不可用", "Bus unavailable")


class Diverged(Fault):
    """The message bus does not hold what left the house; nothing is mended before a person has looked."""

    code = "relay.diverged"
    title = Words("消息流与事件流不一致", "Bus and feed have parted")


class StreamMissing(Diverged):
    """The bus does not hold at all what was put there."""

    code = "relay.stream-missing"
    title = Words("消息流不见了", "Stream missing")


class LogDamaged(Fault):
    """The log is not what was written. Programs are told ``position`` and stored name of the ``event``, where known."""

    code = "log.damaged"
    title = Words("日志被破坏", "Log damaged")

    def __init__(self, detail: Words, *, position: int = 0, event: str = "") -> None:
        super().__init__(detail)
        self.detail = with_way_out(detail)
        self.position, self.event = position, event
