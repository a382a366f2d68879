"""How a condition of a change is written: what is found of it becomes a guard with its code and its rule."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, Final

from domain.directory.kinds import KINDS, OfficeKind
from domain.directory.state import Account, Directory
from domain.errors import Fact
from domain.law import Validity
from domain.procedure import Failed, Guard, Situation, guard
from domain.words import EMPTY, Words

Found = Callable[[Directory, Any], Fact | None]
"""``(directory, change)`` → None where it fits, else what was found and what was needed."""

THERE: Final = Words("当日在册", "there on the day")
ONE_DAY: Final = timedelta(days=1)


def fitting(code: str, zh: str, en: str, *basis: str) -> Callable[[Found], Guard]:
    """Turn what is found into a guard; all of them keep the directory true to its days."""

    def made(found: Found) -> Guard:
        def check(state: Directory, change: object, _: Situation) -> Failed | None:
            fact = found(state, change)
            return None if fact is None else Failed((fact,))

        return guard(code, *(basis or ("office directory-days",)), zh=zh, en=en)(check)

    return made


def is_there(field: str, code: str, zh: str, en: str) -> Guard:
    """An office named in a field is there on the first day; a field left empty names none."""

    def found(state: Directory, change: Any) -> Fact | None:  # noqa: ANN401 - of the kind its row in the table names
        named: str = getattr(change, field)
        office = state.offices.get(named)
        day = first(change) or (office.days.since if office else date.min)
        missing = bool(named) and state.office_on(named, day) is None
        return Fact(Words("单位", "office"), named, THERE) if missing else None

    return fitting(code, zh, en)(found)


def first(change: Any) -> date | None:  # noqa: ANN401 - as above
    """The first day that a change names; of one that ends something, the last."""
    day: date | None = getattr(change, "since", None) or getattr(change, "until", None)
    return day


def works(person: Account, office: str, day: date) -> bool:
    """Whether an office is somebody's own on a day, or he holds a post in it."""
    return person.home(day) == office or bool(person.held(day, office))


def twice(spells: Iterable[Validity], spell: Validity, what: str) -> Fact | None:
    """Whether some day would be covered twice."""
    real = (each for each in spells if each.until is None or each.since <= each.until)
    before = next((each for each in real if each.overlaps(spell)), None)
    return None if before is None else Fact(Words("已有", "there is"), what, _after(before.until))


def _after(until: date | None) -> Words:
    """What another spell needs where one lasts until then, or has no end yet."""
    if until is None:
        return Words("先终止已有的，或另选一个", "an end of that first, or another one")
    return Words(f"起始日晚于 {until.year}年{until.month}月{until.day}日", f"a first day after {until}")


def ended(spells: Iterable[Validity], until: date) -> Fact | None:
    """Whether none of these runs on its last day; what ends the day before its first was entered by mistake."""
    if any(each.covers(until) or each.since == until + ONE_DAY for each in spells):
        return None
    return Fact(Words("终止日", "last day"), str(until), THERE)


def kinds(*, body: bool) -> tuple[OfficeKind, ...]:
    """Those of bodies, or of offices."""
    return tuple(sorted(each for each, of in KINDS.items() if of.body is body))


@fitting("directory.name", "须有名称", "it has a name")
def named(_: Directory, change: Any) -> Fact | None:  # noqa: ANN401 - every change with a name
    """Nobody and nothing without one."""
    return None if change.name.strip() else Fact(Words("名称", "name"), EMPTY, Words("有", "given"))


there: Final = is_there("office", "office.unknown", "该日没有这个单位", "there is no such office on the day")
parent_there: Final = is_there("parent", "office.no-parent", "该日没有这个上级单位", "no such parent on the day")
