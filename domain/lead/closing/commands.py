"""Commands of follow-up, closing, archiving and reopening."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.actor import Role
from domain.catalogue import Personal, shape
from domain.lead.base import LeadCommand
from domain.lead.shapes import Paper


class ReopenGround(StrEnum):
    """Why a lead is taken up again (M26). Values are stored."""

    NEW_FACT = "new-fact"
    NEW_VICTIMS = "new-victims"
    COURT_ORDER = "court-order"
    REVIEW_DECISION = "review-decision"


@shape
class StartFollowUp(LeadCommand):
    """M21a: petition follow-up as a task of the case (contact, explanation, notices, help); never a list of people."""

    task: Paper
    responsible: str
    observe_until: date
    court_enforcement: Paper | None = None


@shape
class RecordGuidance(LeadCommand):
    """Service during follow-up: contact, explanation, notice or help offered; about the case, never a person."""

    kind: str
    content: Personal[str]
    next_contact: date | None = None


@shape
class ProposeClosing(LeadCommand):
    """M21, M21b, M22: propose to close, with the closing report."""

    report: Paper
    reasons: Personal[str]
    court_enforcement: Paper | None = None


@shape
class ApproveClosing(LeadCommand):
    """M23: a responsible leader who is not the handler approves (four-eyes)."""

    opinion: Personal[str] = ""


@shape
class ReturnClosing(LeadCommand):
    """M24: the approver returns it to the stage it came from."""

    reason: Personal[str]


@shape
class ArchiveLead(LeadCommand):
    """M25: paper and recordings are complete (APL 47). The archive is a post of its own."""

    posts: ClassVar[frozenset[Role]] = frozenset({Role.ARCHIVIST})

    catalogue: Paper
    paper_complete: bool
    recordings_complete: bool


@shape
class ReopenLead(LeadCommand):
    """M26: take it up again after approval; old history stays untouched."""

    ground: ReopenGround
    reason: Personal[str]
