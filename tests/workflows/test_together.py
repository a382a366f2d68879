"""Many registrations that come at once are looked up together, and each hears its own answer."""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event
from typing import Any, TypeVar

import pytest

from domain.lead.intake.commands import RegisterLead
from tests.support.leads import command
from tests.support.people import STREET
from workflows.ports import Found, Registering
from workflows.together import Together

T = TypeVar("T")


@dataclass
class Index:
    """Answers with the id that was asked for, when it is let; a lead called ``bad`` cannot be looked up."""

    free: Event = field(default_factory=Event)
    busy: Event = field(default_factory=Event)
    asked: list[list[str]] = field(default_factory=list)

    def find(self, asked: Sequence[Registering]) -> list[Found]:
        leads = [each.lead for each, _ in asked]
        self.asked.append(leads)
        self.busy.set()
        self.free.wait(5)
        if "bad" in leads:
            raise LookupError
        return [((f"like-{each}",), ()) for each in leads]


def lead(name: str) -> Registering:
    return command(RegisterLead, lead=name), STREET


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(asyncio.wait_for(work, 10))


async def under_way(together: Together, index: Index, *names: str) -> list[asyncio.Task[Found]]:
    """The first of them is being looked up, the others wait."""
    first = asyncio.create_task(together.find(lead(names[0])))
    await asyncio.to_thread(index.busy.wait, 5)
    others = [asyncio.create_task(together.find(lead(name))) for name in names[1:]]
    await asyncio.sleep(0)  # each of them asks
    return [first, *others]


def test_what_comes_while_one_is_looked_up_is_looked_up_together() -> None:
    index = Index()

    async def work() -> list[Found]:
        tasks = await under_way(Together(index), index, "a", "b", "c", "d")
        index.free.set()
        return await asyncio.gather(*tasks)

    assert run(work()) == [((f"like-{name}",), ()) for name in "abcd"]
    assert index.asked == [["a"], ["b", "c", "d"]]


def test_one_that_cannot_be_answered_keeps_no_other_from_its_answer() -> None:
    index = Index()

    async def work() -> list[Found | BaseException]:
        tasks = await under_way(Together(index), index, "a", "b", "bad", "d")
        index.free.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    _, b, bad, d = run(work())
    assert (b, d) == ((("like-b",), ()), (("like-d",), ()))
    assert isinstance(bad, LookupError)


def test_whoever_gives_up_waiting_leaves_the_others_their_answers() -> None:
    index = Index()

    async def work() -> Found:
        gone, other, stays = await under_way(Together(index), index, "a", "b", "c")
        gone.cancel()
        other.cancel()
        with suppress(asyncio.CancelledError):
            await gone
        index.free.set()
        return await stays

    assert run(work()) == (("like-c",), ())


def test_it_can_be_asked_again_and_from_another_loop() -> None:
    index = Index()
    index.free.set()
    together = Together(index)

    assert [run(together.find(lead(name))) for name in "ab"] == [(("like-a",), ()), (("like-b",), ())]


def test_a_fault_is_heard_and_forgotten() -> None:
    index = Index()
    index.free.set()
    together = Together(index)

    with pytest.raises(LookupError):
        run(together.find(lead("bad")))
    assert run(together.find(lead("c"))) == (("like-c",), ())
