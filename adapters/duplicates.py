"""Looks in the index of subjects for leads that may be about the same as some that are to be registered."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from hmac import digest

from sqlalchemy import Connection

from adapters.follow.followers import Followers
from domain.actor import Actor
from domain.duplicates.index import candidates_of_each
from domain.duplicates.prints import Print
from domain.duplicates.score import Verdict
from domain.lead.intake.guards import in_line
from domain.lead.sight import shown_to
from projections.subjects import Digest, Holder, SubjectIndex, Subjects
from workflows.ports import Found, Registering


def print_digest(key: bytes) -> Digest:
    """The digest of personal prints under an installation's key."""

    def of(each: Print) -> str:
        return digest(key, f"print|{each.kind.value}|{each.value}".encode(), sha256).hex()[:32]

    return of


class IndexedDuplicates:
    """The port ``Duplicates`` over the read model ``subjects``, which ``followers`` must follow."""

    def __init__(self, followers: Followers, subjects: Subjects) -> None:
        self._followers = followers
        self._subjects = subjects

    def find(self, asked: Sequence[Registering]) -> list[Found]:
        """For each: ids of leads of the sender's own line of offices, the likeliest first; of other offices codes."""
        self._followers.freshen()
        return self._followers.ask(self._find, asked)

    def _find(self, connection: Connection, asked: Sequence[Registering]) -> list[Found]:
        index = SubjectIndex(self._subjects, connection)
        found = candidates_of_each([self._subjects.of(command) for command, _ in asked], index)
        same = [[each.lead for each in some if each.match.verdict is Verdict.DUPLICATE] for some in found]
        holders = index.of({lead for leads in same for lead in leads})
        return [_told(actor, leads, holders) for (_, actor), leads in zip(asked, same, strict=True)]


def _told(actor: Actor, same: Sequence[str], holders: Mapping[str, Holder]) -> Found:
    """By the office of whoever sends it: the one that is to answer for the lead is only what he typed."""
    here = tuple(lead for lead in same if _may_be_named(holders[lead], actor))
    elsewhere = {holders[lead].office for lead in same if lead not in here}
    return here, tuple(sorted(elsewhere))


def _may_be_named(holder: Holder, actor: Actor) -> bool:
    return in_line(holder.office, actor.office) and shown_to(actor, holder)
