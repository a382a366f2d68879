"""Papers and people beside a lead's story: nothing that an event names is left out, nothing is told twice."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from api.lead_beside import LABELS, papers, parties
from domain.lead.base import LeadEvent
from domain.lead.shapes import Officer, Paper
from domain.lead.standing.events import PaperSigned
from domain.transfer.base import TransferEvent
from tests.support.histories import history, one_of_each
from workflows.ports import Meta, Recorded

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def recorded(event: object, position: int = 1, actor: str = "qj-01") -> Recorded:
    meta = Meta(actor=actor, office="370104", role="", command_id="c", correlation="c", law="", software="")
    return Recorded(position, "lead/l1", position, "x/1", event, meta, NOW)


def everything_in(shape: Any, kind: type) -> Iterator[Any]:  # noqa: ANN401 - any field
    """Looked for without knowing where it can be."""
    if isinstance(shape, kind):
        yield shape
    elif isinstance(shape, tuple):
        for each in shape:
            yield from everything_in(each, kind)
    elif is_dataclass(shape):
        for each in fields(shape):
            yield from everything_in(getattr(shape, each.name), kind)


FULL = [event for ((stream, event),) in one_of_each() if isinstance(event, LeadEvent | TransferEvent)]


@pytest.mark.parametrize("event", FULL, ids=lambda each: type(each).__name__)
def test_every_paper_that_an_event_names_is_told(event: LeadEvent) -> None:
    told = [(each.title, each.reference) for each in papers([recorded(event)], lambda words: words.zh)]

    named = [(each.title, each.reference) for each in everything_in(event, Paper)]
    assert told[isinstance(event, PaperSigned) and bool(event.number) :] == named


def test_whoever_acted_or_is_named_stands_there_once_with_all_that_he_did() -> None:
    events = [
        recorded(event, at, actor=("qj-01", "qj-02")[at % 2])
        for at, (_, event) in enumerate(pair for decision in history(3) for pair in decision)
        if isinstance(event, LeadEvent | TransferEvent)
    ]
    told = {each.person: each for each in parties(events)}

    officers = {officer.id for each in events for officer in everything_in(each.event, Officer)}
    assert officers
    assert told.keys() == officers | {"qj-01", "qj-02"}
    acted = {LABELS[each.event.move] for each in events if each.meta.actor == "qj-01"}  # type: ignore[attr-defined]
    assert acted <= set(told["qj-01"].acts)
    assert list(told["qj-01"].offices) == ["370104"]
    assert all(not told[each].offices for each in officers - {"qj-01", "qj-02"})
