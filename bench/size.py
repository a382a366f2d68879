"""How much is measured: enough for figures, or just enough to see that everything still runs."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Size:
    """``seconds`` of one competitor in one of ``rounds``; ``leads`` worked on; ``events`` in a log to prove."""

    seconds: float
    rounds: int
    leads: int
    events: int
    crowds: tuple[int, ...] = (1, 8, 128)
    histories: tuple[int, ...] = (10, 100, 1000)


FULL: Final = Size(seconds=1.0, rounds=3, leads=512, events=20_000)
QUICK: Final = Size(seconds=0.05, rounds=1, leads=8, events=300, crowds=(1, 8), histories=(10, 100))
