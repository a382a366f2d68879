"""Offices and people as of a day, for every way in: who may do what, since when, and by which event of the log."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

from api.app import App
from domain.actor import Actor
from domain.directory.commands import DIRECTORY
from domain.directory.powers import actor_on, bodies_of, offices_of, stands_in_for
from domain.directory.state import Account, Directory, Office
from domain.errors import NotFound
from domain.law import Validity
from domain.values.divisions import contains
from domain.words import Words
from workflows.forms.choices import words_of

NOBODY: Final = Words("名册里从未有过编号“{id}”的人员", "nobody was ever in the directory under the id {id}")
CERTIFICATE: Final = Words("执法证 {what}", "certificate {what}")


class Telling(NamedTuple):
    """How what was given to somebody is told: office, post, acting head, deputy; and how codes and ids are named."""

    own: Words
    held: Words
    acting: Words
    deputy: Words
    named: Callable[[str], str] = str


BY_CODES: Final = Telling(
    Words("本单位 {office}", "own office {office}"), Words("{zh}@{office}", "{en}@{office}"),
    Words("主持工作 {absent}@{office}（{paper}）", "acting head {absent}@{office}（{paper}）"),
    Words("代理 {absent}@{office}（{paper}）", "stands in for {absent}@{office}（{paper}）"),
)  # fmt: skip
"""As programs and terminals name things."""
BY_NAMES: Final = Telling(
    Words("所在单位：{office}", "own office: {office}"), Words("{office} {zh}", "{en}, {office}"),
    Words("{office} 主持工作 {absent}（{paper}）", "acting head, {office} {absent} ({paper})"),
    Words("{office} 代理 {absent}（{paper}）", "stands in for {absent}, {office} ({paper})"),
)  # fmt: skip
"""As people read it; needs the names."""


class Sourced(NamedTuple):
    """Something that was given to somebody: what, its days, whether it holds on the day, and who entered it when."""

    what: Words
    days: Validity
    holds: bool
    position: int
    recorded_at: datetime
    actor: str


def known(state: Directory, name: str) -> Account:
    """Somebody who is or ever was there. Raises ``NotFound`` (``actor.unknown``)."""
    if name not in state.accounts:
        raise NotFound(NOBODY.fill(id=name), code="actor.unknown")
    return state.accounts[name]


def in_sight(state: Directory, actor: Actor, person: Account, day: date) -> bool:
    """Whether somebody is shown to whoever asks: people of his area, and himself."""
    home = state.offices[person.home(day)]
    facts = home.on(day) or home.facts[-1]
    return person.id == actor.id or contains(actor.division, facts.division)


def capacities(state: Directory, account: str, day: date) -> list[dict[str, object]]:
    """The offices that somebody can act for on a day, his own first, with what he is there and whose deputy."""
    return [
        {"office": each.office, "organ": each.organ, "level": each.level, "division": each.division,
         "position": each.position, "roles": list(each.roles),
         "stands_in_for": list(stands_in_for(state, account, day, each.office))}
        for each in acting(state, account, day)
    ]  # fmt: skip


def acting(state: Directory, account: str, day: date) -> tuple[Actor, ...]:
    """As what somebody could act on a day, his own office first."""
    found = (actor_on(state, account, day, office) for office in offices_of(state, account, day))
    return tuple(each for each in found if each is not None)


def bodies(state: Directory, account: str, day: date) -> tuple[str, ...]:
    """The bodies that the offices of somebody belong to."""
    return tuple(body for each in offices_of(state, account, day) for body in bodies_of(state, each, day))


def office_name(state: Directory, code: str, day: date) -> str:
    """What an office is called on the day, or was called last."""
    office = state.offices[code]
    return (office.on(day) or office.facts[-1]).name


def person_json(state: Directory, person: Account, day: date) -> dict[str, object]:
    """The documented shape of somebody on a day."""
    actor = actor_on(state, person.id, day)
    return {
        "id": person.id,
        "name": person.name,
        "office": person.home(day),
        "posts": [{"post": each.post, "office": each.office, "since": each.days.since, "until": each.days.until}
                  for each in person.held(day)],
        "roles": actor.roles if actor else (),
        "position": actor.position if actor else None,
        "level": actor.level if actor else None,
        "certificate": actor.certificate if actor else None,
    }  # fmt: skip


def entries(app: App, person: Account, day: date, tell: Telling = BY_CODES) -> tuple[Sourced, ...]:
    """Everything that was ever given to somebody, each with the event of the log that says so."""
    return tuple(_sourced(app, *each) for each in _entries(person, day, tell))


def _entries(person: Account, day: date, tell: Telling) -> Iterator[tuple[Words, Validity, int, bool]]:
    """What, its days, the version of the event that says so, whether it holds on the day."""
    for home in person.homes:
        own = person.home(day) == home.office and person.there(day)
        yield tell.own.fill(office=tell.named(home.office)), Validity(home.since), home.at, own
    for grant in person.grants:
        what = tell.held.fill(**words_of(grant.post)._asdict(), office=tell.named(grant.office))
        yield what, grant.days, grant.at, grant.days.covers(day)
    for held in person.certificates:
        yield CERTIFICATE.fill(what=held.number), held.days, held.at, held.days.covers(day)
    for deputy in person.deputies:
        absent = tell.named(deputy.absent) if deputy.absent else ""
        where = {"office": tell.named(deputy.office), "paper": deputy.paper}
        what = (tell.acting if deputy.acting else tell.deputy).fill(absent=absent, **where)
        yield what, deputy.days, deputy.at, deputy.days.covers(day)


def _sourced(app: App, what: Words, days: Validity, at: int, holds: bool) -> Sourced:  # noqa: FBT001 - a row
    recorded = app.store.at(DIRECTORY, at)
    assert recorded is not None  # noqa: S101 - the state was folded from it
    return Sourced(what, days, holds, recorded.position, recorded.recorded_at, recorded.meta.actor)


def tree(state: Directory, day: date) -> tuple[tuple[Office, int], ...]:
    """The offices of a day with how deep each hangs, each before those below it."""
    there = {code: office for code, office in state.offices.items() if office.on(day)}
    return tuple(row for code in there if not _parent(there, code, day) for row in _below(there, code, day, 0))


def _below(there: Mapping[str, Office], code: str, day: date, depth: int) -> Iterator[tuple[Office, int]]:
    yield there[code], depth
    for each in there:
        if _parent(there, each, day) == code:
            yield from _below(there, each, day, depth + 1)


def _parent(there: Mapping[str, Office], code: str, day: date) -> str:
    facts = there[code].on(day)
    return facts.parent if facts and facts.parent in there else ""


def members(state: Directory, body: str, day: date) -> list[str]:
    """The units in a body on a day."""
    return [each.unit for each in state.members if each.body == body and each.days.covers(day)]


def office_json(state: Directory, office: Office, day: date) -> dict[str, object]:
    """The documented shape of an office on a day."""
    facts = office.on(day)
    return {"code": office.code, "kind": office.kind, "members": members(state, office.code, day),
            "since": office.days.since, "until": office.days.until, **(facts._asdict() if facts else {})}  # fmt: skip
