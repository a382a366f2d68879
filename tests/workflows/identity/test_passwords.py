"""Passwords are long and none that everybody tries first; more is not asked of them."""

import pytest

from domain.errors import InvalidInput
from workflows.identity.passwords import check_password

GOOD = ("correct horse battery", "泉城广场边上有七只鸽子在吃米", "v9-Kq 2m!x Zr", "白日依山尽黄河入海流欲穷千里目")
BAD = (
    ("zu kurz", "short"),
    ("一二三四五六七八九十甲", "short"),
    ("x" * 257, "long"),
    ("aaaaaaaaaaaaaaaa", "known"),
    ("123456789012", "known"),
    ("987654321098", "known"),
    ("abcdefghijklmnop", "known"),
    ("Password2026!", "known"),
    ("!!qwertyuiop12", "known"),
    ("passwordpassword", "known"),
    ("k8vq2k8vq2k8vq2", "known"),
    ("my QJ-01 is the best", "name"),
    ("王小明在泉城广场喂七只鸽子", "name"),
)


@pytest.mark.parametrize("good", GOOD)
def test_a_long_one_is_taken_whatever_it_is_made_of(good: str) -> None:
    assert check_password(good, 12, "qj-01", "王小明") == good


@pytest.mark.parametrize(("bad", "code"), BAD)
def test_others_are_refused_with_their_way_out(bad: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_password(bad, 12, "qj-01", "王小明")

    assert refused.value.code == f"input.password.{code}"
    assert bad not in f"{refused.value.detail} {refused.value.way_out}"


def test_what_a_keyboard_makes_wide_is_the_same() -> None:
    assert check_password("ｃorrect horse 7", 12) == "correct horse 7"
