"""The last day of what a lead waits for, told from its events: for any moment of its life, as the ledger has it now."""

from collections.abc import Iterable
from datetime import date, datetime

from domain.instants import day_of
from domain.lead.stage import Stage
from projections.risk_ledger import DEADLINES, DEADLINES_BY_STAGE, VERIFIED_AGAIN


def deadline_of(events: Iterable[object], stage: Stage) -> date | None:
    """The day that the act at this stage set; None where none was set."""
    days: dict[str, date | None] = {}
    for event in events:
        if isinstance(event, VERIFIED_AGAIN):
            days["verify_by"] = None
        found = DEADLINES.get(type(event))  # type: ignore[arg-type] # any event may be asked for
        if found is not None:
            column, field = found
            days[column] = _day(getattr(event, field))
    return days.get(DEADLINES_BY_STAGE.get(stage, ""))


def _day(value: date | datetime | None) -> date | None:
    return day_of(value) if isinstance(value, datetime) else value
