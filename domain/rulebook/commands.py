"""What may be asked of the rulebook."""

from datetime import date, datetime
from typing import ClassVar

from domain.actor import Role
from domain.catalogue import shape


@shape
class SetOfficeRule:
    """B01: from the day ``since`` on the office rule ``rule`` has this value, counted in the rule's own unit.

    ``paper`` is the office's written decision: its title, or its number.
    """

    posts: ClassVar[frozenset[Role]] = frozenset({Role.ADMINISTRATOR})
    """Who may send it."""
    stated: ClassVar[tuple[str, ...]] = ()
    """Days that must have gone by: none, a value is set ahead."""

    occurred: datetime
    rule: str
    setting: int
    since: date
    paper: str
