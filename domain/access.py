"""Recorded reads: whoever is shown sealed data stands on record before he sees it (docs/decisions/0017).

The record has streams of its own, ``access/<lead>``: a lead's story never tells who looked at it. Who read, why and by
which way stands beside the event, as with every other.
"""

import re
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final, NamedTuple

from domain.actor import CASE_WORK, Actor, Role
from domain.catalogue import event, shape
from domain.errors import Fact, Missing
from domain.instants import day_of
from domain.lead.answering import answers, has_in_hand
from domain.lead.guards import Located
from domain.lead.sight import OUTSIDERS, READERS, open_to, shown_to
from domain.lead.state import Lead
from domain.procedure import Failed, Ruling, Situation, guard
from domain.values.mistake import Mistake
from domain.values.text import tidy
from domain.words import Words

RULE: Final = "office reads-on-record"
"""By which reads are on record."""
EXPLAINED: Final = "office reason-for-reading"
"""By which some of them need a reason in writing."""


class AccessStage(StrEnum):
    """Whether anything was ever read. Values are stored nowhere."""

    UNREAD = "unread"
    READ = "read"


class View(StrEnum):
    """In what somebody was shown it. Values are stored."""

    SHOW = "show"
    HISTORY = "history"
    REPLAY = "replay"
    DIFF = "diff"
    SUBJECT_FILE = "subject-file"
    LEDGER = "ledger"
    REGISTER = "register"
    WORKLIST = "worklist"
    EXPORT = "export"
    TIP = "tip"
    INFORMANT = "informant"


OF_TIPS: Final = frozenset({View.TIP, View.INFORMANT})
"""Views of reports of the public; they stand on record in streams of their own (``domain.tip``)."""


class Ground(StrEnum):
    """Why: the work on the lead itself, or a reason that was written down. Values are stored."""

    WORK = "work"
    STATED = "stated"


GROUNDS: Final = {
    Ground.WORK: Words("办理", "the work in hand"),
    Ground.STATED: Words("写明理由", "a reason in writing"),
}
"""What stands as the reason of a read where nobody wrote one is that of ``WORK``, in Chinese."""


@shape
class Shown:
    """Sealed data of these leads is shown: of one in a view of it, or of those on a page of a list.

    ``register`` names the list and ``narrowed`` by what it was narrowed, never with what people typed freely.
    """

    leads: tuple[str, ...]
    occurred: datetime
    view: View
    ground: Ground
    register: str = ""
    narrowed: tuple[str, ...] = ()


@shape
class RecordAccess(Shown):
    """It is about to be shown. The ways in send this before they show anything; people never send it."""

    posts: ClassVar[frozenset[Role]] = READERS
    """Who may be shown it."""


@event("access.recorded/1")
class AccessRecorded(Shown):
    """Whoever stands beside the event was shown it."""


class Access(NamedTuple):
    """What a stream of reads remembers."""

    stage: AccessStage = AccessStage.UNREAD


def evolve(_: Access, __: AccessRecorded) -> Access:
    """Read once is read."""
    return Access(AccessStage.READ)


def stream_of(command: RecordAccess, reader: Actor) -> str:
    """One lead's own stream, or for a list that of the reader's day, so that no stream grows without end.

    No lead is called ``list/…``: an id holds no stroke.
    """
    if len(command.leads) == 1:
        return f"access/{command.leads[0]}"
    return f"access/list/{reader.id}/{day_of(command.occurred)}"


def reads(command: RecordAccess, situation: Situation) -> tuple[str, ...]:
    """The stream that is judged and written to. The leads are judged where they are found, with their rows."""
    return (stream_of(command, situation.actor),)


def decide(command: RecordAccess, _: Ruling, situation: Situation) -> tuple[tuple[str, object], ...]:
    """One event, however many leads."""
    read = AccessRecorded(**{each.name: getattr(command, each.name) for each in fields(Shown)})
    return ((stream_of(command, situation.actor), read),)


@guard("permission.persons", RULE, zh="本岗位不查阅个人信息", en="this post reads no personal data")
def reads_persons(_: Access, command: RecordAccess, situation: Situation) -> Failed | None:
    """Operators keep the machine running without it."""
    if command.posts & set(situation.actor.roles):
        return None
    found, needed = situation.actor.roles or "—", tuple(sorted(command.posts))
    return Failed((Fact(Words("岗位", "roles"), found, needed),), Missing())


@guard("access.reason", EXPLAINED, zh="不经办线索的岗位查阅个人信息须写明理由",
       en="a post that works on no leads reads personal data for a stated reason")  # fmt: skip
def explained(_: Access, command: RecordAccess, situation: Situation) -> Failed | None:
    """Auditors and archivists have no work of their own on a lead that would be reason enough."""
    roles = situation.actor.roles
    if command.ground is Ground.STATED or CASE_WORK & set(roles):
        return None
    return Failed((Fact(Words("理由", "reason"), GROUNDS[command.ground], GROUNDS[Ground.STATED]),))


def is_own_work(actor: Actor, lead: Located) -> bool:
    """Whether reading a lead is part of the actor's own work: he works on leads and has this one in hand.

    A row of a list tells the office alone, or where the lead lies.
    """
    known = lead if isinstance(lead, Lead) else Lead("", office=lead.office or lead.division)
    return bool(CASE_WORK & set(actor.roles)) and has_in_hand(known, actor)


def may_open(actor: Actor, lead: Located, reason: str = "") -> bool:
    """Whether personal data of a lead is opened to somebody, for the reason he wrote or for his own work."""
    return open_to(actor, lead) and (bool(reason) or is_own_work(actor, lead))


def audits(actor: Actor) -> bool:
    """Whether somebody looks into who read what, in the area of his office."""
    return actor.level not in OUTSIDERS and Role.AUDITOR in actor.roles


def oversees(actor: Actor) -> bool:
    """Whether somebody, as a leader, looks into who read what of the leads that his organ answers for."""
    return actor.level not in OUTSIDERS and Role.LEADER in actor.roles


def watches(actor: Actor, lead: Lead) -> bool:
    """Whether somebody looks into who read this very lead."""
    return (audits(actor) and shown_to(actor, lead)) or (oversees(actor) and answers(lead, actor))


LONGEST: Final = 200
"""Characters of a reason."""
_NUMBER: Final = re.compile(r"[0-9]{10,}|(?<![0-9])[0-9]{3,4}(?:[ -][0-9]{4}){2,}")
"""A number of a person: identity, telephone, account; those of leads and papers have shorter parts."""

LONG: Final = Mistake(
    "input.reason.long", Words("理由过长", "The reason is too long"),
    Words("写 {most} 字以内", "At most {most} characters"), EXPLAINED,
)  # fmt: skip
PERSONAL: Final = Mistake(
    "input.reason.personal", Words("理由里有号码", "The reason holds a number of a person"),
    Words("不写姓名、证件号码、电话和账号；线索用线索编号", "No names, identity numbers, telephones or accounts"
          " in it; a lead by its number"), EXPLAINED,
)  # fmt: skip


def parse_reason(text: str, field: str) -> str:
    """A reason as it is kept, in clear: it stands beside every read. Raises ``InvalidInput``."""
    reason = tidy(text)
    if len(reason) > LONGEST:
        raise LONG.at(field, most=LONGEST)
    if _NUMBER.search(reason):
        raise PERSONAL.at(field)
    return reason
