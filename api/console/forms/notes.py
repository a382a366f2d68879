"""What a form says beside a field or a way to begin, where its name alone leaves a newcomer wondering."""

from collections.abc import Mapping
from typing import Final

from domain.lead.standing.guards import TOP_SCORE
from domain.words import Words

_ONE: Final = Words("单位、个人二者填一项", "either the unit or the person")
_MERGER: Final = Words("只有并案填写", "of a merger alone")
NOTES: Final[Mapping[tuple[str, str], Words]] = {
    ("RegisterLead", "unit"): _ONE, ("RegisterLead", "person"): _ONE,
    ("RequestSignature", "target"): _MERGER, ("SignPaper", "target"): _MERGER,
    ("GradeRisk", "score"): Words(
        f"可以不填；0 至 {TOP_SCORE} 的整数", f"may be left empty; a whole number from 0 to {TOP_SCORE}"
    ),
    ("OrderRectification", "deadline"): Words("须晚于责令当日", "after the day of the order"),
    ("Suspend", "expected"): Words("须晚于办理之日", "after the day of the act"),
    ("OpenOffice", "office"): Words(
        "以辖区的区划代码开头；区划代码已被别的单位用了的，再加短横和字母，如 370104-scjg",
        "it begins with the code of the area; where another office has that, a dash and letters follow, such as "
        "370104-scjg",
    ),
    ("OpenAccount", "ref"): Words("小写字母、数字和短横，如 ja-01", "small letters, digits and dashes, such as ja-01"),
    ("RequestSignature", "proposal"): Words(
        "写明拟怎么办、为什么；签批人在签批前看到", "what is to be done, and why; whoever signs reads it before"
    ),
    ("SignPaper", "opinion"): Words(
        "不同意的必须写明，提请人据此修改", "needed for a no: whoever asked learns what to mend"
    ),
}  # fmt: skip
"""Shape and field → what is said beside it."""
ANYWHERE: Final[Mapping[str, Words]] = {
    "no_interest": Words(
        "办理人员与对象没有利害关系；有的应当先回避",
        "the officers have no interest in the matter; whoever has one steps back",
    ),
}  # fmt: skip
"""Field of any shape → the same."""
BEGINNINGS_TOLD: Final[Mapping[str, Words]] = {
    "register-lead": Words("本辖区新发现的一条线索", "a lead newly found in your area"),
    "register-assistance": Words("外地机关来函请求协助的", "asked for by a letter of an office elsewhere"),
}  # fmt: skip
"""Name of a way to begin → when it is the one."""


def note(shape: str, field: str) -> Words | None:
    """What is said beside a field, if anything."""
    return NOTES.get((shape, field)) or ANYWHERE.get(field)
