"""A read model in two versions, and a process for one: ``python -m tests.support.tally ROLE URL FOLDER VERSION``.

``serve`` follows and reads until its standard input ends, then tells what it read; ``build`` and ``rebuild`` do that so
slowly that they are killed in the middle of it.
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from threading import Thread
from time import sleep

from sqlalchemy import Index, func, select

from adapters.follow.followers import Followers
from domain.errors import ChufeiError
from projections.base import Change, Projection, Rows, count, key, text
from tests.support.samplelog import Noted, sample_store
from workflows.ports import Recorded


class Tally:
    """How many notes each stream has, and how many there are; the second version keeps the last words too."""

    def __init__(self, version: int, pause: float = 0) -> None:
        self.model = Projection("tally", version=version)
        last = (text("words"),) if version > 1 else ()
        self.streams: Rows = self.model.table(key("stream"), count("notes"), *last, Index("tally_most", "notes"))
        self.whole: Rows = self.model.table(key("all"), count("notes"), suffix="whole")
        self._pause = pause
        self.model.on(Noted)(self._noted)

    def _noted(self, event: Noted, at: Recorded) -> Iterator[Change]:
        sleep(self._pause)
        yield self.streams.add(at.stream, notes=1)
        if self.model.version > 1:
            yield self.streams.set(at.stream, words=event.text)
        yield self.whole.add("all", notes=1)

    def read(self, followers: Followers) -> int:
        """How many notes people see: in both tables as many, or the table is half built."""
        streams = select(func.coalesce(func.sum(self.streams.table.c.notes), 0)).scalar_subquery()
        whole = select(func.coalesce(func.sum(self.whole.table.c.notes), 0)).scalar_subquery()
        one, other = followers.ask(lambda connection: connection.execute(select(streams, whole)).one())
        assert one == other, f"{one} by stream, {other} in all"
        return int(one)


def serve(followers: Followers, tally: Tally) -> None:
    """Read all the while, as a server does, and tell of it."""
    followers.start()
    seen: list[int] = []
    troubles: list[str] = []
    ending = Thread(target=sys.stdin.read, daemon=True)
    ending.start()
    print("reading", flush=True)
    while ending.is_alive():
        try:
            seen.append(tally.read(followers))
        except (ChufeiError, AssertionError) as error:
            troubles.append(str(error))
    backwards = sum(later < earlier for earlier, later in pairwise(seen))
    print(json.dumps({"reads": len(seen), "backwards": backwards, "troubles": troubles, "last": seen[-1]}), flush=True)


def main(role: str, url: str, folder: str, version: str) -> None:
    """Play one role."""
    tally = Tally(int(version), pause=0 if role == "serve" else 0.01)
    with (
        sample_store(url, Path(folder)) as store,
        Followers(store, [tally.model], batch=3, poll=0.05, holder=f"old {role}") as followers,
    ):
        if role == "serve":
            serve(followers, tally)
        elif role == "build":
            followers.migrate()
        else:
            followers.rebuild("tally")


if __name__ == "__main__":
    main(*sys.argv[1:])
