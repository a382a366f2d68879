"""Risk grades with their reasons: a grade nobody can explain is refused."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from domain.catalogue import shape
from domain.values.mistake import Mistake
from domain.values.text import compact, tidy
from domain.words import Words

RULE: Final = "office risk-grade"
HIGHEST_SCORE: Final = 100


class RiskGrade(StrEnum):
    """Four grades, the gravest first. Values are stored."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"

    @property
    def label(self) -> Words:
        """高, 中, 低, 关注: what the grade is called."""
        return LABELS[self]

    @classmethod
    def parse(cls, text: str, *, field: str = "risk_grade") -> "RiskGrade":
        """Read a grade by its level (高), its colour (红) or its stored value.

        Raises ``InvalidInput`` (``input.risk-grade.unknown``).
        """
        grade = SPELLINGS.get(compact(text).lower())
        if grade is None:
            raise UNKNOWN_GRADE.at(field)
        return grade


LABELS: Final = {
    RiskGrade.RED: Words("高", "high"),
    RiskGrade.ORANGE: Words("中", "medium"),
    RiskGrade.YELLOW: Words("低", "low"),
    RiskGrade.BLUE: Words("关注", "watch"),
}
COLOURS: Final = {RiskGrade.RED: "红", RiskGrade.ORANGE: "橙", RiskGrade.YELLOW: "黄", RiskGrade.BLUE: "蓝"}
SPELLINGS: Final = {
    spelling: grade
    for grade in RiskGrade
    for label, colour in ((LABELS[grade], COLOURS[grade]),)
    for name in (label.zh, colour)
    for spelling in (grade.value, label.en, name, f"{name}风险", f"{name}色", f"{colour}色({label.zh})", f"{name}级")
}
"""Everything an office writes in the column 风险等级, lower case and without blanks."""

UNKNOWN_GRADE = Mistake(
    "input.risk-grade.unknown",
    Words("没有这个风险等级", "There is no such risk grade"),
    Words("填 高、中、低、关注 之一（红、橙、黄、蓝）", "One of high, medium, low, watch (red, orange, yellow, blue)"),
    RULE,
)
NO_REASON = Mistake(
    "input.risk-grade.reason",
    Words("定级没有依据", "The grade has no reason"),
    Words("至少写一条定级依据", "Give at least one reason"),
    RULE,
)
WRONG_SCORE = Mistake(
    "input.risk-grade.score",
    Words("分值应在0至100之间", "A score lies between 0 and 100"),
    Words("填0至100的整数，没有分值时留空", "Give a whole number from 0 to 100, or leave it empty"),
    RULE,
)


@shape
class RiskAssessment:
    """A grade, why, and the score if some model gave one (0–100, higher is graver)."""

    grade: RiskGrade
    reasons: tuple[str, ...]
    score: int | None = None

    @classmethod
    def parse(
        cls, grade: str, reasons: Iterable[str], *, score: int | None = None, field: str = "risk_grade"
    ) -> "RiskAssessment":
        """Read a typed assessment; blank reasons do not count. Raises ``InvalidInput`` (``input.risk-grade.*``)."""
        known = RiskGrade.parse(grade, field=field)
        given = tuple(reason for reason in map(tidy, reasons) if reason)
        if not given:
            raise NO_REASON.at(field)
        if score is not None and not 0 <= score <= HIGHEST_SCORE:
            raise WRONG_SCORE.at(field)
        return cls(grade=known, reasons=given, score=score)
