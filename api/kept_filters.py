"""What the risk ledger is narrowed, sorted and shown by as it is kept under a name: flag → what was typed.

The command line types these flags; the pages say the same in their addresses. So what is kept by one is used by both.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from api.app import App
from api.ledger_columns import MORE, RISK_LEDGER
from api.ledger_rows import Wanted
from api.ports import Said
from api.registers.columns import only
from domain.actor import Actor
from domain.errors import NotFound
from domain.instants import day_of
from domain.lead.stage import Stage
from domain.lead.vocabulary import Business, Pretext, Source
from domain.values.divisions import parse_code
from domain.values.mistake import Mistake
from domain.values.risk_grade import RiskGrade
from domain.values.text import compact, tidy
from domain.words import Words
from projections.ledger_order import Order, Sort
from projections.ledger_past import Span, Standing
from projections.ledger_rows import LedgerFilter
from workflows.forms.plain import choice, day

SHARED: Final = "office-"
"""How the owner of a filter begins that all of an office use."""
LONGEST: Final = 40
"""Characters of a name."""

SORTS: Final[dict[Sort, Words]] = {
    Sort.REGISTERED: Words("登记时间", "registered"),
    Sort.NUMBER: Words("线索编号", "number"),
    Sort.SUBJECT: Words("对象名称", "subject"),
    Sort.AMOUNT: Words("涉及金额", "amount"),
    Sort.PARTICIPANTS: Words("涉及人数", "participants"),
    Sort.GRADE: Words("风险等级", "grade"),
    Sort.DEADLINE: Words("办理期限", "deadline"),
    Sort.SINCE: Words("进入本阶段时间", "since"),
}

NO_SORT: Final = Mistake(
    "input.sort", Words("不能按此排序", "leads are not sorted by that"), Words("可选：{zh}", "there are: {en}")
)
NO_AGE: Final = Mistake(
    "input.age",
    Words("不是天数范围", "this is no range of days"),
    Words("写成 30-90 或 90-", "write it like 30-90 or 90-"),
)
NO_NAME: Final = Mistake(
    "input.filter.name", Words("不能用作筛选的名称", "this cannot be the name of a filter"),
    Words("写 1 至 {most} 个字", "write 1 to {most} characters"),
)  # fmt: skip
EMPTY: Final = Mistake(
    "input.filter.empty", Words("没有可保存的条件", "there is nothing to keep"),
    Words("加上阶段、等级、排序等条件", "narrow or sort by something first"),
)  # fmt: skip

NAMED: Final = Mistake(
    "input.filter.named", Words("按文字查找的条件不能共用", "what looks for a text is not shared"),
    Words("文字里可能有姓名，全单位都会看到：去掉文字再共用，或只保存给本人",
          "the text may hold somebody's name, and all of the office would read it: take the text out, or keep it for"
          " yourself"),
)  # fmt: skip

TOLD: Final = (
    "stage", "grade", "source", "division", "due-by", "since", "until", "closed-since", "closed-until", "street",
    "been", "age", "pretext", "business", "transferred",
)  # fmt: skip
"""Flags whose values stand on record with a read; of others, which may hold a name, it only stands that they did."""
NARROWS: Final = (*TOLD, "office", "handler", "text")


def understood(typed: Said, now: datetime) -> Wanted:
    """What flags mean; names in either language or stored values. Raises ``InvalidInput``."""
    one = {name: each[0] for name, each in typed.items()}

    def read(name: str, how: Callable[[str, str], Any]) -> Any:  # noqa: ANN401 - whatever is read
        return how(one[name], f"--{name}") if name in one else None

    narrowed = LedgerFilter(
        stages=_all(Stage, typed, "stage"),
        grades=_all(RiskGrade, typed, "grade"),
        source=read("source", lambda text, flag: choice(Source, text, flag)),
        division=read("division", _code) or "",
        street=read("street", _code) or "",
        office=one.get("office", ""),
        handler=one.get("handler", ""),
        due_by=_due(one["due-by"], day_of(now)) if "due-by" in one else None,
        registered=Span(read("since", day), read("until", day)),
        closed=Span(read("closed-since", day), read("closed-until", day)),
        been=_all(Stage, typed, "been"),
        standing=read("age", lambda text, flag: age(text, flag, now)),
        pretext=read("pretext", lambda text, flag: choice(Pretext, text, flag)),
        business=read("business", lambda text, flag: choice(Business, text, flag)),
        text=one.get("text", ""),
    )
    by = _sort(one["sort"]) if "sort" in one else Sort.DEADLINE if narrowed.due_by else Sort.REGISTERED
    columns = one.get("columns", "")
    shown = only(RISK_LEDGER, columns, MORE)
    return Wanted(narrowed, Order(by, "desc" in one), shown, bool(columns), noted(typed))


def noted(typed: Said) -> tuple[str, ...]:
    """By what a ledger is narrowed, as it stands on record with a read."""
    return tuple(f"{name}={'/'.join(typed[name])}" if name in TOLD else name for name in NARROWS if name in typed)


def _all(kind: Any, typed: Said, name: str) -> tuple[Any, ...]:  # noqa: ANN401 - an enum
    return tuple(dict.fromkeys(choice(kind, text, f"--{name}") for text in typed.get(name, ())))


def _code(text: str, flag: str) -> str:
    return parse_code(text, field=flag)


def _due(text: str, today: date) -> date:
    """A kept filter outlives any day that it could name."""
    if compact(text) in {"今天", "today"}:
        return today
    later = re.fullmatch(r"\+([0-9]{1,3})", compact(text))
    return today + timedelta(days=int(later[1])) if later else day(text, "--due-by")


def age(text: str, field: str, now: datetime) -> Standing:
    """``30-90``: at least 30 days and less than 90; ``90-``: 90 and more. Raises ``InvalidInput`` (``input.age``)."""
    found = re.fullmatch(r"([0-9]{1,4})-([0-9]{0,4})", compact(text))
    if found is None:
        raise NO_AGE.at(field=field)
    return Standing(now, int(found[1]), int(found[2]) if found[2] else None)


def _sort(text: str) -> Sort:
    """By its name, or by a part of the Chinese one that no other has: 金额."""
    wanted = compact(text).casefold()
    found = [sort for sort, words in SORTS.items() if wanted == sort.value or wanted in words.zh]
    if len(found) == 1:
        return found[0]
    raise NO_SORT.at(field="--sort", zh="、".join(each.zh for each in SORTS.values()), en=", ".join(SORTS))


def owners(asking: Actor) -> dict[str, Words]:
    """Whose filters whoever asks may use: his own, then his office's."""
    return {f"officer-{asking.id}": Words("本人", "mine"), f"{SHARED}{asking.office}": Words("本单位", "the office's")}


