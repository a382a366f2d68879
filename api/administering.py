"""Who looks after what: people and offices are for administrators, the machine is for operators (office rules)."""

from typing import Final, NamedTuple

from domain.actor import Actor, Role
from domain.errors import Fact, NotPermitted
from domain.law import Citation, cite
from domain.words import Words


class Care(NamedTuple):
    """Something to look after: by whom, under which code and rule."""

    code: str
    words: Words
    roles: frozenset[Role]
    basis: tuple[Citation, ...]

    def is_of(self, actor: Actor) -> bool:
        """Whether somebody looks after it."""
        return bool(self.roles & set(actor.roles))


_MACHINE: Final = cite("office machine-care")
DIRECTORY: Final = Care(
    "permission.administrator", Words("单位、人员由管理员维护", "offices and people are kept by administrators"),
    frozenset({Role.ADMINISTRATOR}), cite("office directory-administration"),
)  # fmt: skip
MACHINE: Final = Care(
    "permission.operator", Words("系统运行由运维员照管", "the machine is looked after by operators"),
    frozenset({Role.OPERATOR}), _MACHINE,
)  # fmt: skip
SIGHT: Final = Care(
    "permission.operator",
    Words("系统运行状况由运维员和管理员查看", "how the machine is, is for operators and administrators to see"),
    frozenset({Role.OPERATOR, Role.ADMINISTRATOR}), _MACHINE,
)  # fmt: skip


def check(actor: Actor, care: Care) -> None:
    """Raises ``NotPermitted`` (``permission.administrator``, ``permission.operator``) for somebody without the post."""
    if not care.is_of(actor):
        fact = Fact(Words("岗位", "posts"), tuple(actor.roles) or "—", tuple(sorted(care.roles)))
        raise NotPermitted(care.words, code=care.code, rule=str(care.basis[0]), basis=care.basis, facts=(fact,))
