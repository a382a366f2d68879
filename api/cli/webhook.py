"""``chufei webhook``: systems that are called when the feed grows: asked for, looked at, paused, told again."""

from collections.abc import Sequence
from typing import Final

from api import subscribing
from api.answers_told import answer_of
from api.cli.call import Call
from api.cli.exits import OK
from api.cli.output import Out
from api.cli.parser import Parser, Verbs
from api.webhook_ports import Lane
from domain.instants import clock, instant_of
from domain.subscription.stage import DELIVERED, SUBSCRIPTION_WORDS
from domain.words import Words
from projections.subscriptions import Subscribed
from workflows.service import Receipt

COLUMN: Final = 14
ID: Final = Words("订阅编号", "the id of a subscription")
ONCE: Final = Words(
    "密钥只显示这一次，请交给接收系统的管理人妥善保存；遗失只能更换（chufei webhook rotate）。",
    "The secret is shown this once: hand it to whoever runs the receiving system. One that is lost can only be changed "
    "(chufei webhook rotate).",
)
HEADS: Final = (
    Words("编号", "id"), Words("地址", "address"), Words("账号", "account"), Words("状态", "state"),
    Words("已送到", "sent"), Words("落后", "behind"), Words("失败", "failed"), Words("应答", "answer"),
)  # fmt: skip
TYPES: Final = Words(
    "只要这些类型，可多次写，可用 * 结尾", "only these types; may be said several times, may end with *"
)


def add(verbs: Verbs) -> None:
    """Hang the verbs into the tree."""
    group = verbs.group(
        "webhook", Words("推送订阅：有新事件时调用对方系统", "systems that are called about new events")
    )
    asked = group.add("add", Words("订阅，显示签名密钥", "subscribe; the secret is shown"), subscribe)
    asked.takes("url", metavar="URL", words=Words("接收地址，https://…", "where to call, https://…"))
    asked.takes("--account", required=True, metavar="ID", words=Words("按谁的权限推送", "whose rights count"))
    asked.takes(
        "--after", type=int, metavar="N", words=Words("从第 N 号之后起，默认从现在起", "after row N; from now on")
    )
    asked.takes("--type", action="append", default=[], dest="types", metavar="TYPE", words=TYPES)
    asked.takes(
        "--id", metavar="ID", default="", dest="name", words=Words("自定编号，如 city-platform", "an id of your own")
    )
    asked.takes("--command-id", metavar="ID", default="", words=Words("命令编号", "the command's id"))
    group.add("list", Words("列出，含落后和失败", "list them, with lag and failures"), listed)
    _about(group.add("show", Words("查看一个订阅", "one in detail"), show))
    _about(group.add("pause", Words("暂停推送，不丢事件", "call nobody for now; nothing is lost"), pause))
    _about(group.add("resume", Words("恢复，从停下处续送", "go on where it stopped"), resume))
    changed = _about(group.add("rotate", Words("更换签名密钥", "change the secret"), rotate))
    overlap = Words(
        "新旧密钥并用的小时数，默认 24，0 为立即作废", "hours for which both sign (24); 0 ends the old one now"
    )
    changed.takes("--overlap", type=int, default=24, metavar="HOURS", words=overlap)
    again = _about(group.add("replay", Words("补发一段", "send a range once more"), replay))
    again.takes("--from", type=int, required=True, dest="first", metavar="N", words=Words("起号", "the first row"))
    again.takes("--to", type=int, required=True, dest="last", metavar="M", words=Words("止号", "the last row"))
    _about(group.add("end", Words("终止订阅，销毁密钥", "end it for good, destroy its secrets"), end))


def _about(parser: Parser) -> Parser:
    parser.takes("subscription", metavar="ID", words=ID)
    return parser


def subscribe(call: Call) -> int:
    """Subscribe; the secret is printed once."""
    args = call.args
    with call.open() as app:
        signed = subscribing.subscribe(
            app, call.who(app), url=args.url, account=args.account, after=args.after, types=args.types,
            name=args.name, sent=subscribing.Sent(command_id=args.command_id),
        )  # fmt: skip
        _told_secret(call, signed)
    return OK


def rotate(call: Call) -> int:
    """Change the secret; the new one is printed once."""
    with call.open() as app:
        signed = subscribing.rotate(app, call.who(app), call.args.subscription, call.args.overlap)
        _told_secret(call, signed)
    return OK


