"""Who of the district has one lead in hand: two of the street, two of the authority, and the organ that interviews."""

from dataclasses import dataclass

from api.synthetic.draw import Draw
from api.synthetic.staff import Desk, Organ, Staff, named
from domain.actor import Actor
from domain.lead.shapes import Officer


@dataclass(frozen=True, slots=True)
class Team:
    """Drawn anew for each lead; ``organ`` is the regulator of the trade where it has one, else the authority."""

    desk: Desk
    pair: tuple[Actor, Actor]
    organ: Organ
    authority: Organ
    principal: Actor
    archivist: Actor

    @property
    def street(self) -> Actor:
        """The officer of the street who handles the lead."""
        return self.desk.officers[0]

    @property
    def officer(self) -> Actor:
        """The officer of the authority."""
        return self.pair[0]

    @property
    def interviewer(self) -> Actor:
        """The officer of the organ that interviews."""
        return self.pair[0] if self.organ is self.authority else self.organ.officers[0]

    @property
    def visitors(self) -> tuple[Officer, ...]:
        """The street's two."""
        return tuple(named(each) for each in self.desk.officers)

    @property
    def certified(self) -> tuple[Officer, ...]:
        """The authority's two, with their certificates."""
        return tuple(named(each) for each in self.pair)

    @property
    def interviewers(self) -> tuple[Officer, ...]:
        """The two of the organ that interviews."""
        return self.certified if self.organ is self.authority else tuple(map(named, self.organ.officers))


def team(people: Staff, street: str, regulator: str, draw: Draw) -> Team:
    """Those who get a lead of a street, in a trade that a regulator answers for."""
    officers = people.authority.officers
    first = draw.below(len(officers))
    second = (first + 1 + draw.below(len(officers) - 1)) % len(officers)
    return Team(
        desk=people.desks[street],
        pair=(officers[first], officers[second]),
        organ=people.regulators.get(regulator, people.authority),
        authority=people.authority,
        principal=people.principal,
        archivist=people.archivist,
    )
