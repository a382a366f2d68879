"""What an administrator may ask of the directory: one command for each event, and a load of many at once."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain
from typing import ClassVar, Final, TypeAlias

from domain.actor import Role
from domain.catalogue import Personal, shape
from domain.directory.kinds import OfficeKind, Post

DIRECTORY: Final = "directory/main"
"""The one stream: so names are unique, parents exist and trees have no circles, whoever changes it where."""


@shape
class DirectoryCommand:
    """A change of the directory, decided at ``occurred``."""

    posts: ClassVar[frozenset[Role]] = frozenset({Role.ADMINISTRATOR})
    """Who may send it."""
    stated: ClassVar[tuple[str, ...]] = ()
    """Days that must have gone by: none, for powers are given and ended ahead too."""

    occurred: datetime


@shape
class OpenOffice(DirectoryCommand):
    """D01: there is an office or a body."""

    office: str
    kind: OfficeKind
    name: str
    division: str
    mark: str = ""
    parent: str = ""
    since: date | None = None


@shape
class ChangeOffice(DirectoryCommand):
    """D02: it is called, placed or hung otherwise from a day on; all of it is stated again."""

    office: str
    name: str
    division: str
    mark: str = ""
    parent: str = ""
    since: date | None = None


@shape
class CloseOffice(DirectoryCommand):
    """D03: it ends."""

    office: str
    until: date


@shape
class JoinBody(DirectoryCommand):
    """D04: a unit belongs to a leading group or a task force."""

    body: str
    unit: str
    since: date | None = None


@shape
class LeaveBody(DirectoryCommand):
    """D05: it no longer does."""

    body: str
    unit: str
    until: date


@shape
class OpenAccount(DirectoryCommand):
    """D06: somebody works in an office."""

    ref: str
    name: Personal[str]
    office: str
    since: date | None = None


@shape
class RenameAccount(DirectoryCommand):
    """D07: the person goes by another name."""

    ref: str
    name: Personal[str]


@shape
class MoveAccount(DirectoryCommand):
    """D08: the person's own office is another."""

    account: str
    office: str
    since: date | None = None


@shape
class CloseAccount(DirectoryCommand):
    """D09: the account ends, and all it was given."""

    account: str
    until: date


@shape
class EnterCertificate(DirectoryCommand):
    """D10: an enforcement certificate is entered, or its days are corrected."""

    account: str
    number: str
    valid_until: date
    since: date | None = None


@shape
class WithdrawCertificate(DirectoryCommand):
    """D11: it ends before its time."""

    account: str
    number: str
    until: date


@shape
class GrantPost(DirectoryCommand):
    """D12: a post is given."""

    account: str
    post: Post
    office: str
    since: date | None = None
    until: date | None = None


@shape
class EndGrant(DirectoryCommand):
    """D13: it ends."""

    account: str
    post: Post
    office: str
    until: date


@shape
class NameDeputy(DirectoryCommand):
    """D14: somebody is acting head of an office, or stands in for a colleague who is away."""

    account: str
    office: str
    acting: bool
    paper: str
    since: date
    absent: str = ""
    until: date | None = None


@shape
class EndDeputy(DirectoryCommand):
    """D15: it ends."""

    account: str
    office: str
    until: date


Change: TypeAlias = (
    OpenOffice
    | ChangeOffice
    | CloseOffice
    | JoinBody
    | LeaveBody
    | OpenAccount
    | RenameAccount
    | MoveAccount
    | CloseAccount
    | EnterCertificate
    | WithdrawCertificate
    | GrantPost
    | EndGrant
    | NameDeputy
    | EndDeputy
)


@shape
class LoadDirectory(DirectoryCommand):
    """D00: what a file says more or otherwise, all of it or nothing, in this order; the first one begins the directory.

    What is new comes before what ends, so that no office is ever without anybody.
    """

    offices: tuple[OpenOffice, ...] = ()
    changed: tuple[ChangeOffice, ...] = ()
    accounts: tuple[OpenAccount, ...] = ()
    renamed: tuple[RenameAccount, ...] = ()
    moved: tuple[MoveAccount, ...] = ()
    certificates: tuple[EnterCertificate, ...] = ()
    grants: tuple[GrantPost, ...] = ()
    withdrawn: tuple[WithdrawCertificate, ...] = ()
    ended: tuple[EndGrant, ...] = ()
    closed: tuple[CloseAccount, ...] = ()

    def __iter__(self) -> Iterator[Change]:
        """Every change, in order."""
        return chain(self.offices, self.changed, self.accounts, self.renamed, self.moved, self.certificates,
                     self.grants, self.withdrawn, self.ended, self.closed)  # fmt: skip
