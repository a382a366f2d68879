"""``chufei access``: who was shown personal data of which lead, when, why and by which way."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Final

from api import people
from api.access_told import leads, view, way, why
from api.app import App
from api.cli.call import Call
from api.cli.entitled import insider, lead_in_sight
from api.cli.exits import OK
from api.cli.output import Out, shown
from api.cli.parser import LEAD, Verbs
from api.watching import watched
from domain.instants import BEIJING
from domain.words import Words
from projections.access_register import AccessFilter, AccessRow, accesses
from workflows.forms.plain import day, whole

PAGE: Final = 50


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
        (shown(row.at), named.get(row.actor, row.actor), organs.get(row.office, row.office), leads(out, row),
         view(out, row, named), why(out, row), out(way(row)))
        for row in rows
    ]  # fmt: skip
    heads = (Words("时间", "when"), Words("谁", "who"), Words("单位", "office"), Words("线索", "leads"),
             Words("方式", "view"), Words("理由", "why"), Words("途径", "by"))  # fmt: skip
    out.table([out(each) for each in heads], lines, wrap=(2, 4, 5), spare=(2, 6))
    out.say(Words(f"本页 {len(lines)} 条", f"this page: {len(lines)}"), "dim")
