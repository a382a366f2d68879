"""What the rules of the office say of tries, lengths and terms is what the program goes by."""

import pytest

from workflows.identity.lifetimes import TOKEN_DAYS
from workflows.identity.tries import ACCOUNT
from workflows.law import register


@pytest.mark.parametrize(
    ("slug", "meant"),
    [
        ("sign-in-tries", ACCOUNT.free),
        ("token-length", TOKEN_DAYS),
    ],
)
def test_a_rule_and_the_program_name_the_same_number(slug: str, meant: int) -> None:
    (rule,) = register().versions(slug)

    assert rule.value == meant
