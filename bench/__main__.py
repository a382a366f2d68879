"""``python -m bench [name …]``: measure, keep the figures, write the page; never a test, for busy is not broken."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from api import logs
from bench import (
    beside,
    boards,
    commands,
    console,
    folding,
    http,
    loading,
    pages,
    pulling,
    reading,
    rebuilding,
    relaying,
    streaming,
    verifying,
)
from bench.databases import Databases, databases
from bench.machine import conditions, machine
from bench.page import page
from bench.results import Results, Table, load
from bench.size import FULL, QUICK, Size

ROOT: Final = Path(__file__).parent.parent
KEPT: Final = ROOT / "bench" / "last.json"
PAGE: Final = ROOT / "docs" / "benchmarks.md"

BENCHMARKS: Final[dict[str, Callable[[Databases, Size], list[Table]]]] = {
    "commands": commands.run,
    "folding": folding.run,
    "loading": loading.run,
    "verifying": verifying.run,
    "reading": reading.run,
    "rebuilding": rebuilding.run,
    "pages": pages.run,
    "http": http.run,
    "console": console.run,
    "board": boards.run,
    "pulling": pulling.run,
    "streaming": streaming.run,
    "beside": beside.run,
    "relaying": relaying.run,
}


def main() -> None:
    """Run what was asked for; all when nothing was named."""
    asked = _arguments()
    logs.configure()
    with databases() as served:
        quick = Results(machine(served))
        results = quick if asked.quick else load(asked.result, quick.machine)
        for name in asked.names or BENCHMARKS:
            print(f"{name} …", flush=True)
            results.days[name] = f"{datetime.now(UTC):%Y-%m-%d}, {conditions()}"
            results.tables[name] = BENCHMARKS[name](served, QUICK if asked.quick else FULL)
            _show(results.tables[name])
            if not asked.quick:
                results.save(asked.result)
    written = page(results)
    if not asked.quick:
        asked.page.write_text(written, encoding="utf-8")


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m bench", description="Speed, as ratios within one run.")
    parser.add_argument("names", nargs="*", metavar="name", help=f"one of {', '.join(BENCHMARKS)}; all when left out")
    parser.add_argument("--quick", action="store_true", help="only see that everything runs; keep nothing")
    parser.add_argument("--result", type=Path, default=KEPT, help="where the figures are kept (JSON)")
    parser.add_argument("--page", type=Path, default=PAGE, help="where the page is written")
    asked = parser.parse_args()
    unknown = set(asked.names) - BENCHMARKS.keys()
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    return asked


def _show(tables: list[Table]) -> None:
    for table in tables:
        print(f"\n{table.title}")
        for figure in table.figures:
            print(
                f"  {figure.name:58} {figure.rate:12,.0f} {table.unit}  p50 {figure.p50:9.3f}  p99 {figure.p99:9.3f} ms"
            )
        for ratio in table.ratios:
            aim = "" if ratio.aim is None else f"aim {ratio.aim:g}: {'missed' if ratio.missed else 'reached'}"
            print(f"  {ratio.name:58} {ratio.value:12.2f} {ratio.unit} {aim}")
    print(flush=True)


if __name__ == "__main__":
    main()
