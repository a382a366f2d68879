"""The directory after an event; what an event may name was looked at when it was decided."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from domain.directory import events as e
from domain.directory.state import (
    Account,
    Certificate,
    Deputy,
    Directory,
    Facts,
    Grant,
    Home,
    Member,
    Office,
    days,
)
from domain.law import Validity

T = TypeVar("T", Member, Certificate, Grant, Deputy)


def evolve(state: Directory, event: e.AnyDirectoryEvent) -> Directory:
    """The directory after an event."""
    return _entered(state._replace(version=state.version + 1), event)


def _entered(state: Directory, event: e.AnyDirectoryEvent) -> Directory:  # noqa: C901, PLR0911, PLR0912 - one exhaustive match
    match event:
        case e.OfficeOpened():
            return _office(state, Office(event.office, event.kind, days(event.since), (_facts(event, state.version),)))
        case e.OfficeChanged():
            office = state.offices[event.office]
            return _office(state, office._replace(facts=(*office.facts, _facts(event, state.version))))
        case e.OfficeClosed():
            office = state.offices[event.office]
            return _office(state, office._replace(days=_up_to(office.days, event.until)))
        case e.BodyJoined():
            joined = Member(event.body, event.unit, days(event.since), state.version)
            return state._replace(members=(*state.members, joined))
        case e.BodyLeft():
            left = (event.body, event.unit)
            return state._replace(members=_end(state.members, lambda each: each[:2] == left, event.until))
        case e.AccountOpened():
            return _account(state, _arrived(state.accounts.get(event.ref), event, state.version))
        case e.AccountRenamed():
            return _account(state, state.accounts[event.ref]._replace(name=event.name))
        case e.AccountMoved():
            moved = Home(event.since or date.min, event.office, state.version)
            person = state.accounts[event.account]
            return _account(state, person._replace(homes=(*person.homes, moved)))
        case e.AccountClosed():
            return _account(state, _gone(state.accounts[event.account], event.until))
        case e.CertificateEntered():
            held = {*state.numbers.get(event.number, ()), event.account}
            known = state._replace(numbers={**state.numbers, event.number: frozenset(held)})
            return _account(known, _certified(state.accounts[event.account], event, state.version))
        case e.CertificateWithdrawn():
            person = state.accounts[event.account]
            ended = _end(person.certificates, lambda each: each.number == event.number, event.until)
            return _account(state, person._replace(certificates=ended))
        case e.GrantGiven():
            person = state.accounts[event.account]
            given = Grant(event.post, event.office, days(event.since, event.until), state.version)
            return _account(state, person._replace(grants=(*person.grants, given)))
        case e.GrantEnded():
            person, post = state.accounts[event.account], (event.post, event.office)
            return _account(state, person._replace(grants=_end(person.grants, lambda g: g[:2] == post, event.until)))
        case e.DeputyNamed():
            return _account(state, _deputised(state.accounts[event.account], event, state.version))
        case e.DeputyEnded():
            person = state.accounts[event.account]
            ends = _end(person.deputies, lambda each: each.office == event.office, event.until)
            return _account(state, person._replace(deputies=ends))


def _facts(event: e.OfficeOpened | e.OfficeChanged, at: int) -> Facts:
    return Facts(event.since or date.min, event.name, event.division, event.mark, event.parent, at)


def _arrived(before: Account | None, event: e.AccountOpened, at: int) -> Account:
    """Somebody new, or somebody who comes back: what he held before ended when he went."""
    home, spell = Home(event.since or date.min, event.office, at), days(event.since)
    if before is None:
        return Account(event.ref, event.name, (spell,), (home,))
    return before._replace(name=event.name, spells=(*before.spells, spell), homes=(*before.homes, home))


def _gone(person: Account, until: date) -> Account:
    spells = (*person.spells[:-1], _up_to(person.spells[-1], until))
    grants = _end(person.grants, lambda _: True, until)
    deputies = _end(person.deputies, lambda _: True, until)
    return person._replace(spells=spells, grants=grants, deputies=deputies)


def _certified(person: Account, event: e.CertificateEntered, at: int) -> Account:
    """A certificate entered again has other days from its first day on; what held before stays."""
    entered = Certificate(event.number, days(event.since, event.valid_until), at)
    kept = person.certificates
    if event.since is None:
        kept = tuple(each for each in kept if each.number != event.number)
    else:
        kept = _end(kept, lambda each: each.number == event.number, event.since - timedelta(days=1))
        kept = tuple(each for each in kept if each.number != event.number or each.days.since < event.since)
    return person._replace(certificates=(*kept, entered))


def _deputised(person: Account, event: e.DeputyNamed, at: int) -> Account:
    spell = days(event.since, event.until)
    return person._replace(
        deputies=(*person.deputies, Deputy(event.office, event.acting, event.absent, event.paper, spell, at))
    )


def _end(those: tuple[T, ...], ends: Callable[[T], bool], until: date) -> tuple[T, ...]:
    """Those that end get their last day; a spell that was over by then, or only begins later, stays as it was.

    What ends the day before its first was entered by mistake, and is no spell at all.
    """
    begun = until + timedelta(days=1)
    ended = (
        each._replace(days=_up_to(each.days, until)) if ends(each) and each.days.since <= begun else each
        for each in those
    )
    return tuple(each for each in ended if each.days.until is None or each.days.since <= each.days.until)


def _up_to(spell: Validity, until: date) -> Validity:
    return spell if spell.until is not None and spell.until < until else Validity(spell.since, until)


def _office(state: Directory, office: Office) -> Directory:
    return state._replace(offices={**state.offices, office.code: office})


def _account(state: Directory, account: Account) -> Directory:
    return state._replace(accounts={**state.accounts, account.id: account})
