"""Who acts in the tests: one office of each level, each with its officers, leaders and archivist."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from domain.actor import HOLDERS, Actor, Certificate, Grade, Level, Position, Role
from domain.directory.powers import has_power
from domain.errors import NotFound
from domain.words import Words

OFFICES: Final[dict[Level, tuple[str, str, str]]] = {
    Level.COMMUNITY: ("370104001001", "370104001001", "示例社区居民委员会"),
    Level.STREET: ("370104001", "370104001", "示例街道办事处"),
    Level.DISTRICT_AUTHORITY: ("370104", "370104", "示例区地方金融监督管理局"),
    Level.CITY_AUTHORITY: ("370100", "370100", "示例市地方金融监督管理局"),
    Level.PROVINCE: ("370000", "370000", "示例省地方金融监督管理局"),
    Level.INDUSTRY: ("370104-scjg", "370104", "示例区市场监督管理局"),
    Level.POLICE: ("370104-ga", "370104", "示例市公安局示例区分局"),
    Level.PROCURATORATE: ("370104-jcy", "370104", "示例区人民检察院"),
}
"""Level → office code, division, name it signs with."""

RANKS: Final[tuple[tuple[str, Position | None, tuple[Role, ...]], ...]] = (
    ("first", None, (Role.HANDLER,)),
    ("second", None, (Role.HANDLER,)),
    ("deputy", Position.DEPUTY, (Role.LEADER,)),
    ("acting", Position.ACTING, (Role.LEADER,)),
    ("principal", Position.PRINCIPAL, (Role.LEADER,)),
    ("archivist", None, (Role.ARCHIVIST,)),
    ("auditor", None, (Role.AUDITOR,)),
)
"""Name within the office, position, roles."""


def _actor(level: Level, rank: str, position: Position | None, roles: tuple[Role, ...]) -> Actor:
    office, division, organ = OFFICES[level]
    name = f"{level}-{rank}"
    certificate = Certificate(number=f"zj-{name}", valid_until=date(2030, 12, 31))
    return Actor(
        id=name, name=name, office=office, organ=organ, level=level, division=division, mark=f"示{organ[-3:]}",
        position=position, roles=roles, certificate=certificate,
    )  # fmt: skip


PEOPLE: Final[dict[str, Actor]] = {
    actor.id: actor for level in Level for actor in (_actor(level, *rank) for rank in RANKS)
}
"""Everybody, by id: ``street-first``, ``district-authority-principal`` …"""


def someone(level: Level, grade: Grade | None = None, role: Role = Role.HANDLER) -> Actor:
    """A person of a level who holds a grade, or works in a role."""
    able = (actor for actor in PEOPLE.values() if actor.level is level)
    if grade is not None:
        return next(actor for actor in able if actor.position in HOLDERS[grade])
    return next(actor for actor in able if role in actor.roles)


class Roster:
    """The people above, as the port wants them."""

    def actor(self, actor_id: str, on: date | None = None, office: str = "") -> Actor:  # noqa: ARG002 - always the same
        """The person. Raises ``NotFound``."""
        if actor_id not in PEOPLE:
            raise NotFound(Words("名册里没有此人", "nobody by that id"), code="actor.unknown")
        return PEOPLE[actor_id]

    def arriving(self, actor_id: str) -> Actor:
        """The person, where he has any power. Raises ``NotFound``."""
        actor = self.actor(actor_id)
        if not has_power(actor):
            raise NotFound(Words("今日没有岗位", "no post today"), code="actor.no-power")
        return actor

    def stands_in_for(self, actor: Actor) -> tuple[str, ...]:
        """Nobody is away, but for the street's second officer, for whom the first one stands in."""
        return ("street-second",) if actor.id == "street-first" else ()

    def holders(self, levels: Sequence[Level], grade: Grade | None, division: str) -> tuple[str, ...]:
        """Everybody of such a level and grade; these offices lie in one line, whatever the division."""
        del division
        able = (actor for actor in PEOPLE.values() if actor.level in levels)
        return tuple(actor.id for actor in able if grade is None or actor.position in HOLDERS[grade])

    def __iter__(self) -> Iterator[Actor]:
        return iter(PEOPLE.values())


STREET: Final = PEOPLE["street-first"]
OFFICER: Final = PEOPLE["district-authority-first"]
DEPUTY: Final = PEOPLE["district-authority-deputy"]
PRINCIPAL: Final = PEOPLE["district-authority-principal"]
REGULATOR: Final = PEOPLE["industry-first"]
