"""``chufei quarantine``: events that a read model could not take, told without what is in them, and tried again."""

from collections.abc import Sequence
from typing import Final

from api.cli.call import Call
from api.cli.exits import FAULT, OK
from api.cli.output import Out
from api.cli.parser import Verbs
from api.follower_names import called
from api.ports import Parked
from domain.errors import NotFound
from domain.instants import clock
from domain.words import Words
from workflows.health import Held

COLUMN: Final = 14
NAMED: Final = 20
"""Waiting events whose numbers are told one by one."""
STREAM: Final = Words("流，如 lead/…", "a stream, such as lead/…")
WAY_OUT: Final = Words(
    "日志完好无损，其他线索照常记入。原因多在程序：换用改正后的版本，或排除所述故障，然后运行 {retry}；"
    "该流的事件会按次序补记，一件不漏。补记之前，这条线索在上述台账中缺少这些内容。",
    "The log is whole and all other streams go on. The cause is mostly in the program: use a version that mends it, or "
    "end the trouble named above, then run {retry}; the events of the stream are taken in order, none is left out. "
    "Until then the read models named lack them.",
)


def add(verbs: Verbs) -> None:
    """Hang the verbs into the tree."""
    group = verbs.group("quarantine", Words("未能记入台账的事件", "events a read model could not take"))
    group.add("list", Words("列出：每个台账、每条流各有几件", "list them by read model and stream"), listed)
    shown = group.add("show", Words("查看一件事件或一条流的详情", "one event or stream in detail"), show)
    shown.takes("what", metavar="WHAT", words=Words("事件号或流", "position of an event, or a stream"))
    again = group.add("retry", Words("按次序重试", "try them again, in order"), retry)
    again.takes("stream", nargs="?", default="", metavar="STREAM", words=STREAM)
    again.takes("--model", default="", metavar="NAME", words=Words("只重试这一个台账", "only for this read model"))


def listed(call: Call) -> int:
    """A table of read models and streams, in the order in which they stopped."""
    with call.open() as app:
        held = app.read_models.held()
    out = call.out
    out.data({"parked": [_as_json(each) for each in held]})
    if not held:
        out.say(Words("✓ 没有搁置的事件", "✓ nothing is parked"), "green")
        return OK
    for each in held:
        out.line()
        out.line(f"{out.aside(out(called(each.name)), each.name)} {each.stream}", "bold")
        out.beside(f"  {out(Words('停在', 'stopped at'))}", _event(out, each.position, each.event), COLUMN, "dim")
        out.beside(f"  {out(Words('自', 'since'))}", clock(each.recorded_at), COLUMN, "dim")
        out.beside(f"  {out(Words('原因', 'why'))}", each.error, COLUMN, "dim")
        out.beside(f"  {out(Words('身后等待', 'behind it'))}", str(each.waiting), COLUMN, "dim")
    whole = sum(1 + each.waiting for each in held)
    out.line()
    out.say(Words(f"共 {whole} 件，{len(held)} 处", f"events: {whole}, places: {len(held)}"), "dim")
    out.say(Words("详情：chufei quarantine show 事件号", "in detail: chufei quarantine show POSITION"), "dim")
    out.say(Words("改正原因后重试：chufei quarantine retry", "once mended: chufei quarantine retry"), "dim")
    return OK


def _as_json(each: Held) -> dict[str, object]:
    return {
        "read_model": each.name, "version": each.version, "stream": each.stream, "position": each.position,
        "event": each.event, "recorded_at": each.recorded_at, "error": each.error, "waiting": each.waiting,
    }  # fmt: skip


def _event(out: Out, position: int, event: str) -> str:
    return out.aside(out(Words(f"第 {position} 号事件", f"event {position}")), event)


def show(call: Call) -> int:
    """Why a stream stands still, in which read models, and what to do. Raises ``NotFound`` (``quarantine.unknown``)."""
    what = call.args.what
    with call.open() as app:
        parked = app.read_models.parked()
        held = app.read_models.held()
    streams = {each.stream for each in parked if what in {each.stream, str(each.position)}}
    if not streams:
        words = Words("{what} 没有搁置；见 chufei quarantine list", "{what} is not parked; see chufei quarantine list")
        raise NotFound(words.fill(what=what), code="quarantine.unknown")
    (stream,) = streams
    stopped = [each for each in held if each.stream == stream]
    behind = {each.name: _behind(each, parked) for each in stopped}
    call.out.data({"stream": stream, "parked": [{**_as_json(each), "behind": behind[each.name]} for each in stopped]})
    for each in stopped:
        _tell(call.out, each, behind[each.name])
    _tell_way_out(call.out, stream)
    return OK


def _behind(held: Held, parked: Sequence[Parked]) -> list[int]:
    """The positions that wait behind a failed event."""
    at = (held.name, held.stream)
    return [each.position for each in parked if (each.name, each.stream) == at and each.position > held.position]


def _tell(out: Out, each: Held, behind: Sequence[int]) -> None:
    positions = out.listed(map(str, behind[:NAMED]))
    more = out(Words("等", " …")) if len(behind) > NAMED else ""
    counted = Words(f"{len(behind)} 件：第 {positions}{more} 号", f"{len(behind)}: {positions}{more}")
    rows = (
        (Words("台账", "read model"), out(Words("{name}（第 {version} 版）", "{name} (version {version})").fill(
            name=each.name, version=each.version))),
        (Words("流", "stream"), each.stream),
        (Words("记录于", "recorded"), clock(each.recorded_at)),
        (Words("原因", "why"), each.error),
        (Words("身后等待", "behind it"), out(counted) if behind else out(Words("没有", "nothing"))),
    )  # fmt: skip
    out.line()
    out.line(_event(out, each.position, each.event), "bold")
    for head, text in rows:
        out.beside(f"  {out(head)}", text, COLUMN, "dim")


def _tell_way_out(out: Out, stream: str) -> None:
    out.line()
    out.say(WAY_OUT.fill(retry=f"chufei quarantine retry {stream}"))


def retry(call: Call) -> int:
    """Try again; ``FAULT`` while something is still parked. Raises ``NotFound`` (``projection.unknown``)."""
    with call.open() as app:
        done = app.read_models.retry(call.args.model, call.args.stream)
    call.out.data({"taken": done.taken, "left": done.left})
    words = Words("已记入 {taken} 件，仍搁置 {left} 件", "taken {taken}, still parked {left}")
    call.out.say(words.fill(taken=done.taken, left=done.left))
    return FAULT if done.left else OK
