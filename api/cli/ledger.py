"""``chufei ledger``: the risk ledger on the screen and as a file."""

from argparse import SUPPRESS
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from api import people
from api.app import App
from api.cli.call import Call
from api.cli.entitled import opened, takes_a_reason
from api.cli.exits import OK
from api.cli.narrowing import narrowing, wanted
from api.cli.parser import Parser, Verbs
from api.cli.registers import tell, write
from api.cli.saved_filters import add as add_kept
from api.cli.stale import stale, tell_stale
from api.ledger_places import place_of, place_text
from api.ledger_rows import Wanted, as_shown, every_row, made
from api.registers.columns import Column, told
from api.registers.rows import Door
from domain.access import View
from domain.words import Words
from projections.ledger_rows import LedgerRow, ledger
from projections.risk_ledger import LEDGER
from workflows.forms.labels import CARRIED
from workflows.forms.plain import whole

PAGE: Final = 50
MARK: Final = Words("转入", "carried over")


def add(verbs: Verbs) -> None:
    """Hang the verbs into the tree."""
    group = verbs.group("ledger", Words("风险线索台账", "the risk ledger"))
    parser = group.add("list", Words("列出台账", "list it"), show)
    narrowing(parser)
    takes_a_reason(parser)
    _paging(parser)
    parser = group.add("export", Words("导出台账（XLSX、CSV）", "write it to a file (XLSX, CSV)"), export)
    words = Words(
        "写入的文件（.xlsx、.csv）；不写则输出到标准输出", "the file (.xlsx, .csv); else standard output, as CSV"
    )
    parser.takes("--out", metavar="FILE", words=words)
    parser.takes("out", nargs="?", metavar="FILE", default=SUPPRESS, words=Words("同 --out", "the same as --out"))
    narrowing(parser)
    takes_a_reason(parser)
    add_kept(group)


def _paging(parser: Parser) -> None:
    parser.takes("--limit", metavar="N", words=Words(f"每页条数（{PAGE}）", f"leads of a page ({PAGE})"))
    words = Words("从上一页给出的位置接着列", "go on from where the page before ended")
    parser.takes("--after", metavar="PLACE", words=words)


def show(call: Call) -> int:
    """A page of what matters at a glance; ``export`` has every row and every column."""
    limit = max(whole(call.args.limit, "--limit"), 1) if call.args.limit else PAGE
    out = call.out
    with call.open() as app:
        asked = wanted(call, app)
        after = place_of(call.args.after, asked.order) if call.args.after else None
        page = app.ask(ledger, asked.filter, order=asked.order, after=after, limit=limit)
        whole_rows = out.as_json and not asked.chosen
        door = _door(call, app, asked, View.LEDGER)
        rows = as_shown(app, asked, page.rows, () if whole_rows else _seen(asked), door)
        following = page.following and place_text(asked.order, page.following)
        cells = [made(row, app, asked) for row in rows]
        lacking = stale(app, LEDGER)
        out.data({
            "leads": cells if asked.chosen else rows, "following": following,
            "stale": sorted(lacking & {row.lead for row in rows}),
        })  # fmt: skip
        marked = [_marked(each, row) for each, row in zip(cells, rows, strict=True)]
        tell(out, asked.table, marked, people.names(app), whole=not (following or after))
        if following:
            out.say(Words(f"下一页：--after {following}", f"next page: --after {following}"), "dim")
        tell_stale(out, lacking, rows)
        if any(row.carried for row in rows):
            out.line(out.colon(out(MARK), out(CARRIED)), "dim")
    return OK


def _marked(cells: Mapping[str, Any], row: LedgerRow) -> Mapping[str, Any]:
    """On the screen the stage of a lead from an older ledger says so."""
    if not row.carried or "stage" not in cells:
        return cells
    zh, en = cells["stage"]
    return {**cells, "stage": Words(f"{zh}（{MARK.zh}）", f"{en} ({MARK.en})")}


def _seen(asked: Wanted) -> tuple[Column, ...]:
    return tuple(each for each in asked.table.columns if each.seen)


def _door(call: Call, app: App, asked: Wanted, view: View) -> Door:
    return partial(opened, call, app, view, register=LEDGER.name, narrowed=asked.narrowed)


def export(call: Call) -> int:
    """Write the file, or to standard output where none is named; in Chinese always, as the office's own ledger is."""
    out = call.out
    with call.open() as app:
        asked, names = wanted(call, app), people.names(app)
        rows = every_row(app, asked, _door(call, app, asked, View.EXPORT))
        if out.as_json:
            out.data({"columns": [_cells(row, asked, names) for row in rows]})
            return OK
        write(call, app, asked.table, rows, _chinese)
    return OK


def _chinese(words: Words) -> str:
    return words.zh


def _cells(row: Mapping[str, Any], asked: Wanted, names: Mapping[str, str]) -> dict[str, str]:
    return {each.words.zh: told(each.kind, row[each.key], _chinese, names) for each in asked.table.columns}
