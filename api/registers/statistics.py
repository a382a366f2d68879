"""The statistics as tables: stages, the monthly return of new cases, what each street did."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from api.registers.columns import Column, Kind, Table
from domain.lead.inquiry.commands import Group
from domain.lead.vocabulary import Business, Pretext, Trade
from domain.words import Words
from projections.acts import Act
from projections.stage_times import By, StageTime, Stay
from projections.statistics import Bucket, CaseLine, Class, Place, StreetLine
from workflows.forms.choices import words_of

Line = Mapping[str, Any]
Names = Mapping[str, str]
"""Code of an area → its name."""

NONE: Final = Words("未分类", "not classed")
NIL: Final = Words("零报告", "nil")
TOTAL: Final = Words("合计", "all")
UNITS: Final = Words("单位：件、万元、人", "units: cases, ¥10,000, people")

BUCKETS: Final[Mapping[str, Words]] = {
    Bucket.BELOW_1: Words("1亿元以下", "below ¥100m"),
    Bucket.FROM_1: Words("1亿–10亿元", "¥100m–1bn"),
    Bucket.FROM_10: Words("10亿–50亿元", "¥1bn–5bn"),
    Bucket.FROM_50: Words("50亿元以上", "¥5bn and more"),
    Bucket.UNKNOWN: Words("金额不明", "amount unknown"),
}
PLACES: Final[Mapping[str, Words]] = {
    Place.FOUND: Words("案发地", "where it was found"),
    Place.REGISTERED: Words("注册地", "where the firm is registered"),
    Place.INVOLVED: Words("涉及地区", "an area it reached"),
}
NAMED: Final[Mapping[str, Callable[[str], Words]]] = {
    By.PRETEXT: lambda stored: words_of(Pretext(stored)),
    By.GROUP: lambda stored: words_of(Group(stored)),
    Class.AMOUNT: lambda stored: BUCKETS[stored],
    Class.BUSINESS: lambda stored: words_of(Business(stored) if "." in stored else Trade(stored)),
}
"""What a table is told by → what its groups are called. ``Class`` has the names of ``By`` and the amounts."""


def named(by: str, stored: str, names: Names) -> Words:
    """What a group of leads is called; a street as ``names`` has it."""
    if by == By.STREET and stored:
        return Words(*[names.get(stored, stored)] * 2)
    return NAMED[by](stored) if stored else NONE


def _seen(key: str, words: str, kind: Kind = Kind.COUNT, spare: int = 0, short: Words | None = None) -> Column:
    zh, _, en = words.partition(" ")
    return Column(key, Words(zh, en), kind, width=14, seen=True, spare=spare, short=short)


STAGES: Final = Table(
    "stages", Words("阶段统计", "stages"),
    (
        _seen("group", "类别 class", Kind.TEXT),
        _seen("stage", "阶段 stage", Kind.TEXT),
        _seen("reached", "到过(件) reached"),
        _seen("here", "现在(件) here"),
        _seen("stays", "次数 stays", spare=1),
        _seen("mean", "平均(天) mean days", Kind.SPAN),
        _seen("oldest", "在办最久(天) oldest days", Kind.SPAN),
    ),
)  # fmt: skip
STAGES_DERIVED: Final = replace(STAGES, columns=(*STAGES.columns, _seen("derived", "其中推断(件) derived")))
"""Where leads are told by what not everybody said of them."""
STAYS: Final = Table(
    "stays", Words("阶段经历", "stays"),
    (
        _seen("stage", "阶段 stage", Kind.TEXT),
        _seen("entered", "进入 entered", Kind.INSTANT),
        _seen("left", "离开 left", Kind.INSTANT),
        _seen("spent", "用时(天) days", Kind.SPAN),
        _seen("suspended", "其中中止(天) suspended", Kind.SPAN),
    ),
)  # fmt: skip
MONTHS: Final = Table(
    "months", Words("涉嫌非法集资新发案件分类情况统计表", "new suspected cases of illegal fundraising, by class"),
    (
        _seen("name", "业务类别 class", Kind.TEXT),
        _seen("cases", "案件数 cases"),
        _seen("amount_fen", "集资金额 amount", Kind.MONEY),
        _seen("participants", "参与集资人数 people", short=Words("参与人数", "people")),
        _seen("crossing", "跨省案件数 across provinces", short=Words("跨省数", "across")),
        _seen("filed", "立案数 filed"),
        _seen("tried", "司法审理数 in court", short=Words("审理数", "in court")),
        _seen("closed", "结案数 closed"),
    ),
)  # fmt: skip
RETURN: Final = Table(
    "return", Words("街道工作情况月报", "what each street did"),
    (
        _seen("street", "街道 street", Kind.TEXT),
        _seen("registered", "登记 registered"),
        _seen("amount_fen", "涉及金额 amount", Kind.MONEY),
        _seen("participants", "涉及人数 people", spare=3),
        _seen("visit", "走访(次) visits"),
        _seen("ruled-out", "排除 ruled out", spare=5),
        _seen("interview", "约谈 interviews"),
        _seen("order", "责令整改 orders"),
        _seen("inquiry", "调查 inquiries", spare=6),
        _seen("determined", "认定 determined", spare=4),
        _seen("transferred", "移送 transferred", spare=2),
        _seen("filed", "立案 filed", spare=7),
        _seen("closed", "办结 closed"),
        _seen("assistance", "协办 assisted", spare=8),
        _seen("answered", "协查答复 answered", spare=9),
        _seen("nil", "说明 note", Kind.TEXT),
    ),
)  # fmt: skip


def stage_lines(found: Iterable[StageTime], by: By | None, names: Names) -> list[Line]:
    """The lines of ``STAGES``; times in µs."""
    return [
        {
            "group": named(by, each.group, names) if by else TOTAL, "stage": each.stage, "reached": each.reached,
            "here": each.here, "stays": each.stays, "mean": each.mean, "oldest": each.oldest if each.here else None,
            "derived": each.derived,
        }
        for each in found
    ]  # fmt: skip


def stay_lines(found: Iterable[Stay], now: datetime) -> list[Line]:
    """The lines of ``STAYS``; times in µs, without suspensions."""
    return [
        {
            "stage": each.stage, "entered": each.entered, "left": each.left, "suspended": each.suspended,
            "spent": each.spent(now),
        }
        for each in found
    ]  # fmt: skip


def case_lines(found: Iterable[CaseLine], by: Class, names: Names) -> list[Line]:
    """The lines of ``MONTHS``, that of all the last; ``sum`` marks those that others are added up in."""
    *lines, total = found
    shown = [(named(by, each.name, names), each) for each in lines]
    return [
        {**{each.key: getattr(line, each.key) for each in MONTHS.columns}, "name": words, "derived": line.derived,
         "sum": line is total or (by is Class.BUSINESS and "." not in line.name)}
        for words, line in (*shown, (TOTAL, total))
    ]  # fmt: skip


def dotted(lines: Sequence[Line]) -> list[Line]:
    """Where other lines than the last are sums, a dot marks those that are added up in them."""
    if not any(each.get("sum") for each in lines[:-1]):
        return list(lines)
    return [each if each["sum"] else {**each, "name": Words(*(f"· {name}" for name in each["name"]))} for each in lines]


def told_as_derived(lines: Iterable[Line]) -> Words | None:
    """Of how many cases nobody said the class, line by line; sums are left out. None where that is nothing."""
    found = [(each["name"], each["derived"]) for each in lines if each["derived"] and not each["sum"]]
    if not found:
        return None
    zh, en = ("、".join(f"{name.zh}{many}件" for name, many in found), ", ".join(f"{n.en} {many}" for n, many in found))
    return Words(
        f"未填类别、按台账文字推断的：{zh}（按办公规则推断，非法律规定）",
        f"nobody said the class, it is read from the words of the ledger: {en} (office rules, not law)",
    )


def above(table: Table, lines: Iterable[Line], head: Mapping[str, object]) -> Iterator[Words]:
    """What stands over a table: what it is, who reports, in which units, of which days, what nobody said."""
    yield table.words
    if "from" in head:
        organ = head["organ"] or "—"
        yield Words(f"填报单位：{organ}　{UNITS.zh}", f"reported by: {organ}; {UNITS.en}")
        yield Words(f"{head['from']} 起，{head['before']} 前", f"from {head['from']}, before {head['before']}")
    derived = told_as_derived(lines) if table is MONTHS else None
    if derived:
        yield derived


def street_lines(found: Iterable[StreetLine], expected: Iterable[str], names: Names) -> list[Line]:
    """The lines of ``RETURN``, that of all the last; an expected street that did nothing says so."""
    *active, total = found
    silent = {street: StreetLine(street, {}, 0, 0) for street in expected}
    lines = silent | {line.street: line for line in active}
    return [*(_street_line(lines[street], names) for street in sorted(lines)), _street_line(total, names)]


def _street_line(line: StreetLine, names: Names) -> Line:
    return {
        **{act.value: line.acts.get(act, 0) for act in Act},
        "street": named(By.STREET, line.street, names) if line.street else TOTAL,
        "amount_fen": line.amount_fen,
        "participants": line.participants,
        "nil": "" if any(line.acts.values()) else NIL,
    }
