"""``chufei ledger``: the risk ledger on the screen and as a file."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from api import people
from api.app import App
from api.cli.call import Call
from api.cli.entitled import may_open, reader, sight
from api.cli.exits import OK
from api.cli.output import Out
from api.cli.parser import Parser, Verbs
from api.cli.stale import stale, tell_stale
from api.ledger_columns import columns, ledger_csv, wan
from domain.instants import day_of
from domain.lead.stage import Stage
from domain.lead.vocabulary import Source
from domain.values.divisions import parse_code
from domain.values.risk_grade import RiskGrade
from domain.words import Words
from projections.ledger_rows import LedgerFilter, LedgerRow, ledger, veiled
from projections.risk_ledger import LEDGER
from projections.sight import Reader
from workflows.divisions.loader import shipped
from workflows.forms.choices import words_of
from workflows.forms.labels import CARRIED
from workflows.forms.plain import choice, day

PAGE: Final = 500
NARROWING: Final[tuple[tuple[str, dict[str, Any], Words], ...]] = (
    ("--stage", {"action": "append", "default": []}, Words("当前阶段，可多次", "stage, several times")),
    ("--grade", {"action": "append", "default": []}, Words("风险等级，可多次", "grade of risk, several times")),
    ("--source", {}, Words("来源渠道", "channel it came by")),
    ("--office", {"metavar": "CODE"}, Words("责任单位代码", "code of the office responsible")),
    ("--division", {"metavar": "CODE"}, Words("所在地区划，含下级", "area, with all below it")),
    ("--handler", {"metavar": "WHO"}, Words("责任人姓名或编号", "name or id of the handler")),
    ("--due-by", {"metavar": "DAY"}, Words("办理期限不晚于", "due by that day")),
    ("--text", {}, Words("名称、代码、编号、地址中的文字", "text in name, code, number or address")),
)
"""What narrows the ledger."""

MARK: Final = Words("转入", "carried over")


def add(verbs: Verbs) -> None:
    """Hang the verbs into the tree."""
    group = verbs.group("ledger", Words("风险线索台账", "the risk ledger"))
    _narrowing(group.add("list", Words("列出台账", "list it"), show))
    parser = group.add("export", Words("导出台账（CSV）", "write it to a CSV file"), export)
    _narrowing(parser)
    words = Words("写入的文件；不写则输出到标准输出", "the file; standard output where none is named")
    parser.takes("file", nargs="?", metavar="FILE.csv", words=words)


def _narrowing(parser: Parser) -> None:
    for name, options, words in NARROWING:
        parser.takes(name, words=words, **options)


def wanted(args: Namespace) -> LedgerFilter:
    """Which leads; names in either language or stored values. Raises ``InvalidInput``."""
    return LedgerFilter(
        stages=tuple(choice(Stage, text, "--stage") for text in args.stage),
        grades=tuple(choice(RiskGrade, text, "--grade") for text in args.grade),
        source=choice(Source, args.source, "--source") if args.source else None,
        division=parse_code(args.division, field="--division") if args.division else "",
        office=args.office or "",
        handler=args.handler or "",
        due_by=day(args.due_by, "--due-by") if args.due_by else None,
        text=args.text or "",
    )


def every_row(call: Call, app: App, narrowed: LedgerFilter) -> Iterator[LedgerRow]:
    """All rows, page by page, with personal data veiled for whoever may not see it (``api.cli.entitled``)."""
    asking = reader(call, app)
    narrowed = replace(
        narrowed,
        handler=people.ids(app).get(narrowed.handler, narrowed.handler),
        reader=None if asking is None else Reader(asking.office, asking.division),
        shown_to=sight(call, app),
    )
    after = None
    while True:
        page = app.ask(ledger, narrowed, after=after, limit=PAGE)
        yield from (row if may_open(call, app, row) else veiled(row) for row in page.rows)
        after = page.following
        if after is None:
            return


def show(call: Call) -> int:
    """A table of what matters at a glance; ``export`` has every column."""
    narrowed = wanted(call.args)
    with call.open() as app:
        rows = list(every_row(call, app, narrowed))
        lacking = stale(app, LEDGER)
        call.out.data({"leads": rows, "stale": sorted(lacking & {row.lead for row in rows})})
        names = people.names(app)
        out = call.out
        out.table(
            [out(Words("线索编号", "number")), out(Words("对象", "subject")), out(Words("阶段", "stage")),
             out(Words("等级", "grade")), out(Words("万元", "¥10k")), out(Words("人数", "people")),
             out(Words("责任人", "who")), out(Words("期限", "due"))],
            [(row.number, row.subject, _stage(out, row), out(words_of(row.grade)) if row.grade else "",
              wan(row.amount_fen), row.participants, names.get(row.handler, row.handler), row.deadline)
             for row in rows],
            wrap=(1, 2, 6),
            spare=(5,),
        )  # fmt: skip
        out.say(Words(f"共 {len(rows)} 条", f"leads: {len(rows)}"), "dim")
        tell_stale(out, lacking, rows)
        if any(row.carried for row in rows):
            out.line(out.colon(out(MARK), out(CARRIED)), "dim")
    return OK


def _stage(out: Out, row: LedgerRow) -> str:
    words = out(words_of(row.stage))
    return out.aside(words, out(MARK)) if row.carried else words


def export(call: Call) -> int:
    """Write the file, or to standard output where none is named."""
    narrowed = wanted(call.args)
    with call.open() as app:
        today, names = day_of(app.clock.now()), people.names(app)
        rows = list(every_row(call, app, narrowed))
        if call.out.as_json:
            call.out.data({"columns": [columns(row, shipped(), today, names) for row in rows]})
            return OK
        written = ledger_csv(rows, shipped(), today, names)
        if call.args.file is None:
            call.out.bytes(written)
            return OK
        Path(call.args.file).write_bytes(written)
        call.out.say(Words(f"已导出 {len(rows)} 条：{call.args.file}", f"{len(rows)} leads: {call.args.file}"))
    return OK
