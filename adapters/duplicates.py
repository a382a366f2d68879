"""Looks in the index of subjects for leads that may be about the same as one that is to be registered."""

from hashlib import sha256
from hmac import digest

from sqlalchemy import Connection

from adapters.follow.followers import Followers
from domain.duplicates.index import candidates
from domain.duplicates.prints import Print
from domain.duplicates.score import Verdict
from domain.lead.intake.commands import RegisterLead
from domain.lead.intake.guards import in_line
from projections.subjects import Digest, SubjectIndex, Subjects


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

    def find(self, command: RegisterLead) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids of leads of one's own line of offices, the likeliest first; of other offices their codes alone."""
        self._followers.freshen()
        return self._followers.ask(self._find, command)

    def _find(self, connection: Connection, command: RegisterLead) -> tuple[tuple[str, ...], tuple[str, ...]]:
        index = SubjectIndex(self._subjects, connection)
        found = candidates(self._subjects.of(command), index)
        same = [each.lead for each in found if each.match.verdict is Verdict.DUPLICATE]
        holders = index.of(same)
        here = tuple(lead for lead in same if in_line(holders[lead].office, command.office))
        elsewhere = {holders[lead].office for lead in same if lead not in here}
        return here, tuple(sorted(elsewhere))
