"""From a legal command to its events: most carry their fields over, a few also touch other streams."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from domain.instants import day_of
from domain.lead.base import LeadCommand, LeadEvent
from domain.lead.closing import commands as closing
from domain.lead.closing import events as closed
from domain.lead.disposal import commands as disposal
from domain.lead.disposal import events as disposed
from domain.lead.inquiry import commands as inquiry
from domain.lead.inquiry import events as inquired
from domain.lead.intake import commands as intake
from domain.lead.intake import events as taken_in
from domain.lead.interview import commands as interview
from domain.lead.interview import events as interviewed
from domain.lead.signatures import SIGNATURES
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.standing import events as stood
from domain.lead.standing.redating import meant
from domain.lead.verification import commands as verification
from domain.lead.verification import events as verified
from domain.lead.vocabulary import Matter, Source
from domain.numbers import (
    NumberIssued,
    Numbers,
    Series,
    draw_document_number,
    draw_lead_number,
    lead_series,
)
from domain.office_rules import RULEBOOK
from domain.outcome import outcome
from domain.procedure import Ruling, Situation

if TYPE_CHECKING:
    from domain.lead.state import Lead

Decision = tuple[tuple[str, object], ...]
"""``(stream, event)`` pairs, in the order in which they are appended."""

RECORDS: Final[dict[type, type[LeadEvent]]] = {
    intake.ReferLead: taken_in.LeadReferred,
    intake.NoteReceipt: taken_in.ReceiptNoted,
    intake.TakeBackLead: taken_in.LeadTakenBack,
    intake.RefuseLead: taken_in.LeadNotAccepted,
    intake.AnswerAssistance: taken_in.AssistanceAnswered,
    intake.TakeOverAssistance: taken_in.AssistanceTakenOver,
    verification.StartVerification: verified.VerificationStarted,
    verification.RecordVisit: verified.VisitRecorded,
    verification.RuleOut: verified.LeadRuledOut,
    verification.Monitor: verified.MonitoringStarted,
    verification.VerifyAgain: verified.VerificationResumed,
    verification.ReferElsewhere: verified.LeadReferredElsewhere,
    interview.RecordInterview: interviewed.InterviewRecorded,
    interview.RecordNoShow: interviewed.NoShowRecorded,
    interview.ReturnToVerification: interviewed.ReturnedToVerification,
    interview.RecordRecheck: interviewed.RecheckRecorded,
    interview.AcceptRectification: interviewed.RectificationAccepted,
    inquiry.OpenInquiry: inquired.InquiryOpened,
    inquiry.RecordEvidence: inquired.EvidenceRecorded,
    inquiry.RecordOpinion: inquired.OpinionRecorded,
    inquiry.HearDefence: inquired.DefenceHeard,
    inquiry.RuleOutAfterInquiry: inquired.RuledOutAfterInquiry,
    disposal.NotePoliceFiling: disposed.PoliceFiled,
    disposal.NoteCriminalEnd: disposed.CriminalEnded,
    disposal.RecordMilestone: disposed.MilestoneRecorded,
    disposal.TakeUpAgain: disposed.TakenUpAgain,
    closing.StartFollowUp: closed.FollowUpStarted,
    closing.RecordGuidance: closed.GuidanceRecorded,
    closing.ApproveClosing: closed.LeadClosed,
    closing.ReturnClosing: closed.ClosingReturned,
    closing.ArchiveLead: closed.LeadArchived,
    closing.ReopenLead: closed.LeadReopened,
    standing.GradeRisk: stood.RiskGraded,
    standing.AssignHandler: stood.HandlerAssigned,
    standing.Recuse: stood.OfficerRecused,
    standing.LiftRecusal: stood.RecusalLifted,
    standing.CorrectFacts: stood.FactsCorrected,
    standing.Escalate: stood.LeadEscalated,
    standing.NotifyPolice: stood.PoliceNotified,
    standing.Suspend: stood.LeadSuspended,
    standing.Resume: stood.LeadResumed,
}
"""Commands whose event is their own fields plus the move."""

ISSUED: Final[dict[type, tuple[type[LeadEvent], Matter]]] = {
    interview.SummonInterview: (interviewed.InterviewSummoned, Matter.INTERVIEW_NOTICE),
    interview.OrderRectification: (interviewed.RectificationOrdered, Matter.RECTIFICATION_ORDER),
    inquiry.Determine: (inquired.LeadDetermined, Matter.DETERMINATION),
    disposal.OrderStop: (disposed.StopOrdered, Matter.STOP_ORDER),
}
"""Commands that use up a signed paper: their event carries its number and the organ's own name."""

NUMBERED: Final = frozenset(
    {intake.RegisterLead, intake.CarryOverLead, intake.RegisterAssistance, standing.SplitLead, standing.SignPaper}
)
"""Commands that may draw a number."""

