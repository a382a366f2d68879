"""When an act may have happened: not in the future, not before what it follows, and no stated day after the act."""

from collections.abc import Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import ClassVar, Final, Protocol

from domain.instants import clock, day_of
from domain.law import cite
from domain.procedure import Act, Failed, Guard, Situation, failed, guard
from domain.words import Words

STATED: Final[Mapping[str, Words]] = {
    "service.on": Words("送达日期", "day of service"),
    "waited_until": Words("等候至", "waited until"),
    "told_on": Words("告知日期", "told on"),
    "filed_on": Words("立案日期", "filed on"),
    "happened_on": Words("正确日期", "right day"),
}
"""Field → the day gone by that a command may state there."""


class Stating(Act, Protocol):
    """A command that may state days gone by: ``stated`` names those fields, dotted for parts."""

    stated: ClassVar[tuple[str, ...]]


@guard("command.future", "office late-entry", zh="发生时间不得晚于现在", en="an act cannot lie in the future")
def not_in_the_future(_: object, command: Act, situation: Situation) -> Failed | None:
    """Late entry is welcome, early entry is not."""
    if command.occurred <= situation.now:
        return None
    return failed("发生时间", "occurred", clock(command.occurred), f"≤ {clock(situation.now)}", fields=("occurred",))


@guard("command.stated-day", "office late-entry", zh="写明的日期不得晚于办理之日", en="no stated day is after the act")
def nothing_stated_ahead(_: object, command: Stating, situation: Situation) -> Failed | None:
    """What a paper says has happened had happened when it was noted."""
    for path in command.stated:
        value: date | datetime = attrgetter(path)(command)
        day = day_of(value) if isinstance(value, datetime) else value
        if day > day_of(command.occurred) or (isinstance(value, datetime) and value > situation.now):
            found = clock(value) if isinstance(value, datetime) else value
            return failed(*STATED[path], found, f"≤ {clock(command.occurred)}", fields=(path,))
    return None


def _not_before(bound: str) -> Guard:
    """The guard that an act lies no earlier than the moment which the state keeps as ``bound``.

    Otherwise a date would be enough to evade a deadline or a period of observation. Days are compared, not moments:
    offices often know only the day, and every period counted here is one of days.
    """

    def check(state: object, command: Act, _: Situation) -> Failed | None:
        first = day_of(getattr(state, bound))
        if day_of(command.occurred) >= first:
            return None
        return failed("办理之日", "day of the act", day_of(command.occurred), f"≥ {first}", fields=("occurred",))

    return Guard("command.order", ORDER, cite("office order-of-acts"), check)


ORDER: Final = Words(
    "办理之日不得早于进入当前阶段之日，也不得早于所依据的事项之日",
    "an act cannot lie before its stage was reached, nor before what it rests on",
)

in_order: Final = _not_before("latest")
"""What leads on comes after the stage was reached, and after the last act that counts at it."""

at_this_stage: Final = _not_before("since")
"""What counts at a stage happened at it; among themselves such acts may be entered in any order."""

after_filing: Final = _not_before("filed")
"""Items go to the police once they have filed: the notice starts that limit, and a receipt may cross it."""
