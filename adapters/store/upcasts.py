"""How yesterday's shapes become today's: one function per old shape, checked when the program starts.

An old shape stays in the catalogue for ever; its function's annotations say which shape it makes. Add one so::

    def lead_registered_1(old: LeadRegisteredV1) -> LeadRegistered: ...

    UPCASTS: Final[Upcasts] = {LeadRegisteredV1: lead_registered_1}
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Final, TypeAlias, get_type_hints

from domain.catalogue import Catalogue
from domain.lead.intake.events import LeadCarriedOver, LeadCarriedOverV1
from domain.lead.standing.events import FactsCorrected
from domain.lead.standing.superseded import FactsCorrectedV1
from domain.tip.events import TipAddedTo, TipReceived
from domain.tip.superseded import TipAddedToV1, TipReceivedV1

Upcast: TypeAlias = Callable[[Any], object]
Upcasts: TypeAlias = Mapping[type, Upcast]


def lead_carried_over_1(old: LeadCarriedOverV1) -> LeadCarriedOver:
    """The first shape did not know what the ledger says of a transfer and of a trial."""
    return LeadCarriedOver(**_fields(old), transfer=None, tried=False)


def facts_corrected_1(old: FactsCorrectedV1) -> FactsCorrected:
    """Nobody could say how a lead is classed."""
    return FactsCorrected(**_fields(old), pretext=None, business=None)


def tip_received_1(old: TipReceivedV1) -> TipReceived:
    """No pictures were taken."""
    return TipReceived(**_fields(old), pictures=())


def tip_added_to_1(old: TipAddedToV1) -> TipAddedTo:
    """No pictures were taken."""
    return TipAddedTo(**_fields(old), pictures=())


def _fields(old: Any) -> dict[str, Any]:  # noqa: ANN401 - any shape
    return {each.name: getattr(old, each.name) for each in fields(old)}


UPCASTS: Final[Upcasts] = {
    LeadCarriedOverV1: lead_carried_over_1,
    FactsCorrectedV1: facts_corrected_1,
    TipReceivedV1: tip_received_1,
    TipAddedToV1: tip_added_to_1,
}


def upcasts_of(catalogue: Catalogue) -> Upcasts:
    """Those of the shapes that a catalogue holds: there are catalogues that hold nothing of the product's."""
    return {old: upcast for old, upcast in UPCASTS.items() if old in catalogue.values()}


def lifts(catalogue: Catalogue, upcasts: Upcasts) -> dict[str, tuple[Upcast, ...]]:
    """For every stored name the functions that lead to its current shape, in order; none for a current one.

    Raises ``ValueError`` when a chain leaves the catalogue or runs in a circle, or a superseded name has no upcast.
    """
    targets = {old: _target(catalogue, old, upcast) for old, upcast in upcasts.items()}
    chains = {name: _chain(cls, targets, upcasts) for name, cls in catalogue.items()}
    newest: dict[str, int] = {}
    for name in catalogue:
        noun, number = _split(name)
        newest[noun] = max(number, newest.get(noun, 0))
    for name, chain in chains.items():
        noun, number = _split(name)
        if number < newest[noun] and not chain:
            msg = f"{name} is superseded by {noun}/{newest[noun]} and has no upcast"
            raise ValueError(msg)
    return chains


def _split(name: str) -> tuple[str, int]:
    noun, _, number = name.rpartition("/")
    return noun, int(number)


def _target(catalogue: Catalogue, old: type, upcast: Upcast) -> type:
    target: type | None = get_type_hints(upcast).get("return")
    known = set(catalogue.values())
    if old not in known or target is None or target not in known:
        msg = f"the upcast of {old.__qualname__} leads out of the catalogue, to {target}"
        raise ValueError(msg)
    return target


def _chain(cls: type, targets: Mapping[type, type], upcasts: Upcasts) -> tuple[Upcast, ...]:
    chain: list[Upcast] = []
    seen = {cls}
    while cls in targets:
        chain.append(upcasts[cls])
        cls = targets[cls]
        if cls in seen:
            msg = f"the upcasts of {cls.__qualname__} run in a circle"
            raise ValueError(msg)
        seen.add(cls)
    return tuple(chain)
