"""``chufei demo``: a new folder, the story from discovery to closure, every register, a moment replayed, the proof."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from api.cli import ledger, registers, replay, stats, verify, worklist
from api.cli.call import Call
from api.cli.demo.console import serve_console, somebody_watches
from api.cli.demo.perform import Astray
from api.cli.demo.play import Told, play
from api.cli.demo.tell import heading
from api.cli.exits import ASTRAY, OK
from api.cli.output import Out
from api.cli.parser import Verbs, root
from api.cli.refusals import tell
from api.demo.folder import fresh_folder
from api.demo.story import shipped
from api.settings import DATABASE_URL, Settings
from domain.instants import day_of
from domain.words import Words

SHOWN: Final[tuple[tuple[Words, str], ...]] = (
    (Words("台账", "The ledger"), "ledger list"),
    (Words("一企一档", "A file for each subject"), "register list subjects --as cb-1"),
    (Words("楼宇底册", "What is known of each building"), "register list buildings --as cb-1"),
    (Words("楼宇企业", "The firms in a building"), "register list tenants --division 370104014 --as cb-1"),
    (Words("转办台账", "What was referred"), "register list referrals --as cb-1"),
    (Words("协办台账", "What others asked for"), "register list assistances --as cb-1"),
    (Words("移送台账", "What went to the police"), "register list transfers --as cb-1"),
    (Words("各阶段：到过多少、现在多少、停留多久", "The funnel: how many came to each stage, how long they stayed"),
     "stats stages --as cb-1"),
    (Words("全年新发案件分类情况统计表", "The form of the year's new cases"),
     "stats months --month 2022-01 --until 2022-12 --as cb-1"),
    (Words("三月各街道情况", "What each street did in March"), "stats streets --month 2022-03 --as cb-1"),
    (Words("待办：期限最早的在前", "What waits, the oldest duty first"), "worklist --as cb-1 --limit 5"),
    (Words("回放：整改复查不合格的那天", "A moment replayed: the day the re-check failed"),
     "lead replay 370104-2022-0001 --at 2022-05-09 --as cb-1"),
    (Words("核验：重算日志的每一个字节", "The proof: every byte of the log hashed again"), "verify"),
)  # fmt: skip
"""What is shown after the story, by the commands anybody can run."""

NEXT: Final[tuple[tuple[Words, str], ...]] = (
    (Words("移送公安的全过程", "the whole way to the police"),
     "lead history 370104-2022-0002 --track --as cb-1"),
    (Words("这条线索现在谁能办什么", "what can be done with this lead now"), "lead moves 370104-2022-0011 --as mz-1"),
    (Words("鉴定意见到了，恢复办理", "the expert's opinion is here: resume"),
     "lead act 370104-2022-0004 resume reason=鉴定意见已到 --as cb-1"),
    (Words("导出台账", "the ledger as a file"), "ledger export ledger.csv"),
    (Words("自旧台账转入的线索，此前经过以原台账为准", "a lead carried over from an older ledger"),
     "lead show 370104-2022-0017 --as cb-1"),
)  # fmt: skip
"""What to try next."""
NOBODY_WATCHES: Final = Words(
    "不是终端，没有启动工作台：在终端里再运行一次 chufei demo，即可用浏览器打开。",
    "This is no terminal, so the console is not served: run chufei demo in one to open it in a browser.",
)
"""What is said to whoever ran it through a pipe."""


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    words = Words("演示：一个虚构街区的线索从发现到办结", "a demonstration: invented leads from discovery to closure")
    parser = verbs.add("demo", words, demo)
    words = Words("演示完即结束，不启动工作台", "leave when done, without serving the console")
    parser.takes("--no-serve", action="store_true", words=words)


def demo(call: Call) -> int:
    """Play the story and show what it left; 0 when everything ended as told. Raises ``InvalidInput``."""
    out, story = call.out, shipped()
    settings = Settings.read(os.environ, data=str(fresh_folder(call.args.data, Path.cwd())), lang=out.lang)
    _welcome(out, settings)
    try:
        told = play(settings, out, story)
    except Astray as astray:
        out.line(f"✗ {out(astray.words)}", "bold red")
        if astray.refusal is not None:
            tell(out, astray.refusal, day=day_of(story.begins))
        return ASTRAY
    if out.as_json:
        out.data({"data": str(settings.data), "steps": told})
        return OK
    _summary(out, told)
    for number, (title, words) in enumerate(SHOWN, start=len(story.sections) + 1):
        heading(out, number, title)
        out.verbatim(f"$ {_command(settings, words)}\n")
        code = _run(settings, out, words)
        if code != OK:
            return code
    _farewell(out, settings)
    if somebody_watches() and not call.args.no_serve:
        serve_console(settings, out)
    elif not call.args.no_serve:
        out.say(NOBODY_WATCHES)
    return OK


def _run(settings: Settings, out: Out, words: str) -> int:
    """Run a verb as if it had been typed."""
    parser, verbs = root(out.lang)
    for add_verb in (ledger.add, registers.add, stats.add, worklist.add, verify.add):
        add_verb(verbs)
    replay.add(verbs.group("lead", Words("线索", "leads")))
    args = parser.parse_args(words.split())
    told = Settings.read(os.environ, data=str(settings.data), lang=out.lang, actor=args.actor)
    run: Callable[[Call], int] = args.run
    return run(Call(args, told, out))


def _command(settings: Settings, words: str) -> str:
    """A command as it is typed, with the folder."""
    folder = settings.data
    shown = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    return f"chufei {words} --data {shown}"


def _welcome(out: Out, settings: Settings) -> None:
    out.say(Words("演示：一个虚构街区 2022 年的线索办理", "A demonstration: an invented district in 2022"), "bold")
    out.say(Words(
        f"单位、企业、人员、案情均为虚构。数据在 {settings.data}",
        f"Offices, companies, people and cases are made up. The data lies in {settings.data}",
    ), "dim")  # fmt: skip


def _summary(out: Out, told: Sequence[Told]) -> None:
    """How it went: as planned, else nobody would read this."""
    refused = sum(bool(each["refused"]) for each in told)
    done = len(told) - refused
    out.line()
    out.say(Words(
        f"✓ 办成 {done} 步，依法不予办理 {refused} 步，都与预定相符",
        f"✓ {done} steps done, {refused} refused by law, all as planned",
    ), "bold green")  # fmt: skip


def _farewell(out: Out, settings: Settings) -> None:
    out.line()
    out.say(Words("接着可以试", "Try next"), "bold cyan")
    for title, words in NEXT:
        out.line(f"# {out(title)}", "dim")
        out.verbatim(f"{_command(settings, words)}\n")
    out.line()
    if os.environ.get(DATABASE_URL):
        out.say(Words(f"（{DATABASE_URL} 须保持不变）", f"(keep {DATABASE_URL} as it is)"), "dim")
    out.say(Words("在源码目录里，命令前加 uv run。", "In a clone of the source, put uv run before a command."), "dim")
