"""A text a person reads, in the two languages the product speaks."""

from typing import Final, NamedTuple


class Words(NamedTuple):
    """One text in Chinese (what users see) and in English (the switch)."""

    zh: str
    en: str

    def fill(self, **values: object) -> "Words":
        """Put ``values`` into the ``{names}`` of both texts."""
        return Words(self.zh.format(**values), self.en.format(**values))


YES: Final = Words("是", "yes")
NO: Final = Words("否", "no")
NONE: Final = Words("无", "none")
EMPTY: Final = Words("空", "empty")
