"""How those who follow the log are, in words: what each condition is called, and what is to be done about it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from domain.instants import clock
from domain.words import Words
from workflows.health import Check, Checked, Condition, Followed, Grade, Health, Sign

GRADES: Final = {
    Grade.HEALTHY: Words("✓ 正常", "✓ healthy"),
    Grade.DEGRADED: Words("! 基本可用，有待处理", "! degraded"),
    Grade.UNHEALTHY: Words("✗ 不正常，需要处理", "✗ unhealthy"),
}
UNITS: Final = (
    (timedelta(days=1), Words("{count} 天", "{count} d")),
    (timedelta(hours=1), Words("{count} 小时", "{count} h")),
    (timedelta(minutes=1), Words("{count} 分钟", "{count} min")),
    (timedelta(seconds=1), Words("{count} 秒", "{count} s")),
)
CONDITIONS: Final[dict[Condition, tuple[Words, Words]]] = {
    Condition.WELL: (Words("正常", "well"), Words("", "")),
    Condition.UNATTENDED: (
        Words("无人跟读", "unattended"),
        Words(
            "没有进程在跟读；台账由命令行在查询前自行补上，无需处理。",
            "No process follows; the command line catches up by itself before it answers. Nothing to do.",
        ),
    ),
    Condition.NOT_RUN: (
        Words("中继未运行", "relay not run"),
        Words(
            "有事件等着送上消息总线，没有中继在运行；启动 chufei relay。不再用这条总线的，运行 chufei relay --forget。",
            "Events wait to be put on the bus and no relay runs; start chufei relay, or forget the bus by chufei relay "
            "--forget where it is no longer used.",
        ),
    ),
    Condition.OTHER: (
        Words("另一版本", "other version"),
        Words(
            "供另一版本的程序使用；该程序停用后，运行 chufei migrate 撤下。",
            "For a program of another version; chufei migrate takes it away when that program has ended.",
        ),
    ),
    Condition.BUILDING: (
        Words("正在建立", "building"),
        Words(
            "尚未建好，无人读到它；如已中断，运行 chufei migrate（或 rebuild）继续。",
            "Not ready, nobody reads it yet; if it was cut short, run chufei migrate (or rebuild).",
        ),
    ),
    Condition.ONE_SILENT: (
        Words("部分失联", "one silent"),
        Words(
            "进程 {silent}已无动静，其余进程照常；查看并重启该进程。",
            "Process {silent} gives no sign of life, others go on; look at it and start it anew.",
        ),
    ),
    Condition.BEHIND: (
        Words("正在追赶", "catching up"),
        Words(
            "有事件等候超过半分钟，正在补记；稍后再看。",
            "Events have waited for more than half a minute and are being taken; look again later.",
        ),
    ),
    Condition.TROUBLED: (
        Words("遇到故障", "in trouble"),
        Words(
            "{trouble}。故障排除后自行继续；持续不好，查看该进程的日志。",
            "{trouble}. It goes on by itself when that has passed; if it does not, read the log of the process.",
        ),
    ),
    Condition.PARKED: (
        Words("有搁置", "parked"),
        Words(
            "部分线索的事件未能记入；见 chufei quarantine list。",
            "Events of some streams could not be taken; see chufei quarantine list.",
        ),
    ),
    Condition.STOPPED: (
        Words("已停止推送", "stopped"),
        Words(
            "接收方多次未应答（75 小时）或答复 410，已停止推送，内容一件不丢；与对方联系，恢复后运行 "
            "chufei webhook resume 编号，从停下处续送；详情：chufei webhook show 编号。",
            "The receiver did not answer for 75 hours, or said 410; nothing is lost. Speak with its owner, then run "
            "chufei webhook resume ID: it goes on where it stopped. In detail: chufei webhook show ID.",
        ),
    ),
    Condition.STALLED: (
        Words("停滞", "stalled"),
        Words(
            "有事件等候超过半分钟，无人处理；查看跟读进程的日志并重启，没有进程则启动。",
            "Events wait and nobody takes them; read the log of the process that follows and start it anew.",
        ),
    ),
    Condition.SILENT: (
        Words("失联", "silent"),
        Words(
            "跟读进程 {silent}已无动静：线程卡住，或进程已死。重启该进程；重启之前命令行照常可用。",
            "Process {silent} gives no sign of life: frozen or dead. Start it anew; until then the command line works.",
        ),
    ),
    Condition.DIVERGED: (
        Words("已不一致", "parted"),
        Words(
            "消息流与事件流对不上，或已不见，中继已停下，不会自行修补。先查数据库是否恢复过旧备份、NATS 是否连错，"
            "再按“用 NATS 接入”一页处理。",
            "What is on the bus is not what left the house, or is gone; the relay has stopped and mends nothing by "
            "itself. See whether the database was restored, or this is another NATS; then the page on NATS.",
        ),
    ),
    Condition.AHEAD: (
        Words("超过日志末尾", "beyond the log"),
        Words(
            "已读到的事件在日志里不见了：日志末尾被截断。停止办理，数据库保留原样；由管理员核验日志（chufei verify），"
            "并与最近的备份核对。",
            "Events that were read are gone: the end of the log was cut off. Stop working and leave the database as it "
            "is; the administrator verifies the log (chufei verify) and holds it against the latest backup.",
        ),
    ),
    Condition.RETIRED: (
        Words("已撤下", "retired"),
        Words(
            "更新的程序已撤下本版本的台账；请用新版本的程序。",
            "A newer program has taken away the read models of this version; use that one.",
        ),
    ),
}
"""What each condition is called, and what to do about it."""
CHECKS: Final = {
    Checked.DAMAGED: Words(
        "✗ {at} 核验：日志被破坏。停止办理所涉线索，数据库保留原样；由管理员查看核验结果，并与最近的备份核对。",
        "✗ verified {at}: the log is damaged. Stop working on what is concerned and leave the database as it is; the "
        "administrator looks at what was found, and holds it against the latest backup.",
    ),
    Checked.UNPROTECTED: Words(
        "! {at} 核验：日志完好，但数据库对它的保护不完整；由管理员查看核验结果。",
        "! verified {at}: the log is sound, but lacks protection by the database; the administrator looks at what was "
        "found.",
    ),
    Checked.UNFINISHED: Words(
        "{at} 的核验没有做完；请重新核验日志。", "The verification of {at} was not finished; verify the log again."
    ),
    Checked.RUNNING: Words("正在核验日志，开始于 {at}。", "The log is being verified since {at}."),
    Checked.SOUND: Words("✓ {at} 核验：日志完好。", "✓ verified {at}: the log is sound."),
    Checked.UNKNOWN: Words(
        "近一天没有由审计员核验过日志（网页或接口；命令行的核验不留在这里）。",
        "No auditor verified the log within a day, on the page or over HTTP; what the command line finds is not kept.",
    ),
}
"""What is said of the last verification of the log."""


def checked(check: Check, written: Callable[[datetime], str] = clock) -> Words:
    """What the last verification of the log found, and when, as moments are ``written`` there."""
    return CHECKS[check.found].fill(at="" if check.at is None else written(check.at))


def span(time: timedelta) -> Words:
    """A time in the largest unit that fits once."""
    size, words = next(((size, words) for size, words in UNITS if time >= size), UNITS[-1])
    return words.fill(count=max(time // size, 0))


class Asks(NamedTuple):
    """A condition that asks for something: what is to be done, and whom it concerns; whose trouble, who is silent."""

    condition: Condition
    name: Words
    text: Words
    concerned: tuple[Followed, ...]
    trouble: str
    silent: tuple[Sign, ...]


def asks(found: Health) -> Iterator[Asks]:
    """What asks for something, in the order of the conditions."""
    for condition in Condition:
        concerned = tuple(each for each in found.followers if condition in told_of(each))
        name, text = CONDITIONS[condition]
        if concerned and text.zh:
            trouble = next((each.trouble for each in concerned if each.trouble), "")
            silent = tuple(sign for each in concerned for sign in each.signs if sign not in each.alive)
            yield Asks(condition, name, text, concerned, trouble, silent)


def told_of(each: Followed) -> tuple[Condition, ...]:
    """What is told of a follower: the worst, and what is parked in any case."""
    return (each.condition, Condition.PARKED) if each.held else (each.condition,)