OBSERVED: Final = (verification.Monitor, interview.AcceptRectification, closing.StartFollowUp)
"""Commands that say how long is observed: judged by what is set of the office rules (``domain.lead.periods``)."""

BOTH_LEADS: Final[dict[type, tuple[type[LeadEvent], str, type[LeadEvent]]]] = {
    standing.LinkLeads: (stood.LeadLinked, "other", stood.LeadLinked),
    standing.UnlinkLeads: (stood.LeadUnlinked, "other", stood.LeadUnlinked),
    standing.MergeLead: (stood.LeadMerged, "into", stood.LeadAbsorbed),
    standing.UnmergeLead: (stood.LeadUnmerged, "into", stood.LeadReleased),
}
"""Commands that two leads remember: this lead's event, the field that names the other, the other's event."""


def decide(command: LeadCommand, ruling: Ruling, situation: Situation) -> Decision:
    """The events of a legal command."""
    stream = f"lead/{command.lead}"
    kind = type(command)
    if kind in RECORDS:
        return ((stream, outcome(RECORDS[kind], command, ruling)),)
    if kind in ISSUED:
        return ((stream, _issued(command, ruling, situation)),)
    if kind in BOTH_LEADS:
        return _both(command, ruling, situation)
    return SPECIAL[kind](command, ruling, situation)


def reads(command: LeadCommand, situation: Situation) -> tuple[str, ...]:
    """The streams a decision looks at, the lead's own first."""
    streams = [f"lead/{command.lead}"]
    if isinstance(command, OBSERVED):
        streams.append(RULEBOOK)
    if type(command) in BOTH_LEADS:
        streams.append(f"lead/{getattr(command, BOTH_LEADS[type(command)][1])}")
    if isinstance(command, standing.SplitLead):
        streams.append(f"lead/{command.new_lead}")
    series = _series(command, situation) if type(command) in NUMBERED else None
    return (*streams, series.stream) if series else tuple(streams)


def _series(command: LeadCommand, situation: Situation) -> Series | None:
    """The number series a command draws from, if any; the year is that of the drawing."""
    year = situation.today.year
    if isinstance(command, intake.RegisterLead | intake.RegisterAssistance):
        return lead_series(command.office, year)
    if isinstance(command, standing.SplitLead):
        return lead_series(situation.actor.office, year)
    if isinstance(command, standing.SignPaper) and command.approved:
        numbered = SIGNATURES[command.matter].document
        return Series(issuer=situation.actor.office, type=command.matter.value, year=year) if numbered else None
    return None


def _draw(command: LeadCommand, situation: Situation, used_by: str) -> tuple[str, NumberIssued] | None:
    series = _series(command, situation)
    if series is None:
        return None
    numbers: Numbers = situation.states.get(series.stream) or Numbers()
    if not isinstance(command, standing.SignPaper):
        return series.stream, draw_lead_number(series, numbers, used_by)
    kind = SIGNATURES[command.matter].document
    return series.stream, draw_document_number(situation.actor.mark, kind, series, numbers, used_by)


def _issued(command: LeadCommand, ruling: Ruling, situation: Situation) -> LeadEvent:
    event, matter = ISSUED[type(command)]
    lead: Lead = situation.states[f"lead/{command.lead}"]
    signature = lead.signature(matter, situation.actor.organ)
    added = {"number": signature.number if signature else "", "organ": situation.actor.organ}
    if event is interviewed.InterviewSummoned:
        added["office"] = situation.actor.office
    return outcome(event, command, ruling, **added)


def _both(command: LeadCommand, ruling: Ruling, situation: Situation) -> Decision:
    mine, field, theirs = BOTH_LEADS[type(command)]
    other_stream = f"lead/{getattr(command, field)}"
    other: Lead = situation.states[other_stream]
    stays = Ruling(ruling.row, other.stage, other.stage)
    added = _brought(theirs, situation.states[f"lead/{command.lead}"])
    echoed = outcome(theirs, command, stays, other=command.lead, **added)
    pair = ((f"lead/{command.lead}", outcome(mine, command, ruling)), (other_stream, echoed))
    return (*pair, *_along(command, ruling, situation))


def _brought(event: type[LeadEvent], lead: "Lead") -> dict[str, object]:
    """What a lead brings along when it goes into another, and takes away when it leaves."""
    if event is stood.LeadAbsorbed:
        return {"hands": _ever(lead), "tips": lead.unrewarded()}
    return {"tips": lead.unrewarded()} if event is stood.LeadReleased else {}


def _along(command: LeadCommand, ruling: Ruling, situation: Situation) -> Decision:
    """What goes along with the matter besides: known participants into a lead, its people and its police out of one."""
    lead: Lead = situation.states[f"lead/{command.lead}"]
    if isinstance(command, standing.MergeLead):
        into: Lead = situation.states[f"lead/{command.into}"]
        stays = Ruling(ruling.row, into.stage, into.stage)
        return _inherited(command, stays, into.id, lead.id, participants_known=lead.knows_participants)
    if isinstance(command, standing.UnmergeLead):
        left: Lead = situation.states[f"lead/{command.into}"]
        filed = left.filed_at if left.filed_at and day_of(left.filed_at) >= day_of(lead.since) else None
        begun = Ruling(ruling.row, ruling.target, ruling.target)
        return _inherited(command, begun, lead.id, left.id, hands=_ever(left), recused=left.recused, filed_at=filed)
    return ()


