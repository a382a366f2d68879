"""Who may change the directory, and what holds of a load as a whole."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from domain.actor import Role
from domain.directory import commands as c
from domain.directory.changes import after, changes_of, event_of, stating
from domain.directory.checks import CHECKS
from domain.directory.commands import Change, DirectoryCommand, LoadDirectory
from domain.directory.evolve import evolve
from domain.directory.powers import actor_on, administrators, reaches, tops
from domain.directory.state import Directory, DirectoryStage
from domain.errors import Fact, Missing
from domain.lead.dates import not_in_the_future, nothing_stated_ahead
from domain.procedure import Failed, Guard, Situation, failed, guard
from domain.words import NONE, Words

GIVING = (c.GrantPost, c.NameDeputy, c.EnterCertificate)
"""What adds to somebody's powers."""
ENDING = (c.CloseAccount, c.EndGrant, c.ChangeOffice)
"""What may take an administrator away, or an office with him from the top."""
CONCERNS: Final[dict[type, tuple[str, ...]]] = {
    c.OpenOffice: ("parent",),
    c.ChangeOffice: ("office", "parent"),
    c.JoinBody: ("body",),
    c.LeaveBody: ("body",),
    c.OpenAccount: ("office", "ref"),
    c.RenameAccount: ("ref",),
    c.MoveAccount: ("office", "account"),
    c.CloseAccount: ("account",),
    c.EnterCertificate: ("account",),
    c.WithdrawCertificate: ("account",),
}
"""Change → what it names whose administrators it is for, a person standing for his own office; any other: its office.

What hangs below no office, at the top, is for the administrators at the top.
"""
PERSONS: Final = frozenset({"ref", "account"})


@guard("permission.administrator", "office directory-administration", zh="名册由管理员维护",
       en="the directory is kept by its administrators")  # fmt: skip
def administers(state: Directory, command: DirectoryCommand, situation: Situation) -> Failed | None:
    """Who works on leads gives no powers. An empty directory has no administrator yet (``begins_with_one``)."""
    if state.stage is DirectoryStage.EMPTY or command.posts & set(situation.actor.roles):
        return None
    found, needed = situation.actor.roles or NONE, tuple(sorted(command.posts))
    return Failed((Fact(Words("岗位", "roles"), found, needed),), _missing(state, command, situation))


@guard("permission.subtree", "office directory-administration", zh="管理员只管本单位和下级单位的名册",
       en="an administrator keeps his own office and those below it")  # fmt: skip
def within_reach(state: Directory, command: DirectoryCommand, situation: Situation) -> Failed | None:
    """Nobody gives powers beside or above himself; who stands at the top of the tree keeps all of it."""
    if state.stage is DirectoryStage.EMPTY:
        return None
    own, day = situation.actor.office, situation.today
    for before, change in _in_turn(state, command, situation):
        beyond = [office for office in _touched(before, change, day) if not reaches(before, own, office, day)]
        if beyond:
            return Failed((Fact(Words("单位", "office"), beyond[0], own),), _missing(state, command, situation))
    return None


@guard("permission.oneself", "office directory-four-eyes", zh="不得给自己授权", en="nobody gives himself a power")
def not_oneself(state: Directory, command: DirectoryCommand, situation: Situation) -> Failed | None:
    """Also not by making himself a deputy, nor by a certificate; the first administrator alone begins as one."""
    actor = situation.actor.id
    to_himself = any(isinstance(each, GIVING) and each.account == actor for each in changes_of(command))
    if state.stage is DirectoryStage.EMPTY or not to_himself:
        return None
    fact = Fact(Words("授权给", "given to"), actor, Words("他人", "somebody else"))
    return Failed((fact,), _missing(state, command, situation))


@guard("directory.fits", "office directory-days", zh="所改内容须与名册当日情况相符",
       en="a change fits what stands in the directory on its days")  # fmt: skip
