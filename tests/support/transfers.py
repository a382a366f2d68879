"""A district where transfers are tried without a database: its people, one lead, and a sample of every step."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from domain import numbers
from domain.actor import Actor, Certificate, Level, Position, Role
from domain.lead.base import LeadCommand, LeadEvent
from domain.lead.decide import decide as decide_lead
from domain.lead.disposal.commands import CriminalEnd, OpenTransfer
from domain.lead.evolve import evolve as evolve_lead
from domain.lead.shapes import Officer, Paper
from domain.lead.stage import Stage
from domain.lead.state import Lead
from domain.procedure import Denied, Ruling, Situation, judge
from domain.transfer import commands as c
from domain.transfer.base import TransferCommand
from domain.transfer.bundle import Bundle
from domain.transfer.decide import decide, open_transfer, reads
from domain.transfer.evolve import evolve
from domain.transfer.stage import PoliceStatus
from domain.transfer.state import Transfer
from tests.support.scenario import in_both_languages
from workflows.procedures.lead import LEAD
from workflows.procedures.transfer import TRANSFER

START: Final = datetime(2022, 3, 8, 1, tzinfo=UTC)
"""A Tuesday morning, nine o’clock at UTC+8: three days later is a Friday."""
LETTER: Final = "示金监移送〔2022〕1号"

VERIFYING: Final = Lead(
    "lead-7", stage=Stage.VERIFYING, office="370104-fin", division="370104", handler="handler"
)  # fmt: skip
"""The lead as every trial finds it."""

Event = tuple[str, object]
Command = LeadCommand | TransferCommand


def officer(name: str, *, position: Position | None = None, level: Level = Level.DISTRICT_AUTHORITY) -> Actor:
    """Someone of the coordinating authority, unless said otherwise, with a certificate."""
    return Actor(
        id=name, name=f"示例{name}", office="370104-fin", organ="示例区地方金融监督管理局", level=level,
        division="370104", mark="示金监", position=position, roles=(Role.HANDLER, Role.LEADER),
        certificate=Certificate(number=f"Z-{name}", valid_until=date(2030, 12, 31)),
    )  # fmt: skip


HANDLER: Final = officer("handler")
FIRST: Final = officer("first")
SECOND: Final = officer("second")
HEAD: Final = officer("head", position=Position.PRINCIPAL)
ACTING: Final = officer("acting", position=Position.ACTING)
DEPUTY: Final = officer("deputy", position=Position.DEPUTY)
STREET: Final = officer("street", level=Level.STREET, position=Position.PRINCIPAL)
REGULATOR: Final = replace(
    officer("regulator", level=Level.INDUSTRY, position=Position.PRINCIPAL),
    office="370104-market", organ="示例区市场监督管理局", mark="示市监",
)  # fmt: skip
REGULATORS: Final = tuple(replace(REGULATOR, id=name, position=None, certificate=Certificate(
    number=f"Z-{name}", valid_until=date(2030, 12, 31))) for name in ("market-1", "market-2"))  # fmt: skip
AUDITOR: Final = replace(officer("auditor"), roles=(Role.AUDITOR,))
ROSTER: Final = {person.id: person for person in (HANDLER, FIRST, SECOND, HEAD, ACTING, DEPUTY, REGULATOR, *REGULATORS)}

TEAM: Final = (Officer(id="first", certificate="Z-first"), Officer(id="second", certificate="Z-second"))


def paper(title: str = "文书") -> Paper:
    return Paper(title=title, reference="示例卷1-1")


def bundle(letter: str = LETTER) -> Bundle:
    """All five slots, the fourth by a statement."""
    return Bundle(
        letter=Paper(title="涉嫌犯罪案件移送书", reference=letter), investigation_report=paper(), goods_list=paper(),
        other=(paper(),), no_examination="本案无需检验鉴定",
    )  # fmt: skip


@dataclass
class District:
    """One lead and its transfers. ``do`` judges, decides and evolves; ``refused`` expects a denial."""

    lead: Lead = VERIFYING
    now: datetime = START
    states: dict[str, Any] = field(default_factory=dict)
    log: list[Event] = field(default_factory=list)
    transfer: str = "lead-7-1"

    def __post_init__(self) -> None:
        self.states[self.lead_stream] = self.lead

    @property
    def lead_stream(self) -> str:
        return f"lead/{self.lead.id}"

    @property
    def current(self) -> Transfer:
        """The transfer in hand."""
        found: Transfer = self.states[f"transfer/{self.transfer}"]
        return found

    @property
    def current_lead(self) -> Lead:
        found: Lead = self.states[self.lead_stream]
        return found

    def wait(self, **passed: int) -> None:
        self.now += timedelta(**passed)

    def judge(self, command: Command, actor: Actor) -> Ruling | Denied:
        situation = self._situation(command, actor)
        if isinstance(command, LeadCommand):
            lead = self.states[self.lead_stream]
            return judge(LEAD, lead.stage, lead, command, situation)
        state = situation.states[f"transfer/{command.transfer}"]
        return judge(TRANSFER, state.stage, state, command, situation)

    def do(self, command: Command, actor: Actor = HANDLER) -> tuple[Event, ...]:
        ruling = self.judge(command, actor)
        assert isinstance(ruling, Ruling), ruling
        situation = self._situation(command, actor)
        events = self._decide(command, ruling, situation)
        for stream, event in events:
            self.states[stream] = evolved(stream, self.states.get(stream), event)
        self.log.extend(events)
        return events

    def refused(self, command: Command, actor: Actor = HANDLER) -> Denied:
        denied = self.judge(command, actor)
        assert isinstance(denied, Denied), denied
        assert not in_both_languages(denied), "two languages in one text"
        return denied

    def open(self, actor: Actor = HANDLER, opinion: Paper | None = None) -> tuple[Event, ...]:
        """T1, through the lead's M17; the transfer opened is the one in hand from now on."""
        events = self.do(suspicion(self.now, opinion), actor)
        self.transfer = events[0][0].partition("/")[2]
        return events

    def _situation(self, command: Command, actor: Actor) -> Situation:
        bare = Situation({}, actor, self.now, ROSTER)
        read = reads(command, bare) if isinstance(command, TransferCommand) else (self.lead_stream,)
        return bare._replace(states={stream: self.states.get(stream, unbegun(stream)) for stream in read})

    def _decide(self, command: Command, ruling: Ruling, situation: Situation) -> tuple[Event, ...]:
        if isinstance(command, OpenTransfer):
            return open_transfer(command, ruling, situation)
        if isinstance(command, LeadCommand):
            return decide_lead(command, ruling, situation)
        return decide(command, ruling, situation)


