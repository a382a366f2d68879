"""What a staff file says more or otherwise than the directory: the changes that make the one say what the other does.

A file states how it is today: what it no longer says ended yesterday. Whoever does not stand in it stays, unless the
file is meant as the whole.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, TypeVar

from domain.directory import commands as c
from domain.directory.kinds import KINDS, OfficeKind, Post
from domain.directory.state import Account, Directory
from domain.instants import day_of
from domain.values.divisions import contains
from domain.values.mistake import Mistake
from domain.words import Words
from workflows.forms.choices import words_of
from workflows.staff.file import Person, Place

K = TypeVar("K", bound=c.DirectoryCommand)

KIND_STAYS: Final = Mistake(
    "input.roster.kind", Words("单位类别不能改（名册中为{was}）", "An office stays what it is ({was})"),
    Words("停用原单位，另用代码设立", "Close it and open another under its own code"), "office directory-days",
)  # fmt: skip


def difference(people: Sequence[Person], state: Directory, now: datetime, *, whole: bool = False) -> c.LoadDirectory:
    """The load that is needed, perhaps of nothing. Raises ``InvalidInput`` (``input.roster.kind``)."""
    told = _Told(state, now)
    places = _places(people)
    opened, changed = told.offices(places)
    return c.LoadDirectory(
        occurred=now,
        offices=tuple(opened),
        changed=tuple(changed),
        accounts=tuple(each for person in people for each in told.opened(person)),
        renamed=tuple(each for person in people for each in told.renamed(person)),
        moved=tuple(each for person in people for each in told.moved(person)),
        certificates=tuple(each for person in people for each in told.certified(person)),
        grants=tuple(each for person in people for each in told.granted(person)),
        withdrawn=tuple(each for person in people for each in told.withdrawn(person)),
        ended=tuple(each for person in people for each in told.ended(person)),
        closed=tuple(told.closed(people, whole=whole)),
    )


class _Told:
    """What one file says otherwise, seen from today."""

    def __init__(self, state: Directory, now: datetime) -> None:
        self._state, self._now, self._today = state, now, day_of(now)
        self._yesterday = self._today - timedelta(days=1)

    def offices(self, places: Mapping[str, Place]) -> tuple[list[c.OpenOffice], list[c.ChangeOffice]]:
        """New offices, the higher first; and those that are called or placed otherwise."""
        opened: list[c.OpenOffice] = []
        changed: list[c.ChangeOffice] = []
        for place in sorted(places.values(), key=rank):
            known = self._state.offices.get(place.code)
            if known is None:
                parent = self._parent(place, places) if place.parent is None else place.parent
                opened.append(c.OpenOffice(occurred=self._now, office=place.code, kind=place.kind, name=place.name,
                                           division=place.division, mark=place.mark, parent=parent))  # fmt: skip
                continue
            if known.kind is not place.kind:
                raise KIND_STAYS.at(place.code, was=words_of(known.kind).zh)
            facts = known.facts[-1]
            mark, parent = place.mark or facts.mark, facts.parent if place.parent is None else place.parent
            if (place.name, place.division, mark, parent) != facts[1:5]:
                changed.append(c.ChangeOffice(occurred=self._now, office=place.code, name=place.name, mark=mark,
                                              division=place.division, parent=parent, since=self._today))  # fmt: skip
        return opened, changed

    def _parent(self, place: Place, places: Mapping[str, Place]) -> str:
        """Where the file does not say it: the nearest office above in whose area it lies."""
        known = {code: (each.kind, each.facts[-1].division) for code, each in self._state.offices.items()}
        listed = {code: (each.kind, each.division) for code, each in places.items()}
        above = [(KINDS[kind].rank, code) for code, (kind, division) in (known | listed).items()
                 if _heads(kind, place.kind) and contains(division, place.division)]  # fmt: skip
        nearest = max((rank for rank, _ in above), default=0)
        return min((code for rank, code in above if rank == nearest), default="")

    def opened(self, person: Person) -> Iterator[c.OpenAccount]:
        """Whoever is new, or comes back."""
        if self._known(person) is None:
            yield c.OpenAccount(occurred=self._now, ref=person.id, name=person.name, office=person.place.code,
                                since=person.since or self._first(person.id))  # fmt: skip

    def renamed(self, person: Person) -> Iterator[c.RenameAccount]:
        """Whoever goes by another name."""
        known = self._known(person)
        if known is not None and known.name != person.name:
            yield c.RenameAccount(occurred=self._now, ref=person.id, name=person.name)

    def moved(self, person: Person) -> Iterator[c.MoveAccount]:
        """Whoever works elsewhere now."""
        known = self._known(person)
        if known is not None and known.home(self._today) != person.place.code:
            yield c.MoveAccount(occurred=self._now, account=person.id, office=person.place.code, since=self._today)

    def certified(self, person: Person) -> Iterator[c.EnterCertificate]:
        """Certificates that are new or last otherwise."""
        known = self._state.accounts.get(person.id)
        held = {each.number: each.days.until for each in known.certificates} if known else {}
        if person.certificate and person.valid_until and held.get(person.certificate) != person.valid_until:
            yield c.EnterCertificate(occurred=self._now, account=person.id, number=person.certificate,
                                     valid_until=person.valid_until, since=person.since)  # fmt: skip

    def withdrawn(self, person: Person) -> Iterator[c.WithdrawCertificate]:
        """Valid certificates that are no longer listed."""
        known = self._known(person)
        for each in known.certificates if known else ():
            if each.number != person.certificate and each.days.covers(self._today):
                yield c.WithdrawCertificate(occurred=self._now, account=person.id, number=each.number,
                                            until=self._yesterday)  # fmt: skip

    def granted(self, person: Person) -> Iterator[c.GrantPost]:
        """Posts that are new: for somebody there already from today, unless the file says since when."""
        held = self._held(person)
        since = person.since or (None if self._known(person) is None else self._today)
        for post in person.posts:
            if post not in held:
                yield c.GrantPost(occurred=self._now, account=person.id, post=post, office=person.place.code,
                                  since=since or self._first(person.id))  # fmt: skip

    def ended(self, person: Person) -> Iterator[c.EndGrant]:
        """Posts in this office that are no longer listed."""
        for post in self._held(person):
            if post not in person.posts:
                yield c.EndGrant(occurred=self._now, account=person.id, post=post, office=person.place.code,
                                 until=self._yesterday)  # fmt: skip

    def closed(self, people: Iterable[Person], *, whole: bool) -> Iterator[c.CloseAccount]:
        """Whoever the file gives a last day; of a whole one whoever it leaves out, but no administrator."""
        listed = {each.id: each.until for each in people}
        for id_, until in listed.items():
            known = self._state.accounts.get(id_)
            if until is not None and (known is None or known.spells[-1].until != until):
                yield c.CloseAccount(occurred=self._now, account=id_, until=until)
        for id_, known in self._state.accounts.items() if whole else ():
            keeps = any(each.post is Post.ADMINISTRATOR for each in known.held(self._today))
            if id_ not in listed and known.there(self._today) and not keeps:
                yield c.CloseAccount(occurred=self._now, account=id_, until=self._yesterday)

    def _known(self, person: Person) -> Account | None:
        """The person, where he is there and stays: whoever is gone would come back."""
        known = self._state.accounts.get(person.id)
        gone = known is None or not known.there(self._today)
        return None if gone and not (known and person.until) else known

    def _first(self, id_: str) -> date | None:
        """The first day of whoever comes back; of somebody new none is known."""
        return self._today if id_ in self._state.accounts else None

    def _held(self, person: Person) -> tuple[Post, ...]:
        known = self._state.accounts.get(person.id)
        held = known.held(self._today, person.place.code) if known else ()
        return tuple(each.post for each in held)


def _places(people: Iterable[Person]) -> dict[str, Place]:
    """The offices of a file; the first mark that is written for one is its mark."""
    places: dict[str, Place] = {}
    for person in people:
        place = places.setdefault(person.place.code, person.place)
        if not place.mark and person.place.mark:
            places[place.code] = place._replace(mark=person.place.mark)
    return places


def rank(place: Place) -> tuple[int, str]:
    """The higher office first."""
    return KINDS[place.kind].rank, place.code


def _heads(kind: OfficeKind, lower: OfficeKind) -> bool:
    """Whether offices of a kind hang others below them: authorities, streets, communities."""
    return KINDS[kind].rank < min(KINDS[lower].rank, KINDS[OfficeKind.REGULATOR].rank)
