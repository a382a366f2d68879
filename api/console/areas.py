"""The areas that whoever sits there may choose among: his own, and the districts and streets in it."""

from api.console.seat import Seat
from domain.instants import day_of
from domain.values.divisions import WHOLE, contains, significant

STREET = WHOLE[1]
"""Digits that name a street: below it the ledger is narrowed by hand."""


def areas(seat: Seat) -> list[tuple[str, str]]:
    """Code and name, by code."""
    today, own = day_of(seat.app.clock.now()), seat.actor.division
    return sorted(
        (each.code, each.name)
        for each in seat.app.divisions
        if contains(own, each.code)
        and each.holds(today)
        and (len(significant(each.code)) <= STREET or each.code == own)
    )
