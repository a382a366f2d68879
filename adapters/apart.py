"""Work that may take any memory or time, done in a process of its own, within limits: what ends it ends nothing else.

A reader that asks for more memory than there is aborts on the spot, and no exception tells of it. So the limits are set
where nothing else can be lost (docs/decisions/0012).
"""

import os
import resource
import sys
from signal import SIGXCPU
from subprocess import CompletedProcess, run
from typing import Final

SECRET: Final = ("CHUFEI_", "PG")
"""How the names of settings begin that may hold a password: what reads a stranger's file is not told them."""
OUT_OF_TIME: Final = -SIGXCPU
"""How a process ends that worked longer than it may; where any other signal ends it, it lacked memory."""


def apart(module: str, *words: str, data: bytes) -> CompletedProcess[bytes]:
    """Run a module of ours with these bytes on its standard input. Raises ``CalledProcessError`` for a mistake of ours.

    Ended by a signal it is no mistake of ours: ``returncode`` is below zero then.
    """
    ours = {name: value for name, value in os.environ.items() if not name.startswith(SECRET)}
    ours["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    done = run([sys.executable, "-P", "-m", module, *words],  # noqa: S603 - ourselves
               input=data, capture_output=True, check=False, env=ours)  # fmt: skip
    if done.returncode > 0:
        done.check_returncode()
    return done


def confine(*, memory: int, seconds: int) -> None:
    """Let this process take so many bytes, work so long and leave no core file; never more than it might before."""
    for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
