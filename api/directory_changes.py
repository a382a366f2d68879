"""Changes of the directory by forms, for every way in: names, labels, and what nobody has to fill in."""

from datetime import datetime, timedelta
from typing import Final

from domain.directory import commands as c
from domain.instants import day_of
from workflows.desks import DESKS

FORMS: Final[dict[str, type[c.DirectoryCommand]]] = {
    "open-office": c.OpenOffice,
    "change-office": c.ChangeOffice,
    "close-office": c.CloseOffice,
    "join-body": c.JoinBody,
    "leave-body": c.LeaveBody,
    "open-account": c.OpenAccount,
    "rename-account": c.RenameAccount,
    "move-account": c.MoveAccount,
    "close-account": c.CloseAccount,
    "certify": c.EnterCertificate,
    "withdraw-certificate": c.WithdrawCertificate,
    "grant": c.GrantPost,
    "end-grant": c.EndGrant,
    "deputise": c.NameDeputy,
    "end-deputy": c.EndDeputy,
}
"""Name → the form it takes."""
LABELS: Final = {row.command: row.label for row in DESKS[c.LoadDirectory].procedure.rows}


def given_for(command: type, now: datetime) -> dict[str, object]:
    """What is given holds from today; what ends has ended: a power that is taken is taken at once."""
    today = day_of(now)
    given: dict[str, object] = {"occurred": now, "since": today}
    ends = "since" not in command.__dataclass_fields__  # type: ignore[attr-defined] # every command is a dataclass
    return given | {"until": today - timedelta(days=1)} if ends else given
