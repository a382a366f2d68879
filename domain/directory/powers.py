"""Who had which power on a day: pure questions to the directory, today's as well as those of years ago."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from domain import actor
from domain.actor import Actor, Position, Role
from domain.directory.kinds import KINDS, POSTS
from domain.directory.state import Account, Deputy, Directory

HIGHEST: Final = (Position.PRINCIPAL, Position.ACTING, Position.DEPUTY)
"""Of several positions in one office the first of these counts."""


class Power(NamedTuple):
    """What an event made of somebody in an office: the roles and perhaps the position it gave."""

    roles: tuple[Role, ...]
    position: Position | None
    at: int


def actor_on(state: Directory, account: str, day: date, office: str = "") -> Actor | None:
    """Somebody as he could act on a day, in his own office or in another that he holds a post in; else None.

    He acts in one capacity at a time: nothing he holds in another office counts beside it.
    """
    person = state.accounts.get(account)
    if person is None or not person.there(day):
        return None
    own = person.home(day)
    where = office or own
    place, kind = state.office_on(where, day), state.offices[where].kind if where in state.offices else None
    level = KINDS[kind].level if kind else None
    powers = tuple(powers_on(state, person, day, where))
    if place is None or level is None or not (powers or where == own):
        return None
    held = {each.position for each in powers}
    return Actor(
        id=person.id,
        name=person.name,
        office=where,
        organ=place.name,
        level=level,
        division=place.division,
        mark=place.mark,
        position=next((each for each in HIGHEST if each in held), None),
        roles=tuple(dict.fromkeys(role for each in powers for role in each.roles)),
        certificate=_certificate(person, day),
    )


def powers_on(state: Directory, person: Account, day: date, office: str) -> Iterator[Power]:
    """What somebody holds in an office on a day, with the event that gave it: his own posts, then as a deputy."""
    for grant in person.held(day, office):
        post = POSTS[grant.post]
        yield Power((post.role,), post.position, grant.at)
    for deputy in deputies_on(person, day, office):
        if deputy.acting:
            yield Power((Role.LEADER,), Position.ACTING, deputy.at)
        elif (absent := state.accounts.get(deputy.absent)) is not None:
            # a grade of the law is a person's own: who stands in does the work, and signs as what he himself is
            roles = tuple(dict.fromkeys(POSTS[each.post].role for each in absent.held(day, office)))
            yield Power(tuple(role for role in roles if role in actor.CASE_WORK), None, deputy.at)


def deputies_on(person: Account, day: date, office: str) -> tuple[Deputy, ...]:
    """For whom somebody stands in an office on a day."""
    return tuple(each for each in person.deputies if each.office == office and each.days.covers(day))


def stands_in_for(state: Directory, account: str, day: date, office: str) -> tuple[str, ...]:
    """The colleagues on whose behalf somebody may act there on a day."""
    person = state.accounts.get(account)
    return tuple(each.absent for each in deputies_on(person, day, office) if each.absent) if person else ()


def offices_of(state: Directory, account: str, day: date) -> tuple[str, ...]:
    """The offices in whose name somebody can act on a day, his own first."""
    person = state.accounts.get(account)
    if person is None or not person.there(day):
        return ()
    deputies = (each.office for each in person.deputies if each.days.covers(day))
    where = dict.fromkeys((person.home(day), *(each.office for each in person.held(day)), *deputies))
    actors = (actor_on(state, account, day, each) for each in where)
    return tuple(each.office for each in actors if each is not None and has_power(each))


def arriving(state: Directory, account: str, day: date) -> Actor | None:
    """As whom somebody comes in on a day: in his own office, else in the one other that he can act for.

    Who can act for several others and not for his own has no power before he names one: none is chosen for him.
    """
    acting = (actor_on(state, account, day, office) for office in offices_of(state, account, day))
    able = [each for each in acting if each is not None and has_power(each)]
    if len(able) < 2 or able[0].office == state.accounts[account].home(day):  # noqa: PLR2004 - one, or own first
        return able[0] if able else None
    return replace(able[0], position=None, roles=())


def has_power(actor: Actor) -> bool:
    """Whether somebody has any power at all; who has none in any office does not come in."""
    return bool(actor.roles or actor.position)


def actors_on(state: Directory, day: date) -> Iterator[Actor]:
    """Everybody who can act on a day, each in his own office."""
    return (each for account in state.accounts if (each := actor_on(state, account, day)) is not None)


def tops(state: Directory, day: date) -> tuple[str, ...]:
    """The offices at the top of the tree on a day."""
    return tuple(code for code, office in state.offices.items()
                 if (facts := office.on(day)) is not None and not facts.parent)  # fmt: skip


def administrators(state: Directory, office: str, day: date) -> tuple[str, ...]:
    """Whoever administers an office on a day."""
    return tuple(
        account
        for account, person in state.accounts.items()
        if person.there(day)
        and any(
            POSTS[each.post].role is Role.ADMINISTRATOR and reaches(state, each.office, office, day)
            for each in person.held(day)
        )
    )


def reaches(state: Directory, own: str, office: str, day: date) -> bool:
    """Whether an administrator of one office administers another: his own and what hangs below, from the top all."""
    here = state.office_on(own, day)
    return here is not None and (not here.parent or own in state.above(office, day))


def bodies_of(state: Directory, unit: str, day: date) -> tuple[str, ...]:
    """The bodies that an office belongs to on a day."""
    return tuple(each.body for each in state.members if each.unit == unit and each.days.covers(day))


def _certificate(person: Account, day: date) -> actor.Certificate | None:
    """The certificate valid on the day that lasts longest, else the last one that was, so that its end can be told."""
    begun = [each for each in person.certificates if each.days.since <= day]
    if not begun:
        return None
    last = max(begun, key=lambda each: (each.days.until or date.max, each.at))
    return actor.Certificate(number=last.number, valid_until=last.days.until or date.max)
