"""What must hold of both leads before one goes into another, or leaves it: no merger ends what a lead still owes."""

from datetime import date

from domain.lead.disposal.guards import OVER
from domain.lead.guards import act_day
from domain.lead.stage import Stage
from domain.lead.standing.commands import MergeLead, UnmergeLead
from domain.lead.state import Lead
from domain.lead.vocabulary import nth_transfer
from domain.procedure import Failed, Situation, failed, guard
from domain.words import NONE, Words


def _beside(command: MergeLead | UnmergeLead, situation: Situation) -> Lead:
    other = situation.states.get(f"lead/{command.into}")
    return other if isinstance(other, Lead) else Lead(command.into)


@guard("merge.filed", "R310 11", "R737 25", "office merger-approval",
       zh="公安已立案的线索，只能并入公安同样已立案的线索；可以反向并入",
       en="what the police filed on goes only into a lead they filed on too; or merge the other way round")  # fmt: skip
def filing_carried(lead: Lead, command: MergeLead, situation: Situation) -> Failed | None:
    """Otherwise the lead it goes into is fined, or closes as if there were no criminal case and nobody to refund."""
    if lead.filed_at is None or _beside(command, situation).filed_at is not None:
        return None
    return failed("并入线索的公安立案", "filing on the other", NONE, Words("未终结", "standing"))


@guard("merge.observation", "office observation-period", "office merger-approval",
       zh="观察期未满的线索，不得并入观察期先满的线索；可以反向并入",
       en="what is observed goes into no lead whose observation ends earlier; or merge it the other way")  # fmt: skip
def observation_carried(lead: Lead, command: MergeLead, situation: Situation) -> Failed | None:
    """Otherwise the observation ends when the other's does."""
    mine, theirs = _observed_until(lead), _observed_until(_beside(command, situation))
    if mine is None or theirs is None or mine <= max(theirs, act_day(command)):
        return None
    return failed("并入线索的观察期截止", "observation of the other ends", theirs, f"≥ {mine}")


def _observed_until(lead: Lead) -> date | None:
    ends = {Stage.FOLLOW_UP: lead.observe_until, Stage.MONITORING: lead.review_on}
    return ends.get(lead.stage)


@guard("merge.answered", "R737 20 ¶1", "office assistance-reply", zh="协查函须先答复，方可并案",
       en="an assistance letter is answered before its lead is merged")  # fmt: skip
def assistance_answered(lead: Lead, _: MergeLead, __: Situation) -> Failed | None:
    """Once merged, nobody could answer any more."""
    if lead.stage is not Stage.ASSISTING or lead.answered:
        return None
    return failed("协查答复", "answer", NONE, Words("已发", "sent"))


@guard("unmerge.leaves", "R310 11", "office merger-approval",
       zh="并入的线索又已并入他案的，先撤销在后的并案；正在移送公安的，移送终结后再撤销",
       en="a later merger is undone first; while a transfer to the police is open, nothing leaves")  # fmt: skip
def free_to_leave(_: Lead, command: UnmergeLead, situation: Situation) -> Failed | None:
    """Who handled the matter last, and whether it is on its way to the police, must be told to the lead that leaves."""
    left = _beside(command, situation)
    if left.stage is Stage.MERGED:
        merged = (Words("已并入", "merged into"), left.merged_into)
        return failed("并入的线索", "the lead merged into", merged, Words("单独", "on its own"))
    running = tuple(nth_transfer(ref.track) for ref in left.transfers if ref.mark not in OVER)
    return failed("办理中的移送", "open transfers", running, "0") if running else None
