"""Every event of the log tells the outside what it should, or is kept in for a reason that is written down."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any, Final

import pytest

import projections.feeds.telling  # noqa: F401 - fills the table
from adapters.store.registry import catalogue
from adapters.store.upcasts import UPCASTS
from domain.lead.base import LeadEvent
from domain.lead.stage import Stage
from domain.lead.standing.events import LeadResumed
from domain.transfer.base import TransferEvent
from projections.feeds.declaring import REGISTRY
from projections.feeds.envelope import finished
from projections.feeds.facts import NOTHING, Facts, read, stored
from projections.feeds.kept import KEPT_IN, KEPT_NOUNS
from projections.feeds.translating import TRANSLATIONS, lead_of, translate
from tests.golden.samples import sample
from tests.support.histories import history
from tests.support.samplelog import appending
from workflows.desks import fold
from workflows.ports import Recorded

NOW = datetime(2026, 3, 2, 1, 2, 3, tzinfo=UTC)
SEEDS = range(6)


def recorded(seed: int) -> list[Recorded]:
    """A history as the log would hold it."""
    pairs = [pair for decision in history(seed) for pair in decision]
    meta = appending(*pairs[:1]).meta
    return [Recorded(n, stream, 1, "", event, meta, NOW) for n, (stream, event) in enumerate(pairs, 1)]


def told(seed: int) -> list[dict[str, Any]]:
    """Everything that leaves the house of a history."""
    facts: dict[str, Facts] = {}
    rows: list[dict[str, Any]] = []
    for each in recorded(seed):
        lead = lead_of(each)
        outcome = translate(each, facts.get(lead, NOTHING))
        facts[lead] = outcome.now
        rows += [json.loads(finished(out, "e", len(rows) + 1)) for out in outcome.out]
    return rows


def test_every_event_is_told_or_kept_in_for_a_reason() -> None:
    undecided = [
        name
        for name, kind in catalogue().items()
        if kind not in UPCASTS
        and kind not in TRANSLATIONS
        and kind not in KEPT_IN
        and name.partition(".")[0] not in KEPT_NOUNS
    ]

    assert undecided == []


def test_nothing_is_both_told_and_kept_in() -> None:
    assert TRANSLATIONS.keys() & KEPT_IN.keys() == set()
    assert all(KEPT_IN.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_what_the_feed_knows_of_a_lead_is_what_the_domain_knows(seed: int) -> None:
    facts: dict[str, Facts] = {}
    states: dict[str, Any] = {}
    for each in recorded(seed):
        lead = lead_of(each)
        facts[lead] = translate(each, facts.get(lead, NOTHING)).now
        if isinstance(each.event, LeadEvent):
            state = fold(each.stream, [each.event], states.get(each.stream))
            states[each.stream] = state
            known = facts[lead]
            if not state.number:  # it never began: nothing is known of it
                continue

            assert (known.number, known.office, known.division, known.stage, known.grade) == (
                state.number, state.office, state.division, state.stage, state.grade
            )  # fmt: skip
            assert (known.amount_fen, known.people) == (state.amount_fen, state.participants)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_change_of_stage_is_told(seed: int) -> None:
    history = recorded(seed)
    begun = {
        each.stream for each in history if isinstance(each.event, LeadEvent) and each.event.came_from == "unregistered"
    }
    moves = [
        (each.event.came_from, each.event.stage)
        for each in history
        if each.stream in begun and isinstance(each.event, LeadEvent)
        if each.event.came_from not in {each.event.stage, "unregistered"}
    ]

    assert [(r["data"]["from"], r["data"]["to"]) for r in told(seed) if r["type"] == "chufei.lead.moved.v1"] == moves


PLAIN: Final = {
    "number": "370104-2026-0001", "office": "370104", "division": "370104014", "competent_division": "370104",
    "origin": "a", "into": "a", "new_lead": "a", "receiver": "370104", "move": "M01", "act": "M04",
}  # fmt: skip
"""Field → a value of the form that it has; samples hold texts of no form."""


def of(kind: type) -> Any:  # noqa: ANN401 - an event of any class
    made = sample(kind, "", full=True)
    return replace(made, **{each.name: PLAIN[each.name] for each in fields(made) if each.name in PLAIN})


def test_every_type_is_told_of_something() -> None:
    known = NOTHING._replace(number="370104-2026-0001", office="370104", division="370104014", stage=Stage.VERIFYING)
    meta = recorded(0)[0].meta
    types: set[str] = set()
    for kind in TRANSLATIONS:
        stream = "transfer/a-1" if issubclass(kind, TransferEvent) else "lead/a"
        outcome = translate(Recorded(1, stream, 2, "", of(kind), meta, NOW), known)
        types |= {json.loads(finished(out, "e", 1))["type"] for out in outcome.out}

    assert REGISTRY.keys() - types == OF_THE_FEED


def test_no_text_of_the_house_gets_out() -> None:
    """Every text of these events is a canary, names and ids of persons among them, but what has a closed form."""
    known = NOTHING._replace(number="370104-2026-0001", office="370104", division="370104014", stage=Stage.VERIFYING)
    meta = recorded(0)[0].meta
    for kind in TRANSLATIONS:
        stream = "transfer/a-1" if issubclass(kind, TransferEvent) else "lead/a"
        for out in translate(Recorded(1, stream, 2, "", of(kind), meta, NOW), known).out:
            assert "样例" not in finished(out, "e", 1).decode()


def test_a_text_without_the_form_declared_stops_at_the_door() -> None:
    known = NOTHING._replace(number="370104-2026-0001", office="某人", division="370104014", stage=Stage.VERIFYING)
    (first, *_) = translate(Recorded(1, "lead/a", 2, "", of(LeadResumed), recorded(0)[0].meta, NOW), known).out

    with pytest.raises(ValueError, match="office has not the form") as trouble:
        finished(first, "e", 1)
    assert "某人" not in str(trouble.value)


OF_THE_FEED: Final = {"chufei.withheld.v1", "chufei.lead.withdrawn.v1", "chufei.feed.rights-changed.v1"}


def test_facts_are_read_as_they_were_stored() -> None:
    for each in recorded(1):
        facts = translate(each).now

        assert read(stored(facts)) == facts


def test_a_history_told_again_is_the_same_to_the_byte() -> None:
    assert told(3) == told(3)
