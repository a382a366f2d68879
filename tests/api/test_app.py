"""The product put together: commands from any thread take one way, and what they stored is read at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.app import App
from api.bootstrap import bootstrap
from api.settings import Settings
from api.staff import found
from domain.errors import CommandReused, NotFound
from domain.lead.intake.commands import RegisterLead
from domain.lead.shapes import Unit
from domain.lead.standing.commands import GradeRisk
from domain.lead.vocabulary import Source
from domain.values.risk_grade import RiskGrade
from tests.support.ledger import row_of
from tests.support.staff import SAMPLED
from workflows.staff.file import sample

THEN = datetime(2025, 3, 1, tzinfo=UTC)


def registration(lead: str) -> RegisterLead:
    return RegisterLead(
        lead=lead, occurred=THEN, office="370104014", organ="示例街道办事处", division="370104014", source=Source.GRID,
        unit=Unit(name=f"示例{lead}投资有限公司"),
    )  # fmt: skip


def test_what_was_done_is_read_at_once(app: App) -> None:
    receipt = app.do(registration("one"), app.roster.actor("jd-01"))
    row = app.ask(row_of, "one")

    assert row is not None
    assert (row.lead, row.updated_position) == ("one", receipt.first)


def test_commands_from_many_threads_take_their_turns(app: App) -> None:
    actor = app.roster.actor("jd-01")
    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(lambda at: app.do(registration(f"lead-{at}"), actor), range(16)))

    assert sorted(each.first for each in receipts) == [SAMPLED + at for at in range(1, 33, 2)]
    assert len({app.lead(f"lead-{at}").number for at in range(16)}) == 16
    assert app.verify().sound


def test_a_command_id_tells_repetition_from_reuse_by_content_and_sender(app: App) -> None:
    actor, other = app.roster.actor("jd-01"), app.roster.actor("jd-02")
    first = app.do(registration("one"), actor, command_id="once")

    assert app.do(registration("one"), actor, command_id="once") == first._replace(repeated=True)
    with pytest.raises(CommandReused):
        app.do(registration("one"), other, command_id="once")
    with pytest.raises(CommandReused):
        app.do(replace(registration("one"), building="另一处"), actor, command_id="once")


def test_a_lead_is_found_by_id_and_by_number_only_if_it_was_given(app: App) -> None:
    app.do(registration("one"), app.roster.actor("jd-01"))
    number = app.lead("one").number

    assert app.lead_id(number) == "one"
    assert app.lead_id("one") == "one"
    with pytest.raises(NotFound):
        app.lead_id(number[:-1] + "9")
    with pytest.raises(NotFound):
        app.lead("two")


def test_ids_are_derived_by_this_installation_alone(app: App, tmp_path: Path) -> None:
    with bootstrap(Settings.read({}, data=str(tmp_path / "other"))) as other:
        assert app.derive("a", "b") == app.derive("a", "b")
        assert len({app.derive("a", "b"), app.derive("ab"), app.derive("a", "b", ""), other.derive("a", "b")}) == 4


def test_the_clock_may_be_another_one(tmp_path: Path) -> None:
    class Then:
        def now(self) -> datetime:
            return THEN

    with bootstrap(Settings.read({}, data=str(tmp_path)), clock=Then()) as app:
        found(app, sample())
        app.do(registration("one"), app.roster.actor("jd-01"))
        grading = GradeRisk(lead="one", occurred=THEN, grade=RiskGrade.RED, reasons=("高息",))
        app.do(grading, app.roster.actor("qj-01"))

        assert app.lead("one").number == "370104-2025-0001"
        assert {each.recorded_at for each in app.history("one")} == {THEN}
