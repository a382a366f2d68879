"""The product's write path as one process has it: real roster, clock, keys and store; no read models beside it."""

import asyncio
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Final

from adapters.clock import SystemClock
from adapters.digest import command_digest
from adapters.directory import StreamRoster
from adapters.keys.store import Keys, open_keys
from adapters.store.store import Store, open_store
from domain.actor import Actor
from domain.catalogue import CATALOGUE
from domain.lead.base import LeadCommand
from domain.lead.intake.commands import RegisterLead
from domain.lead.shapes import Contact, Paper, Person
from domain.lead.standing.commands import Escalate, MajorTest, Rung
from domain.lead.vocabulary import ContactKind, Source
from workflows.law.build import register
from workflows.ports import Append, Found, Head, Meta, Registering, Stored
from workflows.service import Receipt, Request, Service
from workflows.staff.file import read_staff, sample
from workflows.staff.founding import founding

WHEN: Final = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
HANDLER: Final = "jd-01"
"""An officer of a street, in the roster that comes with the product."""


class NoDuplicates:
    """A register that knows no other lead: the search is measured where it is tested."""

    def find(self, asked: Sequence[Registering]) -> list[Found]:
        """Nothing."""
        return [((), ()) for _ in asked]


@dataclass(frozen=True)
class Product:
    """The service, its store and keys, and somebody who works with it."""

    service: Service
    store: Store
    keys: Keys
    actor: Actor
    new_id: Callable[[], str]

    async def send(self, command: LeadCommand) -> Receipt:
        """Handle one command under a new command id."""
        return await self.service.handle(
            Request(command=command, actor=self.actor, command_id=self.new_id(), channel="bench")
        )

    def registration(self) -> RegisterLead:
        """A new lead of this officer."""
        return registration(self.actor, self.new_id)


def registration(actor: Actor, new_id: Callable[[], str]) -> RegisterLead:
    """A new lead about a natural person: a key to be made, seven texts to be sealed, a number to be drawn."""
    return RegisterLead(
        lead=new_id(), occurred=WHEN, office=actor.office, organ=actor.organ, division=actor.division,
        source=Source.GRID, building="示例大厦", address="示例路1号8层", industry="养老服务", scheme="预付养老费",
        person=Person(ref=new_id(), name="测试对象", residence="示例小区1号楼"),
        contacts=(Contact(kind=ContactKind.PHONE, value="13000000000"),),
        summary="网格员巡查发现以养老服务名义吸收资金，承诺高额回报。", remark="待核查", amount_fen=120_000_000,
    )  # fmt: skip


def reporting(lead: str) -> Escalate:
    """A guarded command without personal data; a lead may be reported upward again and again."""
    report = Paper(title="重大线索报告", reference="示例报告〔2022〕1号")
    return Escalate(
        lead=lead, occurred=WHEN, rung=Rung.DISTRICT, tests=(MajorTest.AMOUNT, MajorTest.ELDERLY), report=report
    )


@contextmanager
def product(url: str, folder: Path) -> Iterator[Product]:
    """Put it together over a database; keys in ``folder``."""
    clock = SystemClock()
    with (
        open_keys(f"sqlite:///{folder / 'keys.db'}") as keys,
        open_store(url, catalogue=CATALOGUE, keys=keys, clock=clock) as store,
    ):
        roster = StreamRoster(store, clock, folder)
        service = Service(
            store=store, roster=roster, clock=clock, duplicates=NoDuplicates(),
            digest=command_digest(keys.index_key()), law=register().digest, software="bench",
        )  # fmt: skip
        asyncio.run(_begun(service))
        yield Product(service, store, keys, roster.actor(HANDLER), new_ids())


async def _begun(service: Service) -> None:
    """The sample of a directory, loaded by the administrator it lists."""
    load, administrator, _ = founding(read_staff(sample()), service.clock.now())
    await service.handle(Request(command=load, actor=administrator, command_id="staff", channel="bench"))


def new_ids() -> Callable[[], str]:
    """New ids that nobody had before; cheap, because it is the client who makes them."""
    return map("b{:08x}".format, count(secrets.randbits(16) << 16)).__next__


def append_of(stream: str, events: Sequence[object], head: Head) -> Append:
    """A piece of a history to be stored as it is, unjudged, after ``head``."""
    command_id = f"history-{stream}-{head.version}"
    meta = Meta(
        actor=HANDLER, office="370104014", role="street", command_id=command_id, correlation=command_id,
        law=register().digest, software="bench", channel="bench",
    )  # fmt: skip
    return Append(command_id, bytes(32), tuple((stream, event) for event in events), {stream: head}, meta)


async def store_history(store: Store, stream: str, events: Sequence[object], at_once: int = 5) -> None:
    """Store a whole history, so many events in one command."""
    head = Head()
    for start in range(0, len(events), at_once):
        stored = await store.append(append_of(stream, events[start : start + at_once], head))
        assert isinstance(stored, Stored)  # noqa: S101 - nobody else writes here
        head = stored.heads[stream]
