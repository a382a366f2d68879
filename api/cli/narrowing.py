"""What the risk ledger is narrowed, sorted and shown by: flags typed now, over those kept under a name."""

from argparse import Namespace
from dataclasses import replace
from typing import Any, Final

from api import kept_filters, people
from api.app import App
from api.cli.call import Call
from api.cli.entitled import reader, reason, sight
from api.cli.parser import Parser
from api.kept_filters import SORTS, understood
from api.ledger_rows import Wanted
from api.ports import Said
from domain.words import Words
from projections.sight import Reader

FLAGS: Final[dict[str, tuple[dict[str, Any], Words]]] = {
    "stage": ({"action": "append"}, Words("当前阶段，可多次", "stage, several times")),
    "grade": ({"action": "append"}, Words("风险等级，可多次", "grade of risk, several times")),
    "source": ({}, Words("来源渠道", "channel it came by")),
    "office": ({"metavar": "CODE"}, Words("责任单位代码", "code of the office responsible")),
    "division": ({"metavar": "CODE"}, Words("所在地区划，含下级", "area, with all below it")),
    "handler": ({"metavar": "WHO"}, Words("责任人姓名或编号，- 为尚无承办人", "name or id of the handler; - of none")),
    "due-by": ({"metavar": "DAY"}, Words("期限不晚于：日期、今天、+7（七天后）", "due by: a day, today, +7 days")),
    "since": ({"metavar": "DAY"}, Words("登记不早于", "registered on this day or later")),
    "until": ({"metavar": "DAY"}, Words("登记不晚于", "registered on this day or earlier")),
    "closed-since": ({"metavar": "DAY"}, Words("办结不早于", "closed on this day or later")),
    "closed-until": ({"metavar": "DAY"}, Words("办结不晚于", "closed on this day or earlier")),
    "street": ({"metavar": "CODE"}, Words("只看这一街道", "of this street alone")),
    "been": ({"action": "append"}, Words("曾到过的阶段，可多次", "a stage it came to, several times")),
    "age": ({"metavar": "DAYS"}, Words("在本阶段的天数：30-90、90-", "days at its stage: 30-90, 90-")),
    "pretext": ({}, Words("宣传名目", "pretext")),
    "business": ({}, Words("业务类别", "class of business")),
    "text": ({}, Words("名称或拼音首字母、代码、编号、地址", "in name (or pinyin initials), code, number, address")),
    "sort": ({"metavar": "BY"}, Words(f"排序：{'、'.join(each.zh for each in SORTS.values())}",
                                      f"order: {', '.join(SORTS)}")),
    "desc": ({"action": "store_const", "const": "yes"}, Words("倒序（没有值的总在最后）", "the other way round")),
    "columns": ({"metavar": "NAMES"}, Words("只列这些列，用逗号分开", "these columns alone, parted by commas")),
}  # fmt: skip
"""Flag → how it is read; the same names stand in what is kept."""


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
    found = understood(typed, app.clock.now())
    asking, handler = reader(call, app), found.filter.handler
    narrowed = replace(
        found.filter,
        handler=people.ids(app).get(handler, handler),
        reader=None if asking is None else Reader(asking.office, asking.division),
        explained=bool(reason(call)),
        shown_to=sight(call, app),
    )
    return found._replace(filter=narrowed)


def kept(call: Call, app: App, name: str) -> Said:
    """What is kept under a name. Raises ``InvalidInput`` where nobody is named, ``NotFound`` (``filter.unknown``)."""
    return kept_filters.kept(app, call.who(app), name)


def told(typed: Said, say: Any) -> str:  # noqa: ANN401 - the output
    """What is kept, as people read it."""
    return str(say.apart(say.colon(f"--{name}", say.listed(each)) for name, each in typed.items()))
