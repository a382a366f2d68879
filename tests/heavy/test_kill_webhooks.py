"""Deliverers killed −9 in the middle of their calls, two at a time, before a receiver that fails: nothing is lost."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import sleep
from typing import Final

import pytest

from adapters.keys.store import open_keys
from adapters.webhooks.signing import Secrets
from tests.support.feed_table import fill
from tests.support.receiver import OK, TAKEN, Called, Reply, receiving_beside, status
from tests.support.waiting import comes_true

pytestmark = [pytest.mark.kills, pytest.mark.timeout(0)]

EACH: Final = 40
"""Rows between two kills."""
FAILING: Final = 0.2
CUT: Final = Reply(b"", cut=True)


class Effects:
    """A receiver's own work, each id once; every fifth call fails, before that work or after it."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.calls = 0
        self._dice = Random(7)  # noqa: S311 - dice, not secrets

    def __call__(self, called: Called) -> Reply:
        self.calls += 1
        thrown = self._dice.random()
        if thrown < FAILING / 2:
            return self._dice.choice([status(503), CUT])
        if called.sequence not in self.done[-EACH:]:
            self.done.append(called.sequence)
        return self._dice.choice([status(500), CUT, Reply(OK, after=0.05)]) if thrown < FAILING else TAKEN


class Workers:
    """Processes that call, one started anew for each that is killed."""

    def __init__(self, *place: str) -> None:
        self._place = place
        self._lives = 0
        self.alive = [self._start(), self._start()]

    def kill(self, which: int) -> None:
        self.alive[which].kill()
        self.alive[which].wait()
        self.alive[which] = self._start()

    def end(self) -> None:
        for each in self.alive:
            each.kill()
            each.wait()

    def _start(self) -> "subprocess.Popen[bytes]":
        self._lives += 1
        return subprocess.Popen(
            [sys.executable, "-m", "tests.heavy.kill_webhooks", *self._place, f"life-{self._lives}"]
        )


def further(effects: Effects, than: int) -> Callable[[], bool]:
    """Whether more was done."""
    return lambda: len(effects.done) > than


def test_every_row_has_its_effect_once_and_in_order(database_url: str, tmp_path: Path, kills: int) -> None:
    effects = Effects()
    with open_keys(f"sqlite:///{tmp_path / 'keys.sqlite'}") as keys:
        Secrets(keys).made("s1", 1)
    dice = Random(kills)  # noqa: S311 - dice, not secrets
    rows = EACH
    fill(database_url, rows)
    with receiving_beside(effects) as receiver:
        workers = Workers(database_url, str(tmp_path), str(receiver.port))
        try:
            for killed in range(kills):
                reached = len(effects.done)
                assert comes_true(further(effects, reached + 3), 60), "nobody works"
                sleep(dice.random() * 0.05)
                workers.kill(killed % 2)
                rows += EACH
                fill(database_url, rows)
            while (reached := len(effects.done)) < rows:
                assert comes_true(further(effects, reached), 60), (reached, rows)
        finally:
            workers.end()

    assert effects.done == list(range(1, rows + 1))
    assert effects.calls > rows * (1 + FAILING / 2)