def unbegun(stream: str) -> Any:  # noqa: ANN401 - each noun has its own state
    """The state of a stream without events."""
    noun, _, name = stream.partition("/")
    return {"lead": Lead(name), "transfer": Transfer(name), "numbers": numbers.Numbers()}[noun]


def evolved(stream: str, state: Any, event: Any) -> Any:  # noqa: ANN401 - each noun has its own state
    """The state of a stream after an event."""
    folds = {"lead": evolve_lead, "transfer": evolve, "numbers": numbers.evolve}
    fold: Callable[[Any, Any], Any] = folds[stream.partition("/")[0]]  # type: ignore[assignment]
    return fold(unbegun(stream) if state is None else state, event)


def suspicion(at: datetime, opinion: Paper | None = None) -> OpenTransfer:
    return OpenTransfer(
        lead="lead-7",
        occurred=at,
        suspicion="向不特定老人吸收资金后失联",
        offence="非法吸收公众存款",
        by_opinion=opinion,
    )


Step = Callable[[str, datetime], TransferCommand]

STEPS: Final[dict[str, Step]] = {
    "T2": lambda t, at: c.FormTeam(transfer=t, occurred=at, team=TEAM),
    "T2r": lambda t, at: c.SubmitReport(transfer=t, occurred=at, paper=paper(), facts="查明的情况"),
    "T2a": lambda t, at: c.ReportAgain(transfer=t, occurred=at, paper=paper(), facts="新查明的情况"),
    "T3": lambda t, at: c.ApproveTransfer(transfer=t, occurred=at, opinion="同意"),
    "T3x": lambda t, at: c.RefuseTransfer(transfer=t, occurred=at, reasons="证据尚不足"),
    "T4": lambda t, at: c.DeliverTransfer(
        transfer=t, occurred=at, police="示例区公安分局", police_division="370104", bundle=bundle()
    ),
    "T5": lambda t, at: c.NotePoliceReceipt(transfer=t, occurred=at, paper=paper()),
    "T5s": lambda t, at: c.NoteSupplementRequest(transfer=t, occurred=at, paper=paper()),
    "T5t": lambda t, at: c.SendSupplement(transfer=t, occurred=at, papers=(paper(),)),
    "T5x": lambda t, at: c.NoteReRouting(transfer=t, occurred=at, paper=paper(), police=f"示例{at:%d%H}公安分局"),
    "T5y": lambda t, at: c.NoteNotPoliceMatter(transfer=t, occurred=at, paper=paper(), named_organ="示例机关"),
    "T6": lambda t, at: c.NoteFiling(transfer=t, occurred=at, paper=paper(), filed_on=at.date()),
    "T6n": lambda t, at: c.NoteNonFiling(transfer=t, occurred=at, paper=paper(), reasons="没有犯罪事实"),
    "T6m": lambda t, at: c.NotePoliceStatus(transfer=t, occurred=at, paper=paper(), status=PoliceStatus.TRIAL),
    "T7": lambda t, at: c.HandOverItems(
        transfer=t, occurred=at, paper=paper(), jointly_signed=True, seized=True, party_told=paper()
    ),
    "T8a": lambda t, at: c.AskReconsideration(transfer=t, occurred=at, paper=paper()),
    "T8b": lambda t, at: c.SuggestSupervision(
        transfer=t, occurred=at, paper=paper(), procuratorate="示例区人民检察院"
    ),
    "T8c": lambda t, at: c.AcceptNonFiling(transfer=t, occurred=at, reasons="同意公安意见"),
    "T10r": lambda t, at: c.NoteReasonsAsked(transfer=t, occurred=at, paper=paper()),
    "T10e": lambda t, at: c.NotePoliceReasons(transfer=t, occurred=at, paper=paper()),
    "T10o": lambda t, at: c.NoteFilingOrder(transfer=t, occurred=at, paper=paper()),
    "T10n": lambda t, at: c.NoteReasonsStand(transfer=t, occurred=at, paper=paper()),
    "T10w": lambda t, at: c.NoteLimitNotPassed(transfer=t, occurred=at, paper=paper()),
    "T12": lambda t, at: c.NoteReturn(transfer=t, occurred=at, paper=paper(), end=CriminalEnd.SENT_BACK),
}  # fmt: skip
"""One good command for every kind, by the first row that takes it."""

