"""``chufei register``: the registers of the office on the screen and as files."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final

from api import people
from api.app import App
from api.cli import subject_file
from api.cli.call import Call
from api.cli.entitled import lead_in_sight, opened, sight, takes_a_reason
from api.cli.exits import OK
from api.cli.output import Out
from api.cli.parser import Parser, Verbs
from api.registers.columns import Column, Kind, Register, Say, Table, only, told
from api.registers.files import listing, table_csv
from api.registers.rows import every_row, narrowed_by
from api.registers.tables import REGISTERS, register_named
from domain.access import View
from domain.instants import day_of
from domain.values.divisions import parse_code
from domain.words import Words
from projections.registers import RegisterFilter

NAME: Final = Words("台账的名称；不写则列出有哪些", "which register; without one: which there are")


def add(verbs: Verbs) -> None:
    """Hang the verbs into the tree."""
    group = verbs.group("register", Words("台账：转办、协办、移送等", "registers: referrals, assistance, transfers"))
    parser = group.add("list", Words("列出一本台账", "list a register"), show)
    parser.takes("name", metavar="NAME", nargs="?", default="", words=NAME)
    _narrowing(parser)
    subject_file.add(group)
    parser = group.add("export", Words("导出一本台账", "write a register to a file"), export)
    parser.takes("name", metavar="NAME", words=Words("台账的名称", "which register"))
    words = Words(
        "写入的文件（.xlsx、.csv）；不写则输出到标准输出", "the file (.xlsx, .csv); else standard output, as CSV"
    )
    parser.takes("--out", metavar="FILE", words=words)
    _narrowing(parser)


def _narrowing(parser: Parser) -> None:
    parser.takes("--division", metavar="CODE", words=Words("所在地区划，含下级", "area, with all below it"))
    parser.takes("--office", metavar="CODE", words=Words("登记单位代码", "code of the office that registered"))
    parser.takes("--lead", metavar="LEAD", words=Words("只看这条线索", "of this lead only"))
    parser.takes("--sort", default="", metavar="COLUMN", words=Words("按这一列排序", "by this column"))
    parser.takes("--desc", action="store_true", words=Words("倒序", "the other way round"))
    words = Words("只列这些列，用逗号分开", "these columns alone, parted by commas")
    parser.takes("--columns", default="", metavar="NAMES", words=words)
    takes_a_reason(parser)


def asked(call: Call) -> Register:
    """The register of this call with the columns it names. Raises ``NotFound``, ``InvalidInput``."""
    return only(register_named(call.args.name), call.args.columns)


def wanted(call: Call, app: App) -> RegisterFilter:
    """Which rows. Raises ``InvalidInput``, ``NotFound`` (``lead.unknown``)."""
    args = call.args
    return RegisterFilter(
        division=parse_code(args.division, field="--division") if args.division else "",
        office=args.office or "",
        lead=lead_in_sight(call, app, args.lead) if args.lead else "",
        shown_to=sight(call, app),
        sort=register_named(args.name).sorted_by(args.sort, "--sort"),
        descending=args.desc,
    )


def _every_row(call: Call, app: App, register: Register, view: View) -> Iterator[dict[str, Any]]:
    """All rows: column → value, veiled for whoever may not see it (``api.cli.entitled``)."""
    narrowing = wanted(call, app)
    door = partial(opened, call, app, view, register=register.name, narrowed=narrowed_by(narrowing))
    return every_row(app, register, narrowing, door)


def show(call: Call) -> int:
    """A table of what matters at a glance; ``export`` has every column."""
    if not call.args.name:
        return _which(call.out)
    register = asked(call)
    with call.open() as app:
        seen = replace(register, columns=tuple(each for each in register.columns if each.seen))
        rows = list(_every_row(call, app, register if call.out.as_json else seen, View.REGISTER))
        call.out.data({"register": register.name, "title": register.words, "rows": rows})
        tell(call.out, register, rows, people.names(app))
    return OK


def tell(
    out: Out, table: Table, rows: Sequence[Mapping[str, Any]], names: Mapping[str, str], *, whole: bool = True,
    strong: Container[int] = (),
) -> None:  # fmt: skip
    """The columns that the screen has room for; ``whole``: no other page follows; ``strong`` rows are sums."""
    columns = [each for each in table.columns if each.seen]
    spare = sorted((at for at, each in enumerate(columns) if each.spare), key=lambda at: -columns[at].spare)
    out.table(
        [out(each.short or each.words) for each in columns],
        [[_glance(each, row[each.key], out, names) for each in columns] for row in rows],
        wrap=[at for at, each in enumerate(columns) if each.kind in {Kind.TEXT, Kind.PEOPLE, Kind.AREA}],
        spare=spare,
        strong=strong,
    )
    out.say(
        Words(f"{'共' if whole else '本页'} {len(rows)} 条", f"{'rows' if whole else 'this page'}: {len(rows)}"), "dim"
    )


def _glance(column: Column, value: object, out: Out, names: Mapping[str, str]) -> str:
    """A cell on the screen: of a moment, its day."""
    return str(day_of(value)) if isinstance(value, datetime) else told(column.kind, value, out, names)


def export(call: Call) -> int:
    """Write the file, or to standard output where none is named."""
    register = asked(call)
    out = call.out
    with call.open() as app:
        rows = _every_row(call, app, register, View.EXPORT)
        if out.as_json:
            out.data({"register": register.name, "title": register.words, "rows": list(rows)})
            return OK
        write(call, app, register, rows)
    return OK


def write(
    call: Call, app: App, table: Table, rows: Iterable[Mapping[str, Any]], say: Say | None = None, *,
    above: Sequence[str] = (), strong: Container[int] = (),
) -> None:  # fmt: skip
    """A table as a workbook or as CSV, by the file's name; as CSV on standard output where no file is named.

    ``say``: in which language, where that is not the language of the run; ``above``: lines before the heading;
    ``strong``: the rows that are sums.
    """
    out, names, counted = call.out, people.names(app), count()
    told_rows = (row for row, _ in zip(rows, counted, strict=False))
    file = None if call.args.out is None else Path(call.args.out)
    if file is None:
        for line in table_csv(table, told_rows, say or out, names, above):
            out.bytes(line)
        return
    if file.suffix.lower() == ".xlsx":
        app.write_listings(file, [listing(table, told_rows, say or out, names, above=above, strong=strong)])
    else:
        with file.open("wb") as opened:
            opened.writelines(table_csv(table, told_rows, say or out, names, above))
    written = next(counted)
    out.say(Words(f"已导出 {written} 条：{file}", f"{written} rows: {file}"))


def _which(out: Out) -> int:
    out.data({"registers": [{"name": each.name, "title": each.words} for each in REGISTERS.values()]})
    heads = [out(Words("名称", "name")), out(Words("台账", "register"))]
    out.table(heads, [(each.name, out(each.words)) for each in REGISTERS.values()])
    return OK
