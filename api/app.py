"""The product as the ways in see it: commands go in, history comes out; whoever holds it needs no adapter."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Concatenate, ParamSpec, TypeVar

from api.feed_rights import FeedRights
from api.loop import Loop
from api.ports import Directory, Feeding, Filters, Log, ReadModels, Relaying, Report
from api.settings import Settings
from api.webhook_ports import Webhooks
from domain.actor import Actor
from domain.errors import InvalidInput
from domain.lead.state import Lead
from domain.numbers import NumberIssued, Series
from domain.procedure import Act
from domain.transfer.state import Transfer
from domain.values.divisions import Divisions
from domain.values.document_number import LeadNumber
from projections.feeds.feed import Feed
from projections.subject_file import SubjectFiles
from projections.subjects import Subjects
from workflows.desks import fold
from workflows.divisions.loader import DivisionList
from workflows.identity.ports import Identity, Tokens
from workflows.imports.sheet import Sheet
from workflows.jobs import Jobs
from workflows.listing import Listing
from workflows.ports import Blobs, Clock, Ids, OfficeRules, Recorded
from workflows.refusals import unknown
from workflows.service import Receipt, Request, Service

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class App:
    """Made by ``api.bootstrap``; may be used from any thread.

    ``derive`` turns texts into an id that only this installation can make: the same texts, the same id.
    ``read_sheets`` reads the workbook or CSV in some bytes, ``write_listings`` writes a workbook, ``redraw`` makes of a
    picture (and the field it was chosen in) one that holds nothing but what is seen. ``areas`` are the shipped
    divisions and those of the office's own list, with the rows of it that could not be taken.
    """

    settings: Settings
    store: Log
    roster: Directory
    office_rules: OfficeRules
    clock: Clock
    ids: Ids
    service: Service
    loop: Loop
    read_models: ReadModels
    subject_files: SubjectFiles
    subjects: Subjects
    verify: Callable[[], Report]
    restore_guards: Callable[[], None]
    derive: Callable[..., str]
    read_sheets: Callable[[bytes, str], tuple[Sheet, ...]]
    write_listings: Callable[[Path | IO[bytes], Iterable[Listing]], None]
    redraw: Callable[[bytes, str], bytes]
    blobs: Blobs
    jobs: Jobs
    filters: Filters
    feed: Feed
    feeding: Feeding
    feed_rights: FeedRights
    identity: Identity
    webhooks: Webhooks
    relaying: Relaying
    areas: DivisionList

    @property
    def divisions(self) -> Divisions:
        """Every division known here."""
        return self.areas.divisions

    @property
    def tokens(self) -> Tokens:
        """Keys by which programs come in."""
        return self.identity.tokens

    def do(
        self,
        command: Act,
        actor: Actor,
        *,
        command_id: str = "",
        expected: int | None = None,
        reason: str = "",
        channel: str = "cli",
        on_behalf_of: str = "",
    ) -> Receipt:
        """Handle a command. Raises a ``Refusal`` (nothing stored) or a ``Fault`` (send again with the same id)."""
        request = Request(
            command=command,
            actor=actor,
            command_id=command_id or self.ids.new("command"),
            expected=expected,
            reason=reason,
            channel=channel,
            on_behalf_of=on_behalf_of,
        )
        return self.loop.run(self.service.handle(request))

    def ask(self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer of a query of ``projections``, with everything that was stored before the question."""
        self.read_models.catch_up()
        return self.read_models.ask(query, *args, **kwargs)

    def lead_id(self, text: str) -> str:
        """The internal id for an id or a 线索编号. Raises ``NotFound`` (``lead.unknown``) for a number not given."""
        try:
            number = LeadNumber.parse(text)
        except InvalidInput:
            return text
        series = Series(issuer=number.district, type="lead", year=number.year)
        recorded = self.store.at(series.stream, number.sequence)
        if recorded is not None and isinstance(recorded.event, NumberIssued):
            return recorded.event.used_by.partition("/")[2]
        raise unknown(noun="lead")

    def history(self, lead: str, *, open_personal: bool = False) -> tuple[Recorded, ...]:
        """Every event of a lead, oldest first. Raises ``NotFound`` (``lead.unknown``)."""
        events = self.store.tail(f"lead/{lead}", open_personal=open_personal).events
        if not events:
            raise unknown(noun="lead")
        return events

    def lead(self, lead: str, *, open_personal: bool = False) -> Lead:
        """A lead as it is now. Raises ``NotFound`` (``lead.unknown``)."""
        if open_personal:
            return as_of(lead, self.history(lead, open_personal=True))
        past = self.store.past(f"lead/{lead}")
        if not past.head.version:
            raise unknown(noun="lead")
        return _folded(lead, past.events)

    def transfer(self, track: str) -> Transfer:
        """A transfer to the police as it is now; ``track`` as the lead names it."""
        state: Any = fold(track, (recorded.event for recorded in self.store.tail(track).events))
        assert isinstance(state, Transfer)  # noqa: S101 - a transfer's stream folds to a transfer
        return state


def as_of(lead: str, events: tuple[Recorded, ...]) -> Lead:
    """The lead after these events."""
    return _folded(lead, [recorded.event for recorded in events])


def _folded(lead: str, events: Iterable[object]) -> Lead:
    state: Any = fold(f"lead/{lead}", events)
    assert isinstance(state, Lead)  # noqa: S101 - a lead's stream folds to a lead
    return state
