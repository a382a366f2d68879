"""Where a transfer stands, and what the police's own case reached after filing. Values are stored."""

from enum import StrEnum
from typing import Final

from domain.words import Words


class TransferStage(StrEnum):
    """Where a transfer stands, from the suspicion of crime to filing, or to the end without it (R310 3–13)."""

    UNOPENED = "unopened"
    SUSPECTED = "suspected"
    TEAM_FORMED = "team-formed"
    REPORTED = "reported"
    APPROVED = "approved"
    REFUSED = "refused"
    DELIVERED = "delivered"
    RECEIPTED = "receipted"
    SUPPLEMENTING = "supplementing"
    RE_ROUTED = "re-routed"
    NOT_POLICE_REMIT = "not-police-remit"
    FILED = "filed"
    NOT_FILED = "not-filed"
    RECONSIDERATION = "reconsideration"
    SUPERVISION = "supervision"
    FINAL_NOT_FILED = "final-not-filed"
    RETURNED = "returned"


TRANSFER_WORDS: Final[dict[TransferStage, Words]] = {
    TransferStage.UNOPENED: Words("未启动", "not opened"),
    TransferStage.SUSPECTED: Words("涉嫌犯罪", "crime suspected"),
    TransferStage.TEAM_FORMED: Words("已组成专案组", "team formed"),
    TransferStage.REPORTED: Words("已书面报告", "reported"),
    TransferStage.APPROVED: Words("已批准移送", "approved"),
    TransferStage.REFUSED: Words("不批准移送", "refused"),
    TransferStage.DELIVERED: Words("已送交公安", "delivered"),
    TransferStage.RECEIPTED: Words("公安已接受", "accepted by the police"),
    TransferStage.SUPPLEMENTING: Words("补正中", "supplement asked"),
    TransferStage.RE_ROUTED: Words("转送其他公安机关", "passed on to other police"),
    TransferStage.NOT_POLICE_REMIT: Words("不属公安职责", "no police matter"),
    TransferStage.FILED: Words("已立案", "filed"),
    TransferStage.NOT_FILED: Words("不予立案", "not filed"),
    TransferStage.RECONSIDERATION: Words("提请复议中", "reconsideration asked"),
    TransferStage.SUPERVISION: Words("立案监督中", "filing supervision"),
    TransferStage.FINAL_NOT_FILED: Words("最终未立案", "not filed for good"),
    TransferStage.RETURNED: Words("公安移回", "sent back by the police"),
}

UNRECEIPTED: Final = (TransferStage.DELIVERED, TransferStage.RE_ROUTED)
"""The papers are with the police, the receipt is not with us."""
EXAMINED: Final = (TransferStage.RECEIPTED, TransferStage.SUPPLEMENTING)
"""The police examine: missing papers are no ground to wait or to refuse (MPS 180 ¶2)."""
UNDECIDED: Final = (*UNRECEIPTED, TransferStage.RECEIPTED)
"""From here a supervision concerns police who have not decided, rather than a decision not to file."""


class PoliceStatus(StrEnum):
    """What the police's case reached after filing (mirrored, never driven by us)."""

    INVESTIGATION = "investigation"
    PROSECUTION = "prosecution"
    TRIAL = "trial"
    EFFECTIVE = "effective"
    EXECUTION = "execution"


STATUS_WORDS: Final[dict[PoliceStatus, Words]] = {
    PoliceStatus.INVESTIGATION: Words("侦查", "investigation"),
    PoliceStatus.PROSECUTION: Words("移送起诉", "sent for prosecution"),
    PoliceStatus.TRIAL: Words("审判", "trial"),
    PoliceStatus.EFFECTIVE: Words("判决生效", "judgment effective"),
    PoliceStatus.EXECUTION: Words("执行（涉案款返还）", "execution, money returned"),
}
