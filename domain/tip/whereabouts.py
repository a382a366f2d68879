"""Where the matter of a report lies by now: the lead that took it up, what was split from it, what either went into."""

from collections.abc import Callable, Iterator

from domain.lead.state import Lead

Seeing = Callable[[str], Lead]
"""A lead of an id; for one that was not looked at it raises ``KeyError``."""


def ends(lead: str, seeing: Seeing) -> tuple[Lead, ...]:
    """The leads that must be over before the report is: that of its own lead first. Raises as ``seeing`` does."""
    return tuple(_end(each, seeing) for each in _parts(lead, seeing))


def looked_at(lead: str, seeing: Seeing) -> tuple[str, ...]:
    """Every lead on the way there, each once."""
    seen: dict[str, Lead] = {}

    def noting(each: str) -> Lead:
        seen[each] = seeing(each)
        return seen[each]

    ends(lead, noting)
    return tuple(seen)


def _parts(lead: str, seeing: Seeing) -> Iterator[str]:
    """It and whatever was split from it: nobody can say which part the report is about."""
    yield lead
    for each in seeing(lead).parts:
        yield from _parts(each, seeing)


def _end(lead: str, seeing: Seeing) -> Lead:
    """The lead that it went into at last; no lead goes into itself."""
    found = seeing(lead)
    return _end(found.merged_into, seeing) if found.merged_into else found
