"""From a command to its event, and the directory that it leaves: a load is judged change by change."""

from dataclasses import fields
from datetime import datetime
from functools import reduce
from typing import Any, Final, cast

from domain.directory import commands as c
from domain.directory import events as e
from domain.directory.commands import DIRECTORY, Change, DirectoryCommand, LoadDirectory
from domain.directory.evolve import evolve
from domain.directory.state import Directory
from domain.errors import Stated
from domain.outcome import carried
from domain.procedure import Ruling, Situation

RECORDS: Final[dict[type, type[e.DirectoryEvent]]] = {
    c.OpenOffice: e.OfficeOpened,
    c.ChangeOffice: e.OfficeChanged,
    c.CloseOffice: e.OfficeClosed,
    c.JoinBody: e.BodyJoined,
    c.LeaveBody: e.BodyLeft,
    c.OpenAccount: e.AccountOpened,
    c.RenameAccount: e.AccountRenamed,
    c.MoveAccount: e.AccountMoved,
    c.CloseAccount: e.AccountClosed,
    c.EnterCertificate: e.CertificateEntered,
    c.WithdrawCertificate: e.CertificateWithdrawn,
    c.GrantPost: e.GrantGiven,
    c.EndGrant: e.GrantEnded,
    c.NameDeputy: e.DeputyNamed,
    c.EndDeputy: e.DeputyEnded,
}
"""Every command's event: it has all its fields."""


def event_of(change: Change, occurred: datetime | None = None) -> e.AnyDirectoryEvent:
    """What a change becomes; as part of a load it happened when that did."""
    kind = RECORDS[type(change)]
    shared = carried(type(change), kind)  # type: ignore[arg-type] # classes hash
    made: Any = kind(**{name: getattr(change, name) for name in shared} | {"occurred": occurred or change.occurred})
    return cast("e.AnyDirectoryEvent", made)


def changes_of(command: DirectoryCommand) -> tuple[Change, ...]:
    """The changes that a command asks for, in order."""
    return tuple(command) if isinstance(command, LoadDirectory) else (cast("Change", command),)


def after(state: Directory, command: DirectoryCommand) -> Directory:
    """The directory as a command leaves it."""
    return reduce(evolve, map(event_of, changes_of(command)), state)


def reads(_: DirectoryCommand, __: Situation) -> tuple[str, ...]:
    """The one stream."""
    return (DIRECTORY,)


def decide(command: DirectoryCommand, _: Ruling, __: Situation) -> tuple[tuple[str, object], ...]:
    """The events of a legal command."""
    return tuple((DIRECTORY, event_of(each, command.occurred)) for each in changes_of(command))


def stating(change: Change) -> tuple[Stated, ...]:
    """What a change is about, by its codes, ids and posts: no name of a person stands in a refusal."""
    return tuple(value for each in fields(change) if each.name in NAMING and (value := getattr(change, each.name)))


NAMING: Final = ("office", "body", "unit", "ref", "account", "post", "number")
"""The fields that name something."""
