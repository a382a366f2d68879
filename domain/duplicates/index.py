"""Which registered leads may be the same as new ones: those an index of prints leads to, weighed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.duplicates.prints import Kind, Print, keys
from domain.duplicates.score import CROWD, Match, Verdict, score


class Index(Protocol):
    """What ``candidates_of_each`` needs of an index of leads: rows (kind, value, lead) and the prints of each lead."""

    def holders(self, wanted: Iterable[Print]) -> Mapping[Print, frozenset[str]]:
        """The leads that hold each of the rows; rows nobody holds may be missing.

        Of a kind in ``ALONE_TOO_COMMON`` a few more than ``CROWD`` suffice: a crowd leads to nobody.
        """
        ...

    def prints(self, leads: Iterable[str]) -> Mapping[str, frozenset[Print]]:
        """The fingerprints of leads."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A lead already registered, and how it compares."""

    lead: str
    match: Match


def candidates_of_each(many: Sequence[frozenset[Print]], index: Index) -> list[tuple[Candidate, ...]]:
    """The registered leads that may be duplicates of, or related to, each of several new ones; the likeliest first.

    The index is asked twice in all. The new ones are not told of one another.
    """
    wanted = [keys(prints) for prints in many]
    holders = index.holders({each for asked in wanted for each in asked})
    crowded = {held for held, leads in holders.items() if len(leads) > CROWD}
    worth_it = {
        held: leads for held, leads in holders.items() if not (held in crowded and held.kind in ALONE_TOO_COMMON)
    }
    known = index.prints({lead for leads in worth_it.values() for lead in leads})
    return [
        _weighed(prints, {lead for each in asked for lead in worth_it.get(each, ())}, known, crowded)
        for prints, asked in zip(many, wanted, strict=True)
    ]


def _weighed(
    prints: frozenset[Print], leads: set[str], known: Mapping[str, frozenset[Print]], crowded: set[Print]
) -> tuple[Candidate, ...]:
    scored = (Candidate(lead, score(prints, known[lead], crowded)) for lead in leads if lead in known)
    kept = (candidate for candidate in scored if candidate.match.verdict is not Verdict.UNRELATED)
    return tuple(sorted(kept, key=lambda candidate: (-candidate.match.score, candidate.lead)))


ALONE_TOO_COMMON = frozenset({Kind.PERSON})
"""A common person's name alone leads to nobody; with anything else shared, that other print leads there."""
