"""What people write in their own words may name somebody, so every such field of an event is sealed."""

from typing import Any, Final, get_args, get_type_hints

import pytest

from adapters.store.registry import catalogue
from domain.catalogue import PERSONAL

OWN_WORDS: Final = frozenset({
    "address", "answer", "content", "demands", "explanation", "facts", "found", "guidance", "note", "opinion", "party",
    "promise", "promises", "reason", "reasons", "received_by", "remark", "risk", "said", "seen", "statement", "summary",
    "suspicion", "told",
})  # fmt: skip
EVENTS: Final = [pytest.param(event, id=name) for name, event in sorted(catalogue().items())]


def sealed(hint: Any) -> bool:  # noqa: ANN401 - a type hint
    """Whether the text in a hint is personal, at whatever depth."""
    return PERSONAL in getattr(hint, "__metadata__", ()) or any(sealed(inner) for inner in get_args(hint))


def is_text(hint: Any) -> bool:  # noqa: ANN401 - a type hint
    """Whether it is a text, or texts."""
    return hint is str or any(is_text(inner) for inner in get_args(hint))


@pytest.mark.parametrize("event", EVENTS)
def test_own_words_are_sealed(event: type) -> None:
    hints = get_type_hints(event, include_extras=True)

    clear = {name for name in OWN_WORDS & set(hints) if is_text(hints[name]) and not sealed(hints[name])}

    assert clear == set()