def replay(call: Call) -> int:
    """Ask for a range once more."""
    args = call.args
    with call.open() as app:
        receipt = subscribing.replay(app, call.who(app), args.subscription, args.first, args.last)
    return _done(
        call, receipt, Words(f"第 {args.first}–{args.last} 号将补发", f"rows {args.first}–{args.last} are sent again")
    )


def pause(call: Call) -> int:
    """Pause."""
    with call.open() as app:
        receipt = subscribing.pause(app, call.who(app), call.args.subscription)
    return _done(call, receipt, Words("已暂停", "paused"))


def resume(call: Call) -> int:
    """Resume."""
    with call.open() as app:
        receipt = subscribing.resume(app, call.who(app), call.args.subscription)
    return _done(call, receipt, Words("已恢复", "resumed"))


def end(call: Call) -> int:
    """End."""
    with call.open() as app:
        receipt = subscribing.end(app, call.who(app), call.args.subscription)
    return _done(call, receipt, Words("已终止，密钥已销毁", "ended; its secrets are destroyed"))


def listed(call: Call) -> int:
    """A table, the oldest first."""
    with call.open() as app:
        found = subscribing.seen(app, call.who(app))
        lanes, head = app.webhooks.lanes(found), app.webhooks.head()
    out = call.out
    out.data({"head": head, "subscriptions": [subscribing.as_json(each, lanes[each.id], head) for each in found]})
    if not found:
        out.say(Words("没有订阅", "there are no subscriptions"), "dim")
        return OK
    out.table(
        [out(words) for words in HEADS],
        [_row(out, each, lanes[each.id][0], head) for each in found],
        wrap=(1, 3, 7),
        spare=(2,),
    )  # fmt: skip
    return OK


def _row(out: Out, each: Subscribed, live: Lane, head: int) -> tuple[object, ...]:
    behind = max(head - live.cursor, 0)
    state = out(SUBSCRIPTION_WORDS[each.stage])
    return each.id, each.url, each.account, state, live.cursor, behind or "", live.failures or "", answer_of(out, live)


def show(call: Call) -> int:
    """One subscription: where it stands, what its receiver said, its replays."""
    with call.open() as app:
        each = subscribing.one(app, call.who(app), call.args.subscription)
        lanes, head = app.webhooks.lanes((each,))[each.id], app.webhooks.head()
    out = call.out
    out.data(subscribing.as_json(each, lanes, head))
    for words, text in _rows(out, each, lanes[0], head):
        out.beside(f"  {out(words)}", text, COLUMN, "dim")
    for again in each.replays:
        lane = lanes[again.number]
        left = Words(
            f"{again.first}–{again.last}，已送到 {lane.cursor}", f"{again.first}–{again.last}, sent {lane.cursor}"
        )
        out.beside(f"  {out(Words('补发', 'replay'))} {again.number}", out(left), COLUMN, "dim")
    return OK


def _rows(out: Out, each: Subscribed, live: Lane, head: int) -> Sequence[tuple[Words, str]]:
    failing = out(Words(f"{live.failures} 次", f"{live.failures}")) if live.failures else ""
    next_try = clock(instant_of(live.due)) if live.failures and each.stage in DELIVERED else ""
    rows = (
        (Words("编号", "id"), each.id),
        (Words("地址", "address"), each.url),
        (Words("账号", "account"), each.account),
        (Words("状态", "state"), out(SUBSCRIPTION_WORDS[each.stage])),
        (Words("类型", "types"), out.listed(each.types)),
        (Words("已送到", "sent"), f"{live.cursor} / {head}"),
        (
            Words("最后应答", "last answer"),
            live.answer and out.aside(answer_of(out, live), clock(instant_of(live.called))),
        ),
        (Words("连续失败", "failures"), failing),
        (Words("下次尝试", "next try"), next_try),
        (Words("密钥", "secret"), out(Words(f"第 {each.secret} 个", f"number {each.secret}"))),
    )
    return [(words, text) for words, text in rows if text]


def _told_secret(call: Call, signed: subscribing.Signed) -> None:
    out = call.out
    out.data({"subscription": signed.id, "secret": signed.secret, "position": signed.receipt.last})
    out.say(Words("✓ 已办理", "✓ done"), "bold green")
    out.beside(f"  {out(Words('订阅', 'id'))}", signed.id, COLUMN, "dim")
    out.beside(f"  {out(Words('密钥', 'secret'))}", signed.secret, COLUMN, "dim")
    out.say(ONCE, "yellow")


def _done(call: Call, receipt: Receipt, words: Words) -> int:
    call.out.data({"position": receipt.last})
    call.out.line(f"✓ {call.out(words)}", "bold green")
    return OK
