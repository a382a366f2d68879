"""The five slots of R310 6, one by one."""

from dataclasses import replace
from typing import Any

import pytest

from domain.lead.shapes import Paper
from domain.transfer.bundle import SLOT_WORDS, Slot, missing_slots
from tests.support.transfers import SENT, altered, bundle, paper, step, walk

BLANK = Paper(title="清单", reference="  ")


def test_there_are_five_slots_and_each_has_its_name() -> None:
    assert list(SLOT_WORDS) == list(Slot)
    assert len(Slot) == 5


def test_a_full_bundle_lacks_nothing() -> None:
    assert missing_slots(bundle()) == ()


@pytest.mark.parametrize(
    ("slot", "lacking"),
    [
        (Slot.LETTER, {"letter": BLANK}),
        (Slot.INVESTIGATION_REPORT, {"investigation_report": BLANK}),
        (Slot.GOODS_LIST, {"goods_list": BLANK}),
        (Slot.EXAMINATION, {"no_examination": ""}),
        (Slot.EXAMINATION, {"no_examination": "", "examinations": (BLANK,)}),
        (Slot.OTHER, {"other": ()}),
        (Slot.OTHER, {"other": (paper(), BLANK)}),
    ],
)
def test_an_empty_slot_is_named(slot: Slot, lacking: dict[str, Any]) -> None:
    assert missing_slots(replace(bundle(), **lacking)) == (slot,)


def test_examination_reports_stand_in_for_the_statement() -> None:
    assert missing_slots(replace(bundle(), no_examination="", examinations=(paper(),))) == ()


def test_the_refusal_lists_every_empty_slot_at_once() -> None:
    district = walk(SENT[:3])
    thin = replace(bundle(), goods_list=BLANK, other=(), no_examination="")

    denied = district.refused(altered(step("T4", district), bundle=thin))

    assert [fact.name for fact in denied.facts] == [
        SLOT_WORDS[slot] for slot in (Slot.GOODS_LIST, Slot.EXAMINATION, Slot.OTHER)
    ]
