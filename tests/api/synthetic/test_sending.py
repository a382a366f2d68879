"""A round of acts is stored in its order, whatever waits for what, and a refusal in it holds up nobody."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.app import App
from api.bootstrap import bootstrap
from api.demo.clock import StoryClock
from api.settings import DATABASE_URL, Settings
from api.staff import found
from api.synthetic.folder import furnish
from api.synthetic.plan import Plan
from api.synthetic.seed import beginning
from api.synthetic.sending import Rounds
from api.synthetic.staff import roster_file
from domain.errors import Refusal
from domain.lead.intake.commands import RegisterAssistance, RegisterLead
from domain.lead.intake.events import AssistanceRegistered, LeadRegistered
from domain.lead.sight import shown_to
from workflows.service import Request

PLAN = Plan(2022, 7, 80)
OPENINGS = [step for step, told in PLAN.script() if told is not None]
ACTS = [step.act for step in OPENINGS if isinstance(step.act, RegisterLead | RegisterAssistance)]
LEADS = [act.lead for act in ACTS]
FIRST = next(
    number for number, (step, act) in enumerate(zip(OPENINGS, ACTS, strict=True))
    if isinstance(act, RegisterLead) and act.unit and shown_to(step.who, act)
)  # fmt: skip


@pytest.fixture
def app(tmp_path: Path, database_url: str) -> Iterator[App]:
    settings = Settings.read({DATABASE_URL: database_url}, data=str(tmp_path / "data"))
    furnish(settings.data, PLAN, "test")
    clock = StoryClock(beginning(PLAN))
    with bootstrap(settings, clock=clock, synthetic="test") as app:
        found(app, roster_file(PLAN.staff))
        clock.turn_to(OPENINGS[-1].at)
        yield app


def requests() -> list[Request]:
    people = (step.who for step in OPENINGS)
    return [Request(command=act, actor=who, command_id=f"r-{act.lead}") for act, who in zip(ACTS, people, strict=True)]


def test_what_waits_for_keys_or_for_the_database_overtakes_nothing_and_is_overtaken_by_nothing(app: App) -> None:
    receipts = Rounds(app).play(requests())
    numbers = [app.lead(lead).number for lead in LEADS]

    assert [each.first for each in receipts] == sorted(each.first for each in receipts)
    assert numbers == [f"370104-2022-{number:04d}" for number in range(1, len(OPENINGS) + 1)]


def test_a_round_has_one_moment(app: App) -> None:
    before = app.store.head()
    Rounds(app).play(requests())

    assert {each.recorded_at for each in app.store.log(before, 1000)} == {OPENINGS[-1].at}


def test_a_refusal_is_raised_when_all_others_are_stored(app: App) -> None:
    asked = requests()
    asked[FIRST] = replace(asked[FIRST], command=replace(ACTS[FIRST], unit=None, person=None))

    with pytest.raises(Refusal) as refused:
        Rounds(app).play(asked)

    assert refused.value.code == "register.subject"
    stored = [each for each in app.store.log(0, 1000) if isinstance(each.event, LeadRegistered | AssistanceRegistered)]
    assert len(stored) == len(asked) - 1


def test_a_lead_told_again_in_a_later_round_is_seen_and_in_the_same_round_is_not(app: App) -> None:
    first = requests()[FIRST]
    twins = [replace(first, command=replace(ACTS[FIRST], lead=f"twin{n}"), command_id=f"twin-{n}") for n in "ab"]
    rounds = Rounds(app)
    rounds.play([first, twins[0]])
    rounds.play([twins[1]])
    found = [each.event.duplicates for each in app.store.log(0, 1000) if isinstance(each.event, LeadRegistered)]

    assert [set(each) for each in found] == [set(), set(), {LEADS[FIRST], "twina"}]
