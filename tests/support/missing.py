"""What a suite needs and this machine lacks: said loudly here, a failure under ``CI=true``."""

import os
from typing import Final, NoReturn

import pytest

MISSING: Final = pytest.StashKey[dict[str, str]]()


def lacks(config: pytest.Config, what: str, way_out: str) -> NoReturn:
    """Skip the asking test and remember ``what`` for the end of the run; under ``CI=true`` fail it instead."""
    config.stash.setdefault(MISSING, {})[what] = way_out
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing: {way_out}", pytrace=False)
    pytest.skip(f"{what} is missing")


def report(terminal: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say at the end of the run, in red, what was not tried and how to try it."""
    missing = config.stash.get(MISSING, {})
    if missing:
        terminal.section("NOT TRIED, because this machine lacks it", red=True, bold=True)
    for what, way_out in missing.items():
        terminal.line(f"{what}: {way_out}", red=True)
