"""The steps of a transfer to the police, told of the lead that is transferred."""

from datetime import date
from typing import Annotated

from domain.transfer.stage import PoliceStatus, TransferStage
from projections.feeds.declaring import integration, internal, public
from projections.feeds.events.base import MOVE, OfLead


@integration("chufei.transfer.moved.v1", zh="移送到达另一步骤", en="A transfer to the police reached another step.")
class TransferMoved(OfLead):
    """The suspicion, the papers and the police's numbers stay in the file. ``transfer`` counts those of the lead."""

    transfer: Annotated[int, internal("第几次移送", "which transfer of the lead")]
    step: Annotated[str, public("步骤（流程表编号）", "the step, by its row in the procedure", MOVE)]
    from_: Annotated[TransferStage, internal("原状态", "the status before")]
    to: Annotated[TransferStage, internal("到达状态", "the status reached")]
    filed_on: Annotated[date | None, internal("立案日期", "the day of filing, where it was filed")] = None


@integration(
    "chufei.transfer.status-noted.v1",
    zh="公安、检察、法院进展",
    en="What the criminal case reached.",
)
class StatusNoted(OfLead):
    """Mirrored from a paper, never driven by us."""

    transfer: Annotated[int, internal("第几次移送", "which transfer of the lead")]
    status: Annotated[PoliceStatus, internal("进展", "what it reached")]
