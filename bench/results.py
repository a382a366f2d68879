"""What a run leaves behind: per benchmark its figures and its ratios, as plain data that JSON can hold."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench.measure import Sample


@dataclass(frozen=True, slots=True)
class Figure:
    """One competitor: the medians of its rounds. ``p50`` and ``p99`` in milliseconds for one act."""

    name: str
    rate: float
    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """One competitor over another, round by round within one run: median, least and greatest; the aim, if there is one.

    ``unit`` is ``×``, or that of a plain figure which has an aim of its own. Of times less is better, and of whatever
    has a ``ceiling``.
    """

    name: str
    value: float
    least: float
    greatest: float
    aim: float | None = None
    unit: str = "×"
    ceiling: bool = False

    @property
    def less(self) -> bool:
        """Whether the aim is the most there may be."""
        return self.ceiling or self.unit == "ms"

    @property
    def missed(self) -> bool:
        """Whether the aim was not reached."""
        if self.aim is None:
            return False
        return self.value > self.aim if self.less else self.value < self.aim


@dataclass(slots=True)
class Table:
    """One benchmark on one database: who did how much of what."""

    title: str
    unit: str
    figures: list[Figure] = field(default_factory=list)
    ratios: list[Ratio] = field(default_factory=list)


class Race:
    """Competitors that take turns: round after round everybody once, so that a busy moment hits all alike."""

    def __init__(self, title: str, unit: str, rounds: int) -> None:
        self.table = Table(title, unit)
        self._rounds = rounds
        self._samples: dict[str, list[Sample]] = {}

    def run(self, competitors: Mapping[str, Callable[[], Sample]]) -> None:
        """Run them all, and note the medians."""
        for _ in range(self._rounds):
            for name, compete in competitors.items():
                self._samples.setdefault(name, []).append(compete())
        for name in competitors:
            rounds = self._samples[name]
            rate, p50, p99 = (median(getattr(each, part) for each in rounds) for part in ("rate", "p50", "p99"))
            self.table.figures.append(Figure(name, rate, p50 * 1e3, p99 * 1e3))

    def ratio(self, name: str, ours: str, *theirs: str, aim: float | None = None) -> None:
        """Note our rate over the best of theirs, round by round."""
        pairs = zip(self._samples[ours], *(self._samples[each] for each in theirs), strict=True)
        ratios = [mine.rate / max(each.rate for each in others) for mine, *others in pairs]
        self.table.ratios.append(Ratio(name, median(ratios), min(ratios), max(ratios), aim))

    def longer(self, name: str, one: str, other: str, part: str, aim: float) -> None:
        """Note how much longer one takes than the other at ``part``, as ``p95``, round by round: at most ``aim``."""
        pairs = zip(self._samples[one], self._samples[other], strict=True)
        ratios = [getattr(mine, part) / getattr(theirs, part) for mine, theirs in pairs]
        self.table.ratios.append(Ratio(name, median(ratios), min(ratios), max(ratios), aim, ceiling=True))

    def rate(self, name: str, of: str, unit: str, aim: float) -> None:
        """Note a rate that has an aim of its own."""
        rates = [each.rate for each in self._samples[of]]
        self.table.ratios.append(Ratio(name, median(rates), min(rates), max(rates), aim, unit))

    def time(self, name: str, of: str, part: str, aim: float) -> None:
        """Note a time that may be ``aim`` ms at most; beside it stands the one of the slowest 1 %."""
        took, slowest = (median(getattr(each, each_part) for each in self._samples[of]) * 1e3
                         for each_part in (part, "p99"))  # fmt: skip
        self.table.ratios.append(Ratio(name, took, took, slowest, aim, "ms"))


@dataclass(slots=True)
class Results:
    """All that is kept: on which machine, with which versions, when, and the tables by benchmark."""

    machine: dict[str, str]
    days: dict[str, str] = field(default_factory=dict)
    tables: dict[str, list[Table]] = field(default_factory=dict)

    def save(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(path: Path, machine: dict[str, str]) -> Results:
    """What was kept before on this very machine and these versions; figures of others do not stand beside ours."""
    if not path.exists():
        return Results(machine)
    kept = json.loads(path.read_text(encoding="utf-8"))
    if kept["machine"] != machine:
        return Results(machine)
    tables = {name: [_table(each) for each in tables] for name, tables in kept["tables"].items()}
    return Results(machine, kept["days"], tables)


def _table(kept: dict[str, Any]) -> Table:
    figures = [Figure(**each) for each in kept["figures"]]
    return Table(kept["title"], kept["unit"], figures, [Ratio(**each) for each in kept["ratios"]])
