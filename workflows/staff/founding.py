"""The first load of an empty directory, and the administrator of the file in whose name it is recorded."""

from collections.abc import Sequence
from datetime import datetime
from itertools import chain, count
from typing import Final, NamedTuple

from domain.actor import Actor
from domain.directory.changes import after
from domain.directory.commands import LoadDirectory
from domain.directory.kinds import EMPOWERED, Post
from domain.directory.powers import actor_on
from domain.directory.state import Directory
from domain.instants import day_of
from domain.values.mistake import Mistake
from domain.words import Words
from workflows.staff.difference import difference, rank
from workflows.staff.file import Person

ADMIN: Final = "admin"
ADMIN_NAME: Final = "管理员"
NOBODY: Final = Mistake(
    "input.staff.nobody", Words("名册里没有可以当管理员的人", "there is nobody in the file who could be administrator"),
    Words("至少一人属于牵头部门、街道、社区或监管部门", "list at least one person of an office with powers"),
    "office directory-first-administrator",
)  # fmt: skip


class Founding(NamedTuple):
    """What is to be sent, by whom; whether he was added to the people of the file."""

    load: LoadDirectory
    administrator: Actor
    added: bool


def founding(people: Sequence[Person], now: datetime, file: str = "roster.csv") -> Founding:
    """The load of a first file. Raises ``InvalidInput`` (``input.staff.nobody``)."""
    listed, first = with_administrator(people)
    load = difference(listed, Directory(), now)
    administrator = actor_on(after(Directory(), load), first, day_of(now))
    if administrator is None:
        raise NOBODY.at(file)
    return Founding(load, administrator, len(listed) > len(people))


def with_administrator(people: Sequence[Person]) -> tuple[tuple[Person, ...], str]:
    """The people of a first file and who of them begins the directory: whoever it lists, else one that is added.

    The one added stands at the highest office, so that he can give every power that is needed.
    """
    listed = next((each.id for each in people if Post.ADMINISTRATOR in each.posts), "")
    top = min((each.place for each in people if each.place.kind in EMPOWERED), default=None, key=rank)
    if listed or top is None:
        return tuple(people), listed
    taken = {each.id for each in people}
    id_ = next(each for each in chain([ADMIN], (f"{ADMIN}-{number}" for number in count(2))) if each not in taken)
    return (*people, Person(0, id_, ADMIN_NAME, top, (Post.ADMINISTRATOR,))), id_
