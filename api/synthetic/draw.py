"""Choices out of a seed, the same everywhere: Python promises that of ``random()`` alone, so only that is used."""

from base64 import b32encode
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """A stream of choices; other parts give another stream, and no stream depends on how far another was read."""

    def __init__(self, *parts: object) -> None:
        self._random = Random("|".join(map(str, parts))).random  # noqa: S311 - invented data, to be guessed again

    def below(self, count: int) -> int:
        """A whole number from 0, smaller than ``count``."""
        return int(self._random() * count)

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + self.below(most - least + 1)

    def chance(self, percent: int) -> bool:
        """Whether something that happens so often happens."""
        return self.below(100) < percent

    def one(self, of: Sequence[T]) -> T:
        """One of several, each as likely."""
        return of[self.below(len(of))]

    def weighted(self, weights: Mapping[T, int]) -> T:
        """One of several, each as likely as its weight says."""
        left = self.below(sum(weights.values()))
        for each, weight in weights.items():
            if left < weight:
                return each
            left -= weight
        raise AssertionError


def opaque(*parts: object) -> str:
    """An id such as those that chance gives, ``[a-z2-7]{20}``, out of its parts."""
    digest = blake2b("|".join(map(str, parts)).encode(), digest_size=13).digest()
    return b32encode(digest).decode().lower()[:20]
