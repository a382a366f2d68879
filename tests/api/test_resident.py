"""What a service loaded when it began is not searched for garbage."""

import subprocess
import sys

ASKED = """
import gc
from api.resident import YOUNG, settle
loaded = [[] for _ in range(50_000)]
settle()
assert len(gc.get_objects()) < 50_000 < gc.get_freeze_count()
assert gc.get_threshold()[0] == YOUNG
"""


def test_what_stands_is_left_alone() -> None:
    subprocess.run([sys.executable, "-c", ASKED], check=True)
