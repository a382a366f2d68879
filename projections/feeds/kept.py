"""What never leaves the house, each with its reason; whatever is not told must stand here."""

from typing import Final

from domain.lead.closing import events as closing
from domain.lead.disposal import events as disposal
from domain.lead.inquiry import events as inquiry
from domain.lead.intake import events as intake
from domain.lead.interview import events as interview
from domain.lead.standing import events as standing
from domain.lead.verification import events as verification

STAGE: Final = "its change of stage says all that others need"
PERSONS: Final = "it names persons of the offices"
CONTENT: Final = "what was found or said belongs to the file"
INSIDE: Final = "a step within the office; the act that it leads to is told"
ELSEWHERE: Final = "the other lead, or the track, tells the same"

KEPT_IN: Final[dict[type, str]] = {
    intake.AssistanceTakenOver: STAGE,
    verification.VerificationStarted: STAGE,
    verification.VisitRecorded: CONTENT,
    verification.MonitoringStarted: STAGE,
    verification.VerificationResumed: STAGE,
    interview.ReturnedToVerification: STAGE,
    inquiry.EvidenceRecorded: CONTENT,
    inquiry.OpinionRecorded: CONTENT,
    inquiry.DefenceHeard: CONTENT,
    disposal.TransferMoved: ELSEWHERE,
    disposal.TakenUpAgain: STAGE,
    closing.GuidanceRecorded: CONTENT,
    closing.ClosingProposed: STAGE,
    closing.ClosingReturned: STAGE,
    closing.LeadArchived: STAGE,
    standing.PaperSigned: INSIDE,
    standing.SignatureRequested: INSIDE,
    standing.HandlerAssigned: PERSONS,
    standing.OfficerRecused: PERSONS,
    standing.RecusalLifted: PERSONS,
    standing.LeadLinked: INSIDE,
    standing.LeadUnlinked: INSIDE,
    standing.LeadAbsorbed: ELSEWHERE,
    standing.LeadReleased: ELSEWHERE,
    standing.LeadInherited: ELSEWHERE,
}
"""Event → why no row of its own tells of it."""

KEPT_NOUNS: Final[dict[str, str]] = {
    "access": "who read what is for auditors and leaders",
    "feed": "told to its subscriber alone (``translating.rights_changed``)",
    "subscription": "who is called is a matter between the office and the subscriber",
    "tip": "what the public reported is for those who take it up; a lead that it becomes tells its channel alone",
    "informant": "who reported stands in one place and leaves it for nobody outside",
    "rulebook": "which values the office set of its rules is its own; whoever is judged by one is told it then",
    "number": "a number is told with what it numbers",
    **dict.fromkeys(
        ("office", "body", "account", "certificate", "grant", "deputy"), "who works where is the house's own"
    ),
}
"""The noun of a stored name → why none of its events leaves the house."""
