"""``chufei import``: an office's own workbook, tried first and taken when told to."""

from collections import Counter
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Final

from api.cli.call import Call
from api.cli.exits import OK, SOME_REFUSED
from api.cli.output import Out
from api.cli.parser import Verbs
from api.cli.progress import progress
from api.cli.register_file import COMMA, content, why
from api.entries import CHANGED, REFUSED
from api.import_listings import listings
from api.import_report import OUTCOMES, as_json, changed, report_of
from api.imports import SKIPPED, Book, Options, Result, bring, understand
from domain.words import Words
from workflows.forms.choices import words_of
from workflows.imports.carry import gaps
from workflows.imports.draft import Correction
from workflows.imports.headings import UNITS

SHOWN: Final = 60
"""Lines on the screen; all of them stand in the report."""
NOT_TAKEN: Final = frozenset({REFUSED, CHANGED})
"""Outcomes that leave something to do."""


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    words = Words("导入单位原有的台账（XLSX、CSV）：先试运行", "bring an office's own ledger (XLSX, CSV): tried first")
    parser = verbs.add("import", words, run)
    parser.takes("file", type=Path, metavar="FILE", words=Words("台账文件，原样导入", "the ledger, as it is"))
    parser.takes(
        "--yes", action="store_true", words=Words("正式导入；不加则只试运行", "store it; else it is only tried")
    )
    parser.takes("--dry-run", action="store_true", words=Words("只试运行（默认）", "only try it (the default)"))
    parser.takes("--sheet", default="", metavar="NAME", words=Words("只导入这个工作表", "this sheet alone"))
    words = Words("没有写单位的金额以此为单位", "the unit of amounts that have none")
    parser.takes("--unit", default="", choices=list(UNITS), words=words)
    words = Words("没有写来源渠道的，均作此渠道", "the channel of rows that name none")
    parser.takes("--source", default="", metavar="CHANNEL", words=words)
    words = Words("没有写登记时间的，均以此日登记", "the day of registration of rows that name none")
    parser.takes("--registered", default="", metavar="DAY", words=words)
    words = Words(
        "与在库线索对象、登记日期相同的另一行，确为另一线索",
        "a further row of a lead's subject and day is a lead of its own",
    )
    parser.takes("--second", action="store_true", words=words)
    words = Words("把逐行结果写成工作簿", "write what became of each line to a workbook")
    parser.takes("--report", type=Path, metavar="OUT.xlsx", words=words)


def run(call: Call) -> int:
    """Try or take the file; ``SOME_REFUSED`` where a row was not. Raises ``InvalidInput`` for a file as a whole."""
    args = call.args
    data = content(args.file)
    store = args.yes and not args.dry_run
    with call.open(follow=store) as app:
        actor = call.who(app)
        said = Options(args.sheet, args.unit, args.source, args.registered, args.second)
        book = understand(app, actor, data, args.file.name, said)
        counted = count(1)
        with progress(call.out, Words("导入", "import"), sum(len(sheet.drafts) for sheet in book.sheets)) as told:
            results = bring(app, actor, book, store=store, told=lambda: told(next(counted)))
        report = report_of(app, actor, book, results, stored=store)
        if args.report:
            app.write_listings(args.report, listings(report))
        call.out.data(as_json(report))
        _tell(call.out, book, results, stored=store)
        if args.report:
            call.out.say(Words(f"逐行结果：{args.report}", f"line by line: {args.report}"))
    return SOME_REFUSED if any(each.outcome in NOT_TAKEN for each in results) else OK


def _tell(out: Out, book: Book, results: Sequence[Result], *, stored: bool) -> None:
    counts = Counter(each.outcome for each in results)
    telling = [each for each in results if each.outcome != SKIPPED]
    first = [each for each in telling if each.outcome in NOT_TAKEN]
    lines = telling if len(telling) <= SHOWN else [*first, *(each for each in telling if each not in first)][:SHOWN]
    out.table(
        [out(Words("行", "line")), out(Words("结果", "outcome")), out(Words("线索编号", "number")),
         out(Words("对象", "subject")), out(Words("说明", "remark"))],
        [(_where(book, each), out(OUTCOMES[each.outcome]), each.taking.number if each.taking else "",
          each.taking.subject if each.taking else "", _remark(out, each)) for each in lines],
        wrap=(3, 4),
    )  # fmt: skip
    if len(lines) < len(telling):
        left = len(telling) - len(lines)
        out.say(
            Words(f"（另有 {left} 行未列，加 --report 文件.xlsx 看全部）", f"({left} more lines: see --report)"), "dim"
        )
    _whole(out, book, results)
    told = out(COMMA).join(f"{out(words)} {counts[kind]}" for kind, words in OUTCOMES.items() if counts[kind])
    out.line(out.colon(book.name, told), "bold")
    if not stored:
        out.say(Words("试运行：没有存入任何内容。确认后加 --yes 正式导入。",
                      "Tried only: nothing was stored. Add --yes to take it."), "yellow")  # fmt: skip


def _whole(out: Out, book: Book, results: Sequence[Result]) -> None:
    """What concerns no single lead."""
    skipped = Counter(each.why for each in results if each.why is not None)
    for reason, lines in skipped.items():
        at = out.listed(_where(book, each) for each in results if each.why == reason)
        out.say(Words(f"跳过 {lines} 行（{at}）：{reason.zh}", f"skipped {lines} ({at}): {reason.en}"), "dim")
    for sheet in book.sheets:
        if sheet.unknown:
            names = out.listed(sheet.unknown)
            out.say(Words(f"未识别、未导入的列：{names}", f"columns nobody knows, not taken: {names}"), "yellow")
    if book.passed:
        names = out.listed(book.passed)
        out.say(Words(f"没有台账的工作表：{names}", f"sheets without a ledger: {names}"), "dim")


def _where(book: Book, each: Result) -> str:
    return str(each.line) if len(book.sheets) == 1 else f"{each.sheet}!{each.line}"


def _remark(out: Out, each: Result) -> str:
    draft, taking = each.draft, each.taking
    said = [*map(out, changed(each))]
    if taking and taking.refusal:
        said.append(why(out, taking.refusal, draft.headings if draft else {}))
    if draft and draft.stated:
        said.append(out(Words("转入“{zh}”", "carried over as {en}").fill(**words_of(draft.stated.stage)._asdict())))
    if draft:
        said += [*map(out, gaps(draft)), *(_changed(out, change) for change in draft.corrections)]
    if taking:
        said += map(out, taking.alike.told(out.listed))
    return out.apart(said)


def _changed(out: Out, change: Correction) -> str:
    became = change.became or out(Words("空", "nothing"))
    return out.aside(f"{change.heading} {change.was or '—'} → {became}", out(change.why))
