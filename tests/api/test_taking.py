"""Rows on their way to the log: what somebody else brings meanwhile is known, and a fault begins no further row."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from api.app import App
from api.entries import KNOWN, PORTION, TAKEN, Entry
from api.taking import take
from domain.errors import StoreUnavailable
from domain.lead.intake.commands import RegisterLead
from domain.lead.shapes import Unit
from domain.lead.vocabulary import Source
from domain.words import Words
from workflows.service import Receipt, Request, Service

THEN = datetime(2025, 3, 1, tzinfo=UTC)


def registration(at: int) -> RegisterLead:
    return RegisterLead(
        lead=f"lead-{at}", occurred=THEN, office="370104014", organ="示例街道办事处", division="370104014",
        source=Source.GRID, unit=Unit(name=f"示例{at}号投资有限公司"),
    )  # fmt: skip


def entry(at: int, command: Callable[[], RegisterLead] | None = None) -> Entry:
    return Entry(line=at, subject="", command_id=f"row-{at}", command=command or (lambda: registration(at)))


@pytest.mark.parametrize("officer", ["jd-01", "jd-02"])
def test_a_row_that_somebody_brings_meanwhile_is_known(app: App, officer: str) -> None:
    actor = app.roster.actor("jd-01")

    def first_by_somebody() -> RegisterLead:
        app.do(registration(1), app.roster.actor(officer), command_id="row-1")
        return registration(1)

    outcomes = take(app, actor, [entry(0), entry(1, first_by_somebody), entry(2)])

    assert [each.outcome for each in outcomes] == [TAKEN, KNOWN, TAKEN]
    assert outcomes[1].number == app.lead("lead-1").number


def test_a_fault_begins_no_row_after_it(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    def made(at: int) -> RegisterLead:
        begun.append(at)
        return registration(at)

    async def away(*_: object) -> None:
        raise StoreUnavailable(Words("数据库不在", "the database is away"))

    monkeypatch.setattr(type(app.service), "handle", away)
    with pytest.raises(StoreUnavailable):
        take(app, app.roster.actor("jd-01"), [entry(at, partial(made, at)) for at in range(3 * PORTION)])

    assert len(begun) == PORTION


@pytest.mark.parametrize(("names", "together"), [(("甲", "乙", "丙", "丁", "戊", "己"), True), (("甲",) * 6, False)])
def test_rows_wait_for_look_alikes_and_not_for_a_crowd_that_shares_an_agent(
    app: App, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], *, together: bool
) -> None:
    under_way: list[int] = [0]
    handle = type(app.service).handle

    async def counted(service: Service, request: Request) -> Receipt:
        under_way.append(under_way[-1] + 1)
        try:
            return await handle(service, request)
        finally:
            under_way.append(under_way[-1] - 1)

    def made(at: int, name: str) -> RegisterLead:
        return replace(registration(at), unit=Unit(name=f"示例{name * 3}投资有限公司", representative="示例代办人"))

    monkeypatch.setattr(type(app.service), "handle", counted)
    rows = [entry(at, partial(made, at, name)) for at, name in enumerate(names)]
    outcomes = take(app, app.roster.actor("jd-01"), rows, at_once=len(rows))

    assert [each.outcome for each in outcomes] == [TAKEN] * len(rows)
    assert (max(under_way) > 1) is together
