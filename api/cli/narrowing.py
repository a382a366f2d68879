"""What the risk ledger is narrowed, sorted and shown by: flags typed now, over those kept under a name."""

import re
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from api import people
from api.app import App
from api.cli.call import Call
from api.cli.entitled import reader, reason, sight
from api.cli.parser import Parser
from api.ledger_columns import MORE, RISK_LEDGER
from api.ledger_rows import Wanted
from api.ports import Said
from api.registers.columns import only
from domain.errors import NotFound
from domain.instants import day_of
from domain.lead.stage import Stage
from domain.lead.vocabulary import Source
from domain.values.divisions import parse_code
from domain.values.mistake import Mistake
from domain.values.risk_grade import RiskGrade
from domain.values.text import compact
from domain.words import Words
from projections.ledger_order import Order, Sort
from projections.ledger_rows import LedgerFilter
from projections.sight import Reader
from workflows.forms.plain import choice, day

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
FLAGS: Final[dict[str, tuple[dict[str, Any], Words]]] = {
    "stage": ({"action": "append"}, Words("当前阶段，可多次", "stage, several times")),
    "grade": ({"action": "append"}, Words("风险等级，可多次", "grade of risk, several times")),
    "source": ({}, Words("来源渠道", "channel it came by")),
    "office": ({"metavar": "CODE"}, Words("责任单位代码", "code of the office responsible")),
    "division": ({"metavar": "CODE"}, Words("所在地区划，含下级", "area, with all below it")),
    "handler": ({"metavar": "WHO"}, Words("责任人姓名或编号", "name or id of the handler")),
    "due-by": ({"metavar": "DAY"}, Words("期限不晚于：日期、今天、+7（七天后）", "due by: a day, today, +7 days")),
    "text": ({}, Words("名称或拼音首字母、代码、编号、地址", "in name (or pinyin initials), code, number, address")),
    "sort": ({"metavar": "BY"}, Words(f"排序：{'、'.join(each.zh for each in SORTS.values())}",
                                      f"order: {', '.join(SORTS)}")),
    "desc": ({"action": "store_const", "const": "yes"}, Words("倒序（没有值的总在最后）", "the other way round")),
    "columns": ({"metavar": "NAMES"}, Words("只列这些列，用逗号分开", "these columns alone, parted by commas")),
}  # fmt: skip
"""Flag → how it is read; the same names stand in what is kept."""

NO_SORT: Final = Mistake(
    "input.sort", Words("不能按此排序", "leads are not sorted by that"), Words("可选：{zh}", "there are: {en}")
)


TOLD: Final = ("stage", "grade", "source", "division", "due-by")
"""Flags whose values stand on record with a read; of others, which may hold a name, it only stands that they did."""
NARROWS: Final = (*TOLD, "office", "handler", "text")


def narrowing(parser: Parser) -> None:
    """Give a verb the flags."""
    for name, (options, words) in FLAGS.items():
        parser.takes(f"--{name}", words=words, **options)
    words = Words("按保存的筛选（ledger save），其他选项优先", "as kept by ledger save; other flags go first")
    parser.takes("--filter", metavar="NAME", words=words)


def said(args: Namespace) -> Said:
    """What was typed, by flag."""
    typed = {name: getattr(args, name.replace("-", "_")) for name in FLAGS}
    return {name: each if isinstance(each, list) else [each] for name, each in typed.items() if each}


def wanted(call: Call, app: App) -> Wanted:
    """What this call asks for, of what whoever asks is shown. Raises ``InvalidInput``, ``NotFound``."""
    typed = {**(kept(call, app, call.args.filter) if call.args.filter else {}), **said(call.args)}
    found = understood(typed, day_of(app.clock.now()))
    asking, handler = reader(call, app), found.filter.handler
    narrowed = replace(
        found.filter,
        handler=people.ids(app).get(handler, handler),
        reader=None if asking is None else Reader(asking.office, asking.division),
        explained=bool(reason(call)),
        shown_to=sight(call, app),
    )
    return found._replace(filter=narrowed)


def understood(typed: Said, today: date) -> Wanted:
    """What flags mean; names in either language or stored values. Raises ``InvalidInput``."""
    one = {name: each[0] for name, each in typed.items()}
    narrowed = LedgerFilter(
        stages=_all(Stage, typed.get("stage", ()), "--stage"),
        grades=_all(RiskGrade, typed.get("grade", ()), "--grade"),
        source=choice(Source, one["source"], "--source") if "source" in one else None,
        division=parse_code(one["division"], field="--division") if "division" in one else "",
        office=one.get("office", ""),
        handler=one.get("handler", ""),
        due_by=_due(one["due-by"], today) if "due-by" in one else None,
        text=one.get("text", ""),
    )
    by = _sort(one["sort"]) if "sort" in one else Sort.DEADLINE if narrowed.due_by else Sort.REGISTERED
    columns = one.get("columns", "")
    noted = tuple(f"{name}={'/'.join(typed[name])}" if name in TOLD else name for name in NARROWS if name in typed)
    return Wanted(narrowed, Order(by, "desc" in one), only(RISK_LEDGER, columns, MORE), bool(columns), noted)


def _all(kind: Any, texts: Sequence[str], flag: str) -> tuple[Any, ...]:  # noqa: ANN401 - an enum
    return tuple(dict.fromkeys(choice(kind, text, flag) for text in texts))


def _due(text: str, today: date) -> date:
    """A kept filter outlives any day that it could name."""
    if compact(text) in {"今天", "today"}:
        return today
    later = re.fullmatch(r"\+([0-9]{1,3})", compact(text))
    return today + timedelta(days=int(later[1])) if later else day(text, "--due-by")


def _sort(text: str) -> Sort:
    """By its name, or by a part of the Chinese one that no other has: 金额."""
    wanted = compact(text).casefold()
    found = [sort for sort, words in SORTS.items() if wanted == sort.value or wanted in words.zh]
    if len(found) == 1:
        return found[0]
    raise NO_SORT.at(field="--sort", zh="、".join(each.zh for each in SORTS.values()), en=", ".join(SORTS))


def owners(call: Call, app: App) -> dict[str, Words]:
    """Whose filters whoever asks may use: his own, then his office's. Raises ``InvalidInput`` where nobody is named."""
    asking = call.who(app)
    return {f"officer-{asking.id}": Words("本人", "mine"), f"office-{asking.office}": Words("本单位", "the office's")}


def kept(call: Call, app: App, name: str) -> Said:
    """What is kept under a name. Raises ``NotFound`` (``filter.unknown``)."""
    known: dict[str, Said] = {}
    for owner in reversed(owners(call, app)):
        known |= app.filters.of(owner)
    if name not in known:
        raise unknown(name, known)
    return known[name]


def unknown(name: str, known: Mapping[str, Said]) -> NotFound:
    """Nothing is kept under this name."""
    if not known:
        words = Words("还没有保存筛选；先 ledger save 名称 …", "no filter is kept yet; see ledger save NAME …")
        return NotFound(words, code="filter.unknown")
    words = Words("没有名为“{name}”的筛选；有：{zh}", "there is no filter {name}; there are: {en}")
    return NotFound(words.fill(name=name, zh="、".join(known), en=", ".join(known)), code="filter.unknown")


def told(typed: Said, say: Any) -> str:  # noqa: ANN401 - the output
    """What is kept, as people read it."""
    return str(say.apart(say.colon(f"--{name}", say.listed(each)) for name, each in typed.items()))
