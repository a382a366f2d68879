"""One of our two languages, and how texts are put together in it: for terminals and for pages alike."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.settings import Lang
from domain.words import Words


@dataclass(slots=True)
class Tongue:
    """Speaks words of ours in one language."""

    lang: Lang

    def __call__(self, words: Words, /) -> str:
        """The text in this language."""
        return words.zh if self.lang is Lang.ZH else words.en

    def aside(self, text: str, more: str) -> str:
        """``text（more）``."""
        return f"{text}（{more}）" if self.lang is Lang.ZH else f"{text} ({more})"

    def colon(self, head: str, text: str) -> str:
        """``head：text``."""
        return f"{head}：{text}" if self.lang is Lang.ZH else f"{head}: {text}"

    def written(self, value: object) -> str:
        """A value among facts: days as they are sorted; pages write them out."""
        return str(value)

    def listed(self, items: Iterable[str]) -> str:
        """``a、b``."""
        return ("、" if self.lang is Lang.ZH else ", ").join(items)

    def apart(self, items: Iterable[str]) -> str:
        """``a；b``, where the items may hold commas of their own."""
        return ("；" if self.lang is Lang.ZH else "; ").join(items)
