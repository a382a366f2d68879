"""What happened in the directory. ``since`` and ``until`` are first and last day; no first day: before it was kept."""

from datetime import date, datetime
from typing import TypeAlias

from domain.catalogue import Personal, event, shape
from domain.directory.kinds import OfficeKind, Post


@shape
class DirectoryEvent:
    """A change of the directory; ``occurred`` is when it was decided, its days say when it holds."""

    occurred: datetime


@event("office.opened/1")
class OfficeOpened(DirectoryEvent):
    """There is an office or a body from a day on; ``parent`` is the office it hangs below, empty at the top."""

    office: str
    kind: OfficeKind
    name: str
    division: str
    mark: str = ""
    parent: str = ""
    since: date | None = None


@event("office.changed/1")
class OfficeChanged(DirectoryEvent):
    """From a day on it is called, placed or hung otherwise: all of it is stated again."""

    office: str
    name: str
    division: str
    mark: str = ""
    parent: str = ""
    since: date | None = None


@event("office.closed/1")
class OfficeClosed(DirectoryEvent):
    """Its last day."""

    office: str
    until: date


@event("body.joined/1")
class BodyJoined(DirectoryEvent):
    """A unit belongs to a leading group or a task force from a day on."""

    body: str
    unit: str
    since: date | None = None


@event("body.left/1")
class BodyLeft(DirectoryEvent):
    """The last day of a membership."""

    body: str
    unit: str
    until: date


@event("account.opened/1")
class AccountOpened(DirectoryEvent):
    """Somebody works in an office from a day on. ``ref`` is the account: the name is sealed with a key of its own."""

    ref: str
    name: Personal[str]
    office: str
    since: date | None = None


@event("account.renamed/1")
class AccountRenamed(DirectoryEvent):
    """The person goes by another name."""

    ref: str
    name: Personal[str]


@event("account.moved/1")
class AccountMoved(DirectoryEvent):
    """The person's own office is another from a day on."""

    account: str
    office: str
    since: date | None = None


@event("account.closed/1")
class AccountClosed(DirectoryEvent):
    """The last day of an account: all it was given ends with it."""

    account: str
    until: date


@event("certificate.entered/1")
class CertificateEntered(DirectoryEvent):
    """An enforcement certificate 执法证; entered again under its number, it has other days."""

    account: str
    number: str
    valid_until: date
    since: date | None = None


@event("certificate.withdrawn/1")
class CertificateWithdrawn(DirectoryEvent):
    """The last day of a certificate that ended before its time."""

    account: str
    number: str
    until: date


@event("grant.given/1")
class GrantGiven(DirectoryEvent):
    """A post in an office, with the area that the office answers for, from a day on, perhaps up to one."""

    account: str
    post: Post
    office: str
    since: date | None = None
    until: date | None = None


@event("grant.ended/1")
class GrantEnded(DirectoryEvent):
    """The last day of a post."""

    account: str
    post: Post
    office: str
    until: date


@event("deputy.named/1")
class DeputyNamed(DirectoryEvent):
    """Somebody is acting head of an office (主持工作), or stands in for ``absent``; ``paper`` is what says so."""

    account: str
    office: str
    acting: bool
    paper: str
    since: date
    absent: str = ""
    until: date | None = None


@event("deputy.ended/1")
class DeputyEnded(DirectoryEvent):
    """The last day of it."""

    account: str
    office: str
    until: date


AnyDirectoryEvent: TypeAlias = (
    OfficeOpened
    | OfficeChanged
    | OfficeClosed
    | BodyJoined
    | BodyLeft
    | AccountOpened
    | AccountRenamed
    | AccountMoved
    | AccountClosed
    | CertificateEntered
    | CertificateWithdrawn
    | GrantGiven
    | GrantEnded
    | DeputyNamed
    | DeputyEnded
)
