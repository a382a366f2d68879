"""Rows of disposal and the ways to and from the police: M16–M20, and the milestones of other tracks."""

from typing import Final

from domain.lead.answering import decides, in_hand
from domain.lead.disposal import commands as c
from domain.lead.disposal import guards as g
from domain.lead.disposal.milestones import IN_PLACE
from domain.lead.disposal.refunds import paid_in_full
from domain.lead.guards import on_paper, signed
from domain.lead.stage import BEFORE_FILING, EVERY, WORKING, Stage
from domain.lead.vocabulary import Matter
from domain.procedure import KEEP, Row
from workflows.procedures.rows import AUTHORITY, ORGANS, row


def _back_from_criminal(stage: Stage) -> Row:
    return row("M19", c.NoteCriminalEnd, Stage.CRIMINAL, stage, "刑事程序终结退回", "back from criminal procedure",
               AUTHORITY, "R310 13", "APL 27", "JI22 6", "R737 23",
               guards=(on_paper("notice", "R310 13"), g.held_at_filing(stage)),
               documents=("撤案/不起诉/移送函",), while_suspended=True, own_date=True)  # fmt: skip


BEYOND_FILING: Final = tuple(stage for stage in BEFORE_FILING if stage is not Stage.CLOSING)
"""Where a lead whose filing stands may be besides CRIMINAL; a proposal to close is decided first."""
AT_WORK: Final = tuple(stage for stage in WORKING if stage is not Stage.CRIMINAL)
"""What M20 leads back to from any of them: the criminal stage is left by M19 alone, a resting one by M26 alone."""


def _back_from_transfer(stage: Stage) -> Row:
    source = (*AT_WORK, Stage.CLOSING) if stage in AT_WORK else stage
    return row("M20", c.TakeUpAgain, source, stage, "未立案后继续办理", "take up again after a transfer",
               ORGANS, "R310 10", "MPS 180", guards=(g.held_at_transfer(stage),),
               documents=("不予立案通知书", "复议/监督结果"), while_suspended=True, by=in_hand)  # fmt: skip


ROWS: Final = (
    row("M16", c.OrderStop, Stage.DETERMINED, Stage.DISPOSING, "责令停止", "order to stop",
        AUTHORITY, "R737 23", guards=(g.served_or_publishing, g.remedies_stated, signed(Matter.STOP_ORDER)),
        documents=("责令停止决定书", "送达回证/公告"), by=decides),
    row("M17", c.OpenTransfer, EVERY, KEEP, "启动移送公安", "start a transfer to the police",
        ORGANS, "R737 23", "R310 2", "R310 3", "R310 5", guards=(g.crime_suspected, g.no_open_transfer),
        documents=("移送涉嫌犯罪案件的书面报告",), while_suspended=True, by=in_hand),
    row("M18", c.NotePoliceFiling, BEFORE_FILING, Stage.CRIMINAL, "公安立案", "the police filed",
        AUTHORITY, "R737 23 ¶2", "R310 8", "R310 12", guards=(on_paper("notice", "R310 8"),),
        documents=("立案通知书", "移交清单"), while_suspended=True, own_date=True),
    *(_back_from_criminal(stage) for stage in BEYOND_FILING),
    row("E19", c.NoteCriminalEnd, BEYOND_FILING, KEEP, "记明刑事程序终结", "note that the criminal procedure ended",
        AUTHORITY, "R310 13", "APL 27", guards=(on_paper("notice", "R310 13"), g.filing_stands),
        documents=("撤案/不起诉/移送函",), while_suspended=True, own_date=True),
    *(_back_from_transfer(stage) for stage in EVERY if stage is not Stage.CLOSING),
    row("E21", c.RecordMilestone, EVERY, KEEP, "记录里程碑", "record a milestone",
        ORGANS, "office milestone-by-document", guards=(g.by_document, g.reasoned, *IN_PLACE, paid_in_full),
        while_suspended=True, by=in_hand),
)  # fmt: skip