def _inherited(command: LeadCommand, stays: Ruling, heir: str, other: str, **brought: object) -> Decision:
    """The event, where there is anything to tell."""
    if not any(brought.values()):
        return ()
    nothing: dict[str, object] = {"hands": (), "recused": (), "participants_known": False, "filed_at": None}
    return ((f"lead/{heir}", outcome(stood.LeadInherited, command, stays, other=other, **(nothing | brought))),)


def _ever(lead: "Lead") -> tuple[str, ...]:
    """Everybody who handled a lead: none of them judges what becomes of its matter elsewhere."""
    return tuple(dict.fromkeys(officer for officer in (*lead.hands, lead.handler) if officer))


def _register(command: LeadCommand, ruling: Ruling, situation: Situation) -> Decision:
    stream = f"lead/{command.lead}"
    drawn = _draw(command, situation, stream)
    assert drawn is not None  # noqa: S101 - registering always draws a number
    if isinstance(command, intake.RegisterAssistance):
        event: LeadEvent = outcome(taken_in.AssistanceRegistered, command, ruling, number=drawn[1].number)
    else:
        carried = isinstance(command, intake.CarryOverLead)
        event = outcome(
            taken_in.LeadCarriedOver if carried else taken_in.LeadRegistered, command, ruling,
            number=drawn[1].number, duplicates=situation.duplicates, elsewhere=situation.elsewhere,
            **({"carried_by": situation.actor.id} if carried else {}),
        )  # fmt: skip
    return ((stream, event), drawn)


def _sign(command: standing.SignPaper, ruling: Ruling, situation: Situation) -> Decision:
    stream = f"lead/{command.lead}"
    drawn = _draw(command, situation, stream)
    rule = SIGNATURES[command.matter]
    event = outcome(
        stood.PaperSigned, command, ruling,
        number=drawn[1].number if drawn else "", signer=situation.actor.id, organ=situation.actor.organ,
        level=situation.actor.level, grade=rule.grade,
    )  # fmt: skip
    return ((stream, event), drawn) if drawn else ((stream, event),)


def _request(command: standing.RequestSignature, ruling: Ruling, situation: Situation) -> Decision:
    actor = situation.actor
    by = {"asker": actor.id, "organ": actor.organ}
    return ((f"lead/{command.lead}", outcome(stood.SignatureRequested, command, ruling, **by)),)


def _redate(command: standing.CorrectDate, ruling: Ruling, situation: Situation) -> Decision:
    act = meant(situation.states[f"lead/{command.lead}"], command.act)
    assert act is not None  # noqa: S101 - the guard asked
    return ((f"lead/{command.lead}", outcome(stood.DateCorrected, command, ruling, act=act.move, was=act.at)),)


def _propose(command: closing.ProposeClosing, ruling: Ruling, situation: Situation) -> Decision:
    event = outcome(closed.ClosingProposed, command, ruling, proposed_by=situation.actor.id)
    return ((f"lead/{command.lead}", event),)


def _split(command: standing.SplitLead, ruling: Ruling, situation: Situation) -> Decision:
    mine, new = f"lead/{command.lead}", f"lead/{command.new_lead}"
    origin: Lead = situation.states[mine]
    drawn = _draw(command, situation, new)
    assert drawn is not None  # noqa: S101 - a split always draws a number
    begun = Ruling(ruling.row, Stage.UNREGISTERED, Stage.REGISTERED)
    event = outcome(
        stood.LeadSplitOff, command, begun,
        number=drawn[1].number, office=origin.office, organ=origin.organ, division=origin.division,
        source=origin.source or Source.OTHER, origin=command.lead, handler=origin.handler,
        hands=_ever(origin), recused=origin.recused,
    )  # fmt: skip
    begun = Ruling(ruling.row, Stage.REGISTERED, Stage.REGISTERED)
    along = _inherited(command, begun, command.new_lead, command.lead, filed_at=origin.filed_at)
    return ((mine, outcome(stood.LeadSplit, command, ruling)), (new, event), *along, drawn)


SPECIAL: Final[dict[type, Callable[[Any, Ruling, Situation], Decision]]] = {
    intake.RegisterLead: _register,
    intake.CarryOverLead: _register,
    intake.RegisterAssistance: _register,
    standing.SignPaper: _sign,
    standing.RequestSignature: _request,
    standing.CorrectDate: _redate,
    closing.ProposeClosing: _propose,
    standing.SplitLead: _split,
}
