"""A grade has a reason."""

import pytest

from domain.errors import InvalidInput
from domain.values.risk_grade import RiskAssessment, RiskGrade


def test_the_stored_values_never_change() -> None:
    assert [grade.value for grade in RiskGrade] == ["red", "orange", "yellow", "blue"]
    assert [grade.label.zh for grade in RiskGrade] == ["高", "中", "低", "关注"]


@pytest.mark.parametrize(
    ("text", "grade"),
    [("高", "red"), ("高风险", "red"), ("红色", "red"), ("中", "orange"), ("橙", "orange"), ("低", "yellow"),
     ("黄色（低）", "yellow"), ("关注", "blue"), ("BLUE", "blue"), ("ｒｅｄ", "red")],
)  # fmt: skip
def test_levels_and_colours_name_one_grade(text: str, grade: str) -> None:
    assert RiskGrade.parse(text) is RiskGrade(grade)


@pytest.mark.parametrize(
    ("grade", "reasons", "score", "code"),
    [
        ("高", [], None, "input.risk-grade.reason"),
        ("高", [" ", "\u3000"], None, "input.risk-grade.reason"),
        ("极高", ["公开宣传"], None, "input.risk-grade.unknown"),
        ("", ["公开宣传"], None, "input.risk-grade.unknown"),
        ("高", ["公开宣传"], 101, "input.risk-grade.score"),
        ("高", ["公开宣传"], -1, "input.risk-grade.score"),
    ],
)
def test_a_grade_without_reason_or_scale_is_refused(
    grade: str, reasons: list[str], score: int | None, code: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        RiskAssessment.parse(grade, reasons, score=score)
    assert refusal.value.code == code


def test_a_grade_keeps_its_reasons_and_its_score() -> None:
    assessed = RiskAssessment.parse("中", ["公开宣传 ", "", "承诺收益"], score=100)
    assert assessed == RiskAssessment(grade=RiskGrade.ORANGE, reasons=("公开宣传", "承诺收益"), score=100)
