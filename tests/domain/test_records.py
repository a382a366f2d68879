"""A record changes like any named tuple: the same values in a new one of the same kind, and the old one as it was."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.records import record


@record
class Quick(NamedTuple):
    first: int = 1
    second: str = ""
    third: bool = False


class Plain(NamedTuple):
    first: int = 1
    second: str = ""
    third: bool = False


changes = st.fixed_dictionaries({}, optional={"first": st.integers(), "second": st.text(), "third": st.booleans()})


@given(changes)
def test_what_is_changed_is_what_a_named_tuple_changes(changed: dict[str, object]) -> None:
    quick = Quick(second="before")

    other = quick._replace(**changed)  # type: ignore[arg-type]

    assert type(other) is Quick
    assert tuple(other) == tuple(Plain(second="before")._replace(**changed))  # type: ignore[arg-type]
    assert quick == Quick(second="before")


def test_a_field_it_does_not_have_cannot_be_changed() -> None:
    with pytest.raises(KeyError, match="fourth"):
        Quick()._replace(fourth=1)  # type: ignore[call-arg]
