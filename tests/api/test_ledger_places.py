"""Where a page ended comes back as it was told, and nothing else is taken for it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.ledger_places import place_of, place_text
from domain.errors import InvalidInput
from projections.ledger_order import Cursor, Order, Sort

NUMBERS = st.integers(-(2**62), 2**62)
TEXTS = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "))
LEADS = st.from_regex(r"\A[a-z0-9-]{1,64}\Z")
VALUES = {
    Sort.SUBJECT: TEXTS | st.none(), Sort.AMOUNT: NUMBERS | st.none(),
    Sort.PARTICIPANTS: NUMBERS | st.none(), Sort.GRADE: NUMBERS | st.none(), Sort.DEADLINE: TEXTS | st.none(),
    Sort.SINCE: NUMBERS | st.none(),
}  # fmt: skip


@given(st.data(), st.builds(Order, st.sampled_from(Sort), st.booleans()), NUMBERS, TEXTS, LEADS)
def test_a_place_comes_back_as_it_was_told(
    data: st.DataObject, order: Order, registered_at: int, number: str, lead: str
) -> None:
    told_already = {Sort.REGISTERED: registered_at, Sort.NUMBER: number}
    value: Any = told_already[order.by] if order.by in told_already else data.draw(VALUES[order.by])
    cursor = Cursor(value, registered_at, number, lead)
    told = place_text(order, cursor)

    assert place_of(told, order) == cursor
    assert told.isascii()
    assert not told.startswith("-")
    assert not set(told) & set(" '\"$&|<>;()*?#!`\\")


@pytest.mark.parametrize(
    "text",
    ["", "x", "registered", "registered~1", "registered~1~n", "registered~x~n~l1", "registered~1~n~l1~2~3",
     "number~1~n~l1", "registered.desc~1~n~l1",
     "registered~99999999999999999999~n~l1", "registered~1~n~%00", "registered~1~%ff~l1"],
)  # fmt: skip
def test_what_no_page_gave_is_refused_with_the_way_out(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        place_of(text, Order())

    assert (refused.value.code, refused.value.field) == ("input.place", "--after")


def test_a_place_of_another_kind_of_value_is_refused() -> None:
    with pytest.raises(InvalidInput):
        place_of("amount~1~n~l1~many", Order(Sort.AMOUNT))
