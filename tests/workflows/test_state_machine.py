"""Any commands in any order by anybody: each is stored whole or refused whole; memory never differs from the log."""

import tempfile
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.actor import Actor, Level
from domain.errors import NotLegal, NotPermitted, Refusal
from domain.lead.base import LeadCommand
from domain.lead.intake.commands import CarryOverLead, RegisterAssistance, RegisterLead
from domain.lead.stage import Stage
from domain.lead.standing.commands import SignPaper
from domain.lead.state import Lead
from domain.lead.vocabulary import Matter, Milestone
from domain.numbers import NumberIssued
from domain.procedure import command_name
from tests.support.leads import TARGETS, command
from tests.support.people import OFFICER, PEOPLE, STREET
from tests.support.roads import STEPS, registration, steps
from tests.support.served import Process, process, request, run
from workflows.desks import fold
from workflows.procedures.lead import LEAD
from workflows.service import Request

LEADS: Final = ("l1", "l2", "l3")
KINDS: Final = sorted({row.command for row in LEAD.rows}, key=lambda kind: kind.__name__)
ACTORS: Final = [PEOPLE[f"{level}-{rank}"] for level in (Level.COMMUNITY, Level.STREET, Level.DISTRICT_AUTHORITY,
                 Level.INDUSTRY, Level.POLICE) for rank in ("first", "principal", "archivist", "auditor")]  # fmt: skip
FOES: Final[dict[str, list[object]]] = {
    "suspicion": ["", "示例事实"], "facts": ["", "示例"], "officers": [()], "reasons": [()], "risk": [""],
    "score": [-1], "milestone": list(Milestone), "matter": list(Matter), "approved": [False], "unit": [None],
    "participants_known": [True], "participants": [9], "division": ["370105"], "remedies_stated": [False],
    "stated_stage": list(Stage), "digest": [""], "other": list(LEADS), "into": list(LEADS), "new_lead": ["l3", "l4"],
}  # fmt: skip
"""What a field may hold instead of what a valid command has there: some of it wrong, some of it only different."""


@st.composite
def commands(draw: st.DrawFn) -> LeadCommand:
    """A command of any kind to any lead, valid or with one field turned."""
    kind = draw(st.sampled_from(KINDS))
    changes: dict[str, object] = {"lead": draw(st.sampled_from(LEADS))}
    turned = draw(st.sampled_from([None, *sorted(FOES.keys() & {f.name for f in fields(kind)})]))
    if turned is not None:
        changes[turned] = draw(st.sampled_from(FOES[turned]))
    if kind in {RegisterLead, CarryOverLead, RegisterAssistance}:
        own = draw(st.sampled_from([STREET, OFFICER]))
        changes = {"office": own.office, "organ": own.organ, "division": own.division, **changes}
    made: LeadCommand = command(kind, **changes)
    return made


