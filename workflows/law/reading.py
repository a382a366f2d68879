"""TOML tables read key by key: what is missing, mistyped or left over is named with its place."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeVar, cast

from domain.law import Validity
from domain.words import Words

T = TypeVar("T")


class BadRegister(ValueError):
    """A data file of the law register is wrong; the message names file, table and key. Nothing may run on it."""


class Table:
    """One table of a data file. Every key is taken once; ``done`` refuses what nobody asked for."""

    def __init__(self, place: str, values: object) -> None:
        self.place = place
        self._left = dict(_mapping(place, values))

    def has(self, key: str) -> bool:
        """Whether the key is there and not taken yet."""
        return key in self._left

    def take(self, key: str, kind: type[T]) -> T:
        """The value of a key that must be there, of exactly that type. Raises ``BadRegister``."""
        if key not in self._left:
            msg = f"{self.place}: {key} is missing"
            raise BadRegister(msg)
        value = self._left.pop(key)
        if type(value) is not kind:
            msg = f"{self.place}: {key} is {value!r}, not a {kind.__name__}"
            raise BadRegister(msg)
        return value

    def maybe(self, key: str, kind: type[T]) -> T | None:
        """The value of a key that may be absent."""
        return self.take(key, kind) if key in self._left else None

    def count(self, key: str, default: int = 0) -> int:
        """A whole number that is not negative."""
        number = self.maybe(key, int)
        if number is not None and number < 0:
            msg = f"{self.place}: {key} is negative"
            raise BadRegister(msg)
        return default if number is None else number

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, not empty."""
        values = cast("list[object]", self.take(key, list))
        if not values or not all(isinstance(value, str) for value in values):
            msg = f"{self.place}: {key} must be a list of texts"
            raise BadRegister(msg)
        return tuple(str(value) for value in values)

    def setting(self, key: str) -> int | str | None:
        """A number or a text, or nothing."""
        value = self._left.pop(key, None)
        if value is None or isinstance(value, str) or type(value) is int:
            return value
        msg = f"{self.place}: {key} is neither number nor text"
        raise BadRegister(msg)

    def words(self) -> Words:
        """The texts under ``zh`` and ``en``; neither may be empty."""
        words = Words(self.take("zh", str), self.take("en", str))
        if not words.zh or not words.en:
            msg = f"{self.place}: a text is empty"
            raise BadRegister(msg)
        return words

    def inner_words(self, key: str) -> Words | None:
        """Words in an inline table that may be absent."""
        if key not in self._left:
            return None
        inner = Table(f"{self.place}.{key}", self._left.pop(key))
        words = inner.words()
        inner.done()
        return words

    def validity(self, default: Validity | None = None) -> Validity:
        """``since`` and ``until``; the default gives what is absent."""
        since = self.maybe("since", date) or (None if default is None else default.since)
        until = self.maybe("until", date) or (None if default is None else default.until)
        if since is None or (until is not None and until < since):
            msg = f"{self.place}: since is missing or later than until"
            raise BadRegister(msg)
        return Validity(since, until)

    def done(self) -> None:
        """Refuse keys that nobody took."""
        if self._left:
            msg = f"{self.place}: unknown {', '.join(self._left)}"
            raise BadRegister(msg)


def tables(place: str, values: object) -> Iterator[tuple[str, Table]]:
    """The tables of a file whose headers are keys: ``[R737]``."""
    for key, value in _mapping(place, values).items():
        yield key, Table(f"{place} [{key}]", value)


def rows(place: str, values: object) -> Iterator[tuple[str, Table]]:
    """The tables of a file whose headers repeat, one per dated version: ``[[four-eyes]]``."""
    for key, value in _mapping(place, values).items():
        if not isinstance(value, list):
            msg = f"{place}: write [[{key}]], not [{key}]"
            raise BadRegister(msg)
        for number, row in enumerate(cast("list[object]", value), start=1):
            yield key, Table(f"{place} [[{key}]] {number}", row)


def _mapping(place: str, values: object) -> Mapping[str, object]:
    if not isinstance(values, dict):
        msg = f"{place}: a table is expected"
        raise BadRegister(msg)
    return cast("dict[str, object]", values)
