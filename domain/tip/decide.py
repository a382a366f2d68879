"""From a legal command to its events: a report, the identity sealed apart from it, and its number are one append."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from domain.lead.decide import Decision
from domain.numbers import NumberIssued, Numbers, Series
from domain.outcome import outcome
from domain.procedure import Ruling, Situation
from domain.tip import commands as c
from domain.tip import events as e
from domain.tip.base import IdentityCommand, IdentityEvent, TipCommand, TipEvent
from domain.tip.stage import IdentityStage

NAMED: Final = "I00"
"""The row by which an identity is sealed, in the append of the report."""
RECORDS: Final[Mapping[type, type[TipEvent]]] = {
    c.SendTip: e.TipReceived,
    c.AskInformant: e.InformantAsked,
    c.AddToTip: e.TipAddedTo,
    c.AcceptTip: e.TipAccepted,
    c.RefuseTip: e.TipRefused,
    c.SettleTip: e.TipSettled,
}
OF_IDENTITY: Final[Mapping[type, type[IdentityEvent]]] = {
    c.AskIdentity: e.IdentityAskedFor,
    c.AllowIdentity: e.IdentityAllowed,
    c.DenyIdentity: e.IdentityDenied,
    c.OpenIdentity: e.IdentityOpened,
}


def reads(command: TipCommand, situation: Situation) -> tuple[str, ...]:
    """The report, then what its move looks at besides."""
    more = BESIDE.get(type(command))
    return (f"tip/{command.tip}", *(more(command, situation) if more else ()))


def decide(command: TipCommand, ruling: Ruling, situation: Situation) -> Decision:
    """The event of a legal command; a new report draws its number and leaves the informant's identity elsewhere."""
    stream, kind = f"tip/{command.tip}", RECORDS[type(command)]
    if not isinstance(command, c.SendTip):
        return ((stream, outcome(kind, command, ruling)),)
    series = _series(command, situation)
    drawn = _drawn(series, situation.states[series.stream], stream)
    named = bool(command.name or command.phone)
    identity = ((f"informant/{command.tip}", _named(command)),) if named else ()
    return ((stream, outcome(kind, command, ruling, number=drawn.number, named=named)), *identity,
            (series.stream, drawn))  # fmt: skip


def identity_reads(command: IdentityCommand, _: Situation) -> tuple[str, ...]:
    """The seal, and the report whose hands may ask."""
    return (f"informant/{command.tip}", f"tip/{command.tip}")


def decide_identity(command: IdentityCommand, ruling: Ruling, situation: Situation) -> Decision:
    """The event of a legal command to a seal."""
    asker = {"asker": situation.actor.id} if isinstance(command, c.AskIdentity) else {}
    return ((f"informant/{command.tip}", outcome(OF_IDENTITY[type(command)], command, ruling, **asker)),)


def _series(command: c.SendTip, situation: Situation) -> Series:
    """Numbers of reports run per district and year, as those of leads do."""
    return Series(issuer=command.office[:6], type="tip", year=situation.today.year)


def _drawn(series: Series, numbers: Numbers, used_by: str) -> NumberIssued:
    following = numbers.last + 1
    number = f"{series.issuer}-{series.year}-J{following:04}"
    return NumberIssued(sequence=following, number=number, used_by=used_by)


def _named(command: c.SendTip) -> e.InformantNamed:
    return e.InformantNamed(
        move=NAMED, came_from=IdentityStage.UNNAMED, stage=IdentityStage.SEALED, occurred=command.occurred,
        name=command.name, phone=command.phone,
    )  # fmt: skip


BESIDE: Final[Mapping[type, Callable[[Any, Situation], tuple[str, ...]]]] = {
    c.SendTip: lambda command, situation: (f"informant/{command.tip}", _series(command, situation).stream),
    c.AcceptTip: lambda command, _: (f"lead/{command.lead}",),
    c.SettleTip: lambda command, _: tuple(f"lead/{each}" for each in (command.lead, *command.others)),
}
"""What a move reads beside the report."""
