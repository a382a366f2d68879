"""``chufei seed``: a synthetic district in a folder of its own, the same on every machine, with the truth beside it."""

import os
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from time import monotonic
from typing import Final

from api.bootstrap import bootstrap
from api.cli.call import Call
from api.cli.exits import OK
from api.cli.output import Out
from api.cli.parser import Verbs
from api.cli.progress import progress
from api.demo.clock import StoryClock
from api.settings import Settings
from api.synthetic.folder import MARK, NOTICE, SUMMARY, TRUTH, empty_folder, furnish
from api.synthetic.plan import Plan
from api.synthetic.seed import Seeded, beginning, play
from domain.errors import ChufeiError, InvalidInput
from domain.words import Words

YEARS: Final = range(2022, 2100)
"""The rules of the procedure are dated from May 2021: the first whole year is 2022."""
SIZES: Final = range(1, 1_000_001)
SEEDS: Final = range(2**31)
OCCUPIED: Final = "input.synthetic.occupied"


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    words = Words("虚构一个区一年的线索，用于试用、培训和测试", "a synthetic district: an invented year of leads")
    parser = verbs.add("seed", words, seed)
    parser.takes("--year", type=int, default=2022, metavar="YYYY", words=Words("哪一年", "which year"))
    parser.takes("--seed", type=int, default=7, metavar="N", dest="number", words=Words("种子", "the seed"))
    parser.takes("--leads", type=int, default=1000, metavar="N", words=Words("线索件数", "how many leads"))


def seed(call: Call) -> int:
    """Make the folder and do the year. Raises ``InvalidInput`` (``input.synthetic.*``)."""
    args, out = call.args, call.out
    for name, value, allowed in (("--year", args.year, YEARS), ("--seed", args.number, SEEDS),
                                 ("--leads", args.leads, SIZES)):  # fmt: skip
        if value not in allowed:
            raise _out_of_range(name, allowed)
    plan = Plan(args.year, args.number, args.leads)
    settings = Settings.read(os.environ, data=str(empty_folder(args.data, Path.cwd())), lang=out.lang)
    out.say(NOTICE, "bold")
    began = monotonic()
    seeded = do(settings, plan, out)
    _told(out, settings, plan, seeded, monotonic() - began)
    return OK


def do(settings: Settings, plan: Plan, out: Out) -> Seeded:
    """Furnish the folder and play the year; a database that is in use leaves no trace of the attempt."""
    existed, clock = settings.data.exists(), StoryClock(beginning(plan))
    furnish(settings.data, plan, version("chufei"))
    try:
        with (
            bootstrap(settings, clock=clock, synthetic=f"{plan.year}|{plan.seed}") as app,
            progress(out, Words("线索", "leads"), plan.leads) as heard,
        ):
            return play(app, clock, plan, heard)
    except ChufeiError as error:
        if error.code == OCCUPIED:
            rmtree(settings.data)
            if existed:
                settings.data.mkdir()
        raise


def _told(out: Out, settings: Settings, plan: Plan, seeded: Seeded, seconds: float) -> None:
    folder = settings.data
    out.data(
        {"data": str(folder), "year": plan.year, "seed": plan.seed, "seconds": round(seconds, 1), **asdict(seeded)}
    )
    leads, acts, rate = seeded.leads, seeded.commands, seeded.leads / seconds
    out.say(Words(
        f"✓ 线索 {leads} 条，办理 {acts} 项，事件 {seeded.events} 条，{seconds:.0f} 秒（{rate:.0f} 条/秒）",
        f"✓ {leads} leads, {acts} acts, {seeded.events} events, {seconds:.0f} s ({rate:.0f} leads/s)",
    ), "bold green")  # fmt: skip
    out.say(Words(
        f"链哈希 {seeded.chain_hash}（同一种子、同一版本，处处相同）",
        f"chain hash {seeded.chain_hash} (the same everywhere for this seed and release)",
    ))  # fmt: skip
    out.say(Words(
        f"数据 {folder}：{MARK} 标明虚构，{TRUTH}、{SUMMARY} 是事实真相，供核对。",
        f"data {folder}: {MARK} marks it as invented; {TRUTH} and {SUMMARY} hold the truth, to compare with.",
    ))  # fmt: skip


def _out_of_range(name: str, allowed: range) -> InvalidInput:
    words = Words(f"应在 {allowed[0]}—{allowed[-1]} 之间", f"lies between {allowed[0]} and {allowed[-1]}")
    return InvalidInput(name, words, way_out=words, code="input.synthetic.range")
