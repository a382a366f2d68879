"""What may have happened at any stage."""

from datetime import date, datetime

from domain.actor import Grade, Level
from domain.catalogue import Personal, event
from domain.lead.base import LeadEvent
from domain.lead.shapes import Paper, Person, Unit
from domain.lead.standing.commands import MajorTest, Relation, Rung, SuspensionGround
from domain.lead.vocabulary import Business, Matter, Pretext, Source
from domain.values.risk_grade import RiskGrade


@event("lead.paper-signed/1")
class PaperSigned(LeadEvent):
    """A leader signed, or refused, a paper. ``number`` is empty for internal approvals and refusals.

    ``target`` is the other lead of a merger or a split.
    """

    matter: Matter
    approved: bool
    opinion: Personal[str]
    target: str
    number: str
    signer: str
    organ: str
    level: Level
    grade: Grade | None


@event("lead.signature-requested/1")
class SignatureRequested(LeadEvent):
    """``asker``, of ``organ``, asked for a signature; ``target`` is that of the paper."""

    matter: Matter
    proposal: Personal[str]
    target: str
    asker: str
    organ: str


@event("lead.risk-graded/1")
class RiskGraded(LeadEvent):
    """The grade of risk was set or changed."""

    grade: RiskGrade
    reasons: tuple[Personal[str], ...]
    score: int | None


@event("lead.handler-assigned/1")
class HandlerAssigned(LeadEvent):
    """The lead got an officer in charge."""

    handler: str
    reason: Personal[str]


@event("lead.officer-recused/1")
class OfficerRecused(LeadEvent):
    """An officer takes no further part."""

    officer: str
    reason: Personal[str]


@event("lead.recusal-lifted/1")
class RecusalLifted(LeadEvent):
    """An officer may take part again."""

    officer: str
    reason: Personal[str]


@event("lead.facts-corrected/2")
class FactsCorrected(LeadEvent):
    """Registered facts were put right or completed; None means unchanged. Amount in 分."""

    reason: Personal[str]
    unit: Unit | None
    industry: str | None
    scheme: str | None
    amount_fen: int | None
    participants: int | None
    division: str | None
    remark: Personal[str | None]
    pretext: Pretext | None
    business: Business | None


@event("lead.date-corrected/1")
class DateCorrected(LeadEvent):
    """The act of a move, dated ``was``, had happened on another day; what was recorded of it stays."""

    act: str
    was: datetime
    happened_on: date
    reason: Personal[str]
    paper: Paper


@event("lead.escalated/1")
class LeadEscalated(LeadEvent):
    """M29: a major lead was reported upward."""

    rung: Rung
    tests: tuple[MajorTest, ...]
    report: Paper


@event("lead.police-notified/1")
class PoliceNotified(LeadEvent):
    """M34: the police were told facts, without a transfer."""

    police: str
    facts: Personal[str]
    letter: Paper


@event("lead.suspended/1")
class LeadSuspended(LeadEvent):
    """M27: the work is suspended."""

    ground: SuspensionGround
    reason: Personal[str]
    expected: date


@event("lead.resumed/1")
class LeadResumed(LeadEvent):
    """M27: the work goes on."""

    reason: Personal[str]


@event("lead.linked/1")
class LeadLinked(LeadEvent):
    """Another lead belongs to this one."""

    other: str
    relation: Relation
    reason: Personal[str]


@event("lead.unlinked/1")
class LeadUnlinked(LeadEvent):
    """A link was taken back."""

    other: str
    reason: Personal[str]


@event("lead.merged/1")
class LeadMerged(LeadEvent):
    """M28: this lead went into another; ``came_from`` is the stage it had."""

    into: str
    reason: Personal[str]


@event("lead.absorbed/1")
class LeadAbsorbed(LeadEvent):
    """M28: another lead went into this one; ``hands`` are those who ever handled that one.

    ``tips`` are the leads that came by a tip and bring their undecided reward along.
    """

    other: str
    hands: tuple[str, ...]
    tips: tuple[str, ...]


@event("lead.unmerged/1")
class LeadUnmerged(LeadEvent):
    """M28 undone: this lead is on its own again."""

    into: str
    reason: Personal[str]


@event("lead.released/1")
class LeadReleased(LeadEvent):
    """M28 undone: another lead left this one, and takes ``tips`` along."""

    other: str
    tips: tuple[str, ...]


@event("lead.split/1")
class LeadSplit(LeadEvent):
    """M28: a part of this lead became a lead of its own."""

    new_lead: str
    unit: Unit | None
    reason: Personal[str]


@event("lead.split-off/1")
class LeadSplitOff(LeadEvent):
    """M28: this lead began as a part of another, by whose channel it came too, with a number of its own.

    ``hands`` are those who ever handled the other: the matter was theirs.
    """

    number: str
    office: str
    organ: str
    division: str
    source: Source
    origin: str
    unit: Unit | None
    person: Person | None
    handler: str
    hands: tuple[str, ...]
    recused: tuple[str, ...]


@event("lead.inherited/1")
class LeadInherited(LeadEvent):
    """M28: what goes along with a matter beside what the merger, its undoing or the split tells itself.

    ``hands`` handled the matter in ``other``, ``recused`` keep out of it; ``participants_known`` there, and
    ``filed_at``, when the police filed on the matter and nothing ended that.
    """

    other: str
    hands: tuple[str, ...]
    recused: tuple[str, ...]
    participants_known: bool
    filed_at: datetime | None


StandingEvent = (
    PaperSigned
    | SignatureRequested
    | RiskGraded
    | HandlerAssigned
    | OfficerRecused
    | RecusalLifted
    | FactsCorrected
    | DateCorrected
    | LeadEscalated
    | PoliceNotified
    | LeadSuspended
    | LeadResumed
    | LeadLinked
    | LeadUnlinked
    | LeadMerged
    | LeadAbsorbed
    | LeadUnmerged
    | LeadReleased
    | LeadSplit
    | LeadSplitOff
    | LeadInherited
)
