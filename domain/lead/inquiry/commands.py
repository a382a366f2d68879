"""Commands of inquiry and determination (R737 19–23)."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.catalogue import Personal, shape
from domain.lead.base import LeadCommand
from domain.lead.shapes import Elements, Officer, Paper
from domain.lead.vocabulary import PartySignature


class Group(StrEnum):
    """The five trigger groups of R737 19. Values are stored."""

    BODIES = "bodies"
    FINANCIAL_NAMES = "financial-names"
    TRADE = "trade"
    SPREADING = "spreading"
    OTHER = "other"


class Ground(StrEnum):
    """What the suspicion rests on. The last three are evidence, but alone they are not suspicion. Values are stored."""

    DOCUMENTS = "documents"
    ADVERTISING = "advertising"
    PARTICIPANT_STATEMENTS = "participant-statements"
    MONEY_FLOW = "money-flow"
    SITE_FINDINGS = "site-findings"
    FALSE_RECTIFICATION = "false-rectification"
    NO_SHOW = "no-show"
    SILENCE = "silence"
    OVERDUE = "overdue"


class JurisdictionBy(StrEnum):
    """Why we are competent (R737 20). Values are stored."""

    REGISTRATION = "registration"
    DOMICILE = "domicile"
    HABITUAL_RESIDENCE = "habitual-residence"
    DESIGNATED = "designated"


class EvidenceKind(StrEnum):
    """What was done to investigate (R737 21). Values are stored."""

    QUESTIONING = "questioning"
    SITE = "site"
    COPYING = "copying"
    SEQUESTERING = "sequestering"
    ACCOUNT_QUERY = "account-query"


@shape
class OpenInquiry(LeadCommand):
    """M10, M12, M13: open inquiry and determination, after 启动调查认定 was signed."""

    group: Group
    grounds: tuple[Ground, ...]
    suspicion: Personal[str]
    jurisdiction: JurisdictionBy
    competent_division: str
    plan: Paper
    designation: Paper | None = None


@shape
class RecordEvidence(LeadCommand):
    """An investigative act by at least two certificate holders (R737 21 ¶2).

    ``signature``: what the party did with the record; a queried account has nobody who could sign.
    """

    kind: EvidenceKind
    officers: tuple[Officer, ...]
    certificates_shown: bool
    paper: Paper
    content: Personal[str]
    signature: PartySignature | None = None
    approval: Paper | None = None


@shape
class RecordOpinion(LeadCommand):
    """The opinion of a department or regulator that takes part (R737 19)."""

    department: str
    opinion: Personal[str]
    paper: Paper


@shape
class HearDefence(LeadCommand):
    """The party was told facts, reasons and remedies, heard and answered (due process, office rule)."""

    stated: ClassVar[tuple[str, ...]] = ("told_on",)

    told_on: date
    party: Personal[str]
    statement: Personal[str]
    answer: Personal[str]
    remedies_stated: bool
    paper: Paper


@shape
class RuleOutAfterInquiry(LeadCommand):
    """M14: the inquiry found no illegal fundraising."""

    elements: Elements
    report: Paper


@shape
class Determine(LeadCommand):
    """M15: the conduct is determined to be illegal fundraising. Amounts in 分."""

    elements: Elements
    amount_fen: int
    participants: int
    serious: bool
    report: Paper
    collective_decision: Paper | None = None
