"""Scales: where an axis ends and which round numbers stand along it."""

from itertools import count
from typing import Final

STEPS: Final = (1, 2, 5)
MOST: Final = 5
"""Ticks along an axis, that of zero not counted."""


def ticks(most: float) -> tuple[int, ...]:
    """Round whole numbers from zero to the first that is not below ``most``, at even distances."""
    step = next(each for power in count() for each in (step * 10**power for step in STEPS) if each * MOST >= most)
    return tuple(range(0, max(-(-int(-(-most // 1)) // step), 1) * step + 1, step))


def heat(value: int, most: int, shades: int) -> int:
    """Which of so many shades a number has: 0 for nothing, the last for the most."""
    return -(-value * shades // most) if value else 0
