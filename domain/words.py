"""A text a person reads, in the two languages the product speaks."""

from typing import NamedTuple


class Words(NamedTuple):
    """One text in Chinese (what users see) and in English (the switch)."""

    zh: str
    en: str

    def fill(self, **values: object) -> "Words":
        """Put ``values`` into the ``{names}`` of both texts."""
        return Words(self.zh.format(**values), self.en.format(**values))
