"""What may not leave the house is refused when the program starts, not when it has left."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import pytest

import projections.feeds.events
from domain.words import Words
from projections.feeds.declaring import REGISTRY, Exposure, Registry, Told, internal, public


class Colour(StrEnum):
    RED = "red"


def declared(hint: Any, type_: str = "chufei.lead.painted.v1") -> None:  # noqa: ANN401 - a type hint is anything
    Registry().event(type_, "涂色", "painted")(type("Painted", (), {"__annotations__": {"what": hint}}))


@pytest.mark.parametrize(
    "hint",
    [
        Annotated[Colour, public("颜色", "colour")],
        Annotated[tuple[Colour, ...], internal("颜色", "colours")],
        Annotated[date | None, internal("日期", "day")],
        Annotated[str, internal("代码", "code", "[0-9]{6}")],
    ],
)
def test_what_is_classed_and_closed_may_leave(hint: Any) -> None:  # noqa: ANN401 - as above
    declared(hint)


@pytest.mark.parametrize(
    ("hint", "why"),
    [
        (str, "it has no class"),
        (Annotated[str, "public"], "it has no class"),
        (Annotated[str, Told(Exposure.PERSONAL, Words("姓名", "name"), ".*")], "it is personal"),
        (Annotated[str, internal("说明", "note")], "it is free text"),
        (Annotated[bool, internal("", "flag")], "not described in both languages"),
        (Annotated[dict[str, str], internal("其他", "other")], "neither a scalar nor a closed list"),
    ],
)
def test_what_is_not_may_not(hint: Any, why: str) -> None:  # noqa: ANN401 - as above
    with pytest.raises(ValueError, match=why):
        declared(hint)


@pytest.mark.parametrize(
    "type_", ["lead.painted.v1", "chufei.lead.painted", "chufei.lead.Painted.v1", "chufei.lead.x.v0"]
)
def test_a_type_says_whose_it_is_and_its_version(type_: str) -> None:
    with pytest.raises(ValueError, match="not a type"):
        declared(Annotated[bool, public("有", "there")], type_)


def test_a_type_is_declared_once() -> None:
    registry = Registry()
    registry.event("chufei.lead.painted.v1", "涂", "painted")(type("One", (), {}))

    with pytest.raises(ValueError, match="taken by One"):
        registry.event("chufei.lead.painted.v1", "涂", "painted")(type("Other", (), {}))


def test_nothing_of_the_product_is_personal_or_undescribed() -> None:
    assert projections.feeds.events.__all__
    for each in REGISTRY.values():
        assert each.words.zh
        assert each.words.en
        for field in each.fields:
            assert field.told.exposure in {Exposure.PUBLIC, Exposure.INTERNAL}
