"""``chufei stats``: how long leads stand at their stages, and the returns of a month."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import zip_longest

from api import people
from api.app import App
from api.cli.call import Call
from api.cli.entitled import lead_in_sight, sight
from api.cli.exits import OK
from api.cli.parser import Parser, Verbs
from api.cli.registers import tell, write
from api.registers.columns import Table
from api.registers.statistics import (
    BUCKETS,
    MONTHS,
    PLACES,
    RETURN,
    STAGES,
    STAGES_DERIVED,
    STAYS,
    Line,
    above,
    case_lines,
    dotted,
    stage_lines,
    stay_lines,
    street_lines,
)
from api.returns import is_asked, months_of, reporting
from domain.instants import day_of
from domain.values.divisions import parse_code
from domain.words import Words
from projections.registers import RegisterFilter
from projections.stage_times import By, stage_times, stays
from projections.statistics import Bucket, Class, Place, classed, district_return, form, new_cases


def add(verbs: Verbs) -> None:
    """Hang the verbs into the tree."""
    group = verbs.group("stats", Words("统计：阶段、月报", "statistics: stages, monthly returns"))
    parser = group.add("stages", Words("各阶段件数和停留时间（不含中止）", "how long at which stage"), stages)
    words = Words("按街道、通知八类名目或条例第十九条分类", "by street, the notice's names or the groups of art. 19")
    parser.takes("--by", choices=[each.value for each in By], words=words)
    parser.takes("--lead", metavar="LEAD", words=Words("只看这条线索的经历", "the stays of this lead"))
    _area_and_file(parser)
    words = Words("涉嫌非法集资新发案件分类情况统计表", "new suspected cases of a month, by class")
    parser = group.add("months", words, months)
    words = Words(
        "按业务类别（表样）、通知八类名目、第十九条分类、街道或金额分档",
        "by business (the form), the notice's names, art. 19, street or amount",
    )
    parser.takes("--by", choices=[each.value for each in Class], default=Class.BUSINESS.value, words=words)
    words = _choices(Words("只要这一档：", "of this amount only: "), BUCKETS)
    parser.takes("--amount", choices=[each.value for each in Bucket], words=words)
    words = _choices(Words("--division 所指：", "what --division means: "), PLACES)
    parser.takes("--place", choices=[each.value for each in Place], default=Place.FOUND.value, words=words)
    _period(parser)
    _area_and_file(parser)
    parser = group.add("streets", Words("各街道当月工作情况（区月报）", "what each street did in a month"), streets)
    _period(parser)
    _area_and_file(parser)


def _period(parser: Parser) -> None:
    parser.takes("--month", metavar="YYYY-MM", words=Words("月份；不写为本月", "which month; this one by default"))
    words = Words("到这个月为止，含该月", "until this month, included")
    parser.takes("--until", metavar="YYYY-MM", words=words)


def _choices(head: Words, named: Mapping[str, Words]) -> Words:
    """The help of a flag with what its values mean."""
    zh, en = ([f"{value} {words[at]}" for value, words in named.items()] for at in (0, 1))
    return Words(head.zh + "、".join(zh), head.en + ", ".join(en))


def _area_and_file(parser: Parser) -> None:
    parser.takes("--division", metavar="CODE", words=Words("所在地区划，含下级", "area, with all below it"))
    words = Words("写入文件（.xlsx、.csv）", "write it to a file (.xlsx, .csv)")
    parser.takes("--out", metavar="FILE", words=words)


def stages(call: Call) -> int:
    """Where leads are and how long; of one lead, its stays."""
    with call.open() as app:
        now = app.clock.now()
        if call.args.lead:
            lead = lead_in_sight(call, app, call.args.lead)
            found = app.ask(stays, lead, now)
            return _show(call, app, STAYS, stay_lines(found, now), {"lead": lead})
        by = By(call.args.by) if call.args.by else None
        times = app.ask(stage_times, now, by=by, wanted=_wanted(call, app))
        shown = STAGES_DERIVED if by is By.PRETEXT else STAGES
        return _show(call, app, shown, stage_lines(times, by, people.names(app)), {"by": by})


def months(call: Call) -> int:
    """The monthly return of new suspected cases."""
    with call.open() as app:
        begin, end = _months(call, app)
        by = Class(call.args.by)
        found = [
            case
            for case in app.ask(new_cases, begin, end, _wanted(call, app))
            if is_asked(app, case, call.args.amount, Place(call.args.place), _area(call))
        ]
        lines = case_lines(form(found) if by is Class.BUSINESS else classed(found, by), by, people.names(app))
        return _show(call, app, MONTHS, lines, _head(call, app, begin, end, by))


def streets(call: Call) -> int:
    """What each street did."""
    with call.open() as app:
        begin, end = _months(call, app)
        found = app.ask(district_return, begin, end, _wanted(call, app))
        owed = reporting(app, call.somebody(app), _area(call), begin, [line.street for line in found])
        lines = street_lines(found, owed, people.names(app))
        return _show(call, app, RETURN, lines, _head(call, app, begin, end))


def _area(call: Call) -> str:
    return parse_code(call.args.division, field="--division") if call.args.division else ""


def _wanted(call: Call, app: App) -> RegisterFilter:
    elsewhere = getattr(call.args, "place", Place.FOUND) != Place.FOUND
    return RegisterFilter(division="" if elsewhere else _area(call), shown_to=sight(call, app))


def _months(call: Call, app: App) -> tuple[datetime, datetime]:
    """From the first moment of a month to that of the month after, at UTC+8."""
    return months_of(app, call.args.month, call.args.until, "--month", "--until")


def _head(call: Call, app: App, begin: datetime, end: datetime, by: Class | None = None) -> dict[str, object]:
    """Who reports on which days."""
    asking = call.somebody(app)
    return {"organ": asking.organ if asking else "", "from": day_of(begin), "before": day_of(end), "by": by}


def _show(call: Call, app: App, table: Table, rows: Iterable[Line], head: Mapping[str, object]) -> int:
    out, lines = call.out, list(rows)
    out.data({"table": table.name, "title": table.words, **head, "rows": lines})
    if out.as_json:
        return OK
    over = [out(each) for each in above(table, lines, head)]
    shown, strong = dotted(lines), {at for at, line in enumerate(lines) if line.get("sum")}
    if call.args.out:
        write(call, app, table, shown, above=over if "from" in head else (), strong=strong)
        return OK
    for text, style in zip_longest(over, ("bold",), fillvalue="dim"):
        out.line(text, style)
    tell(out, table, shown, people.names(app), strong=strong)
    return OK
