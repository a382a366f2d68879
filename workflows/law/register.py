"""The whole register, all times at once: the shape that the data files become."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.law import Article, AuthorityRule, Citation, Instrument, OfficeRule, Threshold

NUMBER: Final = re.compile(r"(\d+)((?:\(\d+\))*)")


@dataclass(frozen=True, slots=True)
class Register:
    """Everything the data files say. ``digest`` is SHA-256 over their content, not their layout or comments."""

    instruments: Mapping[str, Instrument]
    articles: Mapping[Citation, Article]
    thresholds: tuple[Threshold, ...]
    authority: tuple[AuthorityRule, ...]
    office_rules: tuple[OfficeRule, ...]
    digest: str

    def article(self, citation: Citation) -> Article | None:
        """The entry for an article: the item or paragraph itself, else the whole article if it has such a one."""
        exact = self.articles.get(citation)
        number = NUMBER.fullmatch(citation.article)
        if exact is not None or number is None:
            return exact
        whole = self.articles.get(Citation(citation.instrument, number[1]))
        if whole is None:
            return None
        items = [int(item) for item in re.findall(r"\d+", number[2])]
        paragraph = int(citation.paragraph) if citation.paragraph.isdecimal() else (0 if citation.paragraph else 1)
        fits = all(1 <= item <= whole.items for item in items) and 1 <= paragraph <= whole.paragraphs
        return whole if fits else None

    def versions(self, slug: str) -> tuple[OfficeRule, ...]:
        """Every dated version of an office rule."""
        return tuple(rule for rule in self.office_rules if rule.slug == slug)
