"""A process that stays: what stands when it begins is there until it ends."""

import gc
from typing import Final

YOUNG: Final = 20_000
"""New objects before they are looked through: some commands at once leave more than Python's own 700."""


def settle() -> None:
    """Take all that was loaded so far out of the search for garbage.

    Tables, law and schemas are hundreds of thousands of objects; to go through them again and again cost a quarter of
    a server's time, and now and then a request waited a tenth of a second for it.
    """
    gc.collect()
    gc.freeze()
    _, middle, old = gc.get_threshold()
    gc.set_threshold(YOUNG, middle, old)
