"""What must hold for stop orders, criminal filings, transfers and milestones."""

from domain.law import cite
from domain.lead.disposal.commands import NoteCriminalEnd, OpenTransfer, OrderStop, RecordMilestone, TakeUpAgain
from domain.lead.guards import act_day
from domain.lead.stage import WORKING, Stage
from domain.lead.state import Lead, TransferRef
from domain.lead.vocabulary import Milestone, ServiceWay, TransferMark, nth_transfer
from domain.procedure import Failed, Guard, Situation, failed, guard
from domain.words import EMPTY, NONE, Words

OVER = frozenset(
    {TransferMark.REFUSED, TransferMark.FILED, TransferMark.FINAL_NOT_FILED, TransferMark.NOT_POLICE_REMIT}
)
REASONED = frozenset({Milestone.REFUND_PARTIAL, Milestone.PENALTY_NONE})
NOT_FILED = frozenset({TransferMark.FINAL_NOT_FILED, TransferMark.NOT_POLICE_REMIT})
DETERMINED = frozenset({Stage.DETERMINED, Stage.DISPOSING, Stage.FOLLOW_UP})
"""Stages with work in hand that a lead may hold after its determination."""


@guard("stop-order.service", "R737 23", "office stop-order-service", zh="责令停止决定须送达或正在送达（含公告送达）",
       en="the stop order is served or being served, publication included")  # fmt: skip
def served_or_publishing(_: Lead, command: OrderStop, __: Situation) -> Failed | None:
    """An organiser who fled does not block disposal."""
    if command.service.completed or command.service.way in {ServiceWay.PUBLICATION, ServiceWay.POST}:
        return None
    return failed(
        "送达",
        "service",
        command.service.way,
        Words("已送达或公告", "served or published"),
        fields=("service.completed",),
    )


@guard("stop-order.remedies", "office due-process-determination", zh="须载明救济途径", en="remedies are stated")
def remedies_stated(_: Lead, command: OrderStop, __: Situation) -> Failed | None:
    """Whom to ask for review, and until when."""
    return (
        None
        if command.remedies_stated
        else failed("救济途径", "remedies", NONE, Words("有", "stated"), fields=("remedies_stated",))
    )


@guard("transfer.suspicion", "R310 3", "R737 23 ¶2", zh="须说明涉嫌犯罪的事实", en="say what makes a crime suspected")
def crime_suspected(_: Lead, command: OpenTransfer, __: Situation) -> Failed | None:
    """Suspicion is the test; amount lines alarm and never block."""
    return (
        None
        if command.suspicion.strip()
        else failed("涉嫌犯罪事实", "suspicion", EMPTY, Words("有", "stated"), fields=("suspicion",))
    )


@guard("transfer.none-open", "R310 3", zh="已有移送正在办理", en="a transfer is already open")
def no_open_transfer(lead: Lead, _: OpenTransfer, __: Situation) -> Failed | None:
    """One transfer at a time; its own track has the way back."""
    running = tuple(nth_transfer(ref.track) for ref in lead.transfers if ref.mark not in OVER)
    return failed("办理中的移送", "open transfer", running, "0") if running else None


def held_at_filing(stage: Stage) -> Guard:
    """M19: the lead goes back to exactly the stage it held when the police filed."""

    def check(lead: Lead, _: NoteCriminalEnd, __: Situation) -> Failed | None:
        if lead.filed_from is stage:
            return None
        return failed("立案时所处阶段", "stage held at filing", lead.filed_from or "—", stage)

    words = Words("只能回到立案时所处阶段", "back to the stage held at filing only")
    return Guard("criminal-end.held", words, cite("R310 13", "APL 27"), check)


@guard("criminal-end.filed", "R310 13", "APL 27", zh="没有尚未终结的公安立案", en="no filing of the police stands")
def filing_stands(lead: Lead, _: NoteCriminalEnd, __: Situation) -> Failed | None:
    """E19: what ends must have begun; the lead may have gone on to its follow-up, its end or a new beginning."""
    return None if lead.filed_at else failed("公安立案", "filing of the police", NONE, Words("未终结", "standing"))


def held_at_transfer(stage: Stage) -> Guard:
    """M20: a transfer that ended without filing leads back to the stage held when it opened, once.

    It leads behind no determination: that falls by reopening, over a signature, and not by two people ruling out.
    """

    def check(lead: Lead, command: TakeUpAgain, _: Situation) -> Failed | None:
        if not any(map(_leads_back, lead.transfers)):  # asked first: no form is needed to know it
            return _outcome_missing(lead.transfers[-1] if lead.transfers else None)
        ref = next((r for r in lead.transfers if r.track == command.transfer), None)
        if ref is None or not _leads_back(ref):
            return _outcome_missing(ref)
        if act_day(command) < ref.on:
            return failed(
                "移送终结之日", "day the transfer ended", act_day(command), f"≥ {ref.on}", fields=("occurred",)
            )
        if lead.inquiry.determined and stage in WORKING and stage not in DETERMINED:
            return failed("认定", "determination", Words("已作出", "made"), NONE)
        return None if ref.held is stage else failed("移送时所处阶段", "stage held at transfer", ref.held, stage)

    words = Words(
        "移送未立案终结后，回到移送时所处阶段，但不退到认定之前",
        "after a transfer without filing, back to the stage then held, but behind no determination",
    )
    return Guard("take-up-again.held", words, cite("R310 10", "R737 23"), check)


def _leads_back(ref: TransferRef) -> bool:
    return ref.mark in NOT_FILED and not ref.taken_up


def _outcome_missing(ref: TransferRef | None) -> Failed:
    found = "—" if ref is None else Words("已继续办理", "taken up") if ref.taken_up else ref.mark
    return failed("移送结果", "the transfer's outcome", found, tuple(sorted(NOT_FILED)))


@guard("milestone.reason", "R737 25", "APL 57", "office milestone-by-document",
       zh="部分清退、不予处罚须说明理由", en="a partial refund and no penalty need reasons")  # fmt: skip
def reasoned(_: Lead, command: RecordMilestone, __: Situation) -> Failed | None:
    """M21 and table (a), PENALTY: these two ends count only with reasons."""
    if command.milestone not in REASONED or command.reason.strip():
        return None
    return failed("理由", "reasons", EMPTY, Words("有", "stated"), fields=("reason",))


@guard("milestone.paper", "office milestone-by-document", zh="须注明依据文书", en="a document reference is needed")
def by_document(_: Lead, command: RecordMilestone, __: Situation) -> Failed | None:
    """A milestone without a paper proves nothing."""
    return (
        None
        if command.paper.reference.strip()
        else failed("文书编号", "document", EMPTY, Words("有", "given"), fields=("paper.reference",))
    )
