"""What became of every line of a file, as a workbook that the office keeps beside its ledger."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from api.entries import CHANGED, KNOWN, READY, REFUSED, TAKEN
from api.imports import SKIPPED, Book, Result
from api.refused import each_of
from domain.actor import Actor
from domain.errors import InvalidInput, Refusal
from domain.instants import clock
from domain.lead.stage import STAGE_WORDS
from domain.words import Words
from workflows.forms.ledger_row import column_of
from workflows.imports.carry import gaps
from workflows.imports.sheet import Cell
from workflows.listing import Listing
from workflows.ports import Clock

OUTCOMES: Final[Mapping[str, Words]] = {
    READY: Words("可导入", "ready"),
    TAKEN: Words("已导入", "taken"),
    KNOWN: Words("已在库", "here already"),
    CHANGED: Words("已在库，台账有改动", "here, changed in the ledger"),
    REFUSED: Words("未导入", "refused"),
    SKIPPED: Words("跳过", "skipped"),
}
"""Outcome → what it is called."""
SAME: Final = Words(
    "与本单位已登记的 {number} 对象、登记日期相同", "same subject and day of registration as {number}, which is here"
)
WAY_ON: Final = Words(
    "未存入：有进展的逐步办理（lead act {number}），原来写错的更正（correct-facts）；确为另一线索的单独登记",
    "not stored: do what happened since (lead act {number}), correct what was wrong (correct-facts); what is another "
    "lead is registered by itself",
)

HEADS: Final = (
    "工作表", "行", "结果", "线索编号", "原编号", "对象名称", "转入阶段", "改正", "待补", "问题", "怎么改", "可能重复"
)  # fmt: skip
WIDTHS: Final = (14, 6, 8, 18, 14, 32, 12, 6, 24, 44, 44, 28)
CHANGES: Final = ("工作表", "行", "列", "原填", "改为", "原因")


def listings(book: Book, results: Sequence[Result], actor: Actor, now: Clock, *, stored: bool) -> Iterator[Listing]:
    """Three sheets: the whole, line by line, and every cell that was corrected."""
    yield Listing("概况", ("项目", "内容"), tuple(_whole(book, results, actor, now, stored=stored)), (24, 80))
    yield Listing("逐行结果", HEADS, (_line(each) for each in results), WIDTHS)
    yield Listing("改正明细", CHANGES, _changes(results), (14, 6, 24, 32, 32, 40))


def _whole(
    book: Book, results: Sequence[Result], actor: Actor, now: Clock, *, stored: bool
) -> Iterator[tuple[Cell, ...]]:
    counts = Counter(each.outcome for each in results)
    yield "文件", book.name
    yield "SHA-256", book.digest
    yield "导入人", f"{actor.name}（{actor.id}），{actor.organ}"
    yield "时间", clock(now.now())
    yield "方式", "正式导入" if stored else "试运行，未存入"
    for outcome, words in OUTCOMES.items():
        yield words.zh, counts[outcome]
    for sheet in book.sheets:
        yield f"工作表“{sheet.sheet}”未识别的列", "、".join(sheet.unknown) or "无"
    yield "没有台账的工作表", "、".join(book.passed) or "无"


def _line(each: Result) -> tuple[Cell, ...]:
    draft, taking = each.draft, each.taking
    stated = STAGE_WORDS[draft.stated.stage].zh if draft and draft.stated else ""
    refusal = taking.refusal if taking else None
    called = draft.headings if draft else {}
    told = [words.zh for words in changed(each)]
    same, way_on = told[:1], told[1:]
    alike = "；".join(words.zh for words in taking.alike.told("、".join)) if taking else ""
    return (
        each.sheet, each.line, OUTCOMES[each.outcome].zh, taking.number if taking else "",
        taking.wrote if taking else "", taking.subject if taking else "", stated,
        len(draft.corrections) if draft else 0, "；".join(words.zh for words in gaps(draft)) if draft else "",
        each.why.zh if each.why else "；".join((*same, *_faults(refusal, called))),
        "；".join((*way_on, *_ways_out(refusal))), alike,
    )  # fmt: skip


def changed(each: Result) -> tuple[Words, ...]:
    """Of a row whose lead is here with other words: which it is, and what to do."""
    if each.outcome != CHANGED or each.taking is None:
        return ()
    return tuple(words.fill(number=each.taking.number) for words in (SAME, WAY_ON))


def _changes(results: Sequence[Result]) -> Iterator[tuple[Cell, ...]]:
    for each in results:
        for change in each.draft.corrections if each.draft else ():
            yield each.sheet, each.line, change.heading, change.was, change.became, change.why.zh


def _faults(refusal: Refusal | None, called: Mapping[str, str]) -> Iterator[str]:
    for fault in each_of(refusal):
        if isinstance(fault, InvalidInput):
            column = column_of(fault)
            yield f"{called.get(column, column)}：{fault.detail.zh}"
        else:
            yield fault.detail.zh


def _ways_out(refusal: Refusal | None) -> Iterator[str]:
    yield from dict.fromkeys(fault.way_out.zh for fault in each_of(refusal) if isinstance(fault, InvalidInput))
