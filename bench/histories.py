"""The same story told twice: a lead's history in our events, and in those of the library's default aggregate."""

# ruff: noqa: ARG002 - the library makes an event of the arguments, whether the method needs them or not

from datetime import datetime
from itertools import cycle, islice
from typing import Final

from eventsourcing.domain import Aggregate, event

from domain.actor import Actor
from domain.lead.base import LeadCommand
from domain.lead.inquiry import commands as inquiry
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.verification import commands as verification
from domain.lead.vocabulary import Matter
from tests.support.leads import command
from tests.support.people import DEPUTY, OFFICER
from tests.support.roads import at, on_the_way
from tests.support.samples import NOON

SEEN: Final = "该店以会员预付款名义吸收资金，前台张贴年化收益宣传单，现场约三十名老年人。"
SAID: Final = "负责人称资金用于养老公寓建设，不能提供金融许可。"
OPINION: Final = "同意，请依法依规办理。"
OFFICERS: Final = ["district-authority-first", "district-authority-second"]

ROUND: Final[tuple[tuple[Actor, LeadCommand], ...]] = (
    (OFFICER, command(verification.RecordVisit, place="示例路1号", seen=SEEN, said=SAID)),
    (OFFICER, command(inquiry.RecordEvidence)),
    (OFFICER, command(standing.GradeRisk)),
    (DEPUTY, command(standing.SignPaper, matter=Matter.DETERMINATION, opinion=OPINION)),
    (OFFICER, command(inquiry.RecordOpinion)),
    (OFFICER, command(standing.CorrectFacts, participants=31)),
)
"""What an office does again and again while a lead is under inquiry; all of it is legal there."""


def ours(many: int) -> tuple[object, ...]:
    """The first ``many`` events of a lead that is registered, verified, and then under inquiry for long."""
    scenario = on_the_way(*islice(cycle(ROUND), many), start=at(Stage.INVESTIGATING))
    return tuple(event for stream, event in scenario.log if stream == "lead/l1")[:many]


class LibraryLead(Aggregate):
    """A lead as the library's own examples would write it: decorated methods, plain values, JSON."""

    @event("Registered")
    def __init__(self, number: str, office: str, organ: str, unit: str, occurred: datetime) -> None:
        self.number = number
        self.office = office
        self.organ = organ
        self.unit = unit
        self.occurred = occurred
        self.stage = "registered"
        self.signatures: dict[str, str] = {}
        self.evidence = self.opinions = self.participants = 0
        self.grade = ""

    @event("Moved")
    def move(self, stage: str, officers: list[str], paper: str, occurred: datetime) -> None:
        """Reach a stage."""
        self.stage = stage

    @event("Visited")
    def visit(  # noqa: PLR0917 - the fields of the event
        self, kind: str, officers: list[str], place: str, seen: str, said: str, photos: list[str], occurred: datetime
    ) -> None:
        """Record a visit."""

    @event("EvidenceRecorded")
    def add_evidence(self, kind: str, officers: list[str], description: str, place: str, occurred: datetime) -> None:
        """Record a piece of evidence."""
        self.evidence += 1

    @event("Graded")
    def set_grade(self, grade: str, reasons: list[str], score: int, occurred: datetime) -> None:
        """Set the grade of risk."""
        self.grade = grade

    @event("Signed")
    def sign(self, matter: str, number: str, signer: str, opinion: str, occurred: datetime) -> None:
        """Sign a paper."""
        self.signatures[matter] = number

    @event("OpinionRecorded")
    def add_opinion(self, organ: str, conclusion: str, paper: str, occurred: datetime) -> None:
        """Record an expert's opinion."""
        self.opinions += 1

    @event("Corrected")
    def correct(self, reason: str, participants: int, occurred: datetime) -> None:
        """Put a fact right."""
        self.participants = participants


def theirs(many: int) -> LibraryLead:
    """The same story in the library's words, as an aggregate with ``many`` events to be collected."""
    lead = LibraryLead("370104-2022-0001", "370104001", "示例街道办事处", "示例财富管理有限公司", NOON)
    for stage in islice(("verifying", "verifying", "investigating"), many - 1):
        lead.move(stage, OFFICERS, "示例文书", NOON)
    for number in range(4, many):
        _act(lead, number)
    return lead


def _act(lead: LibraryLead, number: int) -> None:
    """What comes next in the round of ``ROUND``."""
    match (number - 4) % len(ROUND):
        case 0:
            lead.visit("visit", OFFICERS, "示例路1号", SEEN, SAID, ["照片1"], NOON)
        case 1:
            lead.add_evidence("documents", OFFICERS, "示例", "示例", NOON)
        case 2:
            lead.set_grade("orange", ["示例"], 62, NOON)
        case 3:
            lead.sign("determination", f"示〔2022〕{number}号", DEPUTY.id, OPINION, NOON)
        case 4:
            lead.add_opinion("示例单位", "示例", "示例文书", NOON)
        case _:
            lead.correct("示例", 31, NOON)
