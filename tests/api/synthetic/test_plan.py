"""The plan of a year: in order, of every kind, ending where the truth says, and alike whenever it is made."""

from collections import Counter
from itertools import pairwise

import pytest

from api.synthetic import kinds
from api.synthetic.kinds import KINDS
from api.synthetic.plan import Plan
from domain.lead.stage import Stage

PLAN = Plan(2022, 7, 1500)
SCRIPT = list(PLAN.script())
TOLD = [told for _, told in SCRIPT if told is not None]


def test_acts_follow_one_another_and_stay_in_the_year() -> None:
    assert all(one.at <= other.at for (one, _), (other, _) in pairwise(SCRIPT))
    assert {step.at.year for step, _ in SCRIPT} == {2022}


def test_every_lead_comes_in_once_and_every_kind_and_story_is_told() -> None:
    plots = {plot.name for plot in vars(kinds).values() if isinstance(plot, kinds.Plot)}

    assert len({told.lead for told in TOLD}) == len(TOLD) == PLAN.leads
    assert {told.kind for told in TOLD} == KINDS.keys()
    assert {told.plot for told in TOLD} == plots


def test_shares_make_a_thousand() -> None:
    assert sum(kind.share for kind in KINDS.values()) == 1000


def test_leads_rest_at_every_stage_a_year_can_leave_them_at() -> None:
    left = {told.final for told in TOLD}

    assert left >= set(Stage) - {Stage.UNREGISTERED, Stage.MERGED, Stage.REFERRED, Stage.DETERMINED,
                                 Stage.REFERRED_ELSEWHERE, Stage.CLOSING}  # fmt: skip


def test_what_is_planted_is_the_subject_of_an_earlier_lead_and_shares_its_truth() -> None:
    earlier = {told.lead: told for told in TOLD}
    again = [told for told in TOLD if told.first]

    assert len(again) > 10
    for told in again:
        first = earlier[told.first]
        assert (first.subject, first.illegal) == (told.subject, told.illegal)
        assert first.registered <= told.registered
    assert len({told.subject for told in TOLD}) == len(TOLD) - len(again)


def test_most_come_in_june_and_the_sweep_takes_three_days() -> None:
    months = Counter(told.registered.month for told in TOLD if told.kind != "sweep")
    swept = {told.registered.date() for told in TOLD if told.kind == "sweep"}

    assert max(months, key=months.__getitem__) == 6
    assert len(swept) == 3
    assert all(told.registered.weekday() < 5 for told in TOLD)


def test_what_was_forgotten_is_made_up_again_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.synthetic.plan.KEPT", 2)

    again = list(Plan(2022, 7, 300).script())
    monkeypatch.undo()

    assert [told for _, told in again] == [told for _, told in Plan(2022, 7, 300).script()]
    assert [(step.at, step.who.id, step.stage) for step, _ in again] == [
        (step.at, step.who.id, step.stage) for step, _ in Plan(2022, 7, 300).script()
    ]


def test_another_seed_is_another_year() -> None:
    other = [told for _, told in Plan(2022, 8, 300).script() if told is not None]
    same = [told for _, told in Plan(2022, 7, 300).script() if told is not None]

    assert {told.lead for told in other}.isdisjoint(told.lead for told in same)
    assert [told.name for told in other] != [told.name for told in same]
