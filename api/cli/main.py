"""The door of the command line: so far it only tells its version."""

import sys
from importlib.metadata import version


def main() -> int:
    """Print the version and leave."""
    sys.stdout.write(f"chufei {version('chufei')}\n")
    return 0
