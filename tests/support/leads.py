"""A legal case of every row of table (a): who acts, on what state, with which command. Tests change one thing in it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from domain.actor import Actor, Level, Role
from domain.lead.acts import Counted, acts_of
from domain.lead.base import LeadCommand
from domain.lead.closing import commands as closing
from domain.lead.disposal import commands as disposal
from domain.lead.inquiry import commands as inquiry
from domain.lead.intake import commands as intake
from domain.lead.interview import commands as interview
from domain.lead.shapes import Element, Elements, Officer, Paper, Service, Unit
from domain.lead.signatures import SIGNATURES
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.state import Inquiry, Interviewing, Item, Lead, Signature, TransferRef
from domain.lead.verification import commands as verification
from domain.lead.vocabulary import Matter, Milestone, PartySignature, ServiceWay, Source, TransferMark
from domain.procedure import Row
from domain.values.risk_grade import RiskGrade
from tests.support.people import OFFICER, PEOPLE, someone
from tests.support.samples import DAY, NOON, build

NOW: Final = datetime(2023, 6, 1, 4, 0, tzinfo=UTC)
"""When everything is entered: late entry is the rule in these tests."""
LATER: Final = date(2022, 9, 2)
AHEAD: Final = datetime(2022, 9, 2, 4, 0, tzinfo=UTC)
"""The hour of an interview, whenever the notice goes out."""
PAPER: Final = Paper(title="示例文书", reference="示例〔2022〕1号")
FIRM: Final = Unit(name="示例财富管理有限公司")


def officers(level: Level, *ranks: str) -> tuple[Officer, ...]:
    """People of an office with the certificates they hold."""
    found = [PEOPLE[f"{level}-{rank}"] for rank in ranks or ("first", "second")]
    return tuple(Officer(id=each.id, certificate=each.certificate.number) for each in found if each.certificate)


def elements(*, present: bool) -> Elements:
    """All three elements present, or one of them absent."""
    yes, last = Element(present=True, reasons="示例理由"), Element(present=present, reasons="示例理由")
    return Elements(unlicensed=yes, promised_return=yes, unspecified_people=last)


TWO: Final = officers(Level.DISTRICT_AUTHORITY)
SERVED: Final = Service(way=ServiceWay.DIRECT, on=DAY, completed=True)

GIVEN: Final[dict[type, dict[str, object]]] = {
    intake.RegisterLead: {"source": Source.GRID, "unit": FIRM},
    intake.CarryOverLead: {
        "source": Source.GRID,
        "unit": FIRM,
        "stated_stage": Stage.VERIFYING,
        "since": DAY,
        "due": LATER,
        "reference": "示例〔2022〕1号",
        "file": "示例台账.xlsx",
        "digest": "0" * 64,
        "row": 3,
    },
    intake.RegisterAssistance: {"unit": FIRM},
    verification.StartVerification: {"officers": TWO},
    verification.RecordVisit: {"officers": TWO},
    verification.RuleOut: {"elements": elements(present=False), "confirmed_by": TWO},
    verification.Monitor: {"review_on": LATER},
    interview.SummonInterview: {"service": SERVED, "at": AHEAD},
    interview.RecordInterview: {"officers": TWO},
    interview.RecordNoShow: {"officers": TWO},
    interview.OrderRectification: {"deadline": LATER, "service": SERVED},
    interview.RecordRecheck: {"officers": TWO},
    interview.AcceptRectification: {"review_on": LATER},
    inquiry.OpenInquiry: {"competent_division": "370104"},
    inquiry.RecordEvidence: {"officers": TWO, "signature": PartySignature.SIGNED},
    inquiry.RuleOutAfterInquiry: {"elements": elements(present=False)},
    inquiry.Determine: {"elements": elements(present=True), "participants": 0, "collective_decision": PAPER},
    disposal.OrderStop: {"service": SERVED},
    disposal.RecordMilestone: {"milestone": Milestone.PETITION_REGISTERED},
    disposal.TakeUpAgain: {"transfer": "transfer/l1-1"},
    closing.StartFollowUp: {"observe_until": LATER, "responsible": OFFICER.id},
    standing.AssignHandler: {"handler": OFFICER.id},
    standing.Recuse: {"officer": "district-authority-second"},
    standing.LiftRecusal: {"officer": "district-authority-second"},
    standing.SignPaper: {"matter": Matter.SUSPENSION, "opinion": "示例意见"},
    standing.RequestSignature: {"matter": Matter.CITY_ESCALATION, "proposal": "示例拟办意见"},
    standing.Suspend: {"expected": LATER},
    standing.CorrectDate: {"happened_on": DAY - timedelta(days=1)},
    standing.LinkLeads: {"other": "l2"},
    standing.UnlinkLeads: {"other": "l2"},
    standing.MergeLead: {"into": "l2"},
    standing.UnmergeLead: {"into": "l2"},
    standing.SplitLead: {"new_lead": "l3", "unit": Unit(name="示例分出公司")},
}
"""What a valid command needs beyond what its types say."""


TARGETS: Final = {Matter.MERGER: "l2"}
"""The lead for which an approval is signed, where its act has another."""


def command(kind: type[LeadCommand], **changes: object) -> Any:  # noqa: ANN401 - of the kind asked for
    """A valid command of a class to the lead ``l1``."""
    return build(kind, **{"lead": "l1", "occurred": NOON, **GIVEN.get(kind, {}), **changes})


def signatures(actor: Actor, *matters: Matter) -> tuple[Signature, ...]:
    """Papers signed by the leader of the actor's own organ: all of them when none is named."""
    return tuple(
        Signature(each, f"{each}-1", f"{actor.level}-principal", actor.organ, target=TARGETS.get(each, ""))
        for each in matters or SIGNATURES
    )


