"""The truth beside the leads: which are one subject, which are illegal fundraising, where each ended in the year."""

import csv
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from api.synthetic.kinds import SWEPT, VISITED
from api.synthetic.plan import Told
from domain.instants import BEIJING

COLUMNS: Final = (
    "number", "lead", "registered", "kind", "plot", "office", "subject", "name", "same_as", "illegal", "final_stage",
    "acts",
)  # fmt: skip
"""``subject`` is one key for all leads about one subject; ``same_as`` the lead that a planted duplicate repeats."""


class Truth:
    """The file being written, one row a lead in the order of registration; ``with Truth(path) as truth``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kinds: Counter[str] = Counter()
        self._stages: Counter[str] = Counter()
        self._swept: Counter[str] = Counter()
        self._illegal = self._again = 0

    def __enter__(self) -> Self:
        self._file = self._path.open("w", encoding="utf-8-sig", newline="")
        self._rows = csv.writer(self._file, lineterminator="\n")
        self._rows.writerow(COLUMNS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, number: str, told: Told) -> None:
        """A lead, with the number it was given."""
        self._rows.writerow([
            number, told.lead, told.registered.astimezone(BEIJING).isoformat(timespec="minutes"), told.kind, told.plot,
            told.office, told.subject, told.name, told.first, "yes" if told.illegal else "no", told.final, told.steps,
        ])  # fmt: skip
        self._kinds[told.kind] += 1
        self._stages[told.final.value] += 1
        self._illegal += told.illegal
        self._again += bool(told.first)
        if told.kind == "sweep":
            self._swept[told.plot] += 1

    def summary(self) -> dict[str, object]:
        """The counts."""
        return {
            "leads": self._kinds.total(),
            "illegal": self._illegal,
            "planted_duplicates": self._again,
            "kinds": dict(sorted(self._kinds.items())),
            "final_stages": dict(sorted(self._stages.items())),
            "sweep": self._funnel(),
        }

    def _funnel(self) -> dict[str, int]:
        """The building sweep: visited → of the trade (the leads) → irregular → ordered or worse → suspected crimes."""
        leads, crimes = self._swept.total(), self._swept["police"]
        return {
            "visited": leads * VISITED // SWEPT,
            "registered": leads,
            "irregular": leads - self._swept["ruled-out"],
            "ordered_or_worse": self._swept["rectified"] + crimes,
            "suspected_crimes": crimes,
        }
