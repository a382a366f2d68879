"""A synthetic year in a log of its own, done through the service as ``chufei seed`` does it: what read models eat."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from api.app import App
from api.bootstrap import bootstrap
from api.demo.clock import StoryClock
from api.settings import DATABASE_URL, Settings
from api.synthetic.folder import furnish
from api.synthetic.plan import Plan
from api.synthetic.seed import beginning, play

YEAR: Final = 2022
SEED: Final = 7


def settings_of(url: str, folder: Path) -> Settings:
    """Where the district lies."""
    return Settings.read({DATABASE_URL: url}, data=str(folder / "district"))


@contextmanager
def district(url: str, folder: Path, leads: int) -> Iterator[App]:
    """The product over a year of so many leads, all read models kept up."""
    plan, settings = Plan(YEAR, SEED, leads), settings_of(url, folder)
    clock = StoryClock(beginning(plan))
    furnish(settings.data, plan, "bench")
    with bootstrap(settings, clock=clock, synthetic="bench") as app:
        play(app, clock, plan)
        yield app