def owner_of(asking: Actor, *, shared: bool) -> str:
    """Himself, or his office."""
    his, the_office = owners(asking)
    return the_office if shared else his


def keep(app: App, owner: str, name: str, typed: Said, *, field: str = "NAME") -> str:
    """Keep it under a name, tidied.

    Raises ``InvalidInput`` for what is no name, means nothing, or may tell others whom somebody looked for.
    """
    name = named(name, typed, field)
    if "text" in typed and owner.startswith(SHARED):
        raise NAMED.at(field=field)
    understood(typed, app.clock.now())
    app.filters.keep(owner, name, typed)
    return name


def named(name: str, typed: Said, field: str) -> str:
    """The name under which something is kept. Raises ``InvalidInput``: for what is none, or where nothing is kept."""
    name = tidy(name)
    if not 0 < len(name) <= LONGEST or not name.isprintable():
        raise NO_NAME.at(field=field, most=LONGEST)
    if not typed:
        raise EMPTY.at(field=field)
    return name


def kept(app: App, asking: Actor, name: str) -> Said:
    """What is kept under a name. Raises ``NotFound`` (``filter.unknown``)."""
    known: dict[str, Said] = {}
    for owner in reversed(owners(asking)):
        known |= app.filters.of(owner)
    if name not in known:
        raise _unknown(name, known)
    return known[name]


def forget(app: App, owner: str, name: str) -> None:
    """Take one away. Raises ``NotFound`` (``filter.unknown``)."""
    known = app.filters.of(owner)
    if not app.filters.forget(owner, name):
        raise _unknown(name, known)


def _unknown(name: str, known: Mapping[str, Said]) -> NotFound:
    """Nothing is kept under this name."""
    if not known:
        words = Words("还没有保存筛选；先 ledger save 名称 …", "no filter is kept yet; see ledger save NAME …")
        return NotFound(words, code="filter.unknown")
    words = Words("没有名为“{name}”的筛选；有：{zh}", "there is no filter {name}; there are: {en}")
    return NotFound(words.fill(name=name, zh="、".join(known), en=", ".join(known)), code="filter.unknown")
