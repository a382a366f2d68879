"""Whoever is refused for one value of his form learns which: a table of what each guard's no is about."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import pytest

from domain.actor import Level
from domain.lead.dates import STATED, not_in_the_future, nothing_stated_ahead
from domain.lead.inquiry.commands import Ground
from domain.lead.stage import Stage
from domain.procedure import Failed, Guard, Row
from tests.domain.lead.test_guards import OF_ROW, REFUSALS, shown
from tests.domain.test_stated_days import SITUATION, stating
from tests.domain.test_stated_days import STATED as EVERY_STATED
from tests.support.changes import command
from tests.support.leads import legal
from tests.support.samples import NOON
from tests.support.scenario import judged
from workflows.forms.fields import describe
from workflows.procedures.lead import LEAD

ABOUT: Final[dict[str, str]] = {
    "archive.complete": "recordings_complete", "assign.leader": "handler responsible officers.1.id",
    "assign.roster": "handler responsible officer", "carry.due": "due", "carry.since": "since",
    "carry.stage": "stated_stage", "command.order": "occurred", "correct.area": "division", "correct.subject": "unit",
    "date.act": "act", "date.between": "happened_on", "date.reason": "reason", "defence.complete": "answer",
    "determine.collective": "collective_decision", "determine.elements": "elements", "escalate.test": "tests",
    "evidence.approval": "approval", "evidence.signature": "signature", "evidence.two-certified": "officers",
    "follow-up.period": "observe_until", "grade.reasons": "reasons", "grade.score": "score",
    "inquiry.jurisdiction": "competent_division", "inquiry.suspicion": "grounds",
    "inspection.two-certified": "officers", "interview.address": "address", "interview.risk": "risk",
    "interview.two-officers": "officers",
    "lead.paper": "answer.reference decision.reference notice.reference paper.reference receipt.reference",
    "link.known": "other", "link.other": "into other", "merge.into-living": "into", "milestone.begins": "milestone",
    "milestone.item": "item", "milestone.order": "occurred", "milestone.paper": "paper.reference",
    "milestone.reason": "reason", "monitor.review-date": "review_on", "no-show.waited": "waited_until",
    "interview.hour": "at", "verify.due": "due",
    "officers.certificate": "officers.1.certificate", "order.deadline": "deadline", "order.demands": "demands",
    "police-notice.facts": "facts", "recuse.is-recused": "officer", "recuse.reason": "reason",
    "refund.complete": "amount_fen", "refuse.duplicate-of": "duplicate_of",
    "refuse.tell-informant": "informant_told", "register.area": "division", "register.office": "office",
    "register.subject": "unit person", "rule-out.elements": "elements", "rule-out.two-people": "confirmed_by",
    "settled.order": "occurred", "sign.opinion": "opinion", "sign.target": "target",
    "stop-order.remedies": "remedies_stated", "stop-order.service": "service.completed", "suspend.expected": "expected",
    "take-back.superior": "superior_decision", "transfer.suspicion": "suspicion", "turn.order": "occurred",
    "unmerge.held": "into", "verify-again.reason": "because", "verify.named-officer": "officers",
    "verify.no-interest": "no_interest", "visit.consent": "consented",
}  # fmt: skip
"""Code → the fields it is about, of one row or another; of any other guard it is the state of things."""


@pytest.mark.parametrize(
    ("row", "guard"), [pytest.param(r, g, id=f"{shown(r)}-{g.code}") for r, g in OF_ROW if g.code in REFUSALS]
)
def test_a_refusal_names_the_fields_that_it_is_about(row: Row, guard: Guard) -> None:
    case = legal(row, Stage(row.source[0]), Level.DISTRICT_AUTHORITY)
    fields = judged(REFUSALS[guard.code].change(case)).then_refused(guard.code).fields

    assert set(fields) <= set(ABOUT.get(guard.code, "").split())
    assert bool(fields) is (guard.code in ABOUT)
    assert set(fields) <= set(keys(row.command)), "it is a field of that very form"


def keys(shape: type, path: str = "") -> Iterator[str]:
    """Every key of a form, with one item of each list."""
    for field in describe(shape):
        key = f"{path}{field.name}"
        yield key
        yield from keys(field.kind, f"{key}.1." if field.many else f"{key}.") if field.parts else ()


def test_an_act_in_the_future_is_one_of_the_field_that_says_when() -> None:
    act: Any = stating(*EVERY_STATED[0], 0)
    soon = SITUATION._replace(now=NOON - timedelta(hours=1))

    assert told(not_in_the_future.check(None, act, soon)) == ("occurred",)


@pytest.mark.parametrize(("kind", "path"), EVERY_STATED, ids=lambda part: getattr(part, "__name__", part))
def test_a_day_stated_is_told_by_its_name_and_field(kind: type, path: str) -> None:
    failure = nothing_stated_ahead.check(None, stating(kind, path, 1), SITUATION)

    assert told(failure) == (path,)
    assert failure is not None
    assert failure.facts[0].name == STATED[path]


@pytest.mark.parametrize(
    ("change", "field"), [({"grounds": (Ground.OVERDUE,)}, "grounds"), ({"suspicion": " "}, "suspicion")]
)
def test_an_inquiry_without_suspicion_says_what_of_it_is_missing(change: dict[str, object], field: str) -> None:
    row = next(each for each in LEAD.rows if each.id == "M12")
    denied = judged(command(**change)(legal(row, Stage.RECTIFYING))).then_refused("inquiry.suspicion")

    assert denied.fields == (field,)


def told(failure: Failed | None) -> tuple[str, ...]:
    assert failure is not None
    return failure.fields
