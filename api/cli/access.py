"""``chufei access``: who was shown personal data of which lead, when, why and by which way."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from enum import Enum
from typing import Final

from api import people
from api.app import App
from api.cli.call import Call
from api.cli.entitled import insider, lead_in_sight
from api.cli.exits import OK
from api.cli.output import Out, shown
from api.cli.parser import LEAD, Verbs
from api.registers.tables import REGISTERS
from api.watching import watched
from domain.access import GROUNDS, Ground, View
from domain.instants import BEIJING
from domain.lead.stage import Stage
from domain.lead.vocabulary import Source
from domain.values.risk_grade import RiskGrade
from domain.words import Words
from projections.access_register import AccessFilter, AccessRow, accesses
from projections.risk_ledger import LEDGER
from workflows.forms.choices import words_of
from workflows.forms.plain import day, whole

PAGE: Final = 50
LISTS: Final = {each.name: each.words for each in REGISTERS.values()} | {LEDGER.name: words_of(View.LEDGER)}
"""List → what people call it."""
NARROWED: Final = {
    "stage": Words("阶段", "stage"), "grade": Words("等级", "grade"), "source": Words("来源渠道", "channel"),
    "division": Words("区划", "area"), "due-by": Words("期限", "due by"), "due_by": Words("期限", "due by"),
    "office": Words("单位", "office"), "handler": Words("责任人", "handler"), "text": Words("文字", "text"),
    "transferred": Words("是否移送", "transferred"), "lead": Words("线索", "lead"),
}  # fmt: skip
"""By what a list was narrowed → what people call it."""
CHOICES: Final[Mapping[str, type[Enum]]] = {"stage": Stage, "grade": RiskGrade, "source": Source}
WAYS: Final = {"cli": Words("本机", "machine"), "http": Words("网络", "network")}
"""Way in → what people call it."""


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    group = verbs.group("access", Words("查阅记录：谁查阅了个人信息", "who read personal data"))
    parser = group.add("list", Words("列出查阅记录，最近的在前", "the reads on record, the last first"), show)
    parser.takes("lead", metavar="LEAD", nargs="?", default="", words=LEAD)
    parser.takes("--by", metavar="WHO", words=Words("只看此人查阅的（姓名或编号）", "of this reader, by name or id"))
    parser.takes("--from", metavar="DAY", dest="since", words=Words("从这一天起", "from this day on"))
    parser.takes("--to", metavar="DAY", dest="until", words=Words("到这一天止，含当天", "until this day, included"))
    parser.takes("--limit", metavar="N", words=Words(f"每页条数（{PAGE}）", f"reads of a page ({PAGE})"))
    words = Words("从上一页给出的位置接着列", "go on from where the page before ended")
    parser.takes("--after", metavar="PLACE", words=words)


def show(call: Call) -> int:
    """A page of reads of the leads that whoever asks oversees. Raises ``NotPermitted`` (``permission.oversight``)."""
    args = call.args
    limit = max(whole(args.limit, "--limit"), 1) if args.limit else PAGE
    after = (-whole(args.after, "--after"),) if args.after else None
    with call.open() as app:
        page = app.ask(accesses, _wanted(call, app), after=after, limit=limit)
        following = -page.following[0] if page.following else None
        call.out.data({"reads": page.rows, "following": following})
        _tell(call.out, app, page.rows)
        if following is not None:
            call.out.say(Words(f"下一页：--after {following}", f"next page: --after {following}"), "dim")
    return OK


def _wanted(call: Call, app: App) -> AccessFilter:
    """Which reads. Raises ``InvalidInput``, ``NotFound``, ``NotPermitted``."""
    args, actor = call.args, call.who(app)
    insider(call, app)
    lead = lead_in_sight(call, app, args.lead) if args.lead else ""
    return AccessFilter(
        *watched(app, actor, app.lead(lead) if lead else None),
        lead=lead,
        by=people.ids(app).get(args.by, args.by) if args.by else "",
        since=_begins(args.since, "--from") if args.since else None,
        until=_begins(args.until, "--to") + timedelta(days=1) if args.until else None,
    )


def _begins(text: str, field: str) -> datetime:
    return datetime.combine(day(text, field), time.min, BEIJING)


def _tell(out: Out, app: App, rows: Iterable[AccessRow]) -> None:
    named, organs = people.names(app), people.organs(app)
    lines = [
        (shown(row.at), named.get(row.actor, row.actor), organs.get(row.office, row.office), _leads(out, row),
         _view(out, row), out(GROUNDS[row.ground]) if row.ground is Ground.WORK else row.reason, out(_way(row)))
        for row in rows
    ]  # fmt: skip
    heads = (Words("时间", "when"), Words("谁", "who"), Words("单位", "office"), Words("线索", "leads"),
             Words("方式", "view"), Words("理由", "why"), Words("途径", "by"))  # fmt: skip
    out.table([out(each) for each in heads], lines, wrap=(2, 4, 5), spare=(2, 6))
    out.say(Words(f"本页 {len(lines)} 条", f"this page: {len(lines)}"), "dim")


def _way(row: AccessRow) -> Words:
    return WAYS.get(row.channel, Words(row.channel, row.channel))


def _leads(out: Out, row: AccessRow) -> str:
    """Of one lead its number, of a list how many there were."""
    return row.number if row.leads == 1 else out(Words(f"{row.leads} 件", f"{row.leads} leads"))


def _view(out: Out, row: AccessRow) -> str:
    """In what, of which list, by what that was narrowed."""
    view, register = words_of(row.view), LISTS.get(row.register, Words(row.register, row.register))
    by = (_narrowed(out, each) for each in row.narrowed)
    told = [*([out(register)] if row.register and register != view else []), *by]
    return out.aside(out(view), out.listed(told)) if told else out(view)


def _narrowed(out: Out, text: str) -> str:
    """``stage=registered/verifying`` as people read it; of what may hold a name there is no value."""
    name, _, values = text.partition("=")
    kind, label = CHOICES.get(name), out(NARROWED.get(name, Words(name, name)))
    known = {str(each.value): out(words_of(each)) for each in kind} if kind else {}
    return out.colon(label, out.listed(known.get(each, each) for each in values.split("/"))) if values else label
