"""A command is judged on what is on its way to the log already; nobody is refused because of what never got there."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from domain.errors import NotLegal, StoreUnavailable
from domain.lead.closing import commands as closing
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.verification import commands as verification
from domain.numbers import NumberIssued
from domain.words import Words
from tests.support.leads import command
from tests.support.people import OFFICER, STREET
from tests.support.roads import Step, registration
from tests.support.served import Process, request, run
from workflows.service import Receipt

VERIFY = command(verification.StartVerification)
GRADE = command(standing.GradeRisk)


def at_once(here: Process, *road: Step, ids: Callable[[int], str] = "at-once-{}".format) -> list[object]:
    """Send all without waiting for any; what became of each."""

    async def together() -> list[object]:
        requests = [request(actor, each, ids(n)) for n, (actor, each) in enumerate(road)]
        return await asyncio.gather(*map(here.service.handle, requests), return_exceptions=True)

    return run(together())


@contextmanager
def counted(here: Process) -> Iterator[list[int]]:
    """Where the log ended after each batch that was stored meanwhile."""
    ends: list[int] = []
    stop = here.store.on_appended(ends.append)
    yield ends
    stop()


def test_registrations_draw_their_numbers_together(here: Process) -> None:
    with counted(here) as ends:
        answers = at_once(here, *((STREET, registration(f"l{n}")) for n in range(200)))

    assert all(isinstance(answer, Receipt) for answer in answers)
    assert len(ends) < 60, "each waited for the one before"
    issued = [each.event for each in here.store.log(limit=1_000) if isinstance(each.event, NumberIssued)]
    assert [each.sequence for each in issued] == list(range(1, 201))


def test_steps_of_one_lead_follow_each_other_before_any_is_durable(here: Process) -> None:
    here.do(STREET, registration())

    with counted(here) as ends:
        at_once(here, (STREET, VERIFY), *[(STREET, GRADE)] * 50)

    assert here.state("lead/l1").stage is Stage.VERIFYING
    assert here.store.head() == 2 + 51
    assert len(ends) < 25


def test_nobody_is_refused_because_of_what_never_came_true(here: Process, there: Process) -> None:
    here.do(STREET, registration())
    there.do(STREET, VERIFY)
    there.do(OFFICER, command(verification.RuleOut))

    late, proposed = at_once(here, (STREET, VERIFY), (STREET, command(closing.ProposeClosing)))

    assert isinstance(late, NotLegal)  # this process thought the lead was still registered only
    assert isinstance(proposed, Receipt), "it is not legal at the stage that the first would have reached"


def test_a_refusal_rests_on_what_came_true(here: Process) -> None:
    here.do(STREET, registration())

    first, again = at_once(here, (STREET, VERIFY), (STREET, VERIFY))

    assert isinstance(first, Receipt)
    assert isinstance(again, NotLegal)
    assert again.facts[0].found == Stage.VERIFYING


def test_the_same_command_sent_twice_at_once_is_one_command(here: Process) -> None:
    here.do(STREET, registration())

    for twice in ([(STREET, VERIFY)] * 2, [(STREET, GRADE)] * 2):
        first, again, after = at_once(here, *twice, (STREET, GRADE), ids=pairs(type(twice[0][1]).__name__))
        assert isinstance(first, Receipt)
        assert isinstance(again, Receipt)
        assert (again.first, again.repeated) == (first.first, True)
        assert isinstance(after, Receipt)

    assert here.state("lead/l1").stage is Stage.VERIFYING
    assert here.store.head() == 2 + 4


def pairs(word: str) -> Callable[[int], str]:
    """The first two commands under one id, the third under another."""
    return lambda n: f"{word}-{n // 2}"


def test_what_could_not_be_stored_is_forgotten_by_all_who_built_on_it(
    here: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.do(STREET, registration())
    append = here.store._writer._appender.append  # noqa: SLF001 - the database goes away for one batch

    def gone(_: object) -> None:
        monkeypatch.setattr(here.store._writer._appender, "append", append)  # noqa: SLF001
        raise StoreUnavailable(Words("不在", "away"))

    monkeypatch.setattr(here.store._writer._appender, "append", gone)  # noqa: SLF001
    answers = at_once(here, (STREET, VERIFY), (STREET, command(verification.RecordVisit)), (STREET, GRADE))

    assert isinstance(answers[0], StoreUnavailable)
    assert here.do(STREET, VERIFY).versions["lead/l1"] >= 2
    assert here.state("lead/l1").stage is Stage.VERIFYING


def test_a_command_sent_again_is_answered_as_the_first_time_also_when_its_person_was_erased_since(
    here: Process,
) -> None:
    here.do(STREET, registration())
    notice = command(standing.NotifyPolice)
    first = here.do(OFFICER, notice, "sent twice")
    here.store._keys._keys.destroy("lead/l1", "依法删除")  # noqa: SLF001 - the log's own key is gone

    again = here.do(OFFICER, notice, "sent twice")

    assert (again.first, again.repeated) == (first.first, True)
    assert here.refused(OFFICER, notice).code == "subject.erased"


def test_who_cannot_be_answered_as_before_spoils_nobody_elses_answer(
    here: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.do(STREET, registration())
    here.do(STREET, VERIFY, "verify")

    def unreadable(*_: int) -> None:
        raise StoreUnavailable(Words("不在", "away"))

    monkeypatch.setattr(here.store._writer, "_heads", unreadable)  # noqa: SLF001 - it cannot be read just now
    grades = [(STREET, GRADE)] * 5
    again, *others = at_once(here, (STREET, GRADE), *grades)
    assert all(isinstance(answer, Receipt) for answer in (again, *others))
    again, *others = at_once(here, (STREET, GRADE), *grades, ids=lambda n: f"at-once-{n}" if n == 0 else f"new-{n}")

    assert isinstance(again, StoreUnavailable)
    assert all(isinstance(answer, Receipt) for answer in others)
