"""The risk ledger 风险线索台账: one row a lead, what the office sees of it at a glance."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Index

from domain.instants import microseconds
from domain.lead.base import LeadEvent
from domain.lead.disposal.events import TransferMoved
from domain.lead.inquiry.events import LeadDetermined
from domain.lead.intake.events import (
    AssistanceRegistered,
    LeadCarriedOver,
    LeadReferred,
    LeadRegistered,
    LeadTakenBack,
)
from domain.lead.shapes import Person, Unit
from domain.lead.standing.events import (
    FactsCorrected,
    HandlerAssigned,
    LeadEscalated,
    LeadMerged,
    LeadResumed,
    LeadSplitOff,
    LeadSuspended,
    LeadUnmerged,
    RiskGraded,
)
from domain.lead.verification.events import VerificationStarted
from domain.lead.vocabulary import WITH_THE_POLICE, Source
from domain.transfer.base import TransferEvent
from domain.transfer.events import TransferApproved
from domain.values.divisions import STEPS
from domain.values.risk_grade import RiskGrade
from projections.base import Change, Changes, Projection, count, day, derived, flag, key, number, optional, text
from projections.ledger_deadline import DEADLINES_BY_STAGE, HOURS, TELLING, TRANSFER, dates
from projections.stored import iso_day, listed, masked
from workflows.ports import Recorded

LEDGER: Final = Projection("risk_ledger", version=4)
"""All of it but the columns by which leads are searched, which need an installation's pinyin (``searchable``)."""

_WHEN: Final = " ".join(f"WHEN '{stage.value}' THEN {column}" for stage, column in DEADLINES_BY_STAGE.items())
_OF_STAGE: Final = f"CASE stage {_WHEN} END"
_LATER: Final = "'9999'"
_FIRST: Final = f"coalesce({_OF_STAGE}, {_LATER}) <= coalesce({TRANSFER}, {_LATER})"
_DEADLINE: Final = f"CASE WHEN {_FIRST} THEN {_OF_STAGE} ELSE {TRANSFER} END"
STREET: Final = STEPS[3]
"""Digits that name a street."""

INDEXED: Final[tuple[tuple[str, ...], ...]] = (
    (), ("number",), ("subject_order",), ("amount_fen",), ("participants",), ("grade_rank",), ("deadline",),
    ("stage_since",), ("stage",), ("street",), ("street", "stage"), ("handler",), ("responsible_office",),
)  # fmt: skip
"""What leads are sorted and narrowed by: of each a page is read straight off an index, however many there are."""
RANKS: Final = {grade: len(RiskGrade) - at for at, grade in enumerate(RiskGrade)}
"""The higher, the riskier."""
TIE: Final = ("registered_at", "number", "lead")
"""How leads stand that are alike in all else."""

LEADS: Final = LEDGER.table(
    key("lead"),
    text("number"),
    text("source"),
    number("registered_at"),
    text("office"),
    text("organ"),
    text("subject"),
    flag("natural_person"),
    text("identity"),
    text("representative"),
    text("registered_place"),
    text("division"),
    text("address"),
    text("building"),
    text("industry"),
    text("scheme"),
    text("pretext"),
    text("features"),
    number("amount_fen"),
    number("participants"),
    text("areas"),
    text("grade"),
    text("grade_reasons"),
    number("grade_rank"),
    text("stage"),
    number("stage_since"),
    text("referred_to"),
    text("referred_organ"),
    text("handler"),
    number("escalated_at"),
    text("transfer"),
    flag("transferred"),
    text("remark"),
    flag("suspended"),
    flag("carried"),
    text("merged_into"),
    day("verify_by"),
    day("interview_on"),
    day("rectify_by"),
    day("review_on"),
    day("reply_by"),
    day("observe_until"),
    number("updated_at"),
    count("updated_position"),
    day(TRANSFER),
    number("deliver_by"),
    derived("deadline", _DEADLINE),
    derived("responsible_office", "CASE WHEN referred_to = '' THEN office ELSE referred_to END"),
    derived("street", f"substr(division, 1, {STREET})"),
    optional("subject_order"),
    text("search_subject"),
    text("search_people"),
    text("search_building"),
    text("search_address"),
    *(Index(f"risk_ledger_{'_'.join(by) or 'order'}", *dict.fromkeys((*by, *TIE))) for by in INDEXED),
)
"""Instants in µs, days as ISO dates, amounts in 分; enums by their stored values, lists one item a line.

``stage_since``: when the present stage began, as it was entered; ``grade_rank``: the higher, the riskier;
``subject_order``: where a firm stands among firms. ``search_people`` and ``search_address`` are personal.
"""


@LEDGER.on(LeadEvent)
def _stage(event: LeadEvent, at: Recorded) -> Change:
    """Every event of a lead may move it; where nothing moved, the stage is the same."""
    since = {} if event.stage is event.came_from else {"stage_since": microseconds(event.occurred)}
    return LEADS.set(
        lead_of(at), stage=event.stage, **since, updated_at=microseconds(at.recorded_at), updated_position=at.position
    )


@LEDGER.on(LeadRegistered)
def _registered(event: LeadRegistered, at: Recorded) -> Change:
    return LEADS.set(
        lead_of(at),
        **_begun(event),
        source=event.source,
        address=event.address,
        building=event.building,
        industry=event.industry,
        scheme=event.scheme,
        pretext=event.pretext,
        features=listed(event.features),
        amount_fen=event.amount_fen,
        participants=event.participants,
        areas=listed(event.areas),
        remark=event.remark,
    )