ALIKE: Final = {
    "T2c": "T2", "T9": "T6", "T9n": "T6n", "T10": "T8b", "T10b": "T8b", "T10c": "T8b", "T10s": "T8b", "T10f": "T6",
    "T10d": "T6n", "T10p": "T5", "T5z": "T5x",
}  # fmt: skip
"""Rows that take the command of another row."""

SENT: Final = ("T2", "T2r", "T3", "T4")
ACCEPTED: Final = (*SENT, "T5")

WALKS: Final[tuple[tuple[str | int, ...], ...]] = (
    ("T2", "T2c", "T2r", "T2c", "T3", "T2c"),
    ("T2", "T2r", "T3x", "T2c", "T2a", "T3"),
    (*ACCEPTED, "T6", "T6m", "T7", "T12"),
    (*ACCEPTED, "T5s", "T5t", "T5s", "T5x", "T5", "T5x"),
    (*ACCEPTED, "T5y"),
    (*ACCEPTED, "T5s", "T5y"),
    (*ACCEPTED, "T5s", "T6"),
    (*ACCEPTED, "T5s", "T6n"),
    (*ACCEPTED, "T6n", "T8a", "T9"),
    (*ACCEPTED, "T6n", "T8a", "T9n", "T10", "T10r", "T10e", "T10o", "T10f"),
    (*ACCEPTED, "T6n", "T8b", "T10r", "T10e", "T10n"),
    (*ACCEPTED, "T6n", "T8c"),
    (*ACCEPTED, 4, "T10b", "T10d"),
    (*ACCEPTED, 4, "T10b", "T10w"),
    (*SENT, "T10c", "T10p"),
    (*SENT, "T6"),
    (*SENT, "T6n"),
    (*SENT, "T5y"),
    (*SENT, "T5x", "T5z", "T5"),
    (*ACCEPTED, "T5x", "T6n"),
    (*ACCEPTED, "T5x", "T5y"),
    (*ACCEPTED, "T5x", "T6"),
    (*ACCEPTED, "T5x", "T10c"),
    (*ACCEPTED, "T6n", "T8a", 4, "T10s"),
)
"""Ways through the diagram, by rows; a number lets so many days pass. Together they use every edge."""


def step(name: str, district: District) -> TransferCommand:
    """The sample command of a row, for the transfer in hand, now."""
    return STEPS[ALIKE.get(name, name)](district.transfer, district.now)


def altered(command: TransferCommand, **changed: Any) -> TransferCommand:  # noqa: ANN401 - any field of any command
    """The command with other fields."""
    return replace(command, **changed)


def who(name: str) -> Actor:
    """Who may take a step: the head for T3 and T3x, the handler for the rest."""
    return HEAD if name in {"T3", "T3x"} else HANDLER


def walk(steps: Iterable[str | int], district: District | None = None) -> District:
    """Open a transfer and take the steps, one an hour; each must be taken by the row it names."""
    case = district or District()
    case.open()
    for each in steps:
        if isinstance(each, int):
            case.wait(days=each)
            continue
        case.wait(hours=1)
        before = case.current.stage
        (_, event), *_ = case.do(step(each, case), who(each))
        assert (event.move, event.came_from) == (each, before)  # type: ignore[attr-defined]
    return case


def lead_events(events: Iterable[Event]) -> list[LeadEvent]:
    """What the lead heard."""
    return [event for _, event in events if isinstance(event, LeadEvent)]
