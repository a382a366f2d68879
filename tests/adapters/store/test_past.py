"""What a decision reads of a stream: the same events and the same head as everybody's, and nothing else."""

from collections.abc import Iterator

import pytest

from adapters.store.store import Store
from domain.catalogue import MASKED
from tests.support.samplelog import OPENED, Noted, append, appending
from workflows.ports import Head

A, B = "sample/a", "sample/b"


@pytest.fixture(autouse=True)
def _two_streams(store: Store) -> None:
    append(store, appending((A, OPENED), (B, Noted(text="另一卷")), (A, Noted(text="第二"))))
    append(store, appending((A, Noted(text="第三")), expect={A: store.tail(A).head}))


@pytest.mark.parametrize("after", [0, 1, 2, 3, 7])
def test_it_is_what_the_tail_says_with_personal_data_masked(store: Store, after: int) -> None:
    tail = store.tail(A, after, open_personal=False)

    past = store.past(A, after)

    assert list(past.events) == [recorded.event for recorded in tail.events]
    assert past.head == tail.head


def test_nothing_personal_is_opened(store: Store) -> None:
    first = next(store.past(A).events)

    assert "示例甲" not in repr(first)
    assert MASKED in repr(first)


def test_a_stream_that_never_was_is_empty(store: Store) -> None:
    past = store.past("sample/none")

    assert (list(past.events), past.head) == ([], Head())


def test_events_are_made_only_when_they_are_asked_for(store: Store) -> None:
    past = store.past(A)

    assert isinstance(past.events, Iterator)
    assert len(list(past.events)) == 3
    assert list(past.events) == []
