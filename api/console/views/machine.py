"""``/admin/health`` and ``/admin/quarantine``: whether what people read keeps up, and what is set aside."""

from datetime import datetime, timedelta
from typing import Annotated, Final, NamedTuple

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse, Response

from api.administering import MACHINE
from api.answers_told import trouble_of
from api.console.administration import Operator, Watcher, page
from api.console.seat import Seat
from api.follower_names import called
from api.health_told import CONDITIONS, GRADES, asks, checked, span
from api.http.proofs import health_of
from domain.words import Words
from workflows.health import Condition, Followed, Grade, Health, Kind, Place
from workflows.streams import called as kind_of

routes = APIRouter(prefix="/admin")

KINDS: Final = {
    Kind.MODEL: Words("台账", "Read models"), Kind.EFFECT: Words("对外事件流", "The feed"),
    Kind.WEBHOOK: Words("推送", "Subscribers that are called"), Kind.RELAY: Words("消息总线", "Message buses"),
}  # fmt: skip
"""The four kinds of those who follow the log, as their tables are headed."""
HERE: Final = {
    Condition.AHEAD: Words(
        "已读到的事件在日志里不见了：日志末尾被截断。停止办理，数据库保留原样；由审计员核验日志，管理员与最近的备份核对。",
        "Events that were read are gone: the end of the log was cut off. Stop working and leave the database as it is; "
        "an auditor verifies the log, and the administrator holds it against the latest backup.",
    ),
    Condition.PARKED: Words(
        "部分线索的事件未能记入，见“搁置事件”。", "Events of some streams were set aside: see Quarantine."
    ),
    Condition.STOPPED: Words(
        "接收方多次未应答（75 小时）或答复已停用，已停止推送，内容一件不丢；与对方联系，恢复后在“推送订阅”里恢复推送，"
        "从停下处续送。",
        "The receiver did not answer for 75 hours, or said that it is gone; nothing is lost. Speak with its owner, "
        "then resume it under Subscriptions: it goes on where it stopped.",
    ),
}  # fmt: skip
"""What is to be done about a condition, where a page of ours does it and no command at the machine."""
MOVING: Final = frozenset({Condition.BUILDING, Condition.BEHIND})
"""How far these are is looked at again by the page itself."""
AGAIN: Final = 5
"""Seconds."""


class Row(NamedTuple):
    """A follower as a page tells it."""

    name: Words
    condition: Words
    grade: Grade
    position: int
    behind: int
    waits: Words | None
    silent: Words | None
    parked: int
    note: Words | None
    moving: bool


class Advice(NamedTuple):
    """What is to be done about a condition, and who is concerned."""

    name: Words
    text: Words
    concerned: tuple[Words, ...]


@routes.get("/health")
def health(seat: Watcher) -> Response:
    """The four kinds, each with a table; what to do where something is not well."""
    found = health_of(seat.app)
    tables = [(words, [_row(each) for each in found.followers if each.kind is kind]) for kind, words in KINDS.items()]
    return page(seat, "health.html", "health", grade=found.grade, told=GRADES[found.grade], head=found.head,
                trouble=trouble_of(seat.say, found.trouble), check=found.check,
                checked=checked(found.check, seat.say.moment), tables=tables, advice=_advice(seat, found),
                again=AGAIN if any(each.moving for _, rows in tables for each in rows) else 0)  # fmt: skip


@routes.get("/quarantine")
def quarantine(
    seat: Watcher, taken: Annotated[int | None, Query(ge=0)] = None, left: Annotated[int, Query(ge=0)] = 0
) -> Response:
    """What is parked, by read model and stream, in the order in which they stopped."""
    held = [(each, called(each.name), *kind_of(each.stream)) for each in seat.app.read_models.held()]
    tries = MACHINE.is_of(seat.actor)
    return page(seat, "quarantine.html", "quarantine", held=held, taken=taken, left=left, tries=tries)


@routes.post("/quarantine/retry")
def retry(
    seat: Operator, model: Annotated[str, Form(max_length=60)] = "", stream: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Try again, in order. Raises ``NotFound`` (``projection.unknown``)."""
    done = seat.app.read_models.retry(model, stream)
    return RedirectResponse(f"/admin/quarantine?taken={done.taken}&left={done.left}", 303)


def _row(each: Followed) -> Row:
    last = max((sign.at for sign in each.signs), default=None)
    return Row(
        called(each.name), CONDITIONS[each.condition][0], each.grade, each.position, each.behind,
        _since(each.now, each.waiting_since), _since(each.now, last), each.parked, _version(each),
        each.condition in MOVING,
    )  # fmt: skip


def _since(now: datetime, moment: datetime | None) -> Words | None:
    return None if moment is None else span(max(now - moment, timedelta(0)))


def _version(each: Followed) -> Words | None:
    """Of read models alone there are several versions beside each other."""
    if each.kind is not Kind.MODEL or each.place is Place.GONE:
        return None
    return Words(f"第 {each.version} 版", f"version {each.version}")


def _advice(seat: Seat, found: Health) -> list[Advice]:
    say = seat.say
    return [
        Advice(
            each.name,
            HERE.get(each.condition, each.text).fill(
                silent=say.listed(sorted({sign.holder for sign in each.silent})), trouble=trouble_of(say, each.trouble)
            ),
            tuple(dict.fromkeys(called(one.name) for one in each.concerned)),
        )
        for each in asks(found)
    ]
