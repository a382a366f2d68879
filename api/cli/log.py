"""``chufei verify``: whether the log is what was written."""

from api.cli.call import Call
from api.cli.exits import DAMAGED, OK
from api.cli.parser import Verbs
from domain.words import Words


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    verbs.add("verify", Words("核验日志：逐字节重算，证明未被改动", "prove the log unbroken, byte by byte"), verify)


def verify(call: Call) -> int:
    """Re-hash everything; every damage with its position. 0 when sound, 8 when not."""
    out = call.out
    with call.open(follow=False) as app:
        report = app.verify()
        ahead = tuple(model for model in app.read_models.health().models if model.position > report.events)
    sound = report.sound and not ahead
    out.data({
        "sound": sound,
        "events": report.events,
        "commands": report.commands,
        "chain_hash": report.chain_hash.hex(),
        "damages": [{"position": each.position, "kind": each.kind, "words": each.detail} for each in report.damages],
        "ahead": [{"name": model.name, "position": model.position} for model in ahead],
    })  # fmt: skip
    if sound:
        out.say(Words("✓ 日志完好", "✓ the log is sound"), "bold green")
    else:
        count = len(report.damages) + bool(ahead)
        out.say(Words(f"✗ 日志被破坏：{count} 处", f"✗ the log is damaged in {count} places"), "bold red")
    out.beside(f"  {out(Words('事件', 'events'))}", str(report.events), 10, "dim")
    out.beside(f"  {out(Words('命令', 'commands'))}", str(report.commands), 10, "dim")
    out.beside(f"  {out(Words('链尾', 'chain'))}", report.chain_hash.hex() or "—", 10, "dim")
    if ahead:
        out.line(out(_cut_off(report.events, max(model.position for model in ahead))))
    if report.damages:
        out.table(
            [out(Words("位置", "position")), out(Words("种类", "kind")), out(Words("说明", "what"))],
            [(each.position, each.kind, out(each.detail)) for each in report.damages],
            wrap=(2,),
        )
    return OK if sound else DAMAGED


def _cut_off(events: int, followed: int) -> Words:
    """The hashes cannot tell a log that lost its end; whoever followed it can."""
    return Words(
        f"  日志末尾被截断：台账已读到第 {followed} 号事件，日志只剩 {events} 条",
        f"  the end of the log is cut off: the ledgers have read event {followed}, {events} are left",
    )
