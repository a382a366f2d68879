"""The benchmarks run; what they measure is no test's business."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

import pytest

from api.bootstrap import bootstrap
from api.server import serving
from api.settings import Settings
from bench import __main__ as main
from bench import databases, house
from bench.databases import NOT_MEASURED, Databases
from bench.machine import machine
from bench.measure import Sample
from bench.page import page
from bench.results import Figure, Race, Ratio, Results, Table, load
from tests.support.missing import lacks
from tests.support.postgres import OLDEST, binaries
from tests.support.tree import ROOT

WITHOUT_DATABASE = {"folding"}
IN_PROCESSES = {"http"}
"""Serves as people do, in processes of their own; the others need not try that again."""


@contextmanager
def served_here(command: Sequence[str], settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """What ``chufei serve`` serves, by this process: most of the time of a process of its own goes into loading it."""
    with bootstrap(Settings.read(settings or {}, data=command[-1])) as app:
        app.read_models.start()
        app.feeding.start()
        with serving(app, "127.0.0.1", 0) as address:
            yield address


@pytest.fixture
def databases_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Databases:
    """Those of this run of the suites, for all benchmarks."""
    found = Databases(request.getfixturevalue("postgres_server") if binaries() else None)
    monkeypatch.setattr(main, "databases", partial(nullcontext, found))
    return found


@pytest.mark.parametrize("name", main.BENCHMARKS)
def test_a_quick_run_tells_a_figure_of_every_benchmark_and_keeps_nothing(
    name: str, databases_here: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    if name not in IN_PROCESSES:
        monkeypatch.setattr(house, "process", served_here)
    kept = ["--result", str(tmp_path / "last.json"), "--page", str(tmp_path / "page")]
    monkeypatch.setattr(sys, "argv", ["bench", "--quick", *kept, name])

    main.main()

    told = capsys.readouterr().out
    assert told.startswith(f"{name} …")
    assert "÷" in told or "readable" in told
    assert list(tmp_path.iterdir()) == []
    if name not in WITHOUT_DATABASE and "PostgreSQL" not in told:
        assert databases_here.server is None
        lacks(f"PostgreSQL {OLDEST} or newer, to run the benchmarks on", "apt-get install postgresql")


def test_a_machine_without_postgresql_says_loudly_what_is_not_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(databases, "binaries", lambda: None)
    with databases.databases() as served:
        facts = machine(served)

    assert NOT_MEASURED in capsys.readouterr().err
    assert facts["PostgreSQL"] == NOT_MEASURED, "the page says it too"


def results() -> Results:
    figures = [Figure("示例", 1000.0, 1.5, 2.5)]
    ratios = [
        Ratio("reached", 2.0, 1.9, 2.1, aim=1.0),
        Ratio("missed", 0.4, 0.3, 0.5, aim=0.5),
        Ratio("no aim", 1, 1, 1),
    ]
    return Results({"Python": "3"}, {"commands": "today"}, {"commands": [Table("Table", "a second", figures, ratios)]})


def test_figures_are_kept_for_the_machine_they_were_measured_on(tmp_path: Path) -> None:
    kept = tmp_path / "last.json"
    results().save(kept)

    assert load(kept, {"Python": "3"}) == results()
    assert load(kept, {"Python": "4"}).tables == {}
    assert json.loads(kept.read_text(encoding="utf-8"))["machine"] == {"Python": "3"}


def test_the_page_says_what_missed() -> None:
    written = page(results())

    assert "1 of 2 aims." in written
    assert "| Table | missed | 0.40 × (0.30 – 0.50) | ≥ 0.5 × |" in written


def test_less_time_than_aimed_at_is_no_miss() -> None:
    assert not Ratio("wait", 5.0, 5.0, 9.0, aim=10.0, unit="ms").missed
    assert Ratio("wait", 11.0, 11.0, 19.0, aim=10.0, unit="ms").missed


def test_a_ceiling_is_missed_by_more_and_a_rate_by_less() -> None:
    assert Ratio("slower", 2.1, 2.0, 2.2, aim=2.0, ceiling=True).missed
    assert not Ratio("slower", 1.9, 1.8, 2.2, aim=2.0, ceiling=True).missed
    assert Ratio("rebuilt", 7_999, 7_000, 9_000, aim=8_000, unit="events/s").missed
    assert not Ratio("rebuilt", 8_000, 7_000, 9_000, aim=8_000, unit="events/s").missed


def test_a_race_notes_how_much_longer_one_takes_and_figures_with_aims_of_their_own() -> None:
    race = Race("示例", "pages/s", rounds=2)
    samples = {"small": Sample(100.0, 0.010, 0.020, 0.030), "large": Sample(40.0, 0.025, 0.050, 0.090)}
    race.run({name: partial(samples.__getitem__, name) for name in samples})

    race.longer("longer", "large", "small", "p95", 2.0)
    race.time("time", "large", "p95", 60.0)
    race.rate("rate", "large", "pages/s", 50)

    longer, time, rate = race.table.ratios
    assert (longer.value, longer.missed) == (2.5, True)
    assert (time.value, time.greatest, time.missed) == (50.0, 90.0, False)
    assert (rate.value, rate.missed) == (40.0, True)


def test_a_page_of_figures_is_the_one_the_kept_figures_make() -> None:
    machine = json.loads((ROOT / "bench" / "last.json").read_text(encoding="utf-8"))["machine"]

    assert (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8") == page(
        load(ROOT / "bench" / "last.json", machine)
    )
