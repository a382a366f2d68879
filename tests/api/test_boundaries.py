"""No command and no list crosses a boundary: every user against every lead, by an oracle that walks trees.

The product compares the beginnings of codes, in Python and in SQL. The oracle (``tests.support.world``) knows no code's
digits: it climbs a tree of areas that is drawn there.
"""

from collections.abc import Iterator
from random import Random
from typing import Any, Final

import pytest

from api.bootstrap import bootstrap, make_folder
from api.registers.tables import REGISTERS
from api.settings import Settings
from api.sight import reader
from domain.access import may_open
from domain.actor import Actor, Role
from domain.errors import NotFound, NotPermitted, Refusal
from domain.lead.sight import open_to, shown_to
from domain.lead.stage import Stage
from domain.lead.standing.commands import GradeRisk
from domain.procedure import Denied, Situation, judge
from domain.values.risk_grade import RiskGrade
from projections.ledger_rows import LedgerFilter, ledger
from projections.registers import RegisterFilter
from projections.sight import Reader
from projections.stage_times import stage_times
from projections.work_list import duties
from tests.support.world import LEADS, OUTSIDERS, THEN, Known, World, in_reach, opened, own_work, shown, world_of
from workflows.desks import DESKS

PAIRS: Final = 10_000
SENT: Final = 800
"""So many of the pairs are sent through the service, log and all; every one of them is judged."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("world") / "data"
    make_folder(folder)
    with bootstrap(Settings.read({}, data=str(folder))) as app:
        yield world_of(app)


def test_there_are_ten_thousand_pairs_and_enough_on_either_side(world: World) -> None:
    sides = [shown(user, lead) for user, lead in world.pairs]

    assert len(sides) >= PAIRS
    assert 1 / 10 < sum(sides) / len(sides) < 9 / 10
    assert any(shown(user, lead) and not in_reach(user, lead) for user, lead in world.pairs)


def test_a_lead_is_shown_and_opened_to_whom_the_oracle_says(world: World) -> None:
    for user, lead in world.pairs:
        state = world.states[lead.id]
        assert shown_to(user, state) is shown(user, lead), (user, lead)
        assert open_to(user, state) is opened(user, lead), (user, lead)
        assert may_open(user, state) is (opened(user, lead) and own_work(user, lead)), (user, lead)


def test_every_list_holds_exactly_the_leads_that_are_shown(world: World) -> None:
    told = {name: _told(world, name, RegisterFilter()) for name in REGISTERS}
    assert all(len(each) > LEADS / 40 for each in told.values()), {name: len(each) for name, each in told.items()}
    for user in _readers(world):
        reader = Reader(user.office, user.division)
        seen = {lead.id for lead in world.leads if shown(user, lead)}
        rows = world.app.read_models.ask(ledger, LedgerFilter(shown_to=reader), limit=2 * LEADS).rows
        assert {row.lead for row in rows} == seen
        for name, everything in told.items():
            assert _told(world, name, RegisterFilter(shown_to=reader)) == everything & seen, (name, user)
        times = world.app.read_models.ask(stage_times, THEN, wanted=RegisterFilter(shown_to=reader))
        begun = sum(each.reached for each in times if each.stage in {Stage.REGISTERED, Stage.ASSISTING})
        assert begun == len(seen)


def _readers(world: World) -> list[Actor]:
    """One user of each office that lists are for: they ask for office and area alone.

    Police and procuratorate are refused before anything is asked of a list (``api.cli.entitled.insider``).
    """
    return [*{user.office: user for user in world.users if user.level not in OUTSIDERS}.values()]


def _told(world: World, name: str, wanted: RegisterFilter) -> set[str]:
    """The leads that a register tells of."""
    page = world.app.read_models.ask(REGISTERS[name].query(world.app), wanted, after=None, limit=2 * LEADS)
    return {world.marks[_mark(row)] for row in page.rows}


def _mark(row: Any) -> str:  # noqa: ANN401 - rows of six registers
    """What tells which lead a row is about: its number, else its building, else its subject."""
    found = (getattr(row, name, "") for name in ("lead_number", "number", "building", "subject"))
    return next(str(each) for each in found if each)


def test_work_waits_for_whoever_has_it_in_reach(world: World) -> None:
    for user in _readers(world):
        found = world.app.read_models.ask(
            duties, tuple(Stage), division=user.division, office=user.office, limit=2 * LEADS
        )
        assert {duty.lead for duty, _ in found.rows} == {lead.id for lead in world.leads if in_reach(user, lead)}


@pytest.mark.parametrize("explained", [True, False])
def test_a_search_finds_nothing_that_is_not_shown_and_no_person_that_is_not_opened(
    world: World, *, explained: bool
) -> None:
    """Who gave a reason finds by persons what is opened to him; who gave none, what is his own work besides."""
    chance = Random(21)  # noqa: S311 - the same questions each time
    for user in (each for each in world.users if each.level not in OUTSIDERS):
        here = Reader(user.office, user.division)
        reads = reader(user, "核查" if explained else "") is not None
        for lead in chance.sample(world.leads, 6):
            asked = LedgerFilter(text=lead.name or lead.person, reader=here if reads else None, explained=explained,
                                 shown_to=here)  # fmt: skip
            found = {row.lead for row in world.app.read_models.ask(ledger, asked).rows}
            own = explained or own_work(user, lead)
            may = shown(user, lead) if lead.name else opened(user, lead) and own
            assert (lead.id in found) is may, (user, lead)


def _grading(lead: Known) -> GradeRisk:
    return GradeRisk(lead=lead.id, occurred=THEN, grade=RiskGrade.YELLOW, reasons=("某某",))


def test_no_command_is_legal_beyond_ones_area(world: World) -> None:
    legal = 0
    now = world.app.clock.now()
    for user, lead in world.pairs:
        desk, state = DESKS[GradeRisk], world.states[lead.id]
        situation = Situation({f"lead/{lead.id}": state}, user, now)
        ruling = judge(desk.procedure, state.stage, state, _grading(lead), situation)
        if not isinstance(ruling, Denied):
            legal += 1
            assert in_reach(user, lead), (user, lead)
            assert {Role.HANDLER, Role.LEADER} & set(user.roles)
    assert legal


def test_the_service_tells_a_stranger_nothing_and_everybody_else_who_may(world: World) -> None:
    chance = Random(22)  # noqa: S311 - the same pairs each time
    codes: set[str] = set()
    for user, lead in chance.sample([*world.pairs], SENT):
        head = world.app.store.head()
        refusal = _sent(world, user, lead)
        if refusal is None:
            assert in_reach(user, lead), (user, lead)
            continue
        codes.add(refusal.code)
        assert world.app.store.head() == head
        assert (refusal.code == "lead.unknown") is not shown(user, lead), (user, lead, refusal.code)
        _names_who_may(world, lead, refusal)
    assert {"lead.unknown", "permission.role", "permission.office", "permission.level"} <= codes


def _sent(world: World, user: Actor, lead: Known) -> Refusal | None:
    try:
        world.app.do(_grading(lead), user)
    except Refusal as refusal:
        return refusal
    return None


def _names_who_may(world: World, lead: Known, refusal: Refusal) -> None:
    """A stranger hears what he would hear of nothing; whoever lacks a power, which one, and who has it."""
    if isinstance(refusal, NotFound):
        assert (refusal.missing, refusal.facts) == (None, ())
    elif isinstance(refusal, NotPermitted):
        assert refusal.missing is not None
        assert all(in_reach(world.app.roster.actor(who), lead) for who in refusal.missing.holders)
