"""The whole write path over a real store: the service as one process has it."""

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from adapters.digest import command_digest
from adapters.keys.store import open_keys
from adapters.store.store import Store, open_store
from adapters.store.verify import verify
from domain.actor import Actor
from domain.catalogue import CATALOGUE
from domain.errors import Refusal
from domain.lead.stage import Stage
from domain.procedure import Act
from tests.support.leads import NOW
from tests.support.people import Roster
from tests.support.roads import Step, steps
from workflows.desks import fold
from workflows.ports import Found, Registering
from workflows.service import Receipt, Request, Service
from workflows.staff.file import read_staff, sample
from workflows.staff.founding import founding

T = TypeVar("T")
NUMBERS = count(1)


@dataclass
class Clock:
    """The present, as the test sets it."""

    present: datetime = NOW

    def now(self) -> datetime:
        """The instant set."""
        return self.present


class NoDuplicates:
    """A register that knows no other lead."""

    def find(self, asked: Sequence[Registering]) -> list[Found]:
        """Nothing."""
        return [((), ()) for _ in asked]


@dataclass
class Process:
    """One process's service and its store, driven from ordinary code."""

    service: Service
    store: Store

    def do(self, actor: Actor, command: Act, command_id: str = "", **more: Any) -> Receipt:  # noqa: ANN401 - of the request
        """Send one command and wait for its receipt; raises what the service raises."""
        return run(self.service.handle(request(actor, command, command_id, **more)))

    def refused(self, actor: Actor, command: Act, command_id: str = "", **more: Any) -> Refusal:  # noqa: ANN401
        """Send one command that must be refused; nothing is stored."""
        head = self.store.head()
        try:
            receipt = self.do(actor, command, command_id, **more)
        except Refusal as refusal:
            assert self.store.head() == head
            return refusal
        msg = f"allowed: {receipt}"
        raise AssertionError(msg)

    def bring(self, stage: Stage) -> None:
        """Take the lead ``l1`` to a stage, from nothing."""
        self.take(*steps(stage))

    def take(self, *road: Step) -> None:
        """Take these steps."""
        for actor, command in road:
            self.do(actor, command)

    def state(self, stream: str) -> Any:  # noqa: ANN401 - each noun has its own
        """The state of a stream, folded naively from the log."""
        return fold(stream, (recorded.event for recorded in self.store.log(limit=100_000) if recorded.stream == stream))


def request(actor: Actor, command: Act, command_id: str = "", **more: Any) -> Request:  # noqa: ANN401
    """A request, with a new command id unless one is given."""
    return Request(command=command, actor=actor, command_id=command_id or f"c-{next(NUMBERS)}", **more)


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run to the end on a loop of its own."""
    return asyncio.run(coroutine)


@contextmanager
def process(url: str, folder: Path, clock: Clock | None = None) -> Iterator[Process]:
    """A process of its own over the database; what it leaves behind must verify."""
    present = clock or Clock()
    with (
        open_keys(f"sqlite:///{folder / 'keys.sqlite'}") as keys,
        open_store(url, catalogue=CATALOGUE, keys=keys, clock=present) as store,
    ):
        service = Service(
            store=store, roster=Roster(), clock=present, duplicates=NoDuplicates(),
            digest=command_digest(keys.index_key()), law="law", software="test",
        )  # fmt: skip
        yield Process(service, store)
        assert verify(store.engine).sound


@contextmanager
def staffed(url: str, folder: Path, clock: Clock) -> Iterator[Process]:
    """The same, its directory begun with the sample."""
    with process(url, folder, clock) as made:
        load, administrator, _ = founding(read_staff(sample()), clock.present)
        made.do(administrator, load)
        yield made
