"""Closed lists that several chapters of a lead use. Their values are stored: permanent."""

from enum import StrEnum
from typing import Final

from domain.words import Words


class Source(StrEnum):
    """The channel a lead came by; petition and bank origin show as channel only (R737 13, 16; XF22 30). Stored."""

    TIP = "tip"
    SWEEP = "sweep"
    GRID = "grid"
    COMMUNITY = "community"
    STATION = "station"
    PETITION = "petition"
    FINANCIAL_INSTITUTION = "financial-institution"
    HOTLINE = "hotline"
    SUPERIOR = "superior"
    MONITORING = "monitoring"
    OTHER_AUTHORITY = "other-authority"
    ASSISTANCE_LETTER = "assistance-letter"
    OTHER = "other"


class Feature(StrEnum):
    """The four suspected features of illegal fundraising (R737 2; JI22 1). Values are stored."""

    UNLICENSED = "unlicensed"
    PUBLICITY = "publicity"
    INDUCEMENT = "inducement"
    UNSPECIFIED_PUBLIC = "unspecified-public"


class Pretext(StrEnum):
    """The names under which the notice of 2022-03-02 asks to screen first (NOTICE 一(七)). Values are stored."""

    INVESTMENT = "investment"
    WEALTH = "wealth-management"
    PRIVATE_FUND = "private-fund"
    VIRTUAL_CURRENCY = "virtual-currency"
    METAVERSE = "metaverse"
    CHARGING_PILES = "charging-piles"
    ELDERLY_CARE = "elderly-care"
    FREE_TRAVEL = "free-travel"
    OTHER = "other"


class Trade(StrEnum):
    """大类 of the monthly return's 业务类别: how money is taken. Stored as the first part of ``Business``."""

    DEBT = "debt"
    EQUITY = "equity"
    GOODS = "goods"
    PRODUCTION = "production"
    OTHER = "other"


class Business(StrEnum):
    """小类 of 业务类别, 类别明细 (office rule ``business-class``, after JI22 2). Values are stored."""

    WEALTH = "debt.wealth"
    LENDING = "debt.lending"
    ONLINE_LENDING = "debt.online-lending"
    OTHER_DEBT = "debt.other"
    FUND = "equity.fund"
    SHARES = "equity.shares"
    OTHER_EQUITY = "equity.other"
    PREPAID = "goods.prepaid"
    REBATE = "goods.rebate"
    BUY_BACK = "goods.buy-back"
    LEASE_BACK = "goods.lease-back"
    OTHER_GOODS = "goods.other"
    FARMING = "production.farming"
    PROJECT = "production.project"
    FRANCHISE = "production.franchise"
    CARE = "production.elderly-care"
    OTHER_PRODUCTION = "production.other"
    VIRTUAL = "other.virtual-currency"
    MUTUAL = "other.mutual-aid"
    OTHER = "other.other"

    @property
    def trade(self) -> Trade:
        """The 大类 it belongs to."""
        return Trade(self.value.partition(".")[0])


class ContactKind(StrEnum):
    """What a contact or address of the scheme is. Values are stored."""

    PHONE = "phone"
    ACCOUNT = "account"
    URL = "url"


class ServiceWay(StrEnum):
    """How a paper reached the party (APL 61; CivPL). Values are stored."""

    ON_THE_SPOT = "on-the-spot"
    DIRECT = "direct"
    LEFT_AT_PLACE = "left-at-place"
    POST = "post"
    PUBLICATION = "publication"


class PartySignature(StrEnum):
    """What the party did with the record. Values are stored."""

    SIGNED = "signed"
    REFUSED_NOTED = "refused-noted"
    ABSENT_NOTED = "absent-noted"


class Matter(StrEnum):
    """What a leader signs before the act. Values are stored."""

    MONITORING = "monitoring"
    INTERVIEW_NOTICE = "interview-notice"
    RECTIFICATION_ORDER = "rectification-order"
    INQUIRY_OPENING = "inquiry-opening"
    INQUIRY_RULING_OUT = "inquiry-ruling-out"
    DETERMINATION = "determination"
    STOP_ORDER = "stop-order"
    REOPENING = "reopening"
    SUSPENSION = "suspension"
    MERGER = "merger"
    SPLIT = "split"
    CITY_ESCALATION = "city-escalation"


class Track(StrEnum):
    """Work beside the main track whose milestones the lead records. Values are stored."""

    REFUND = "refund"
    MEASURE = "measure"
    PENALTY = "penalty"
    PETITION = "petition"
    REWARD = "reward"
    WARNING = "warning"


class Milestone(StrEnum):
    """What a track reached. Values are stored."""

    REFUND_OPEN = "refund.open"
    REFUND_COMPLETED = "refund.completed"
    REFUND_PARTIAL = "refund.partial"
    REFUND_NOT_REQUIRED = "refund.not-required"
    REFUND_ASSETS_EXHAUSTED = "refund.assets-exhausted"
    REFUND_JUDICIAL_HANDOVER = "refund.judicial-handover"
    MEASURE_IN_FORCE = "measure.in-force"
    MEASURE_RELEASED = "measure.released"
    MEASURE_TRANSFERRED = "measure.transferred"
    PENALTY_FILED = "penalty.filed"
    PENALTY_EXECUTED = "penalty.executed"
    PENALTY_NONE = "penalty.no-penalty"
    PETITION_REGISTERED = "petition.registered"
    PETITION_ENDED = "petition.ended"
    PETITION_DIVERTED = "petition.diverted"
    PETITION_HANDED_OVER = "petition.handed-over"
    REWARD_OPEN = "reward.open"
    REWARD_DECIDED = "reward.decided"
    WARNING_PUBLISHED = "warning.published"
    WARNING_WITHDRAWN = "warning.withdrawn"

    @property
    def track(self) -> Track:
        """The track this milestone belongs to."""
        return Track(self.value.partition(".")[0])


SETTLED = frozenset(
    {
        Milestone.REFUND_COMPLETED, Milestone.REFUND_PARTIAL, Milestone.REFUND_NOT_REQUIRED,
        Milestone.REFUND_ASSETS_EXHAUSTED, Milestone.REFUND_JUDICIAL_HANDOVER, Milestone.MEASURE_RELEASED,
        Milestone.MEASURE_TRANSFERRED, Milestone.PENALTY_EXECUTED, Milestone.PENALTY_NONE, Milestone.PETITION_ENDED,
        Milestone.PETITION_DIVERTED, Milestone.PETITION_HANDED_OVER, Milestone.REWARD_DECIDED,
        Milestone.WARNING_PUBLISHED, Milestone.WARNING_WITHDRAWN,
    }
)  # fmt: skip
"""Milestones at which a track no longer holds up closing (M21, M21b)."""


class TransferMark(StrEnum):
    """What a transfer reached, as far as the lead's own story needs it. Values are stored."""

    OPENED = "opened"
    REFUSED = "refused"
    REPORTED_AGAIN = "reported-again"
    DELIVERED = "delivered"
    FILED = "filed"
    FINAL_NOT_FILED = "final-not-filed"
    NOT_POLICE_REMIT = "not-police-remit"


WITH_THE_POLICE: Final = frozenset(
    {TransferMark.DELIVERED, TransferMark.FILED, TransferMark.FINAL_NOT_FILED, TransferMark.NOT_POLICE_REMIT}
)
"""Marks of a transfer that was made, whatever became of it."""


def nth_transfer(track: str) -> Words:
    """A transfer as people call it: the stream ``transfer/<lead>-2`` is the second of its lead."""
    number = track.rpartition("-")[2]
    return Words(f"第 {number} 次移送", f"transfer {number}")
