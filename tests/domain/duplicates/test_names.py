"""Two spellings of one firm meet; two firms of one pattern do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duplicates.names import Likeness, likeness, one_apart, swapped
from domain.duplicates.prints import Kind, Print, keys
from domain.values.firm_name import FirmName, is_vague, taken_apart

texts = st.text("甲乙丙丁戊己", min_size=4, max_size=8)


def test_a_name_is_taken_apart_by_place_brand_trade_form_and_branch() -> None:
    assert taken_apart("济南市槐荫区示例甲投资管理有限公司第一分公司") == FirmName(
        place="槐荫", brand="示例甲", trade="投资管理", form="company", branch="一", local="示例甲投资管理有限公司"
    )


@pytest.mark.parametrize(
    "spelling",
    [
        "示例甲投资有限公司",
        "山东省示例甲投资有限责任公司",
        "示例甲（山东）投资有限公司",
        "示 例 甲 投 资",
        "“示例甲”投资公司",
        "示例甲投资股份有限公司",
    ],
)
def test_place_form_width_and_marks_do_not_make_another_name(spelling: str) -> None:
    assert likeness(spelling, "山东示例甲投资有限公司") is Likeness.SAME


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("示例甲投资管理有限公司", "示例甲", Likeness.SHORTENED),
        ("示例甲投资管理有限公司", "示例甲投资有限公司", Likeness.SAME_BRAND),
        ("示例甲投资有限公司", "示例乙投资有限公司", Likeness.ONE_IN_BRAND),
        ("示例甲乙投资有限公司", "示例乙甲投资有限公司", Likeness.MISTYPED),
        ("示例甲乙投资有限公司", "示例甲甲乙投资有限公司", Likeness.MISTYPED),
        ("示例甲文化传媒有限公司", "示例甲文化传播有限公司", Likeness.SAME_BRAND),
        ("示例鑫源投资有限公司", "示例新元投资有限公司", Likeness.SOUNDS_ALIKE),
        ("示例丙投资有限公司", "示例丙投姿有限公司", Likeness.SOUNDS_ALIKE),
        ("示例丙健康管理有限公司", "示例丙健康管家有限公司", Likeness.ONE_CHARACTER),
        ("示例甲", "示例甲", Likeness.AS_SAID),
        ("示例甲投资", "示例甲投资", Likeness.SAME),
        ("济南示例公司", "济南示例公司", Likeness.SAME),
        ("示例粮油店", "示例粮油店", Likeness.SAME),
        ("济南示例甲", "示例甲", Likeness.AS_SAID),
        ("济南示例甲投资有限公司", "山东示例甲投资有限公司", Likeness.OTHER_REGISTRATION),
        ("示例甲投资有限公司", "示例甲投资合伙企业（有限合伙）", Likeness.OTHER_REGISTRATION),
        ("济南示例甲投资有限公司", "青岛示例甲投资有限公司", Likeness.OTHER_PLACE),
        ("示例甲投资有限公司槐荫分公司", "示例甲投资有限公司长清分公司", Likeness.OTHER_BRANCH),
        ("示例甲投资有限公司槐荫分公司", "示例甲投资有限公司槐荫区分公司", Likeness.SAME),
        ("示例甲商贸有限公司", "示例甲投资有限公司", Likeness.SAME_BRAND),
        ("示例甲投资有限公司", "测试乙健康有限公司", Likeness.NONE),
    ],
)
def test_what_differs_decides_how_alike_two_names_are(one: str, other: str, expected: Likeness) -> None:
    assert likeness(one, other) is expected
    assert likeness(other, one) is expected


@pytest.mark.parametrize(
    ("name", "vague"),
    [
        ("某投资公司", True),
        ("养老项目", True),
        ("楼下卖保健品的", True),
        ("老年会员卡", True),
        ("示例甲投资", False),
        ("示例养老院", False),
        ("", False),
    ],
)
def test_a_description_is_no_name(name: str, *, vague: bool) -> None:
    assert is_vague(name) is vague


def edits(text: str) -> st.SearchStrategy[str]:
    """Any one slip: left out, put in, replaced, swapped with its neighbour."""
    places = st.integers(0, len(text) - 2)
    return st.builds(
        lambda at, other, slip: (
            text[:at] + text[at + 1 :],
            text[:at] + other + text[at:],
            text[:at] + other + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        )[slip],
        places,
        st.sampled_from("甲乙丙丁"),
        st.integers(0, 3),
    )


@given(texts.flatmap(lambda text: st.tuples(st.just(text), edits(text))))
def test_one_slip_is_seen_and_the_two_names_share_a_key_to_be_looked_up_by(pair: tuple[str, str]) -> None:
    one, other = pair
    assert one == other or swapped(one, other) or one_apart(one, other)
    near = [{key.value for key in keys([Print(Kind.NAME, name)]) if key.kind is Kind.NEAR_NAME} for name in pair]
    assert near[0] & near[1]


@given(texts, texts)
def test_the_slips_are_told_the_same_from_both_sides(one: str, other: str) -> None:
    assert swapped(one, other) == swapped(other, one)
    assert one_apart(one, other) == one_apart(other, one)
    assert likeness(one, other) == likeness(other, one)
