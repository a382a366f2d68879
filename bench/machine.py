"""On which machine and with which versions something was measured; nothing that names the machine."""

import os
import platform
import sqlite3
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from psycopg import connect

from bench.databases import NOT_MEASURED, Databases

LIBRARIES: Final = ("eventsourcing", "msgspec", "psycopg", "sqlalchemy")
SYNCS: Final = 50


def machine(databases: Databases) -> dict[str, str]:
    """What the figures depend on, in words."""
    facts = {
        "processor": f"{os.cpu_count()} × {_processor()}",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "PostgreSQL": _postgresql(databases) if databases.server else NOT_MEASURED,
    }
    return facts | {library: version(library) for library in LIBRARIES}


def conditions() -> str:
    """What changes from hour to hour: how busy the machine is, and how long the disk takes to be sure."""
    return f"load {os.getloadavg()[0]:.1f} before the run; one fsync {_fsync() * 1e3:.2f} ms"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if not info.exists():
        return platform.processor() or "unknown processor"
    names = (line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name"))
    return next(names, "unknown processor")


def _postgresql(databases: Databases) -> str:
    with databases.fresh("PostgreSQL") as (url, _), connect(url.replace("+psycopg", "")) as connection:
        told = connection.execute("show server_version").fetchone()
    return str(told[0]).partition(" ")[0] if told else "unknown"


def _fsync() -> float:
    times = []
    with tempfile.TemporaryFile() as file:
        for _ in range(SYNCS):
            before = perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            times.append(perf_counter() - before)
    return median(times)
