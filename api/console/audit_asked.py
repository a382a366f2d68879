"""What the audit is asked for: as it stands in the address, what that means, and every mistake at its field."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Final, NamedTuple

from fastapi import Depends, Query

from api import doings, people
from api.console.heads import addressed
from api.console.ledger_asked import MaybeDay, in_order
from api.console.seat import Seat
from api.sight import insider, lead_in_sight
from api.watching import watched
from domain.errors import Faults, InvalidInput, NotFound
from domain.instants import BEIJING
from domain.values.mistake import Mistake
from domain.words import Words
from projections.access_register import report_numbered
from projections.sight import Reader
from workflows.forms.mistakes import NOT_A_CHOICE

NOBODY: Final = Mistake(
    "input.audit.person", Words("没有叫这个名字的人", "Nobody is called so"),
    Words("写全姓名，或从列表中选", "Write the whole name, or choose it from the list"),
)  # fmt: skip
NO_LEAD: Final = Mistake(
    "input.audit.lead",
    Words("没有这个编号的线索，或不在您的辖区内", "There is no lead of this number, or it is not in your area"),
    Words("写全编号，如 370104-2026-0001", "Write the whole number, such as 370104-2026-0001"),
)  # fmt: skip
NO_MATTER: Final = Mistake(
    "input.audit.matter",
    Words(
        "没有这个编号的线索或举报，或不在您的辖区内",
        "No lead or report of your area has this number",
    ),
    Words("写全编号，如 370104-2026-0001、370104-2026-J0001", "Write all of it: 370104-2026-0001, 370104-2026-J0001"),
)
NO_CHOICE: Final = Mistake(NOT_A_CHOICE.code, NOT_A_CHOICE.fault, Words("从列表中选", "Choose one of the list"))


class Asked(NamedTuple):
    """What is looked for, as it stands in the address."""

    by: str = ""
    lead: str = ""
    since: date | None = None
    until: date | None = None
    move: str = ""
    rule: str = ""

    def address(self, path: str, **more: object) -> str:
        """Where the same is asked for."""
        return addressed(path, ((name, str(each)) for name, each in {**self._asdict(), **more}.items() if each))


def _asked(
    *, by: Annotated[str, Query(max_length=64)] = "", lead: Annotated[str, Query(max_length=64)] = "",
    since: MaybeDay = None, until: MaybeDay = None, move: Annotated[str, Query(max_length=20)] = "",
    rule: Annotated[str, Query(max_length=64)] = "",
) -> Asked:  # fmt: skip
    """What is asked for."""
    return Asked(by.strip(), lead.strip(), since, until, move, rule)


TheAsked = Annotated[Asked, Depends(_asked)]


class Sought(NamedTuple):
    """What that means: ids and moments; ``whose``: what is overseen. ``moves``: any of these; None: all there are."""

    whose: tuple[Reader, bool]
    by: str = ""
    lead: str = ""
    tip: str = ""
    since: datetime | None = None
    until: datetime | None = None
    moves: frozenset[str] | None = None


def sought_of(seat: Seat, asked: Asked, *, reports: bool = False) -> Sought:
    """What is meant; with ``reports`` a number may be that of a report.

    Raises ``NotPermitted`` (``permission.oversight``), ``Faults`` with every mistake.
    """
    insider(seat.app, seat.actor)
    found: dict[str, Any] = {"whose": watched(seat.app, seat.actor, None)}
    wrong: list[InvalidInput] = []
    for reading in (_person, _report_or_lead if reports else _lead, *READINGS):
        try:
            found |= reading(seat, asked)
        except InvalidInput as mistake:
            wrong.append(mistake)
    if wrong:
        raise Faults(wrong)
    return Sought(**found)


def _person(seat: Seat, asked: Asked) -> dict[str, Any]:
    """Nobody unknown: what he did would be nothing, and look like a finding."""
    known = people.ids(seat.app)
    if asked.by and asked.by not in known:
        raise NOBODY.at(field="by")
    return {"by": known.get(asked.by, "")}


def _report_or_lead(seat: Seat, asked: Asked) -> dict[str, Any]:
    """A report by its number alone, which tells nothing of whoever sent it."""
    reader, answering = watched(seat.app, seat.actor, None)
    tip = asked.lead and seat.app.ask(report_numbered, asked.lead.upper(), reader, answering=answering)
    if tip:
        return {"tip": tip}
    try:
        return _lead(seat, asked)
    except InvalidInput:
        raise NO_MATTER.at(field="lead") from None


def _lead(seat: Seat, asked: Asked) -> dict[str, Any]:
    if not asked.lead:
        return {}
    try:
        lead = lead_in_sight(seat.app, seat.actor, asked.lead)
    except NotFound:
        raise NO_LEAD.at(field="lead") from None
    return {"lead": lead, "whose": watched(seat.app, seat.actor, seat.app.lead(lead))}


def _period(_: Seat, asked: Asked) -> dict[str, Any]:
    """From the first moment of a day until the first after another, at UTC+8."""
    in_order(asked.since, asked.until, "until")
    return {
        "since": None if asked.since is None else _begins(asked.since),
        "until": None if asked.until is None else _begins(asked.until) + timedelta(days=1),
    }


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, BEIJING)


def _moves(_: Seat, asked: Asked) -> dict[str, Any]:
    """The moves of a kind, those that rest on a rule, or those that do both."""
    named = [_chosen(field, getattr(asked, field)) for field in LISTS if getattr(asked, field)]
    return {"moves": frozenset.intersection(*named) if named else None}


def _chosen(field: str, text: str) -> frozenset[str]:
    found = LISTS[field](text)
    if not found:
        raise NO_CHOICE.at(field)
    return found


LISTS: Final[Mapping[str, Callable[[str], frozenset[str]]]] = {"move": doings.of_kind, "rule": doings.under}
"""Field → the moves that a choice of it stands for."""
READINGS: Final[tuple[Callable[[Seat, Asked], dict[str, Any]], ...]] = (_period, _moves)
