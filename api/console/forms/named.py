"""Who is offered where a form names people: those whom the guards of its move can count at all."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Final

from api.console.forms.controls import HANDED, Typed
from api.console.seat import Seat
from domain.actor import CASE_WORK, HOLDERS, Actor, Grade
from domain.lead.guards import COORDINATING, of_the_area
from domain.lead.inquiry.commands import RecordEvidence
from domain.lead.interview.commands import RecordInterview, RecordNoShow, RecordRecheck
from domain.lead.standing.commands import LiftRecusal
from domain.lead.state import Lead
from domain.lead.verification.commands import RecordVisit, RuleOut, StartVerification
from domain.lead.verification.guards import VERIFYING
from domain.transfer.commands import FormTeam

Counts = Callable[[Lead, Actor, Actor], bool]
"""``(lead, who acts, person)`` → whether the person can be named."""


def _works(_: Lead, __: Actor, person: Actor) -> bool:
    return bool(CASE_WORK & set(person.roles))


def _verifies(lead: Lead, actor: Actor, person: Actor) -> bool:
    return _works(lead, actor, person) and of_the_area(lead, VERIFYING)(person)


def _certified(lead: Lead, _: Actor, person: Actor) -> bool:
    return person.certificate is not None and of_the_area(lead)(person)


def _investigates(lead: Lead, _: Actor, person: Actor) -> bool:
    return person.certificate is not None and of_the_area(lead, COORDINATING)(person)


def _on_the_team(_: Lead, actor: Actor, person: Actor) -> bool:
    head = person.position in HOLDERS[Grade.PRINCIPAL_OR_ACTING]
    return person.certificate is not None and person.office == actor.office and not head


WHO: Final[Mapping[tuple[type, str], Counts]] = {
    (StartVerification, "officers"): _verifies,
    (RuleOut, "confirmed_by"): _verifies,
    (RecordVisit, "officers"): _works,
    (RecordInterview, "officers"): _certified,
    (RecordNoShow, "officers"): _certified,
    (RecordRecheck, "officers"): _certified,
    (RecordEvidence, "officers"): _investigates,
    (FormTeam, "team"): _on_the_team,
    (LiftRecusal, "officer"): lambda lead, _, person: person.id in lead.recused,
}
"""Command and field → who can be named there; in any other field everybody can."""


def named(seat: Seat, command: type, typed: Typed, lead: Lead | None) -> dict[str, Sequence[tuple[str, str]]]:
    """Field → ids and names of who is offered in it: who can be named, and whoever was chosen already."""
    handlers = dict.fromkeys(HANDED, seat.handlers())
    if lead is None:
        return {**handlers}
    chosen = set(chain.from_iterable(each if isinstance(each, list) else [each] for each in typed.values()))
    barred = lead.recused if command is not LiftRecusal else ()

    def offered(counts: Counts) -> list[tuple[str, str]]:
        return seat.people(lambda each: each.id in chosen or (each.id not in barred and counts(lead, seat.actor, each)))

    return {**handlers, **{field: offered(counts) for (kind, field), counts in WHO.items() if kind is command}}
