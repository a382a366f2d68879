"""What changes when an act was dated too late: what is dated after it is bound by the right day."""

from datetime import date, datetime

from domain.instants import day_of, start_of
from domain.lead.acts import Counted, acts_of
from domain.lead.guards import on_paper
from domain.lead.settling import settled
from domain.lead.signatures import SIGNATURES
from domain.lead.standing.commands import CorrectDate
from domain.lead.state import NEVER, Lead
from domain.procedure import Failed, Situation, failed, guard
from domain.words import EMPTY, Words

written = on_paper("paper", "office date-correction")


def meant(lead: Lead, act: str) -> Counted | None:
    """The act a correction speaks of: of those of its move, or of all, the latest."""
    named = [each for each in lead.acts() if act in {"", each.move}]
    return max(reversed(named), key=lambda each: each.at) if named else None


def floor(lead: Lead, act: Counted) -> datetime:
    """The moment before which an act cannot lie: what was entered before it, or its stage's beginning."""
    acts = lead.acts()
    before = acts[: acts.index(act)]
    bounds = [each.at for each in before if act.reached or each.reached]
    return max(bounds, default=NEVER) if act.reached else (bounds or [NEVER])[-1]


def earliest(lead: Lead, act: Counted) -> date:
    """The first day on which it can have happened: after what came first, and after what had been settled by then."""
    rested = (on for _, on in settled(lead, act.move) if on <= day_of(act.at))
    return max((day_of(floor(lead, act)), *rested))


def redated(lead: Lead, move: str, was: datetime, happened_on: date) -> Lead:
    """The lead as if the act had been dated right. A paper that was void by the wrong date stays void."""
    entered = lead.acts()
    act = next((each for each in entered if (each.move, each.at) == (move, was)), None)
    if act is None:
        return lead
    right = max(floor(lead, act), start_of(happened_on))
    acts = tuple(each._replace(at=right) if each is act else each for each in entered)
    latest = max(each.at for each in acts)
    begun = {was: right} if act.reached else {}
    return lead._replace(
        counted=acts_of(*acts),
        latest=latest,
        since=min(begun.get(lead.since, lead.since), latest),
        filed_at=lead.filed_at and begun.get(lead.filed_at, lead.filed_at),
        paused=lead.paused and (lead.paused[0], begun.get(lead.paused[1], lead.paused[1])),
        signatures=tuple(
            each for each in lead.signatures if not SIGNATURES[each.matter].stages or each.on >= day_of(lead.latest)
        ),
    )


@guard("date.act", "office date-correction", zh="没有这样的已计事项", en="no such act counts for the dates of others")
def act_known(lead: Lead, command: CorrectDate, _: Situation) -> Failed | None:
    """Only what binds later acts needs another day; the rest is told by its own correction."""
    if meant(lead, command.act):
        return None
    known = tuple(dict.fromkeys(each.move for each in lead.acts()))
    return failed("更正的事项", "act", command.act or "—", known, fields=("act",))


@guard("date.between", "office date-correction", "office order-of-acts",
       zh="更正后的日期须早于原日期，且不早于在先的事项",
       en="the right day lies before the one recorded, and not before the act that came first")  # fmt: skip
def goes_back(lead: Lead, command: CorrectDate, _: Situation) -> Failed | None:
    """A date goes back only: a later one would let a period begin anew."""
    act = meant(lead, command.act)
    if act is None:
        return None
    first, recorded = earliest(lead, act), day_of(act.at)
    if first <= command.happened_on < recorded:
        return None
    return failed(
        "更正后的日期", "the right day", command.happened_on, f"≥ {first}，< {recorded}", fields=("happened_on",)
    )


@guard("date.reason", "office date-correction", zh="更正日期须写明理由", en="correcting a date needs reasons")
def reasoned(_: Lead, command: CorrectDate, __: Situation) -> Failed | None:
    """Whoever reads both dates later asks why."""
    return (
        None if command.reason.strip() else failed("理由", "reasons", EMPTY, Words("有", "stated"), fields=("reason",))
    )