class AnyOrder(RuleBasedStateMachine):
    """Two processes on one database, used at random."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        url = f"sqlite:///{folder / 'log.sqlite'}"
        self.processes = [self.stack.enter_context(process(url, folder)) for _ in range(2)]
        self.sent: list[Request] = []
        self.states: dict[str, Any] = {}
        self.read = 0

    def teardown(self) -> None:
        self.stack.close()  # each process verifies the log as it goes

    @property
    def here(self) -> Process:
        return self.processes[0]

    @initialize(stage=st.sampled_from(sorted(STEPS)))
    def on_the_way(self, stage: Stage) -> None:
        self.here.do(STREET, registration("l2"))
        for actor, each in steps(stage):
            if not (isinstance(each, RegisterLead) and each.lead == "l2"):
                self.here.do(actor, each)

    @rule(which=st.integers(0, 1), actor=st.sampled_from(ACTORS), sent=commands())
    def anything(self, which: int, actor: Actor, sent: LeadCommand) -> None:
        self.send(self.processes[which], request(actor, sent))

    @rule(which=st.integers(0, 1), data=st.data())
    def something_that_the_table_has(self, which: int, data: st.DataObject) -> None:
        """A step that is likely to be taken, so that leads get somewhere."""
        stage = data.draw(st.sampled_from([stage for stage, (before, _) in STEPS.items() if before is self.stage("l1")]
                                          or [Stage.VERIFYING]))  # fmt: skip
        for actor, each in STEPS[stage][1]:
            self.send(self.processes[which], request(actor, each))

    @rule(which=st.integers(0, 1), matter=st.sampled_from(Matter))
    def a_leader_signs(self, which: int, matter: Matter) -> None:
        leader = PEOPLE["district-authority-principal"]
        self.send(
            self.processes[which], request(leader, command(SignPaper, matter=matter, target=TARGETS.get(matter, "")))
        )

    @precondition(lambda self: self.sent)
    @rule(which=st.integers(0, 1), data=st.data())
    def again(self, which: int, data: st.DataObject) -> None:
        """A command that was answered before is answered the same and stores nothing."""
        old = data.draw(st.sampled_from(self.sent))
        head = self.here.store.head()
        receipt = run(self.processes[which].service.handle(old))
        assert receipt.repeated
        assert self.here.store.head() == head

    def send(self, process: Process, asked: Request) -> None:
        before = self.here.store.head()
        try:
            receipt = run(process.service.handle(asked))
        except Refusal as refusal:
            assert self.here.store.head() == before, "refused, but something was stored"
            self.check(refusal, asked)
            return
        self.sent.append(asked)
        stored = self.here.store.log(after=before)
        assert (receipt.first, receipt.last) == (before + 1, self.here.store.head())
        assert {recorded.meta.command_id for recorded in stored} == {asked.command_id}
        assert receipt.versions == {recorded.stream: recorded.version for recorded in stored}

    def check(self, refusal: Refusal, asked: Request) -> None:
        """Codes are named, articles stand there, and every move offered is one the table has from here."""
        assert refusal.code
        if not isinstance(refusal, NotLegal | NotPermitted):
            return
        stage = self.stage(asked.command.lead)  # type: ignore[attr-defined] # every command here has a lead
        assert refusal.basis
        assert refusal.facts
        if isinstance(refusal, NotPermitted) and refusal.rule == refusal.code:
            assert refusal.legal == ()  # no business here at all
            return
        offered = {(move.move, move.command) for move in refusal.legal}
        assert offered == {(row.id, command_name(row.command)) for row in LEAD.rows if stage in row.source}

    def stage(self, lead: str) -> Stage:
        """The stage by the log alone."""
        self.follow()
        state = self.states.get(f"lead/{lead}")
        return state.stage if state else Stage.UNREGISTERED

    def follow(self) -> None:
        """Fold what is new in the log, event by event."""
        for recorded in self.here.store.log(after=self.read, limit=10_000):
            self.states[recorded.stream] = fold(recorded.stream, [recorded.event], self.states.get(recorded.stream))
            self.read = recorded.position

    @invariant()
    def memory_is_the_log(self) -> None:
        self.follow()
        for each in self.processes:
            for stream, state in self.states.items():
                known = each.service.states.get(stream)
                if known is not None and known.head == self.here.store.tail(stream, 10_000).head:
                    assert as_judged(known.state) == as_judged(state)

    @invariant()
    def numbers_have_no_gap_and_belong_to_somebody(self) -> None:
        issued: dict[str, str] = {}
        for stream, state in self.states.items():
            if stream.startswith("numbers/"):
                drawn = [r.event for r in self.here.store.tail(stream).events if isinstance(r.event, NumberIssued)]
                assert [each.sequence for each in drawn] == list(range(1, state.last + 1))
                issued |= {each.number: each.used_by for each in drawn}
        assert all(issued[lead.number] == f"lead/{lead.id}" for lead in self.leads())

    @invariant()
    def two_leads_tell_the_same_story(self) -> None:
        leads = {lead.id: lead for lead in self.leads()}
        for lead in leads.values():
            assert all(lead.id in leads[other].links for other in lead.links)
            assert lead.id in leads[lead.merged_into].absorbed if lead.merged_into else lead.stage is not Stage.MERGED

    def leads(self) -> list[Lead]:
        return [state for state in self.states.values() if isinstance(state, Lead)]


def as_judged(state: object) -> object:
    """A state as guards see it: who is suspected may be masked, since a decision reads no personal data."""
    if not isinstance(state, Lead):
        return state
    return state._replace(unit=None, person=None), state.unit is None, state.person is None


AnyOrder.TestCase.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=False
)
TestAnyOrder = AnyOrder.TestCase