def fits(state: Directory, command: LoadDirectory, situation: Situation) -> Failed | None:
    """Of a load each change is asked what it is asked alone, with those before it done; the first misfit is told."""
    if not changes_of(command):
        return failed("变更", "changes", NONE, Words("至少一项", "at least one"))
    for before, change in _in_turn(state, command, situation):
        misfit = _misfit(before, change, situation)
        if misfit is not None:
            check, failure = misfit
            return Failed((Fact(check.words, stating(change)), *failure.facts))
    return None


@guard("directory.first", "office directory-first-administrator",
       zh="名册从第一个管理员开始：由其本人装入，并在其中列为管理员",
       en="a directory begins with its first administrator, who loads it and stands in it as one")  # fmt: skip
def begins_with_one(state: Directory, command: LoadDirectory, situation: Situation) -> Failed | None:
    """Nobody can be asked who may begin; so whoever does is recorded as what the load itself makes of him."""
    himself = actor_on(after(state, command), situation.actor.id, situation.today)
    if himself is not None and Role.ADMINISTRATOR in himself.roles and himself.office == situation.actor.office:
        return None
    return failed("第一个管理员", "first administrator", situation.actor.id, Words("名册中的管理员", "one of the load"))


@guard("directory.last-administrator", "office directory-administration", zh="须留有能管全部名册的管理员",
       en="somebody is left who can keep the whole directory")  # fmt: skip
def somebody_is_left(state: Directory, command: DirectoryCommand, situation: Situation) -> Failed | None:
    """Otherwise nobody could ever be given a power again."""
    days, left = set(_ends(state, command, situation.today)), after(state, command)
    if all(_whole(left, day) for day in days):
        return None
    return failed("管理员", "administrators", NONE, Words("至少一名", "at least one"))


STANDING = (administers, within_reach, not_oneself, not_in_the_future, nothing_stated_ahead)
"""Every row of the directory's procedure carries these."""


def _in_turn(state: Directory, command: DirectoryCommand, situation: Situation) -> Iterator[tuple[Directory, Change]]:
    """Each change with the directory as those before it leave it; nothing is built upon one that does not fit."""
    for change in changes_of(command):
        yield state, change
        if _misfit(state, change, situation) is not None:
            return
        state = evolve(state, event_of(change))


def _misfit(state: Directory, change: Change, situation: Situation) -> tuple[Guard, Failed] | None:
    """The first guard that a change does not pass, with why."""
    asked = ((each, each.check(state, change, situation)) for each in CHECKS[type(change)])
    return next(((each, failure) for each, failure in asked if failure is not None), None)


def _touched(state: Directory, change: Change, day: date) -> Iterator[str]:
    """The offices whose administrators a change is for; a person whom nobody knows is of none."""
    for field in CONCERNS.get(type(change), ("office",)):
        named: str = getattr(change, field)
        if field not in PERSONS:
            yield named
        elif named in state.accounts:
            yield state.accounts[named].home(day)


def _missing(state: Directory, command: DirectoryCommand, situation: Situation) -> Missing:
    """Who could have sent it: the administrators of every office it touches, but not for himself."""
    day, actor = situation.today, situation.actor.id
    touched = {office for each in changes_of(command) for office in _touched(state, each, day)}
    able = [set(administrators(state, office, day)) for office in touched]
    return Missing(holders=tuple(sorted(set[str].intersection(*able) - {actor})) if able else ())


def _ends(state: Directory, command: DirectoryCommand, today: date) -> Iterator[date]:
    """The days on which somebody who kept the whole may be missing: what ends long ago may leave nobody today."""
    for each in changes_of(command):
        if isinstance(each, c.CloseAccount | c.EndGrant):
            gone = each.until + timedelta(days=1)
            yield from (gone, max(gone, today))
        elif isinstance(each, c.ChangeOffice) and each.parent:
            hung = max(each.since or today, today)
            before = state.office_on(each.office, hung)
            if before is not None and not before.parent:
                yield hung


def _whole(state: Directory, day: date) -> bool:
    """Whether some administrator stands at the top of the tree on a day."""
    return any(administrators(state, each, day) for each in tops(state, day))