COUNTED: Final = (Counted("M01", NOON - timedelta(days=2), reached=True), Counted("M04", NOON, reached=True))
NEEDS: Final[dict[str, dict[str, Any]]] = {
    "M06": {"grade": RiskGrade.ORANGE},
    "M09": {"interview": Interviewing(minutes=True)},
    "M10a": {"interview": Interviewing(no_show=True)},
    "M11": {"interview": Interviewing(rechecked=True)},
    "M12a": {"interview": Interviewing(rechecked=False)},
    "M14": {"inquiry": Inquiry(evidence=1)},
    "M15": {"inquiry": Inquiry(evidence=1, opinions=1, heard=True)},
    "M21": {"items": (Item("", Milestone.REFUND_COMPLETED),)},
    "M21a": {"items": (Item("", Milestone.REFUND_COMPLETED),), "participants_known": True},
    "M21b": {"items": (Item("", Milestone.REFUND_COMPLETED),), "observe_until": DAY},
    "M22": {"review_on": DAY},
    "M22r": {"receipt": True},
    "M22a": {"answered": True},
    "M27r": {"suspended": True},
    "M28": {"answered": True},
    "E19": {"filed_at": NOON},
    "E00q": {"signatures": ()},
    "E00d": {"counted": acts_of(*COUNTED)},
    "E28n": {"links": ("l2",)},
}
"""What a row wants to find in the state, besides its stage."""
LEADERS_ONLY: Final = frozenset({standing.SignPaper, standing.Recuse, standing.LiftRecusal})
"""Commands that a leader gives, although no row names the grade: a table of their own does."""
ROLES: Final = {"M25": Role.ARCHIVIST}


@dataclass(frozen=True)
class Case:
    """One judgement: the lead and those beside it, who acts, with what, entered when."""

    lead: Lead
    actor: Actor
    command: LeadCommand
    beside: tuple[Lead, ...] = ()
    now: datetime = NOW

    def but(self, *, actor: Actor | None = None, now: datetime = NOW, **changes: Any) -> "Case":  # noqa: ANN401 - fields of the command
        """The same with a changed command, actor or moment."""
        return replace(self, actor=actor or self.actor, now=now, command=replace(self.command, **changes))

    def where(self, **changes: Any) -> "Case":  # noqa: ANN401 - fields of the lead
        """The same on a lead that is otherwise."""
        return replace(self, lead=self.lead._replace(**changes))


def lead_at(stage: Stage, actor: Actor, **fields: Any) -> Lead:  # noqa: ANN401 - fields of the lead
    """A lead of the street, held at a stage, with every paper signed by the actor's organ."""
    if stage is Stage.UNREGISTERED:
        return Lead("l1")
    office = {"office": "370104001", "organ": "示例街道办事处", "division": "370104001", "handler": "street-first"}
    known = {"source": Source.GRID, "unit": FIRM, "signatures": signatures(actor)}
    return Lead("l1", stage, number="370104-2022-0001", **{**office, **known, **fields})


def legal(row: Row, source: Stage, level: Level | None = None) -> Case:
    """A case that the row allows from ``source``, by somebody of ``level`` (the row's first when not said)."""
    actor = someone(level or row.levels[0], row.grade, ROLES.get(row.id, Role.HANDLER))
    if row.command in LEADERS_ONLY:
        actor = PEOPLE[f"{actor.level}-deputy"]
    fields = dict(NEEDS.get(row.id, {})) | _way_back(row, source)
    if actor.level is Level.INDUSTRY and source is not Stage.UNREGISTERED:
        fields |= {"office": actor.office, "organ": actor.organ}  # what it decides is what it answers for
    if "interview" in fields:
        fields["interview"] = fields["interview"]._replace(office=actor.office)
    changes: dict[str, object] = {}
    if row.command in {intake.RegisterLead, intake.CarryOverLead, intake.RegisterAssistance}:
        changes = {"office": actor.office, "organ": actor.organ, "division": actor.division, "handler": actor.id}
    if row.command is intake.CarryOverLead:
        changes["stated_stage"] = row.target
    if row.command in {standing.Recuse, standing.LiftRecusal}:
        changes = {"officer": f"{actor.level}-second"}
        fields |= {"recused": (f"{actor.level}-second",)} if row.command is standing.LiftRecusal else {}
    beside = (lead_at(Stage.VERIFYING, actor)._replace(id="l2"), Lead("l3"))
    return Case(lead_at(source, actor, **fields), actor, command(row.command, **changes), beside)


def _way_back(row: Row, source: Stage) -> dict[str, Any]:
    """What a row that goes back to a stage held before must find recorded."""
    target = row.reaches(source)
    ended = TransferRef("transfer/l1-1", TransferMark.FINAL_NOT_FILED, Stage(target))
    back: dict[str, dict[str, Any]] = {
        "M19": {"filed_from": target},
        "M20": {"transfers": (ended,)},
        "M24": {"closing_from": target},
        "M28u": {"merged_from": target, "merged_into": "l2"},
    }
    return back.get(row.id, {})
