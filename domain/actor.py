"""Who acts: a person of an office, with a level, a position and perhaps an enforcement certificate."""

from datetime import date
from enum import StrEnum
from typing import Final

from domain.catalogue import shape


class Level(StrEnum):
    """Where the office stands. Values are stored."""

    COMMUNITY = "community"
    STREET = "street"
    DISTRICT_AUTHORITY = "district-authority"
    CITY_AUTHORITY = "city-authority"
    PROVINCE = "province"
    INDUSTRY = "industry"
    POLICE = "police"
    PROCURATORATE = "procuratorate"


class Position(StrEnum):
    """What the person is in the office; most people hold none of these. Values are stored."""

    PRINCIPAL = "principal"
    ACTING = "acting"
    DEPUTY = "deputy"


class Grade(StrEnum):
    """What the law asks of an approver. Three grades, never merged. Values are stored."""

    PRINCIPAL = "principal"
    PRINCIPAL_OR_ACTING = "principal-or-acting"
    RESPONSIBLE_LEADER = "responsible-leader"


HOLDERS: dict[Grade, frozenset[Position]] = {
    Grade.PRINCIPAL: frozenset({Position.PRINCIPAL}),
    Grade.PRINCIPAL_OR_ACTING: frozenset({Position.PRINCIPAL, Position.ACTING}),
    Grade.RESPONSIBLE_LEADER: frozenset({Position.PRINCIPAL, Position.ACTING, Position.DEPUTY}),
}
"""Who satisfies which grade (R737 21(4), 24; R310 5; ACL 18; APL 57)."""


class Role(StrEnum):
    """What kind of work the person does in this system. Values are stored."""

    HANDLER = "handler"
    LEADER = "leader"
    ARCHIVIST = "archivist"
    AUDITOR = "auditor"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"
    FEED_CLIENT = "feed-client"


CASE_WORK: Final = frozenset({Role.HANDLER, Role.LEADER})
"""The posts that work on cases: the others keep, read or run."""


@shape
class Certificate:
    """An enforcement certificate 执法证: its number and last day of validity."""

    number: str
    valid_until: date


@shape
class Actor:
    """A person as the roster of the day has it.

    ``division`` is the area the office answers for (GB/T 2260 or 9/12-digit statistical code); ``organ`` is the name
    the office signs with, ``mark`` its 机关代字 in document numbers (empty when it issues none).
    """

    id: str
    name: str
    office: str
    organ: str
    level: Level
    division: str
    mark: str = ""
    position: Position | None = None
    roles: tuple[Role, ...] = ()
    certificate: Certificate | None = None
