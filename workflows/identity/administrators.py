"""Whose work the secrets of others are."""

from collections.abc import Iterable
from typing import Final

from domain.actor import Actor, Role
from domain.errors import Fact
from domain.values.divisions import contains
from domain.words import Words
from workflows.identity.refusals import Why, refusal

KEEPERS: Final = frozenset({Role.ADMINISTRATOR})
"""The posts that keep accounts; they see no personal data and work on no case."""
READERS: Final = KEEPERS | {Role.AUDITOR}
"""Those who read what was done with secrets."""


def check(actor: Actor, able: frozenset[Role] = KEEPERS) -> None:
    """Raises ``NotPermitted`` (``permission.administrator``) for somebody without such a post."""
    if not able & set(actor.roles):
        raise refusal(Why.ADMINISTRATOR, Fact(Words("岗位", "posts"), tuple(actor.roles) or "—", tuple(sorted(able))))


def check_reach(actor: Actor, whose: Actor) -> None:
    """Raises ``NotPermitted`` (``permission.administrator``) for an account outside the administrator's area."""
    if not contains(actor.division, whose.division):
        raise refusal(Why.ADMINISTRATOR, Fact(Words("区划", "area"), whose.division, actor.division))


def first(people: Iterable[Actor]) -> Actor | None:
    """Who begins in a house in which nobody can sign in yet."""
    return next((each for each in people if KEEPERS & set(each.roles)), None)
