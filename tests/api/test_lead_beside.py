"""Papers and people beside a lead's story: nothing that an event names is left out, nothing is told twice."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TypeVar

import pytest

from api.lead_beside import LABELS, papers, parties
from domain.lead.base import LeadEvent
from domain.lead.shapes import Officer, Paper
from domain.lead.standing.events import PaperSigned
from domain.transfer.base import TransferEvent
from tests.support.events import recorded
from tests.support.histories import history, one_of_each
from workflows.forms.choices import words_of

T = TypeVar("T")


def everything_in(shape: object, kind: type[T]) -> Iterator[T]:
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

    signed = [(words_of(event.matter).zh, event.number)] if isinstance(event, PaperSigned) else []
    assert told == signed + [(each.title, each.reference) for each in everything_in(event, Paper)]


def test_whoever_acted_or_is_named_stands_there_once_with_all_that_he_did() -> None:
    happened = [
        event for decision in history(3) for _, event in decision if isinstance(event, LeadEvent | TransferEvent)
    ]
    by = ("qj-01", "qj-02")
    told = {each.person: each for each in parties(
        recorded(event, actor=by[at % 2], office="370104") for at, event in enumerate(happened)
    )}  # fmt: skip

    officers = {officer.id for event in happened for officer in everything_in(event, Officer)}
    assert officers
    assert told.keys() == officers | {*by}
    assert {LABELS[event.move] for event in happened[::2]} <= set(told["qj-01"].acts)
    assert list(told["qj-01"].offices) == ["370104"]
    assert all(not told[each].offices for each in officers - {*by})
