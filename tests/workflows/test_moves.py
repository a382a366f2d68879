"""What is possible is asked of the very rows and guards that judge: nothing is promised that the table forbids."""

from datetime import UTC, datetime

import pytest

from domain.actor import Actor, Level, Position, Role
from domain.lead.stage import Stage
from domain.lead.standing.commands import GradeRisk, LiftRecusal, Resume, UnlinkLeads
from domain.lead.state import Lead
from domain.procedure import Situation, lacking_power
from workflows.moves import beginnings, blank, moves
from workflows.procedures.lead import LEAD

NOW = datetime(2026, 11, 23, tzinfo=UTC)
LEADER = Actor(
    id="qj-03", name="测试", office="370104", organ="示例局", level=Level.DISTRICT_AUTHORITY, division="370104",
    mark="示金监", position=Position.DEPUTY, roles=(Role.LEADER,),
)  # fmt: skip
STRANGER = Actor(id="ga-01", name="测试", office="370104-ga", organ="示例分局", level=Level.POLICE, division="370104")


def situation(actor: Actor) -> Situation:
    return Situation({}, actor, NOW)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.UNREGISTERED])
@pytest.mark.parametrize("actor", [LEADER, STRANGER], ids=["leader", "stranger"])
def test_every_move_of_the_stage_is_told_once(stage: Stage, actor: Actor) -> None:
    lead = Lead("one", stage=stage, office="370104", division="370104014")
    told = moves(LEAD, stage, lead, "one", situation(actor))

    assert [move.command for move in told] == list(dict.fromkeys(r.command for r in LEAD.rows if stage in r.source))
    for move in told:
        if move.denied is None:
            assert lacking_power(move.row, actor) is None
    assert actor is LEADER or all(move.denied for move in told)


def test_a_guard_that_needs_the_form_waits_and_one_that_does_not_denies() -> None:
    lead = Lead("one", stage=Stage.VERIFYING, office="370104", division="370104014")
    told = {move.command: move for move in moves(LEAD, Stage.VERIFYING, lead, "one", situation(LEADER))}

    assert [guard.code for guard in told[GradeRisk].waiting] == ["grade.reasons", "grade.score"]
    denied = told[Resume].denied
    assert denied is not None
    assert denied.code == "resume.suspended"


VERIFYING = Lead("one", stage=Stage.VERIFYING, office="370104", division="370104014")


@pytest.mark.parametrize(
    ("command", "code", "begun"),
    [
        (LiftRecusal, "recuse.is-recused", VERIFYING._replace(recused=("qj-01",))),
        (UnlinkLeads, "link.known", VERIFYING._replace(links=("two",))),
    ],
    ids=["recusal", "link"],
)
def test_what_never_began_is_not_offered_to_be_taken_back(command: type, code: str, begun: Lead) -> None:
    before, after = (
        next(move for move in moves(LEAD, Stage.VERIFYING, state, "one", situation(LEADER)) if move.command is command)
        for state in (VERIFYING, begun)
    )

    assert before.denied is not None
    assert before.denied.code == code
    assert after.denied is None


def test_a_blank_command_tells_nothing_but_whose_and_when() -> None:
    act = blank(GradeRisk, "one", situation(LEADER))

    assert (getattr(act, "lead", ""), act.occurred) == ("one", NOW)
    assert not hasattr(act, "reasons")
    assert not hasattr(act, "score")


def test_where_a_command_begins() -> None:
    assert beginnings(LEAD, Resume, NOW.date())[0] is Stage.REGISTERED
