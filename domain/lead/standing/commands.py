"""Commands possible at (nearly) any stage of a lead."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.catalogue import Personal, shape
from domain.lead.base import LeadCommand
from domain.lead.shapes import Paper, Person, Unit
from domain.lead.vocabulary import Business, Matter, Pretext
from domain.values.risk_grade import RiskGrade


class SuspensionGround(StrEnum):
    """What the work waits for (M27). Values are stored."""

    COURT = "court"
    EXPERT_OPINION = "expert-opinion"
    OTHER_AREA = "other-area"


class MajorTest(StrEnum):
    """Which limb of the 重大线索 test is met (M29, office rule). Values are stored."""

    AMOUNT = "amount"
    PEOPLE = "people"
    SEVERAL_AREAS = "several-areas"
    RED_GRADE = "red-grade"
    ELDERLY = "elderly"
    MEDIA = "media"
    PETITION = "petition"


class Rung(StrEnum):
    """Where an escalation goes. Automatic ones stop at the district. Values are stored."""

    DISTRICT = "district"
    CITY = "city"


class Relation(StrEnum):
    """How two leads belong together. Values are stored."""

    SAME_SUBJECT = "same-subject"
    SAME_SCHEME = "same-scheme"
    RELATED = "related"


@shape
class SignPaper(LeadCommand):
    """A leader signs, or refuses, a paper before the act; a signed outward paper gets its number.

    ``target`` is the lead to merge into: the approval is for that one alone. A lead split off has no number yet.
    """

    matter: Matter
    approved: bool
    opinion: Personal[str] = ""
    target: str = ""


@shape
class RequestSignature(LeadCommand):
    """提请签批: whoever is to act asks for the signature that has to come first, with what he proposes and why.

    ``target`` is that of ``SignPaper``.
    """

    matter: Matter
    proposal: Personal[str]
    target: str = ""


@shape
class GradeRisk(LeadCommand):
    """Set or change the grade of risk: score (0–100), grade and reasons, by a person."""

    grade: RiskGrade
    reasons: tuple[Personal[str], ...]
    score: int | None = None


@shape
class AssignHandler(LeadCommand):
    """Give the lead to an officer."""

    handler: str
    reason: Personal[str] = ""


@shape
class Recuse(LeadCommand):
    """回避: an officer with an interest stands aside, or his leader decides that he does (APL 43)."""

    officer: str
    reason: Personal[str]


@shape
class LiftRecusal(LeadCommand):
    """A recusal is taken back, for reasons: the interest has ended, or there was none (office rule)."""

    lifts_recusal: ClassVar[bool] = True

    officer: str
    reason: Personal[str]


@shape
class CorrectFacts(LeadCommand):
    """Put right or complete what was registered; a field left None stays. The old facts stay in the history.

    ``pretext`` and ``business`` say how statistics class the lead, which else read it from its words.
    """

    reason: Personal[str]
    unit: Unit | None = None
    industry: str | None = None
    scheme: str | None = None
    amount_fen: int | None = None
    participants: int | None = None
    division: str | None = None
    remark: Personal[str | None] = None
    pretext: Pretext | None = None
    business: Business | None = None


@shape
class CorrectDate(LeadCommand):
    """更正日期: say on which day an act happened that was dated too late; both dates stay in the history.

    ``act`` is its move, such as ``M13``; empty for the one that last counted.
    """

    stated: ClassVar[tuple[str, ...]] = ("happened_on",)

    happened_on: date
    reason: Personal[str]
    paper: Paper
    act: str = ""


@shape
class Escalate(LeadCommand):
    """M29: report a major lead upward; to the city only over a signature."""

    rung: Rung
    tests: tuple[MajorTest, ...]
    report: Paper


@shape
class NotifyPolice(LeadCommand):
    """M34: a plain notice 线索通报: facts only. It is no transfer, starts no clock of R310 and replaces no transfer."""

    police: str
    facts: Personal[str]
    letter: Paper


@shape
class Suspend(LeadCommand):
    """M27: suspend the work, with reason and expected date. It stops no clock by itself."""

    ground: SuspensionGround
    reason: Personal[str]
    expected: date


@shape
class Resume(LeadCommand):
    """M27: take the work up again."""

    reason: Personal[str]


@shape
class LinkLeads(LeadCommand):
    """Say that two leads belong together; both stay as they are."""

    other: str
    relation: Relation
    reason: Personal[str]


@shape
class UnlinkLeads(LeadCommand):
    """Take a link back."""

    other: str
    reason: Personal[str]


@shape
class MergeLead(LeadCommand):
    """M28: this lead goes into another of the same scheme; both stay readable, informants stay separate."""

    into: str
    reason: Personal[str]


@shape
class UnmergeLead(LeadCommand):
    """M28 undone: the lead leaves ``into`` and is on its own again, at the stage it had."""

    into: str
    reason: Personal[str]


@shape
class SplitLead(LeadCommand):
    """M28: a part becomes a lead of its own (``new_lead``), with a number of its own; its subject is named anew."""

    new_lead: str
    reason: Personal[str]
    unit: Unit | None = None
    person: Person | None = None
