"""What a suite needs and this machine lacks: said loudly at the end of the run, a failure under ``CI=true``.

The reason of a skip carries it there, for that comes out of every process that tests.
"""

import os
import re
from typing import Final, NoReturn

import pytest

TOLD: Final = re.compile(r"this machine lacks (.+): (.+)")


def lacks(what: str, way_out: str) -> NoReturn:
    """Skip the asking test, with ``what`` and the way to it as the reason; under ``CI=true`` fail it instead."""
    reason = f"this machine lacks {what}: {way_out}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def report(terminal: pytest.TerminalReporter) -> None:
    """Say at the end of the run, in red, what was not tried and how to try it."""
    reasons = (str(each.longrepr[-1]) for each in terminal.stats.get("skipped", ()))
    missing = {found[1]: found[2] for reason in reasons if (found := TOLD.search(reason))}
    if missing:
        terminal.section("NOT TRIED, because this machine lacks it", red=True, bold=True)
    for what, way_out in missing.items():
        terminal.line(f"{what}: {way_out}", red=True)
