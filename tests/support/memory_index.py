"""The index of prints in memory: the oracle for what the read model keeps in a table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from domain.duplicates.index import Candidate, candidates_of_each
from domain.duplicates.prints import Print, keys


class MemoryIndex:
    """An ``Index`` held in memory."""

    def __init__(self) -> None:
        self._leads: dict[Print, set[str]] = defaultdict(set)
        self._prints: dict[str, frozenset[Print]] = {}

    def add(self, lead: str, prints: frozenset[Print]) -> None:
        """Register a lead's prints and keys."""
        self._prints[lead] = prints
        for key in keys(prints):
            self._leads[key].add(lead)

    def holders(self, wanted: Iterable[Print]) -> Mapping[Print, frozenset[str]]:
        """See ``Index``."""
        return {held: frozenset(self._leads[held]) for held in wanted if held in self._leads}

    def prints(self, leads: Iterable[str]) -> Mapping[str, frozenset[Print]]:
        """See ``Index``."""
        return {lead: self._prints[lead] for lead in leads}


def candidates(prints: frozenset[Print], index: MemoryIndex) -> tuple[Candidate, ...]:
    """What one new lead alone is compared with."""
    (found,) = candidates_of_each((prints,), index)
    return found