@LEDGER.on(LeadCarriedOver)
def _carried(event: LeadCarriedOver, at: Recorded) -> Change:
    """Beside what every registration tells; ``registered_at`` is the day on which the old ledger registered it."""
    with_police = {"transfer": event.transfer or "", "transferred": event.transfer in WITH_THE_POLICE}
    return LEADS.set(lead_of(at), carried=True, stage_since=microseconds(event.reached_at), **with_police)


@LEDGER.on(AssistanceRegistered)
def _assistance(event: AssistanceRegistered, at: Recorded) -> Change:
    return LEADS.set(lead_of(at), **_begun(event), source=Source.ASSISTANCE_LETTER, remark=event.matter)


@LEDGER.on(LeadSplitOff)
def _split_off(event: LeadSplitOff, at: Recorded) -> Change:
    return LEADS.set(lead_of(at), **_begun(event), source=event.source)


@LEDGER.on(LeadReferred)
def _referred(event: LeadReferred, at: Recorded) -> Change:
    return LEADS.set(lead_of(at), referred_to=event.receiver, referred_organ=event.receiver_organ)


@LEDGER.on(LeadTakenBack)
def _taken_back(_: LeadTakenBack, at: Recorded) -> Change:
    return LEADS.set(lead_of(at), referred_to="", referred_organ="")


@LEDGER.on(FactsCorrected)
def _corrected(event: FactsCorrected, at: Recorded) -> Change:
    fields = ("industry", "scheme", "pretext", "amount_fen", "participants", "division", "remark")
    known = {name: value for name in fields if (value := getattr(event, name)) is not None}
    return LEADS.set(lead_of(at), **known, **(_subject(event.unit, None) if event.unit else {}))


@LEDGER.on(LeadDetermined)
def _determined(event: LeadDetermined, at: Recorded) -> Change:
    return LEADS.set(lead_of(at), amount_fen=event.amount_fen, participants=event.participants)


@LEDGER.on(RiskGraded)
def _graded(event: RiskGraded, at: Recorded) -> Change:
    reasons = listed(event.reasons)
    return LEADS.set(lead_of(at), grade=event.grade, grade_rank=RANKS[event.grade], grade_reasons=reasons)


@LEDGER.on(HandlerAssigned)
def _assigned(event: HandlerAssigned, at: Recorded) -> Change:
    return LEADS.set(lead_of(at), handler=event.handler)


@LEDGER.on(VerificationStarted)
def _taken_on(event: VerificationStarted, at: Recorded) -> Changes:
    """Whoever is named first for the verification answers for the lead, as the lead's own state has it."""
    return [LEADS.set(lead_of(at), handler=officer.id) for officer in event.officers[:1]]


@LEDGER.on(LeadEscalated)
def _escalated(event: LeadEscalated, at: Recorded) -> Change:
    return LEADS.set(lead_of(at), escalated_at=microseconds(event.occurred))


@LEDGER.on(LeadSuspended, LeadResumed)
def _suspended(event: LeadEvent, at: Recorded) -> Change:
    return LEADS.set(lead_of(at), suspended=isinstance(event, LeadSuspended))


@LEDGER.on(LeadMerged, LeadUnmerged)
def _merged(event: LeadEvent, at: Recorded) -> Change:
    return LEADS.set(lead_of(at), merged_into=event.into if isinstance(event, LeadMerged) else "")


@LEDGER.on(TransferMoved)
def _transfer(event: TransferMoved, at: Recorded) -> Change:
    reached = {"transferred": True} if event.mark in WITH_THE_POLICE else {}
    return LEADS.set(lead_of(at), transfer=event.mark, **reached)


@LEDGER.on(TransferEvent, *TELLING)
def _dates(event: object, at: Recorded) -> Changes:
    known = {name: iso_day(found) for name, found in dates(event).items()}
    return [LEADS.set(lead_of(at), **known)] if known else []


@LEDGER.on(TransferEvent)
def _hours(event: TransferEvent, at: Recorded) -> Changes:
    """Beside the day the moment by which the papers are with the police, until they are."""
    if event.stage is event.came_from:
        return []
    end = microseconds(event.occurred + HOURS) if isinstance(event, TransferApproved) else None
    return [LEADS.set(lead_of(at), deliver_by=end)]


def lead_of(at: Recorded) -> str:
    """The id of the lead whose stream this is, or of whose transfer."""
    kind, _, name = at.stream.partition("/")
    return name.rpartition("-")[0] if kind == "transfer" else name


def _begun(event: LeadRegistered | AssistanceRegistered | LeadSplitOff) -> Mapping[str, object]:
    return {
        "number": event.number,
        "registered_at": microseconds(event.occurred),
        "office": event.office,
        "organ": event.organ,
        "division": event.division,
        "handler": event.handler,
        **_subject(event.unit, event.person),
    }


def _subject(unit: Unit | None, person: Person | None) -> Mapping[str, object]:
    """A firm with its code, or a natural person with a masked number."""
    if unit is not None:
        return {
            "subject": unit.name,
            "natural_person": False,
            "identity": unit.uscc,
            "representative": unit.representative,
            "registered_place": unit.registered_place,
        }
    if person is None:
        return {}
    return {"subject": person.name, "natural_person": True, "identity": masked(person.resident_id)}
