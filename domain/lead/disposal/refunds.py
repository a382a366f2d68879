"""A refund that is called complete is no smaller than the one that was opened."""

from domain.lead.disposal.commands import RecordMilestone
from domain.lead.state import Lead
from domain.lead.vocabulary import Milestone
from domain.procedure import Failed, Situation, failed, guard
from domain.values.money import Money


@guard("refund.complete", "R737 25", "office milestone-by-document",
       zh="清退完成的金额不得少于清退方案的金额；未清退完的记部分清退并说明理由，方案金额有变的先按新方案重新登记",
       en="a completed refund is no smaller than its plan: record a partial one, or the new plan first")  # fmt: skip
def paid_in_full(lead: Lead, command: RecordMilestone, _: Situation) -> Failed | None:
    """Only what both papers state is compared; whether the money flowed is for the refund's own track to show."""
    if command.milestone is not Milestone.REFUND_COMPLETED:
        return None
    opened = (i.amount_fen for i in lead.items if (i.item, i.milestone) == (command.item, Milestone.REFUND_OPEN))
    planned, paid = next(opened, None), command.amount_fen
    if planned is None or paid is None or paid >= planned:
        return None
    return failed(
        "清退金额", "amount refunded", Money(paid).in_wan, f"≥ {Money(planned).in_wan}", fields=("amount_fen",)
    )
