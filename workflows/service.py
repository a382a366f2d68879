"""The only write path: a command is judged, decided and appended, or refused with its reasons."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final, NamedTuple

import structlog

from domain.actor import Actor
from domain.errors import CommandReused, Contended, Refusal, Stale
from domain.instants import day_of
from domain.lead.decide import Decision
from domain.lead.intake.commands import RegisterLead
from domain.lead.sight import shown_to
from domain.lead.state import Lead
from domain.procedure import Act, Denied, Situation, judge
from domain.transfer.state import Transfer
from domain.words import Words
from workflows.joined import Step, acts_of, left_by, steps_of
from workflows.people import named_officers
from workflows.ports import Append, Clock, Duplicates, EventStore, Head, Meta, Roster, Sent, Stored, Unkeyed
from workflows.refusals import Judged, no_deputy, refusal_of, unknown
from workflows.repository import Repository
from workflows.sound import check_beside, check_sound
from workflows.states import Known, States
from workflows.together import Together

log = structlog.get_logger(__name__)

PATIENCE: Final = 10.0
"""Seconds for which a command is judged again after another writer moved its streams.

Time, not tries: a process that keeps a stream warm in memory wins every race against one that must read it first, for
as long as its burst lasts.
"""


WATCHED: Final = (Lead, Transfer)
"""States that lie somewhere; one without an office has not begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A command with who sends it and how. The same ``command_id`` sent twice is one command.

    ``expected`` is the version of the judged stream that the caller looked at, if it matters to him; of joined commands
    that of the first.
    """

    command: Act
    actor: Actor
    command_id: str
    expected: int | None = None
    reason: str = ""
    channel: str = ""
    on_behalf_of: str = ""
    correlation: str = ""
    causation: str = ""


class Receipt(NamedTuple):
    """What became of a command: its positions in the log, the versions its streams reached, its (stream, event)s."""

    first: int
    last: int
    versions: Mapping[str, int]
    repeated: bool = False
    events: tuple[tuple[str, object], ...] = ()
    command_id: str = ""


@dataclass(kw_only=True)
class Service:
    """Handles commands. One instance per process, used from one event loop.

    ``digest`` gives the keyed digest of a command and its sender: it tells a repetition from a reused id and reveals
    nothing. ``law`` is the digest of the law register, ``software`` the version; both go beside every event.
    """

    store: EventStore
    roster: Roster
    clock: Clock
    duplicates: Duplicates
    digest: Callable[[object, str], bytes]
    law: str
    software: str
    states: States = field(default_factory=States)
    patience: float = PATIENCE

    def __post_init__(self) -> None:
        self._repository = Repository(self.store, self.states)
        self._together = Together(self.duplicates)
        self._log = log.bind()  # once: to bind it anew costs as much as to judge

    async def handle(self, request: Request) -> Receipt:
        """Judge, decide, append. Raises a ``Refusal`` (nothing stored) or a ``Fault`` (send again with the same id)."""
        check_beside(request.command_id, reason=request.reason, on_behalf_of=request.on_behalf_of)
        acts = acts_of(request.command)
        for each in acts:
            check_sound(each)
        self._check_behalf(request)
        digest = self.digest(request.command, request.actor.id)
        situation = await self._situation(acts, request.actor)
        steps = steps_of(acts, situation)
        streams = tuple(dict.fromkeys(stream for step in steps for stream in step.streams))
        until = monotonic() + self.patience
        while monotonic() < until:
            async with self._repository.turns(streams):
                known = {stream: await self._repository.load(stream) for stream in streams}
                try:
                    append = self._decide(steps, request, situation, known, digest)
                    sent = self.store.send(append)  # refuses what it can no longer seal
                except Refusal as refusal:
                    if await self._repository.moved_on(known):
                        continue
                    return await self._refuse(request, digest, refusal)
                if isinstance(sent, Sent):
                    self._repository.foresee(append, sent, known)
            if isinstance(sent, Unkeyed):
                await self.store.make_keys(sent.subjects)  # it takes time: nobody waits for his turn meanwhile
                continue
            outcome = await self._repository.outcome(sent)
            if isinstance(outcome, Stored):
                return await self._receipt(request, outcome, append)
        raise Contended(Words("同一事项正被多人办理，请稍后重试", "too many writers on the same streams; try again"))

    async def look(self, stream: str) -> object:
        """The state of a stream as whoever just sent a command to it needs it: from memory, which may be newer."""
        return (await self._repository.load(stream)).state

    def _check_behalf(self, request: Request) -> None:
        """What stands in the log as done for somebody was done by his deputy."""
        if request.on_behalf_of:
            colleagues = self.roster.stands_in_for(request.actor)
            if request.on_behalf_of not in colleagues:
                raise no_deputy(request.on_behalf_of, colleagues, day_of(self.clock.now()))

    async def _situation(self, acts: tuple[Act, ...], actor: Actor) -> Situation:
        officers = {key: found for each in acts for key, found in named_officers(each, self.roster).items()}
        situation = Situation({}, actor, self.clock.now(), officers)
        registering = next((each for each in acts if isinstance(each, RegisterLead)), None)
        if registering is None:
            return situation
        here, elsewhere = await self._together.find((registering, actor))
        return situation._replace(duplicates=here, elsewhere=elsewhere)

    def _decide(
        self, steps: tuple[Step, ...], request: Request, situation: Situation, known: Mapping[str, Known], digest: bytes
    ) -> Append:
        states: Mapping[str, Any] = {stream: each.state for stream, each in known.items()}
        _check_sight(states, request.actor)
        _check_version(known[steps[0].streams[0]].head, request.expected)
        events: Decision = ()
        for step in steps:
            events += self._judged(step, request.actor, situation.seeing(left_by(states, events)))
        expect = {**{stream: Head() for stream, _ in events}, **{stream: each.head for stream, each in known.items()}}
        return Append(request.command_id, digest, events, expect, self._meta(request))

    def _judged(self, step: Step, actor: Actor, full: Situation) -> Decision:
        """The events of a command. Raises a ``Refusal`` where its procedure says no."""
        desk, command, (judged, *_) = step
        state = full.states[judged]
        ruling = judge(desk.procedure, state.stage, state, command, full)
        if not isinstance(ruling, Denied):
            return desk.decide(command, ruling, full)
        if state.stage == desk.procedure.initial and ruling.code == "move.not-from-here":
            raise unknown(noun=judged.partition("/")[0])
        about = Judged(state, command, full)
        raise refusal_of(ruling, actor, day_of(command.occurred), self.roster, about)

    def _meta(self, request: Request) -> Meta:
        actor = request.actor
        return Meta(
            actor=actor.id,
            office=actor.office,
            role=str(actor.position or actor.level),
            command_id=request.command_id,
            correlation=request.correlation or request.command_id,
            causation=request.causation,
            on_behalf_of=request.on_behalf_of,
            reason=request.reason,
            channel=request.channel,
            law=self.law,
            software=self.software,
        )

    async def _refuse(self, request: Request, digest: bytes, refusal: Refusal) -> Receipt:
        """A command stored before is answered with its first result, not judged against what it made itself."""
        found = await asyncio.to_thread(self.store.find, request.command_id)
        if found is None:
            self._log.info("command refused", command=_names(request), code=refusal.code, rule=refusal.rule)
            raise refusal
        first, last, stored_digest = found
        if stored_digest != digest:
            words = Words(
                "命令编号已用于另一命令，请换一个编号", "the command id was used for another command; take a new one"
            )
            raise CommandReused(words)
        return await self._first_receipt(request, first, last)

    async def _first_receipt(self, request: Request, first: int, last: int) -> Receipt:
        """What a repeated command was answered the first time."""
        page = await asyncio.to_thread(self.store.log, first - 1, last - first + 1)
        events = tuple((recorded.stream, recorded.event) for recorded in page)
        versions = {recorded.stream: recorded.version for recorded in page}
        return Receipt(first, last, versions, repeated=True, events=events, command_id=request.command_id)

    async def _receipt(self, request: Request, stored: Stored, append: Append) -> Receipt:
        if stored.repeated:
            return await self._first_receipt(request, stored.first, stored.last)
        self._log.debug("command handled", command=_names(request), position=stored.last)
        versions = {stream: head.version for stream, head in stored.heads.items()}
        return Receipt(stored.first, stored.last, versions, events=append.events, command_id=request.command_id)


def _names(request: Request) -> str:
    """What was sent, for the record of the program."""
    return "+".join(type(each).__name__ for each in acts_of(request.command))


def _check_sight(states: Mapping[str, object], actor: Actor) -> None:
    """A lead that is not for the actor, the one judged or another, is to him as one that never was."""
    for stream, state in states.items():
        if isinstance(state, WATCHED) and state.office and not shown_to(actor, state):
            raise unknown(noun=stream.partition("/")[0])


def _check_version(head: Head, expected: int | None) -> None:
    if expected is not None and expected != head.version:
        words = Words(
            "已有新的记录（您看的是第{expected}版，现为第{found}版），请刷新后再办",
            "it has moved on from version {expected} to {found}; look again, then try again",
        )
        raise Stale(words.fill(expected=expected, found=head.version))
