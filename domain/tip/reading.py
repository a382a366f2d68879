"""Recorded reads of reports: whoever is shown one stands on record before he sees it (docs/decisions/0017, 0026)."""

from datetime import datetime
from typing import ClassVar

from domain.access import Access
from domain.actor import CASE_WORK, Role
from domain.catalogue import event, shape
from domain.errors import Fact, Missing
from domain.lead.decide import Decision
from domain.procedure import Failed, Ruling, Situation, guard
from domain.tip.guards import takes_up
from domain.words import Words


@shape
class RecordTipRead:
    """The report is about to be shown. The page sends this by itself; people never do."""

    posts: ClassVar[frozenset[Role]] = CASE_WORK

    tip: str
    occurred: datetime


@event("access.tip-read/1")
class TipRead:
    """Whoever stands beside the event was shown the report."""

    tip: str
    occurred: datetime


def reads(command: RecordTipRead, _: Situation) -> tuple[str, ...]:
    """A stream of its own (no lead is called ``tip/…``), and the report: is it in his hands."""
    return (f"access/tip/{command.tip}", f"tip/{command.tip}")


def decide(command: RecordTipRead, _: Ruling, __: Situation) -> Decision:
    """One event."""
    return ((f"access/tip/{command.tip}", TipRead(tip=command.tip, occurred=command.occurred)),)


@guard("permission.tip-read", "R737 16", "office tip-desk", zh="举报只对经办单位的承办人、负责人开放",
       en="reports are for handlers and leaders of the offices that take them up")  # fmt: skip
def may_read(_: Access, command: RecordTipRead, situation: Situation) -> Failed | None:
    """In whose hands it is."""
    actor, tip = situation.actor, situation.states[f"tip/{command.tip}"]
    if takes_up(actor, tip):
        return None
    return Failed((Fact(Words("单位", "office"), actor.office, tip.office),), Missing())
