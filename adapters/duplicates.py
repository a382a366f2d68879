"""Looks in the index of subjects for leads that may be about the same as some that are to be registered."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from hmac import digest

from sqlalchemy import Connection

from adapters.follow.followers import Followers
from domain.duplicates.index import candidates_of_each
from domain.duplicates.prints import Print
from domain.duplicates.score import Verdict
from domain.lead.intake.commands import RegisterLead
from domain.lead.intake.guards import in_line
from projections.subjects import Digest, Holder, SubjectIndex, Subjects
from workflows.ports import Found


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

    def find(self, commands: Sequence[RegisterLead]) -> list[Found]:
        """For each: ids of leads of one's own line of offices, the likeliest first; of other offices their codes."""
        self._followers.freshen()
        return self._followers.ask(self._find, commands)

    def _find(self, connection: Connection, commands: Sequence[RegisterLead]) -> list[Found]:
        index = SubjectIndex(self._subjects, connection)
        found = candidates_of_each([self._subjects.of(command) for command in commands], index)
        same = [[each.lead for each in some if each.match.verdict is Verdict.DUPLICATE] for some in found]
        holders = index.of({lead for leads in same for lead in leads})
        return [_told(command, leads, holders) for command, leads in zip(commands, same, strict=True)]


def _told(command: RegisterLead, same: Sequence[str], holders: Mapping[str, Holder]) -> Found:
    here = tuple(lead for lead in same if in_line(holders[lead].office, command.office))
    elsewhere = {holders[lead].office for lead in same if lead not in here}
    return here, tuple(sorted(elsewhere))
