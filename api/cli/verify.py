"""``chufei verify``: whether the log is what was written."""

from collections.abc import Sequence
from typing import Final

from api.cli.call import Call
from api.cli.exits import DAMAGED, OK, UNPROTECTED
from api.cli.output import Out
from api.cli.parser import Verbs
from api.ports import Lapse, Report
from api.proof import DAMAGED_SO, Proof, as_json, prove
from domain.words import Words
from workflows.health import Followed

COLUMN: Final = 12


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    words = Words("核验日志：逐字节重算，证明未被改动", "prove the log unbroken, byte by byte")
    verbs.add("verify", words, verify).takes(
        "--restore-guards",
        action="store_true",
        words=Words(
            "报告之后，把保护日志的触发器和函数重新装入数据库",
            "having told, put the triggers and functions that protect the log back into the database",
        ),
    )


def verify(call: Call) -> int:
    """Re-hash everything; every damage with its position. 0 when sound, 8 when not, 10 when nothing protects it."""
    out = call.out
    with call.open(follow=False, keyless=True) as app:
        proof = prove(app)
        restored = bool(call.args.restore_guards and proof.report.lapses)
        if restored:
            app.restore_guards()
    out.data({**as_json(proof), "restored": restored})
    return tell_proof(out, proof, restored=restored)


def tell_proof(out: Out, proof: Proof, *, restored: bool = False) -> int:
    """Tell what was found; the exit code."""
    report, ahead = proof
    _tell_log(out, report, ahead, sound=proof.sound)
    _tell_lapses(out, report.lapses, restored=restored)
    return DAMAGED if not proof.sound else UNPROTECTED if report.lapses else OK


def _tell_log(out: Out, report: Report, ahead: Sequence[Followed], *, sound: bool) -> None:
    """Whether it is what was written, how much of it there is, and every damage."""
    if sound:
        out.say(Words("✓ 日志完好", "✓ the log is sound"), "bold green")
    else:
        count = len(report.damages) + bool(ahead)
        out.say(Words(f"✗ 日志被破坏：{count} 处", f"✗ the log is damaged: {count}"), "bold red")
    out.beside(f"  {out(Words('事件', 'events'))}", str(report.events), COLUMN, "dim")
    out.beside(f"  {out(Words('命令', 'commands'))}", str(report.commands), COLUMN, "dim")
    out.beside(f"  {out(Words('链尾', 'chain'))}", report.chain_hash.hex() or "—", COLUMN, "dim")
    if ahead:
        out.line(out(_cut_off(report.events, max(model.position for model in ahead))))
    if report.damages:
        out.table(
            [out(Words("位置", "position")), out(Words("说明", "what"))],
            [(each.position, out(each.detail)) for each in report.damages],
            wrap=(1,),
        )
    if not sound:
        out.say(DAMAGED_SO)


def _tell_lapses(out: Out, lapses: Sequence[Lapse], *, restored: bool) -> None:
    """What no longer keeps the database from being changed by hand, and who mends it how."""
    if not lapses:
        return
    count = len(lapses)
    out.line()
    out.say(Words(f"✗ 日志的保护不完整：{count} 处", f"✗ the log lacks protection: {count}"), "bold red")
    for each in lapses:
        out.line(f"  {out(each.detail)}")
    out.say(_RESTORED if restored else _WAY_OUT)


def _cut_off(events: int, followed: int) -> Words:
    """The hashes cannot tell a log that lost its end; whoever followed it can."""
    return Words(
        f"  日志末尾被截断：台账已读到第 {followed} 号事件，日志只剩 {events} 条",
        f"  the end of the log is cut off: the ledgers have read event {followed}, {events} are left",
    )


_WAY_OUT: Final = Words(
    "  有人动过数据库，日志现在可能被直接改动。请数据库管理员先备份，查明何人何时所为，再运行 chufei verify "
    "--restore-guards 装回触发器和函数；表、列、唯一性约束由管理员改回，或从备份恢复；多出来的由管理员删除。",
    "  Somebody changed the database, and the log may now be changed by hand. The database's administrator makes a "
    "backup, finds out who did it and when, then puts triggers and functions back with chufei verify --restore-guards; "
    "tables, columns and unique keys are changed back by hand or restored from a backup; what is not ours is dropped.",
)
_RESTORED: Final = Words(
    "  触发器和函数已装回。请再核验一次；仍有提示的，由数据库管理员处理。",
    "  Triggers and functions were put back. Verify again; what is told then is for the database's administrator.",
)
