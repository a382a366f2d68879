"""A subscription: who may ask for it, what the receiver's answers make of it; nobody speaks for another."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, get_args

import pytest

from domain.actor import Actor, Role
from domain.procedure import Denied
from domain.subscription import commands as c
from domain.subscription import events as e
from domain.subscription.base import DELIVERER, SubscriptionCommand, SubscriptionEvent
from domain.subscription.decide import RECORDS
from domain.subscription.guards import LONGEST_OVERLAP
from domain.subscription.stage import SubscriptionStage as S
from tests.support.desk import after, decide, rule
from tests.support.people import PEOPLE
from tests.support.samples import NOON, build
from workflows.law import register
from workflows.procedures.subscription import SUBSCRIPTION

ADMINISTRATOR: Final = replace(PEOPLE["district-authority-first"], id="admin", roles=(Role.ADMINISTRATOR,))
ACCOUNT: Final = PEOPLE["street-first"]
PROGRAM: Final = replace(ADMINISTRATOR, id=DELIVERER, roles=())
ASKED: Final = c.Subscribe(
    subscription="s1", occurred=NOON, url="https://hooks.example.cn/in", account=ACCOUNT.id, after=7, types=()
)
STREAM: Final = "subscription/s1"


def said(kind: type[SubscriptionCommand], **more: object) -> Any:  # noqa: ANN401 - of the kind asked for
    return build(kind, subscription="s1", occurred=NOON, **more)


REPLAY: Final = said(c.AskReplay, first=3, last=9)
ACTIVE: Final = ((ADMINISTRATOR, ASKED), (PROGRAM, said(c.NoteAnswered)))


def told(*steps: tuple[Actor, SubscriptionCommand]) -> tuple[dict[str, Any], list[SubscriptionEvent]]:
    """The states and the events after these steps, all of which must be legal."""
    states: dict[str, Any] = {}
    events: list[Any] = []
    for actor, command in steps:
        ruling = rule(states, actor, command, NOON)
        assert not isinstance(ruling, Denied), ruling
        decision = decide(states, actor, command, NOON, ruling)
        states = after(states, decision)
        events += [event for _, event in decision]
    return states, events


def denied(actor: Actor, command: SubscriptionCommand, *before: tuple[Actor, SubscriptionCommand]) -> Denied:
    ruling = rule(told(*before)[0], actor, command, NOON)
    assert isinstance(ruling, Denied), ruling
    return ruling


def test_what_is_asked_for_is_on_record_with_the_office_that_answers_for_it() -> None:
    _, (event,) = told((ADMINISTRATOR, ASKED))

    assert event == e.SubscriptionAsked(
        move="W01", came_from=S.UNASKED, stage=S.ASKED, occurred=NOON, url=ASKED.url, account=ACCOUNT.id, after=7,
        types=(), office=ADMINISTRATOR.office, division=ADMINISTRATOR.division,
    )  # fmt: skip


def test_it_is_active_when_the_receiver_first_took_something() -> None:
    states, events = told(*ACTIVE)

    assert states[STREAM].stage is S.ACTIVE
    assert isinstance(events[-1], e.SubscriptionAnswered)


@pytest.mark.parametrize(
    ("actor", "command", "stage"),
    [
        (ADMINISTRATOR, said(c.PauseSubscription), S.PAUSED),
        (ACCOUNT, said(c.PauseSubscription), S.PAUSED),
        (PROGRAM, said(c.NoteUnanswered), S.PAUSED),
        (PROGRAM, said(c.NoteGone), S.DISABLED),
    ],
)
def test_whatever_stopped_it_the_subscriber_can_start_it_again(
    actor: Actor, command: SubscriptionCommand, stage: S
) -> None:
    states, _ = told(*ACTIVE, (actor, command))
    assert states[STREAM].stage is stage

    states, _ = told(*ACTIVE, (actor, command), (ACCOUNT, said(c.ResumeSubscription)))
    assert states[STREAM].stage is S.ACTIVE


def test_secrets_and_replays_are_numbered() -> None:
    rotate = said(c.RotateSecret, overlap_hours=48)
    _, events = told(*ACTIVE, (ACCOUNT, rotate), (ADMINISTRATOR, rotate), (ACCOUNT, REPLAY), (ADMINISTRATOR, REPLAY))

    rotated = [each for each in events if isinstance(each, e.SecretRotated)]
    assert [(each.secret, each.overlap_until) for each in rotated] == [(n, NOON + timedelta(hours=48)) for n in (2, 3)]
    assert [each.replay for each in events if isinstance(each, e.ReplayAsked)] == [1, 2]


def test_what_is_ended_stays_ended() -> None:
    ended = (*ACTIVE, (ADMINISTRATOR, said(c.EndSubscription)))

    assert {denied(ADMINISTRATOR, command, *ended).code for command in (ASKED, said(c.ResumeSubscription), REPLAY)} == {
        "move.not-from-here"
    }


STRANGERS: Final = [
    pytest.param(PEOPLE["district-authority-principal"], ASKED, (), id="a leader asks"),
    pytest.param(PROGRAM, ASKED, (), id="the program asks"),
    pytest.param(ACCOUNT, said(c.EndSubscription), ACTIVE, id="the subscriber ends"),
    pytest.param(PEOPLE["street-second"], REPLAY, ACTIVE, id="a neighbour wants a replay"),
    pytest.param(ADMINISTRATOR, said(c.NoteGone), ACTIVE, id="an administrator answers for the receiver"),
    pytest.param(ACCOUNT, said(c.NoteAnswered), ACTIVE[:1], id="the subscriber answers for the receiver"),
    pytest.param(replace(ADMINISTRATOR, division="370105"), said(c.PauseSubscription), ACTIVE, id="another district"),
    pytest.param(replace(ADMINISTRATOR, office="370104-scjg"), said(c.RotateSecret), ACTIVE, id="a regulator beside"),
]


@pytest.mark.parametrize(("actor", "command", "before"), STRANGERS)
def test_nobody_speaks_for_another(actor: Actor, command: SubscriptionCommand, before: tuple[Any, ...]) -> None:
    refusal = denied(actor, command, *before)

    assert refusal.code == "permission.subscription"
    assert refusal.is_permission
    assert refusal.facts[0].needed


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (replace(ASKED, account="nobody"), "subscription.account"),
        (replace(ASKED, account="city-authority-first"), "subscription.account"),
        (replace(ASKED, url="http://hooks.example.cn/in"), "subscription.address"),
        (replace(ASKED, url="https://user:word@hooks.example.cn/in"), "subscription.address"),
        (said(c.RotateSecret, overlap_hours=169), "subscription.overlap"),
        (said(c.RotateSecret, overlap_hours=-1), "subscription.overlap"),
        (said(c.AskReplay, first=0, last=1), "subscription.range"),
        (said(c.AskReplay, first=5, last=4), "subscription.range"),
        (said(c.AskReplay, first=1, last=1_000_001), "subscription.range"),
    ],
)
def test_a_condition_that_fails_is_told_with_what_would_do(command: SubscriptionCommand, code: str) -> None:
    before = () if isinstance(command, c.Subscribe) else ACTIVE
    refusal = denied(ADMINISTRATOR, command, *before)

    assert refusal.code == code
    assert refusal.facts[0].needed
    assert all(each.is_office_rule for each in refusal.basis)


def test_the_longest_overlap_is_that_of_the_rule() -> None:
    (rule,) = register().versions("feed-secrets")

    assert rule.value == LONGEST_OVERLAP


def test_only_an_authority_lets_facts_out_of_the_house() -> None:
    street = replace(PEOPLE["street-first"], roles=(Role.ADMINISTRATOR,))

    assert denied(street, ASKED).code == "permission.level"


def test_every_command_has_a_row_and_an_event() -> None:
    assert {row.command for row in SUBSCRIPTION.rows} == set(RECORDS)
    assert set(RECORDS.values()) == set(get_args(e.AnySubscriptionEvent))
    assert {stage for row in SUBSCRIPTION.rows for stage in row.source} | {S.ENDED} == set(S)
