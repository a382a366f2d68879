"""What a transfer remembers for its next decision."""

from datetime import datetime
from typing import NamedTuple

from domain.lead.stage import Stage
from domain.lead.state import NEVER
from domain.transfer.stage import PoliceStatus, TransferStage


class Transfer(NamedTuple):
    """A transfer ``<lead>-<n>``. ``version`` counts its events, so that the lead's milestones can point at them.

    ``held`` is the lead's stage when it opened; ``members`` are who was ever on the team;
    ``latest`` is when the stage held was reached, or the papers were passed on again;
    ``filed`` is when the notice of filing arrived;
    ``accepted``, ``notified`` and ``asked`` are when the receipt was signed, the decision not to file arrived and
    reconsideration was asked; ``supervised_from`` is the stage from which the procuratorate was asked.
    """

    id: str
    stage: TransferStage = TransferStage.UNOPENED
    version: int = 0
    lead: str = ""
    held: Stage = Stage.UNREGISTERED
    office: str = ""
    organ: str = ""
    division: str = ""
    offence: str = ""
    team: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    number: str = ""
    police: str = ""
    accepted: datetime | None = None
    notified: datetime | None = None
    asked: datetime | None = None
    reconsidered: bool = False
    supervised_from: TransferStage | None = None
    ordered: bool = False
    status: PoliceStatus | None = None
    moved_lead: bool = False
    latest: datetime = NEVER
    filed: datetime = NEVER
