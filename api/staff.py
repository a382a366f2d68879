"""The directory from a file: its first load, and the difference a later one makes."""

from typing import NamedTuple

from api.app import App
from domain.actor import Actor
from domain.directory.changes import changes_of
from domain.directory.commands import DIRECTORY, LoadDirectory
from domain.directory.state import Directory
from domain.errors import Refusal
from domain.instants import day_of
from domain.procedure import Denied, Situation, judge
from workflows.desks import DESKS
from workflows.refusals import Judged, refusal_of
from workflows.service import Receipt
from workflows.staff.difference import difference
from workflows.staff.file import read_staff
from workflows.staff.founding import founding


class Founded(NamedTuple):
    """A directory that was begun: by whom, and whether he was added to those of the file.

    Who signs in with a password needs one now (``administrator``): whoever gives passwords starts from here.
    """

    administrator: Actor
    added: bool
    offices: int
    people: int
    receipt: Receipt


class Looked(NamedTuple):
    """What a file would change, who stands in the directory and not in it, and why it would be refused, if it would."""

    load: LoadDirectory
    left: tuple[str, ...]
    version: int
    refusal: Refusal | None


class Reloaded(NamedTuple):
    """What a file changed, and who is in the directory but not in the file."""

    load: LoadDirectory
    left: tuple[str, ...]
    receipt: Receipt | None


def found(app: App, data: bytes, *, file: str = "roster.csv", channel: str = "cli", command_id: str = "") -> Founded:
    """Load an empty directory, in the name of an administrator of the file itself.

    There is nobody yet who could be asked (office rule ``directory-first-administrator``). Raises ``Faults``,
    ``NotPermitted`` where somebody was quicker.
    """
    load, administrator, added = founding(read_staff(data, file), app.clock.now(), file)
    receipt = app.do(load, administrator, channel=channel, command_id=command_id)
    return Founded(administrator, added, len(load.offices), len(load.accounts), receipt)


def reload(
    app: App, data: bytes, actor: Actor, *, file: str, whole: bool = False, channel: str = "cli",
    expected: int | None = None,
) -> Reloaded:  # fmt: skip
    """Load what a file says more or otherwise; nothing is sent where it says nothing new.

    Raises ``Stale`` where the directory is no longer at the ``expected`` version.
    """
    load, left, _ = _compared(app, data, file, whole=whole)
    receipt = app.do(load, actor, channel=channel, expected=expected) if changes_of(load) else None
    return Reloaded(load, left, receipt)


def look(app: App, data: bytes, actor: Actor, *, file: str, whole: bool = False) -> Looked:
    """What ``reload`` would do, and whether it would be allowed. Raises ``Faults``, ``InvalidInput`` for the file."""
    load, left, state = _compared(app, data, file, whole=whole)
    return Looked(load, left, state.version, _refusal(app, load, state, actor) if changes_of(load) else None)


def _refusal(app: App, load: LoadDirectory, state: Directory, actor: Actor) -> Refusal | None:
    """Why the load would be refused now."""
    situation = Situation({DIRECTORY: state}, actor, load.occurred)
    ruling = judge(DESKS[LoadDirectory].procedure, state.stage, state, load, situation)
    if not isinstance(ruling, Denied):
        return None
    return refusal_of(ruling, actor, day_of(load.occurred), app.roster, Judged(state, load, situation))


def _compared(app: App, data: bytes, file: str, *, whole: bool) -> tuple[LoadDirectory, tuple[str, ...], Directory]:
    people = read_staff(data, file)
    state = app.roster.directory()
    load = difference(people, state, app.clock.now(), whole=whole)
    listed, today = {each.id for each in people}, day_of(load.occurred)
    left = tuple(id_ for id_, each in state.accounts.items() if id_ not in listed and each.there(today))
    return load, () if whole else left, state
