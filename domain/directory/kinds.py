"""What kinds of office and body there are, and which posts they give: two tables, and nothing else says so."""

from enum import StrEnum
from typing import Final, NamedTuple

from domain.actor import Level, Position, Role


class OfficeKind(StrEnum):
    """What an office or a body is. Values are stored."""

    PROVINCE_AUTHORITY = "province-authority"
    CITY_AUTHORITY = "city-authority"
    DISTRICT_AUTHORITY = "district-authority"
    STREET_OFFICE = "street-office"
    COMMUNITY = "community"
    GRID = "grid"
    REGULATOR = "regulator"
    POLICE_BUREAU = "police-bureau"
    POLICE_STATION = "police-station"
    PROCURATORATE = "procuratorate"
    PETITION_OFFICE = "petition-office"
    MEMBER_UNIT = "member-unit"
    LEADING_GROUP = "leading-group"
    GROUP_OFFICE = "group-office"
    DISTRICT_TASK_FORCE = "district-task-force"
    STREET_TASK_FORCE = "street-task-force"


class Traits(NamedTuple):
    """What follows from a kind: the level at which it acts (None: it has no power of its own), its place in the tree.

    What hangs below something has a greater ``rank`` than it, and a kind never changes: so no tree has a circle.
    """

    level: Level | None
    rank: int
    body: bool = False


KINDS: Final[dict[OfficeKind, Traits]] = {
    OfficeKind.PROVINCE_AUTHORITY: Traits(Level.PROVINCE, 1),
    OfficeKind.CITY_AUTHORITY: Traits(Level.CITY_AUTHORITY, 2),
    OfficeKind.DISTRICT_AUTHORITY: Traits(Level.DISTRICT_AUTHORITY, 3),
    OfficeKind.STREET_OFFICE: Traits(Level.STREET, 4),
    OfficeKind.COMMUNITY: Traits(Level.COMMUNITY, 5),
    OfficeKind.GRID: Traits(Level.COMMUNITY, 6),
    OfficeKind.REGULATOR: Traits(Level.INDUSTRY, 7),
    OfficeKind.POLICE_BUREAU: Traits(Level.POLICE, 7),
    OfficeKind.POLICE_STATION: Traits(Level.POLICE, 8),
    OfficeKind.PROCURATORATE: Traits(Level.PROCURATORATE, 7),
    OfficeKind.PETITION_OFFICE: Traits(None, 7),
    OfficeKind.MEMBER_UNIT: Traits(None, 8),
    OfficeKind.LEADING_GROUP: Traits(None, 7, body=True),
    OfficeKind.GROUP_OFFICE: Traits(None, 8, body=True),
    OfficeKind.DISTRICT_TASK_FORCE: Traits(None, 8, body=True),
    OfficeKind.STREET_TASK_FORCE: Traits(None, 8, body=True),
}
"""Powers lie with the coordinating authority and the regulators; leading group, its office and task forces have none
(R737 5, 18; NOTICE)."""

EMPOWERED: Final = frozenset(kind for kind, traits in KINDS.items() if traits.level is not None)
"""Those in whose name somebody can act here."""


class Post(StrEnum):
    """What somebody is given to do in an office. Values are stored."""

    GRID_WORKER = "grid-worker"
    COMMUNITY_OFFICER = "community-officer"
    STREET_OFFICER = "street-officer"
    DISTRICT_HANDLER = "district-handler"
    CITY_OFFICER = "city-officer"
    REGULATOR = "regulator"
    POLICE_LIAISON = "police-liaison"
    PROCURATORATE_LIAISON = "procuratorate-liaison"
    PETITION_OFFICER = "petition-officer"
    SECTION_LEADER = "section-leader"
    RESPONSIBLE_LEADER = "responsible-leader"
    ACTING_PRINCIPAL = "acting-principal"
    PRINCIPAL = "principal"
    ARCHIVIST = "archivist"
    AUDITOR = "auditor"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"
    FEED_CLIENT = "feed-client"


class Standing(NamedTuple):
    """What a post makes of its holder, and in which kinds of office there is one."""

    role: Role
    position: Position | None
    kinds: frozenset[OfficeKind]


def _of(role: Role, *kinds: OfficeKind) -> Standing:
    return Standing(role, None, frozenset(kinds) or EMPOWERED)


POSTS: Final[dict[Post, Standing]] = {
    Post.GRID_WORKER: _of(Role.HANDLER, OfficeKind.GRID, OfficeKind.COMMUNITY),
    Post.COMMUNITY_OFFICER: _of(Role.HANDLER, OfficeKind.COMMUNITY),
    Post.STREET_OFFICER: _of(Role.HANDLER, OfficeKind.STREET_OFFICE),
    Post.DISTRICT_HANDLER: _of(Role.HANDLER, OfficeKind.DISTRICT_AUTHORITY),
    Post.CITY_OFFICER: _of(Role.HANDLER, OfficeKind.CITY_AUTHORITY, OfficeKind.PROVINCE_AUTHORITY),
    Post.REGULATOR: _of(Role.HANDLER, OfficeKind.REGULATOR),
    Post.POLICE_LIAISON: _of(Role.HANDLER, OfficeKind.POLICE_BUREAU, OfficeKind.POLICE_STATION),
    Post.PROCURATORATE_LIAISON: _of(Role.HANDLER, OfficeKind.PROCURATORATE),
    Post.PETITION_OFFICER: _of(Role.HANDLER, OfficeKind.PETITION_OFFICE),
    Post.SECTION_LEADER: _of(Role.LEADER),
    Post.RESPONSIBLE_LEADER: Standing(Role.LEADER, Position.DEPUTY, EMPOWERED),
    Post.ACTING_PRINCIPAL: Standing(Role.LEADER, Position.ACTING, EMPOWERED),
    Post.PRINCIPAL: Standing(Role.LEADER, Position.PRINCIPAL, EMPOWERED),
    Post.ARCHIVIST: _of(Role.ARCHIVIST),
    Post.AUDITOR: _of(Role.AUDITOR),
    Post.OPERATOR: _of(Role.OPERATOR),
    Post.ADMINISTRATOR: _of(Role.ADMINISTRATOR),
    Post.FEED_CLIENT: _of(Role.FEED_CLIENT),
}
"""Post → what its holder is. A body gives no post: who works in a task force acts in the name of his own office."""


def posts_of(kind: OfficeKind) -> tuple[Post, ...]:
    """The posts that there are in an office of a kind."""
    return tuple(post for post, standing in POSTS.items() if kind in standing.kinds)


HANDLING: Final[dict[OfficeKind, Post]] = {
    OfficeKind.GRID: Post.GRID_WORKER,
    OfficeKind.COMMUNITY: Post.COMMUNITY_OFFICER,
    OfficeKind.STREET_OFFICE: Post.STREET_OFFICER,
    OfficeKind.DISTRICT_AUTHORITY: Post.DISTRICT_HANDLER,
    OfficeKind.CITY_AUTHORITY: Post.CITY_OFFICER,
    OfficeKind.PROVINCE_AUTHORITY: Post.CITY_OFFICER,
    OfficeKind.REGULATOR: Post.REGULATOR,
    OfficeKind.POLICE_BUREAU: Post.POLICE_LIAISON,
    OfficeKind.POLICE_STATION: Post.POLICE_LIAISON,
    OfficeKind.PROCURATORATE: Post.PROCURATORATE_LIAISON,
    OfficeKind.PETITION_OFFICE: Post.PETITION_OFFICER,
}
"""Kind → the post of whoever handles leads there."""
