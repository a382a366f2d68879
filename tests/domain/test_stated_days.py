"""No day that a command states as gone by lies after the act: a table of every date in every command."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, get_args, get_type_hints

import pytest

from domain.lead.dates import nothing_stated_ahead
from domain.procedure import Situation
from tests.support.leads import GIVEN
from tests.support.people import OFFICER
from tests.support.samples import NOON, build
from workflows.desks import DESKS

AHEAD: Final = frozenset(
    {"reply_by", "due", "review_on", "at", "deadline", "expected", "observe_until", "next_contact"}
    | {"until", "valid_until"}
)
"""Days that a command sets or expects: they may lie ahead."""
BY_TODAY: Final = frozenset({"since"})
"""A day gone by that may lie after the registration with which it is carried over: bound by a guard of its own; in the
directory the first day of something, which may lie ahead too."""

COMMANDS: Final[list[Any]] = sorted(DESKS, key=lambda kind: kind.__name__)
SITUATION: Final = Situation({}, OFFICER, NOON + timedelta(days=300))


def dates(shape: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401 - a command or a part of one
    """Every date or moment of a shape, dotted for parts."""
    hints = get_type_hints(shape)
    for field in fields(shape):
        for kind in _kinds(hints[field.name]):
            if isinstance(kind, type) and issubclass(kind, date):
                yield f"{path}{field.name}"
            elif is_dataclass(kind):
                yield from dates(kind, f"{path}{field.name}.")


def _kinds(hint: Any) -> Iterator[Any]:  # noqa: ANN401 - a type hint is anything
    if get_args(hint):
        for each in get_args(hint):
            yield from _kinds(each)
    else:
        yield hint


STATED: Final = [(kind, path) for kind in COMMANDS for path in kind.stated]


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
def test_every_date_of_a_command_is_one_gone_by_or_one_ahead(kind: type[Any]) -> None:
    known = AHEAD | BY_TODAY | {"occurred"}

    assert {path for path in dates(kind) if path.rpartition(".")[2] not in known} == set(kind.stated)


def test_some_commands_state_days_gone_by() -> None:
    assert {path for _, path in STATED} == {"service.on", "waited_until", "told_on", "filed_on", "happened_on"}


@pytest.mark.parametrize(("kind", "path"), STATED, ids=lambda part: getattr(part, "__name__", part))
def test_a_stated_day_is_never_after_the_act(kind: type, path: str) -> None:
    for shift, fits in ((0, True), (1, False)):
        act = stating(kind, path, shift)
        failure = nothing_stated_ahead.check(None, act, SITUATION)
        assert (failure is None) is fits
        assert failure is None or failure.facts[0].needed


def stating(kind: type, path: str, shift: int) -> Any:  # noqa: ANN401 - of the kind asked for
    """A command whose stated day lies so many days after its act."""
    act: Any = build(kind, **{fields(kind)[0].name: "l1", "occurred": NOON, **GIVEN.get(kind, {})})
    name, _, part = path.partition(".")
    old = getattr(act, name) if not part else getattr(getattr(act, name), part)
    moved = (NOON if isinstance(old, datetime) else NOON.date()) + timedelta(days=shift)
    return replace(act, **{name: replace(getattr(act, name), **{part: moved}) if part else moved})


def test_every_procedure_asks_it_at_every_row() -> None:
    assert all(nothing_stated_ahead in desk.procedure.standing for desk in DESKS.values())


def test_a_moment_later_today_is_not_stated_either() -> None:
    act = stating(next(kind for kind, path in STATED if path == "waited_until"), "waited_until", 0)
    soon = Situation({}, OFFICER, NOON)

    assert nothing_stated_ahead.check(None, replace(act, waited_until=NOON + timedelta(hours=1)), soon) is not None
    assert nothing_stated_ahead.check(None, act, soon) is None
