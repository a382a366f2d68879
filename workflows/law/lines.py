"""Criminal lines: which are reached, and which text's lines govern an earlier act. Alarms; they block nothing."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain.law import Citation, Measure, Offence, Party, Threshold, Tier, cite
from domain.words import Words
from workflows.law.rules import Rules, rules_on


@dataclass(frozen=True, slots=True)
class Alarm:
    """A line that is reached. ``figure`` is what was found (分 or people).

    ``threshold.condition`` says what no figure shows; an alarm opens a question, a person answers it (R310 3).
    """

    threshold: Threshold
    figure: int

    @property
    def citation(self) -> Citation:
        """The article of the line."""
        return self.threshold.citation

    @property
    def conditional(self) -> bool:
        """Whether the line also asks for something that no figure shows."""
        return self.threshold.condition is not None


def alarms(amount_fen: int, persons: int, loss_fen: int, is_unit: bool, rules: Rules) -> tuple[Alarm, ...]:  # noqa: FBT001
    """The lines reached by an amount and a loss in 分 and a number of people (0 where unknown), in register order.

    An organiser whose kind is not known is best given as an individual: his lines were the lower ones.
    """
    figures = {Measure.AMOUNT: amount_fen, Measure.PERSONS: persons, Measure.LOSS: loss_fen}
    return tuple(
        Alarm(line, figures[line.measure])
        for line in rules.thresholds
        if line.concerns(is_unit=is_unit) and figures[line.measure] >= line.at_least
    )


class Ground(StrEnum):
    """Why a text's lines were chosen."""

    SAME = "same"
    NONE_THEN = "none-then"
    THEN = "then"
    FAVOURABLE = "favourable"


GROUNDS: Final = {
    Ground.SAME: Words("行为时和处理时是同一文本", "the same text on both days"),
    Ground.NONE_THEN: Words("行为时没有解释，适用处理时的", "no interpretation then: the one at decision governs"),
    Ground.THEN: Words("适用行为时的解释，新解释并不更有利", "the one then governs; the new one is no better"),
    Ground.FAVOURABLE: Words("新解释更有利，适用新解释（未经核实）", "the new one is more favourable (UNCONFIRMED)"),
}

BASES: Final = {
    Ground.SAME: cite("R310 3"),
    Ground.NONE_THEN: cite("JI01 2"),
    Ground.THEN: cite("JI01 3"),
    Ground.FAVOURABLE: cite("JI01 3"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which lines govern an offence by such an organiser: both texts' lines, the chosen ones, why, by which article.

    ``confirmed`` is False where the choice rests on our reading of "more favourable".
    """

    offence: Offence
    party: Party
    at_conduct: tuple[Threshold, ...]
    at_decision: tuple[Threshold, ...]
    ground: Ground

    @property
    def chosen(self) -> tuple[Threshold, ...]:
        """The lines that govern."""
        return self.at_conduct if self.ground in (Ground.SAME, Ground.THEN) else self.at_decision

    @property
    def why(self) -> Words:
        """The reason, in words."""
        return GROUNDS[self.ground]

    @property
    def basis(self) -> tuple[Citation, ...]:
        """The article of the reason."""
        return BASES[self.ground]

    @property
    def confirmed(self) -> bool:
        """Whether the choice needs no judgement of ours."""
        return self.ground is not Ground.FAVOURABLE


def thresholds_for(conduct_day: date, decision_day: date) -> tuple[Choice, ...]:
    """For every offence and kind of organiser, the interpretation's lines on both days and which govern (JI01 2, 3).

    Lines not confirmed (追诉标准) are alarms beside these and are never chosen. Procedure always follows the day of the
    office's own act: use ``rules_on``.
    """
    return tuple(
        _choose(offence, party, rules_on(conduct_day), rules_on(decision_day))
        for offence in Offence
        for party in (Party.INDIVIDUAL, Party.UNIT)
    )


def _choose(offence: Offence, party: Party, conduct: Rules, decision: Rules) -> Choice:
    then, now = _of(conduct, offence, party), _of(decision, offence, party)
    if then == now:
        ground = Ground.SAME
    elif not then:
        ground = Ground.NONE_THEN
    elif _kinder(now, then):
        ground = Ground.FAVOURABLE
    else:
        ground = Ground.THEN
    return Choice(offence, party, then, now, ground)


def _of(rules: Rules, offence: Offence, party: Party) -> tuple[Threshold, ...]:
    return tuple(
        line
        for line in rules.thresholds
        if line.confirmed and line.offence is offence and line.concerns(is_unit=party is Party.UNIT)
    )


def _kinder(now: tuple[Threshold, ...], then: tuple[Threshold, ...]) -> bool:
    """Whether crime begins nowhere earlier, and somewhere later, under the lines of now."""
    old, new = _entry(then), _entry(now)
    common = old.keys() & new.keys()
    return bool(common) and all(new[m] >= old[m] for m in common) and any(new[m] > old[m] for m in common)


def _entry(lines: tuple[Threshold, ...]) -> dict[Measure, int]:
    """Where crime begins without an aggravating circumstance."""
    return {line.measure: line.at_least for line in lines if line.tier is Tier.ENTRY and not line.lowered}
