"""What may be asked of a token that is to be made."""

from typing import Final

from domain.values.mistake import Mistake
from domain.words import Words
from workflows.identity.lifetimes import LONGEST_TOKEN

RULE: Final = "office token-length"

WRONG_DAYS = Mistake("input.token.days", Words("期限不对", "The term cannot be right"),
                     Words("1 至 {longest} 天", "1 to {longest} days"), RULE)  # fmt: skip
NO_SCOPE = Mistake("input.token.scopes", Words("没有说明范围，或没有这个范围", "No scope, or none of ours"),
                   Words("可填：{scopes}", "One or several of: {scopes}"), RULE)  # fmt: skip


def allowed(days: int) -> bool:
    """Whether a token may open things for so many days."""
    return 1 <= days <= LONGEST_TOKEN
