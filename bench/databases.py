"""The databases that are raced on: a SQLite file, and a PostgreSQL started for the run, durable as shipped."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.support.postgres import OLDEST, Server, binaries, serving

NOT_MEASURED: Final = f"not measured: PostgreSQL {OLDEST} or newer is missing (apt-get install postgresql)"


@dataclass(frozen=True)
class Databases:
    """Hands out fresh databases; everything is removed at the end of the run."""

    server: Server | None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of database there are on this machine."""
        return ("SQLite", "PostgreSQL") if self.server else ("SQLite",)

    @contextmanager
    def fresh(self, kind: str) -> Iterator[tuple[str, Path]]:
        """The address of an empty database, and a folder beside it."""
        with TemporaryDirectory(prefix="chufei-bench-") as name:
            folder = Path(name)
            if kind == "SQLite":
                yield f"sqlite:///{folder / 'log.db'}", folder
            elif self.server:
                with self.server.database() as url:
                    yield url, folder


@contextmanager
def databases() -> Iterator[Databases]:
    """Start PostgreSQL if the machine has one; say loudly if not."""
    programs = binaries()
    if programs is None:
        print(f"!!! PostgreSQL {NOT_MEASURED}", file=sys.stderr, flush=True)
        yield Databases(None)
        return
    with serving(programs) as server:
        yield Databases(server)
