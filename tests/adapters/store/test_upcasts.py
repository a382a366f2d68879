"""Yesterday's shapes reach today's, or the program does not start."""

import pytest

from adapters.store.codec import Codec
from adapters.store.upcasts import lifts
from domain.catalogue import MASKED, Catalogue, Personal
from tests.golden.golden import FixedKeys

PAST = Catalogue()


@PAST.event("person.named/1")
class First:
    name: Personal[str]


@PAST.event("person.named/2")
class Second:
    given: Personal[str]
    family: Personal[str]


@PAST.event("person.called/1")
class Third:
    full: Personal[str]


def first_to_second(old: First) -> Second:
    return Second(given=old.name[1:], family=old.name[:1])  # type: ignore[call-arg]


def second_to_third(old: Second) -> Third:
    return Third(full=f"{old.family}·{old.given}")  # type: ignore[call-arg]


def third_to_first(old: Third) -> First:
    return First(name=old.full)  # type: ignore[call-arg]


def first_to_text(old: First) -> str:
    return old.name


def test_an_old_event_is_read_in_its_newest_shape() -> None:
    codec = Codec(PAST, {First: first_to_second, Second: second_to_third}, FixedKeys())
    keys = FixedKeys().keys(("person/x",), create=True)
    name, data = codec.encode("person/x", 1, First(name="示例甲"), keys)  # type: ignore[call-arg]

    event = codec.decode(1, "person/x", 1, name, data, open_personal=True)

    assert event == Third(full="示·例甲")  # type: ignore[call-arg]


def test_a_decision_too_reads_it_in_its_newest_shape() -> None:
    codec = Codec(PAST, {First: first_to_second, Second: second_to_third}, FixedKeys())

    [event] = codec.decode_masked("person/x", [(1, "person.named/1", b'{"name":"sealed"}', 1, b"")])

    assert event == Third(full=f"{MASKED[:1]}·{MASKED[1:]}")  # type: ignore[call-arg]


def test_each_name_knows_its_way() -> None:
    assert lifts(PAST, {First: first_to_second, Second: second_to_third}) == {
        "person.named/1": (first_to_second, second_to_third),
        "person.named/2": (second_to_third,),
        "person.called/1": (),
    }


def test_a_superseded_name_without_an_upcast_is_found_at_start() -> None:
    with pytest.raises(ValueError, match=r"person\.named/1 is superseded by person\.named/2"):
        lifts(PAST, {})


def test_a_circle_is_found_at_start() -> None:
    with pytest.raises(ValueError, match="circle"):
        lifts(PAST, {First: first_to_second, Second: second_to_third, Third: third_to_first})


def test_an_upcast_out_of_the_catalogue_is_found_at_start() -> None:
    with pytest.raises(ValueError, match="out of the catalogue"):
        lifts(PAST, {First: first_to_text})


def test_an_upcast_of_what_is_no_event_is_found_at_start() -> None:
    def from_nowhere(old: str) -> First:
        return First(name=old)  # type: ignore[call-arg]

    with pytest.raises(ValueError, match="out of the catalogue"):
        lifts(PAST, {str: from_nowhere})
