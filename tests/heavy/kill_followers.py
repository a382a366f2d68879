"""A process that follows a log until it is killed: ``python -m tests.heavy.kill_followers URL FOLDER ROLE HOLDER``.

It says what it has just done, one a line.
"""

import asyncio
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import Final

from adapters.clock import SystemClock
from adapters.follow.effects import EffectFollower, policy
from adapters.follow.followers import Followers
from adapters.store.store import Store
from projections.base import Change, Projection, count, key
from tests.support.samplelog import Noted, appending, sample_store
from workflows.ports import Recorded

TOTALS: Final = Projection("totals", version=1)
STREAMS: Final = TOTALS.table(key("stream"), count("events"), count("positions"))
ROWS: Final = TOTALS.table(key("at"), count("times"), suffix="rows")


@TOTALS.on(Noted)
def _counted(_: Noted, at: Recorded) -> Iterator[Change]:
    yield STREAMS.add(at.stream, events=1, positions=at.position)
    yield ROWS.add(f"{at.position}", times=1)


def answers(recorded: Recorded) -> Iterator[str]:
    """Two answers to every note; none to an answer."""
    if recorded.stream.startswith("sample/"):
        yield f"answer/{recorded.position}-first"
        yield f"answer/{recorded.position}-second"


def read_models(store: Store) -> None:
    """Follow with read models, in small batches, as several competing processes do."""
    with Followers(store, [TOTALS], batch=7, poll=0.01) as followers:
        reached = 0
        while True:
            followers.wait(reached + 1, timeout=60)
            reached = followers.health().models[0].position
            print(reached, flush=True)


def effects(store: Store, holder: str) -> None:
    """Follow with a policy whose commands go into the same log."""

    def send(stream: str, command_id: str) -> None:
        now = {stream: store.tail(stream).head}  # nothing but the command's id keeps it from being done twice
        asyncio.run(store.append(appending((stream, Noted(text="done")), expect=now, command_id=command_id)))
        print(command_id, flush=True)

    short = timedelta(seconds=0.2)
    effect = policy("answer", answers, send)
    follower = EffectFollower(store, "answer", effect, holder=holder, clock=SystemClock(), lease=short)
    while True:
        if not follower.step():
            sleep(0.01)


def main(url: str, folder: str, role: str, holder: str) -> None:
    """Never comes back."""
    with sample_store(url, Path(folder)) as store:
        if role == "effects":
            effects(store, holder)
        read_models(store)


if __name__ == "__main__":
    main(*sys.argv[1:])
