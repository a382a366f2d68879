"""The five papers that go to the police with a suspected crime (R310 6): every slot is filled, or says why not."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from domain.catalogue import shape
from domain.lead.shapes import Paper
from domain.words import Words


class Slot(StrEnum):
    """The five slots, in the order of R310 6(1)–(5)."""

    LETTER = "letter"
    INVESTIGATION_REPORT = "investigation-report"
    GOODS_LIST = "goods-list"
    EXAMINATION = "examination"
    OTHER = "other"


SLOT_WORDS: Final[dict[Slot, Words]] = {
    Slot.LETTER: Words("涉嫌犯罪案件移送书（附回执）", "transfer letter with receipt"),
    Slot.INVESTIGATION_REPORT: Words("涉嫌犯罪案件情况的调查报告", "investigation report"),
    Slot.GOODS_LIST: Words("涉案物品清单", "list of goods"),
    Slot.EXAMINATION: Words("有关检验报告或者鉴定结论", "examination reports"),
    Slot.OTHER: Words("其他有关涉嫌犯罪的材料", "other material on the crime"),
}


@shape
class Bundle:
    """What goes along. ``letter.reference`` is the number drawn at approval; a list of no goods is a list too.

    ``examinations`` may be empty where ``no_examination`` states why there is none; no other slot may.
    """

    letter: Paper
    investigation_report: Paper
    goods_list: Paper
    other: tuple[Paper, ...]
    examinations: tuple[Paper, ...] = ()
    no_examination: str = ""


def kept(*papers: Paper) -> bool:
    """Whether there are papers and each can be found again."""
    return bool(papers) and all(paper.reference.strip() for paper in papers)


FILLED: Final[dict[Slot, Callable[[Bundle], bool]]] = {
    Slot.LETTER: lambda bundle: kept(bundle.letter),
    Slot.INVESTIGATION_REPORT: lambda bundle: kept(bundle.investigation_report),
    Slot.GOODS_LIST: lambda bundle: kept(bundle.goods_list),
    Slot.EXAMINATION: lambda bundle: kept(*bundle.examinations) or bool(bundle.no_examination.strip()),
    Slot.OTHER: lambda bundle: kept(*bundle.other),
}
"""When a slot counts as filled."""


def missing_slots(bundle: Bundle) -> tuple[Slot, ...]:
    """The slots that are still empty, in order."""
    return tuple(slot for slot, filled in FILLED.items() if not filled(bundle))
