"""Walks an event along the plan of its shape: seals what is secret or opens it again, refuses instants not in UTC."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from adapters.store.sealing import Nonce, drawn, seal, unseal
from adapters.store.shapes import REF, Fields, Items, Leaf, Node, subject_of
from domain.catalogue import ERASED
from domain.errors import Refusal
from domain.words import Words
from workflows.ports import KeyStore

Keys = Mapping[str, bytes | None]
"""Subject → key, None for one that was destroyed."""

_UTC_OFFSET: Final = timedelta(0)


class Sealer:
    """Walks an event as plain dicts and lists, on its way into the log. ``keys`` holds those of all its subjects."""

    def __init__(self, keys: Keys, nonce: Nonce | None = None) -> None:
        self._keys = keys
        self._nonce = nonce or drawn()

    def walk(self, node: Node, value: Any, place: str, path: str, subject: str) -> Any:  # noqa: ANN401 - plain JSON
        """The value with its secrets sealed for ``place`` + ``path``; ``subject`` is whose they are.

        Raises ``ValueError`` for an instant that is not UTC, ``Refusal`` (``subject.erased``) for a destroyed key.
        """
        if value is None:
            return None
        match node:
            case Leaf.SECRET:
                return self._seal(subject, place + path, value)
            case Leaf.INSTANT:
                return _utc(value, path)
            case Items(inner):
                return [self.walk(inner, item, place, f"{path}.{i}", subject) for i, item in enumerate(value)]
            case Fields(children, refers):
                whose = subject_of(value[REF], subject) if refers else subject
                for name, child in children:
                    value[name] = self.walk(child, value[name], place, f"{path}.{name}" if path else name, whose)
                return value

    def _seal(self, subject: str, place: str, text: str) -> str:
        key = self._keys[subject]
        if key is None:
            raise erased(subject)
        return seal(key, place, text, self._nonce(key, place, text))


class Opener:
    """Walks an event that was just decoded, and that nobody else has seen yet: opens the secrets in place.

    It is made for one read, and asks once for each key: of a long story nearly all is sealed for the same few.
    """

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys
        self._known: dict[str, bytes | None] = {}

    def walk(self, node: Node, value: Any, place: str, path: str, subject: str) -> Any:  # noqa: ANN401 - any shape
        """The value with its secrets open, ``ERASED`` where the key was destroyed. Raises ``NotOpened``."""
        if value is None:
            return None
        match node:
            case Leaf.SECRET:
                return self._open(subject, place + path, value)
            case Leaf.INSTANT:
                return value
            case Items(inner):
                return tuple(self.walk(inner, item, place, f"{path}.{i}", subject) for i, item in enumerate(value))
            case Fields(children, refers):
                whose = subject_of(value.ref, subject) if refers else subject
                for name, child in children:
                    inside = f"{path}.{name}" if path else name
                    opened = self.walk(child, getattr(value, name), place, inside, whose)
                    object.__setattr__(value, name, opened)  # frozen for everybody else
                return value

    def _open(self, subject: str, place: str, sealed: str) -> str:
        if subject not in self._known:
            self._known[subject] = self._keys.keys((subject,), create=False).get(subject)
        key = self._known[subject]
        return ERASED if key is None else unseal(key, place, sealed)


def check_instants(node: Node, value: Any, path: str) -> None:  # noqa: ANN401 - any shape
    """Refuse instants that are not UTC in an event as it is: without secrets nothing need be taken apart.

    Raises ``ValueError``.
    """
    if value is None:
        return
    match node:
        case Leaf.INSTANT:
            if value.utcoffset() != _UTC_OFFSET:
                _utc(value.isoformat(), path)
        case Leaf.SECRET:
            msg = f"{path}: personal data is sealed, not looked at"
            raise TypeError(msg)
        case Items(inner):
            for i, item in enumerate(value):
                check_instants(inner, item, f"{path}.{i}")
        case Fields(children, _):
            for name, child in children:
                check_instants(child, getattr(value, name), f"{path}.{name}" if path else name)


def _utc(instant: str, path: str) -> str:
    if not instant.endswith("Z"):
        msg = f"{path}: an instant is stored in UTC, not as {instant}"
        raise ValueError(msg)
    return instant


def erased(subject: str) -> Refusal:
    """What is said to whoever would seal something more with a key that was destroyed."""
    return Refusal(_ERASED_SUBJECT.fill(subject=subject), code="subject.erased")


_ERASED_SUBJECT: Final = Words(
    "{subject} 的个人信息已彻底销毁，不能再写入。",
    "The personal data of {subject} were erased for good; none can be added.",
)
