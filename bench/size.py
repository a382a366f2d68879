"""How much is measured: enough for figures, or just enough to see that everything still runs."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Size:
    """``seconds`` of one competitor in one of ``rounds``; ``leads`` worked on; ``events`` in a log to prove.

    ``district``: leads of a synthetic year; ``ledgers``: leads in a small ledger and in a large one.
    """

    seconds: float
    rounds: int
    leads: int
    events: int
    crowds: tuple[int, ...] = (1, 8, 128)
    histories: tuple[int, ...] = (10, 100, 1000)
    district: int = 2_000
    ledgers: tuple[int, int] = (10_000, 1_000_000)


FULL: Final = Size(seconds=1.0, rounds=3, leads=512, events=20_000)
QUICK: Final = Size(seconds=0.05, rounds=1, leads=8, events=300, crowds=(1, 8), histories=(10, 100), district=20,
                   ledgers=(100, 1_000))  # fmt: skip
