"""``chufei rebuild`` and ``quarantine``: care for what people read; the log itself is never touched."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Final

from api.cli.call import Call
from api.cli.exits import FAULT, OK
from api.cli.output import Out
from api.cli.parser import Verbs
from api.ports import Parked
from domain.words import Words

COLUMN: Final = 16


def add(verbs: Verbs) -> None:
    """Hang the verbs into the tree."""
    parser = verbs.add("rebuild", Words("由日志重建查询用的台账", "build read models anew from the log"), rebuild)
    parser.takes("name", nargs="?", metavar="NAME", words=Words("只重建这一个", "only this one"))
    group = verbs.group("quarantine", Words("未能记入台账的事件", "events a read model could not take"))
    group.add("list", Words("列出", "list them"), parked)
    shown = group.add("show", Words("查看一条线索的", "those of one stream"), parked)
    shown.takes("stream", metavar="STREAM", words=Words("流，如 lead/…", "a stream, such as lead/…"))
    again = group.add("retry", Words("重试", "try them again, in order"), retry)
    again.takes("stream", nargs="?", default="", metavar="STREAM", words=Words("只重试这个流", "only this stream"))


def rebuild(call: Call) -> int:
    """One read model or all, beside the old one until it is ready; ``FAULT`` where it could not take every event.

    Raises ``NotFound`` (``projection.unknown``).
    """
    name = call.args.name
    with call.open() as app:
        names = [each.name for each in app.read_models.projections]
        built = [(each, app.read_models.rebuild(each).position) for each in ([name] if name else names)]
        left = Counter(each.name for each in app.read_models.parked())
    call.out.data({
        "rebuilt": [{"name": each, "position": position, "parked": left[each]} for each, position in built]
    })  # fmt: skip
    for each, position in built:
        _tell_built(call.out, each, position, left[each])
    return FAULT if any(left[each] for each, _ in built) else OK


def _tell_built(out: Out, name: str, position: int, left: int) -> None:
    words = Words("{name} 已重建到第 {position} 号事件", "{name} built anew to position {position}")
    if left:
        words = Words(
            f"✗ {words.zh}，{{left}} 件搁置，见 chufei quarantine list",
            f"✗ {words.en}, {{left}} parked, see chufei quarantine list",
        )
        out.say(words.fill(name=name, position=position, left=left), "bold red")
    else:
        out.say(Words(f"✓ {words.zh}", f"✓ {words.en}").fill(name=name, position=position))


def parked(call: Call) -> int:
    """What is parked, in the order of the log; for people by read model and stream, with the reason of the first."""
    wanted = getattr(call.args, "stream", "")
    with call.open() as app:
        found = [each for each in app.read_models.parked() if wanted in {"", each.stream}]
    out = call.out
    out.data({
        "parked": [
            {"read_model": each.name, "position": each.position, "stream": each.stream, "error": each.error}
            for each in found
        ]
    })  # fmt: skip
    if not found:
        out.say(Words("✓ 没有搁置的事件", "✓ nothing is parked"), "green")
        return OK
    _tell(out, found)
    return OK


def _tell(out: Out, found: Iterable[Parked]) -> None:
    """Below each stream its events: side by side neither a stream nor a reason would be readable."""
    for (name, stream), events in groupby(sorted(found, key=_place), key=lambda each: (each.name, each.stream)):
        out.line()
        out.line(f"{name} {stream}", "bold")
        for each in events:
            why = each.error or out(Words("等待前一件", "waits behind the one before"))
            out.beside(f"  {out(Words(f'第 {each.position} 号', f'event {each.position}'))}", why, COLUMN, "dim")
    words = Words("改正原因后重试：chufei quarantine retry", "once the cause is mended: chufei quarantine retry")
    out.line()
    out.say(words, "dim")


def _place(each: Parked) -> tuple[str, str, int]:
    return each.name, each.stream, each.position


def retry(call: Call) -> int:
    """Try again; ``FAULT`` while something is still parked."""
    with call.open() as app:
        done = app.read_models.retry(stream=call.args.stream)
    call.out.data({"taken": done.taken, "left": done.left})
    words = Words("已记入 {taken} 件，仍搁置 {left} 件", "taken {taken}, still parked {left}")
    call.out.say(words.fill(taken=done.taken, left=done.left))
    return FAULT if done.left else OK
