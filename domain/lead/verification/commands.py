"""Commands of the verification 核查 of a lead."""

from datetime import date
from enum import StrEnum

from domain.catalogue import Personal, shape
from domain.lead.base import LeadCommand
from domain.lead.shapes import Elements, Officer, Paper
from domain.lead.vocabulary import PartySignature


class VisitKind(StrEnum):
    """A street visits by consent; only certificate holders inspect (APL 55). Values are stored."""

    VISIT = "visit"
    INSPECTION = "inspection"


class LookAgain(StrEnum):
    """Why monitoring goes back to verification (M07). Values are stored."""

    NEW_FACT = "new-fact"
    REVIEW_DATE = "review-date"
    GRADE_UP = "grade-up"


@shape
class StartVerification(LeadCommand):
    """M04: give the verification task to named officers who have no interest in the matter (APL 43)."""

    officers: tuple[Officer, ...]
    no_interest: bool
    task: Paper
    due: date | None = None


@shape
class RecordVisit(LeadCommand):
    """A visit by consent 走访, or an inspection 现场检查 by certificate holders. Guidance given has no legal effect."""

    kind: VisitKind
    officers: tuple[Officer, ...]
    place: Personal[str]
    consented: bool
    seen: Personal[str]
    signature: PartySignature
    said: Personal[str] = ""
    guidance: Personal[str] = ""
    photos: tuple[str, ...] = ()


@shape
class RuleOut(LeadCommand):
    """M05: the three elements were checked one by one and at least one is absent; two people confirm (office rule)."""

    elements: Elements
    confirmed_by: tuple[Officer, ...]
    report: Paper


@shape
class Monitor(LeadCommand):
    """M06: keep an eye on it, with a grade set and a day of review."""

    review_on: date
    report: Paper
    participants_known: bool = False


@shape
class VerifyAgain(LeadCommand):
    """M07: back from monitoring to verification."""

    because: LookAgain
    reason: Personal[str]


@shape
class ReferElsewhere(LeadCommand):
    """M31: another organ's matter (pyramid selling, prepaid cards, unlicensed lending); a receipt is expected."""

    receiver: str
    reason: Personal[str]
    letter: Paper
