"""What an event of the log tells the outside: a table from domain events to integration events, pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeVar

from domain.instants import day_of
from domain.law import Tier
from domain.lead.base import LeadEvent
from domain.lead.stage import Stage
from domain.transfer.base import TransferEvent
from projections.feeds.envelope import OURS, Outgoing
from projections.feeds.events.base import OfLead
from projections.feeds.events.disposal import AlarmRaised
from projections.feeds.events.intake import Moved
from projections.feeds.events.rights import RightsChanged, Withdrawn
from projections.feeds.facts import NOTHING, Facts, learned
from workflows.law.lines import Alarm, alarms
from workflows.law.rules import rules_on
from workflows.ports import Recorded

E = TypeVar("E", bound=OfLead)


class Moment(NamedTuple):
    """An event with what was known of its lead before and what is known now."""

    before: Facts
    now: Facts
    occurred: datetime
    stream: str

    def tell(self, kind: type[E], **own: object) -> E:
        """An integration event that also says where the lead stands."""
        now = self.now
        standing: dict[str, Any] = {
            "number": now.number, "office": now.office, "division": now.division, "stage": now.stage, "grade": now.grade
        }  # fmt: skip
        return kind(**{**standing, **own})


Translation = Callable[[Any, Moment], OfLead | Iterable[OfLead]]
T = TypeVar("T", bound=Translation)
TRANSLATIONS: Final[dict[type, Translation]] = {}
"""Domain event → what is told of it, beside a change of stage and criminal lines, which any event may bring."""


def tells(*kinds: type) -> Callable[[T], T]:
    """Register what events of these classes tell. Raises ``ValueError`` for one that has a translation."""

    def register(translation: T) -> T:
        for kind in kinds:
            if kind in TRANSLATIONS:
                msg = f"{kind.__qualname__} is told twice"
                raise ValueError(msg)
            TRANSLATIONS[kind] = translation
        return translation

    return register


class Translated(NamedTuple):
    """What became of one event: which lead it is about, what is known of it now, what goes out."""

    lead: str
    now: Facts
    out: tuple[Outgoing, ...]


def lead_of(recorded: Recorded) -> str:
    """The lead that an event is about; empty for one about none."""
    noun, _, id_ = recorded.stream.partition("/")
    if isinstance(recorded.event, LeadEvent):
        return id_
    return id_.rpartition("-")[0] if noun == "transfer" and isinstance(recorded.event, TransferEvent) else ""


def translate(recorded: Recorded, before: Facts = NOTHING) -> Translated:
    """What goes out of an event. Raises ``ValueError`` for one that cannot be told in the forms declared."""
    event: Any = recorded.event
    lead = lead_of(recorded)
    now = learned(before, event) if isinstance(event, LeadEvent) else before
    if not now.number:  # of what is on no record here nothing can be said
        return Translated(lead, before, ())
    found: Mapping[str, Alarm] = {}
    if _figures(now) != _figures(before):
        found = _lines(now, event.occurred)
        now = now._replace(lines=tuple(found))
    at = Moment(before, now, event.occurred, recorded.stream)
    told = (*_own(event, at), *_moved(event, at), *_alarms(found, at))
    row = Outgoing(
        None, lead, f"/offices/{now.office}", event.occurred, recorded.recorded_at, recorded.position, recorded.stream,
        now.office, now.division, *_left(before, now),
    )  # fmt: skip
    return Translated(lead, now, tuple(row._replace(event=each) for each in told))


def rights_changed(recorded: Recorded, lost: Iterable[tuple[str, str, str]], *, gained: bool) -> tuple[Outgoing, ...]:
    """What a subscriber is told of other rights: each lead he lost (id, office, division), then that they changed."""
    event: Any = recorded.event
    row = Outgoing(
        Withdrawn(), "", OURS, event.occurred, recorded.recorded_at, recorded.position, recorded.stream,
        addressee=event.subscriber,
    )  # fmt: skip
    gone = (row._replace(lead=lead, office=office, division=division) for lead, office, division in lost)
    return (*gone, row._replace(event=RightsChanged(reread=gained)))


def _left(before: Facts, now: Facts) -> tuple[str, str]:
    """The office and division before, where the event moved the lead."""
    was, here = (before.office, before.division), (now.office, now.division)
    return was if before.number and was != here else ("", "")


def _own(event: object, at: Moment) -> tuple[OfLead, ...]:
    translation = TRANSLATIONS.get(type(event))
    told = () if translation is None else translation(event, at)
    return (told,) if isinstance(told, OfLead) else tuple(told)


def _moved(event: object, at: Moment) -> Iterator[OfLead]:
    """Every change of stage, but the first: how a lead began is told by itself."""
    if isinstance(event, LeadEvent) and event.came_from not in {Stage.UNREGISTERED, event.stage}:
        since = day_of(event.reached_at)
        yield at.tell(Moved, move=event.move, from_=event.came_from, to=event.stage, since=since)


def _figures(facts: Facts) -> tuple[object, ...]:
    return facts.amount_fen, facts.people, facts.unit


def _lines(facts: Facts, occurred: datetime) -> Mapping[str, Alarm]:
    """The gravest confirmed line of each offence that the figures alone reach, by offence/tier."""
    reached = alarms(facts.amount_fen or 0, facts.people or 0, 0, facts.unit, rules_on(day_of(occurred)))
    plain = [each for each in reached if each.threshold.confirmed and not each.threshold.lowered]
    gravest = {each.threshold.offence: each for each in sorted(plain, key=_height)}
    return {f"{offence}/{each.threshold.tier}": each for offence, each in sorted(gravest.items())}


def _height(alarm: Alarm) -> int:
    """How grave a line is."""
    return list(Tier).index(alarm.threshold.tier)


def _alarms(found: Mapping[str, Alarm], at: Moment) -> Iterator[OfLead]:
    for line, each in found.items():
        if line not in at.before.lines:
            threshold = each.threshold
            article = str(threshold.citation)
            yield at.tell(AlarmRaised, offence=threshold.offence, tier=threshold.tier, article=article)
