"""Pages of the ledger while another process builds all read models anew, as ``chufei rebuild`` does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from time import perf_counter
from typing import Final

from api.app import App
from api.bootstrap import bootstrap
from api.settings import Settings
from bench.databases import Databases
from bench.district import district, settings_of
from bench.house import ELSEWHERE
from bench.measure import Sample, sample
from bench.results import Race, Table
from bench.size import Size
from projections.ledger_rows import ledger

AIM: Final = 2.0
PATIENCE: Final = 60.0
WITH: Final = "page of the ledger during a rebuild"
WITHOUT: Final = "page of the ledger"


def run(databases: Databases, size: Size) -> list[Table]:
    """One table for each kind of database."""
    return [_on(kind, databases, size) for kind in databases.kinds]


def _on(kind: str, databases: Databases, size: Size) -> Table:
    race = Race(f"Read while read models are built anew, {kind}", "pages/s", size.rounds)
    with databases.fresh(kind) as (url, folder), district(url, folder, size.district) as app:
        settings = settings_of(url, folder)
        race.run({WITHOUT: lambda: _reading(app, size.seconds), WITH: lambda: _during(app, settings, size.seconds)})
    race.longer(f"{WITH} ÷ without, p99", WITH, WITHOUT, "p99", AIM)
    race.longer(f"{WITH} ÷ without, median", WITH, WITHOUT, "p50", AIM)
    return race.table


def _during(app: App, settings: Settings, seconds: float) -> Sample:
    """Read for as long as at least one rebuild takes, the swap included."""
    with _rebuilt_elsewhere(settings) as once:
        return _reading(app, seconds, lambda: not once.is_set())


def _reading(app: App, seconds: float, going_on: Callable[[], bool] = lambda: False) -> Sample:
    times: list[float] = []
    start = now = perf_counter()
    while not times or now < start + seconds or going_on():
        before, _ = now, app.read_models.ask(ledger)
        now = perf_counter()
        times.append(now - before)
    return sample(times, now - start)


@contextmanager
def _rebuilt_elsewhere(settings: Settings) -> Iterator[Event]:
    """Another process rebuilds again and again; the event tells that it has done so once."""
    ready, once, enough = ELSEWHERE.Event(), ELSEWHERE.Event(), ELSEWHERE.Event()
    process = ELSEWHERE.Process(target=_rebuild, args=(settings, ready, once, enough))
    process.start()
    try:
        assert ready.wait(PATIENCE)  # noqa: S101 - without a rebuild the figure is none
        yield once
    finally:
        enough.set()
        process.join()


def _rebuild(settings: Settings, ready: Event, once: Event, enough: Event) -> None:
    with bootstrap(settings) as app:
        ready.set()
        while not enough.is_set():
            app.read_models.rebuild()
            once.set()
