"""Two commands in one append: a report and the lead of it are both there, or neither, whoever comes between."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Thread
from typing import Final

import pytest

from domain.errors import InvalidInput, NotLegal
from domain.lead.intake.commands import NotAcceptedReason
from domain.lead.stage import Stage
from domain.procedure import Act
from domain.tip import commands as c
from domain.tip.base import TipCommand
from domain.tip.stage import TipStage
from tests.domain.tip.test_tip import PUBLIC, SENT
from tests.support.people import STREET
from tests.support.roads import registration
from tests.support.samples import NOON, build
from tests.support.served import Process, request, run
from workflows.joined import Joined
from workflows.ports import Append, Sent, Unkeyed
from workflows.service import Receipt

REFUSAL: Final = c.RefuseTip(
    tip="t1", occurred=NOON, reason=NotAcceptedReason.OUT_OF_SCOPE, explanation="属市场监管部门职责"
)
JOINING: Final = build(c.AcceptTip, tip="t1", occurred=NOON, lead="l0")


def accepting(lead: str = "l1", tip: str = "t1", **more: object) -> Joined:
    """A new lead, and the report taken up with it."""
    return Joined(first=registration(lead, STREET, **more), then=build(c.AcceptTip, tip=tip, occurred=NOON, lead=lead))


def registered(here: Process) -> list[str]:
    return [each.stream for each in here.store.log(limit=500) if each.name == "lead.registered/1"]


def test_both_are_stored_with_one_command(here: Process) -> None:
    here.do(PUBLIC, SENT)

    receipt = here.do(STREET, accepting(), "c-both")

    assert (here.state("lead/l1").stage, here.state("tip/t1").stage) == (Stage.REGISTERED, TipStage.ACCEPTED)
    assert (receipt.last - receipt.first, receipt.versions["tip/t1"], here.state("tip/t1").lead) == (2, 2, "l1")
    assert here.do(STREET, accepting(), "c-both") == receipt._replace(repeated=True)


def test_the_lead_tells_nothing_of_the_report(here: Process) -> None:
    here.do(PUBLIC, SENT)
    here.do(STREET, registration("l0"))
    here.do(STREET, accepting())

    alone, taken = (next(each for each in here.store.log() if each.stream == f"lead/{lead}") for lead in ("l0", "l1"))
    unlike = {"number": "", "duplicates": ()}
    assert replace(alone.event, **unlike) == replace(taken.event, **unlike)  # type: ignore[type-var] # a lead's event
    made = {"command_id": "", "correlation": ""}
    assert replace(alone.meta, **made) == replace(taken.meta, **made), "beside it stands no more than beside any other"
    assert taken.meta.correlation == taken.meta.command_id
    assert taken.meta.causation == ""


@pytest.mark.parametrize("at_fault", [
    Joined(first=registration("l1", participants=-1), then=JOINING),
    Joined(first=registration("l1"), then=replace(JOINING, lead="l 1")),
], ids=["the first", "the second"])  # fmt: skip
def test_each_is_looked_at_like_a_command_of_its_own(here: Process, at_fault: Joined) -> None:
    here.do(PUBLIC, SENT)

    assert isinstance(here.refused(STREET, at_fault), InvalidInput)


def test_each_is_judged_by_its_own_procedure(here: Process) -> None:
    unsent = here.refused(STREET, accepting())
    here.do(PUBLIC, SENT)
    elsewhere = here.refused(STREET, accepting(office="370105"))
    here.do(STREET, REFUSAL)
    refused = here.refused(STREET, accepting())

    assert unsent.code == "permission.tip"
    assert elsewhere.rule != "J04"
    assert (type(refused), refused.rule, refused.code) == (NotLegal, "J04", "move.not-from-here")


@pytest.mark.parametrize("between", [REFUSAL, JOINING], ids=["refused", "joined to another lead"])
def test_no_lead_is_left_of_a_report_that_a_colleague_took_up_in_between(
    here: Process, there: Process, monkeypatch: pytest.MonkeyPatch, between: TipCommand
) -> None:
    here.do(STREET, registration("l0"))
    here.do(PUBLIC, SENT)
    send = here.store.send

    def late(append: Append) -> Sent | Unkeyed:
        sent = send(append) if rival.ident else None
        if sent is None:
            rival.start()
            rival.join()
        return sent or send(append)

    rival = Thread(target=there.do, args=(STREET, between))
    monkeypatch.setattr(here.store, "send", late)

    with pytest.raises(NotLegal) as caught:
        here.do(STREET, accepting())
    refused = caught.value

    assert (refused.rule, refused.code) == ("J04", "move.not-from-here")
    assert registered(here) == ["lead/l0"]
    assert here.state("tip/t1").lead in {"", "l0"}


def test_of_many_who_take_up_the_same_reports_at_once_each_time_one_wins_and_no_lead_is_without_its_report(
    here: Process, there: Process
) -> None:
    tips = [f"t{n}" for n in range(12)]
    here.do(STREET, registration("l0"))
    for each in tips:
        here.do(PUBLIC, replace(SENT, tip=each))
    start = Barrier(2)

    def takes(process: Process, acts: list[Act]) -> list[object]:
        async def together() -> list[object]:
            return await asyncio.gather(
                *(process.service.handle(request(STREET, each)) for each in acts), return_exceptions=True
            )

        start.wait()
        return run(together())

    ours: list[Act] = [accepting(f"our-{tip}", tip=tip) for tip in tips]
    theirs: list[Act] = [replace((REFUSAL, JOINING)[n % 2], tip=tip) for n, tip in enumerate(tips)]
    with ThreadPoolExecutor(2) as pool:
        answers = [each.result() for each in (pool.submit(takes, here, ours), pool.submit(takes, there, theirs))]

    assert [sum(isinstance(each, Receipt) for each in pair) for pair in zip(*answers, strict=True)] == [1] * len(tips)
    accepted = {here.state(f"tip/{each}").lead for each in tips} - {"", "l0"}
    assert {each.partition("/")[2] for each in registered(here)} == accepted | {"l0"}
