"""How pages say things: words of ours in the reader's language, days, moments, members of lists."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import reduce
from typing import Any, Final

from api.settings import Lang
from api.tongue import Tongue
from domain.catalogue import ERASED, MASKED
from domain.errors import About, Stated
from domain.instants import BEIJING, day_of
from domain.words import NO, YES, Words
from projections import wording
from workflows.forms.choices import words_of

DAY: Final = re.compile(r"(?<![\d-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])")
"""A day inside a text of a fact, such as what a bound is written with."""
NOTHING: Final = "—"
"""What stands where nothing is known."""
MASKS: Final = {MASKED: Words(MASKED, "[not shown]"), ERASED: Words(ERASED, "[sealed]")}
"""What is read in place of personal data, as pages say it."""


@dataclass(slots=True)
class Saying(Tongue):
    """One language. Templates call it ``say`` and hand it both texts."""

    def __call__(self, words: str | Words, other: str = "", /, **values: object) -> str:
        """One of two texts, with ``values`` put into its ``{names}``."""
        zh, en = words if isinstance(words, Words) else (words, other)
        text = zh if self.lang is Lang.ZH else en
        return text.format(**values) if values else text

    def day(self, day: date | datetime | None) -> str:
        """``2026年3月2日``; of a moment its day at UTC+8."""
        if day is None:
            return NOTHING
        return self(wording.day(day_of(day) if isinstance(day, datetime) else day))

    def moment(self, moment: datetime | None) -> str:
        """``2026年3月2日 14:30`` at UTC+8."""
        return NOTHING if moment is None else f"{self.day(moment)} {moment.astimezone(BEIJING):%H:%M}"

    def masks(self, page: str) -> str:
        """The page, saying in this language what stands in place of personal data: where that is read it is Chinese."""
        return reduce(lambda text, mask: text.replace(mask, self(MASKS[mask])), MASKS, page)

    def name(self, member: Enum | None) -> str:
        """What a member of a list is called."""
        return NOTHING if member is None else self(words_of(member))

    def written(self, value: object) -> str:
        """Days and moments among facts, as people write them."""
        return self.day(value) if isinstance(value, date) else str(value)

    def any(self, value: Any) -> str:  # noqa: ANN401 - whatever a record holds
        """Anything that a record of ours may hold, as people read it."""
        if value is None or value in ("", ()):
            return NOTHING
        told = next((tell for kind, tell in READ.items() if isinstance(value, kind)), None)
        return str(value) if told is None else told(self, value)

    def stated(self, value: Stated) -> str:
        """What a fact of a refusal holds."""
        if isinstance(value, About):
            return f"{self.name(value.kind)} {value.item}".strip()
        if isinstance(value, tuple) and not isinstance(value, Words):
            return self.listed(map(self.stated, value))
        if isinstance(value, str) and not isinstance(value, Enum):
            return DAY.sub(self._written_out, value)
        return self.any(value)

    def _written_out(self, found: re.Match[str]) -> str:
        try:
            return self.day(date.fromisoformat(found[0]))
        except ValueError:  # the 30th of February
            return found[0]


READ: Final[Mapping[type, Callable[[Saying, Any], str]]] = {
    bool: lambda say, value: say(YES if value else NO),
    Words: Saying.__call__,
    Enum: Saying.name,
    datetime: Saying.moment,
    date: Saying.day,
    tuple: lambda say, value: say.listed(map(say.any, value)),
}
"""How values are told, the narrower kinds first."""
