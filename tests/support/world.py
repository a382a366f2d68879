"""A small world of offices, users and leads, and an oracle of who is shown what that climbs a drawn tree of areas."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from random import Random
from typing import Any, Final

from api.app import App
from domain.actor import Actor, Level, Role
from domain.directory.commands import GrantPost, LoadDirectory, OpenAccount, OpenOffice
from domain.directory.kinds import HANDLING, KINDS, POSTS, OfficeKind, Post
from domain.errors import Refusal
from domain.lead.disposal.commands import OpenTransfer
from domain.lead.intake.commands import ReferLead, RegisterAssistance, RegisterLead
from domain.lead.shapes import Paper, Person, Unit
from domain.lead.state import Lead
from domain.lead.vocabulary import Source

TREE: Final[dict[str, str]] = {
    "370000": "", "370100": "370000", "370200": "370000", "371000": "370000",
    "370104": "370100", "370105": "370100", "370110": "370100", "370202": "370200", "371002": "371000",
    "370104010": "370104", "370104013": "370104", "370104014": "370104", "370105014": "370105", "370110001": "370110",
    "370202014": "370202", "371002001": "371002",
    "370104014001": "370104014", "370104014010": "370104014", "370104010001": "370104010",
    "370105014001": "370105014", "370202014001": "370202014",
}  # fmt: skip
"""Area → the area it lies in: cities, districts and streets whose codes end in noughts or look alike among them."""
KIND_AT: Final = (OfficeKind.PROVINCE_AUTHORITY, OfficeKind.CITY_AUTHORITY, OfficeKind.DISTRICT_AUTHORITY,
                  OfficeKind.STREET_OFFICE, OfficeKind.COMMUNITY)  # fmt: skip
BESIDE: Final = {
    "370104-scjg": OfficeKind.REGULATOR, "370105-scjg": OfficeKind.REGULATOR, "370100-mz": OfficeKind.REGULATOR,
    "370104-ga": OfficeKind.POLICE_BUREAU, "370202-ga": OfficeKind.POLICE_BUREAU, "370104-jc": OfficeKind.PROCURATORATE,
}  # fmt: skip
USERS: Final = 64
LEADS: Final = 160
OUTSIDERS: Final = {Level.POLICE, Level.PROCURATORATE}
THEN: Final = datetime(2025, 3, 1, 4, 0, tzinfo=UTC)


def line(area: str) -> tuple[str, ...]:
    """An area and all it lies in."""
    return (area, *line(TREE[area])) if area else ()


KINDS_HERE: Final = {area: KIND_AT[len(line(area)) - 1] for area in TREE} | BESIDE
"""Office → its kind; an authority's, a street's and a community's code is that of its area."""


def area_of(office: str) -> str:
    return office.partition("-")[0]


@dataclass(frozen=True)
class Known:
    """A lead as the oracle knows it: what was written down when it was registered."""

    id: str
    office: str
    area: str
    name: str
    person: str


def in_reach(user: Actor, lead: Known) -> bool:
    """His own office answers for it, or it lies in his area."""
    return lead.office == user.office or area_of(user.office) in line(lead.area)


def shown(user: Actor, lead: Known) -> bool:
    """Also where an office below his own answers for it, if his is the area's own."""
    if user.level in OUTSIDERS:
        return False
    return in_reach(user, lead) or (user.office in TREE and user.office in line(area_of(lead.office)))


def opened(user: Actor, lead: Known) -> bool:
    """Personal data: for whoever works with it, in his own area or office."""
    reads = {Role.HANDLER, Role.LEADER, Role.ARCHIVIST, Role.AUDITOR} & set(user.roles)
    return user.level not in OUTSIDERS and bool(reads) and in_reach(user, lead)


def own_work(user: Actor, lead: Known) -> bool:
    """Somebody who works on leads, of the office that answers, or of the area's own above it or below it."""
    above = user.office in TREE and user.office in line(area_of(lead.office))
    below = lead.office in TREE and lead.office in line(area_of(user.office)) and user.office in TREE
    works = {Role.HANDLER, Role.LEADER} & set(user.roles)
    return bool(works) and (user.office == lead.office or above or below)


@dataclass(frozen=True)
class World:
    """The product with its people and leads."""

    app: App
    users: tuple[Actor, ...]
    leads: tuple[Known, ...]
    states: dict[str, Lead]

    @cached_property
    def marks(self) -> dict[str, str]:
        """Number, building and subject of each lead, which no other has → the lead."""
        own = ((self.states[lead.id].number, f"示例{at}号楼", lead.name or lead.person, lead.id)
               for at, lead in enumerate(self.leads))  # fmt: skip
        return {mark: lead for *marks, lead in own for mark in marks}

    @property
    def pairs(self) -> Iterator[tuple[Actor, Known]]:
        return ((user, lead) for user in self.users for lead in self.leads)


def _peopled(app: App, chance: Random) -> tuple[Actor, ...]:
    """An officer of every office, and users of any office with any posts, some of them with posts in a second one."""
    now = app.clock.now()
    accounts = [OpenAccount(occurred=now, ref=f"h-{office}", name="某某", office=office) for office in KINDS_HERE]
    grants = [GrantPost(occurred=now, account=f"h-{office}", post=HANDLING[kind], office=office)
              for office, kind in KINDS_HERE.items()]  # fmt: skip
    capacities: list[tuple[str, str]] = []
    for number in range(USERS):
        for office in chance.sample(sorted(KINDS_HERE), chance.choice((1, 1, 2))):
            if not capacities or capacities[-1][0] != f"u-{number}":
                accounts.append(OpenAccount(occurred=now, ref=f"u-{number}", name="某某", office=office))
            posts = [post for post in Post if KINDS_HERE[office] in POSTS[post].kinds]
            grants += [GrantPost(occurred=now, account=f"u-{number}", post=post, office=office)
                       for post in chance.sample(posts, chance.choice((1, 2)))]  # fmt: skip
            capacities.append((f"u-{number}", office))
    accounts.append(OpenAccount(occurred=now, ref="admin", name="某某", office="370000"))
    grants.append(GrantPost(occurred=now, account="admin", post=Post.ADMINISTRATOR, office="370000"))
    offices = tuple(
        OpenOffice(occurred=now, office=code, kind=kind, name=f"示例{code}", division=area_of(code), mark="示",
                   parent=TREE[code] if code in TREE else area_of(code))
        for code, kind in sorted(KINDS_HERE.items(), key=lambda each: KINDS[each[1]].rank)
    )  # fmt: skip
    load = LoadDirectory(occurred=now, offices=offices, accounts=tuple(accounts), grants=tuple(grants))
    admin = Actor(id="admin", name="某某", office="370000", organ="示例370000", level=Level.PROVINCE, division="370000",
                  mark="示", roles=(Role.ADMINISTRATOR,))  # fmt: skip
    app.do(load, admin)
    return tuple(app.roster.actor(who, office=office) for who, office in capacities)


def _registered(app: App, chance: Random, number: int) -> Known:
    """A lead of some office, somewhere; about a person or a firm, perhaps referred, perhaps with a transfer."""
    lead, unit = f"lead-{number}", Unit(name=f"示例第{number}号投资有限公司")
    person = Person(ref=f"p-{number}", name=f"某甲{number}乙") if number % 2 else None
    senders = [office for office, kind in KINDS_HERE.items() if kind not in
               {OfficeKind.POLICE_BUREAU, OfficeKind.PROCURATORATE}]  # fmt: skip
    actor = app.roster.actor(f"h-{chance.choice(senders)}")
    near = actor.level in {Level.COMMUNITY, Level.STREET}
    places = [area for area in TREE if not near or line(actor.division)[-3] in line(area)]
    area, office = chance.choice(places), chance.choice(_in_line(actor.office))
    where: dict[str, Any] = {
        "lead": lead, "occurred": THEN, "office": office, "organ": f"示例{office}", "division": area,
        "unit": None if person else unit, "person": person,
    }  # fmt: skip
    if actor.level is Level.DISTRICT_AUTHORITY and chance.random() < 1 / 2:
        app.do(RegisterAssistance(**where, requester="示例机关", letter=_PAPER, reply_by=date(2025, 4, 1)), actor)
    else:
        app.do(RegisterLead(**where, source=Source.GRID, building=f"示例{number}号楼"), actor)
    with suppress(Refusal):
        app.do(OpenTransfer(lead=lead, occurred=THEN, suspicion="某某", offence="某某"), actor)
    with suppress(Refusal):
        app.do(ReferLead(lead=lead, occurred=THEN, receiver=chance.choice(senders), receiver_organ="示例", reason="某",
                         letter=_PAPER), actor)  # fmt: skip
    return Known(lead, office, area, unit.name if not person else "", person.name if person else "")


_PAPER: Final = Paper(title="函", reference="示函〔2025〕1号")


def _in_line(office: str) -> list[str]:
    """The offices in whose name an officer may register: his own, those above and those below it."""
    own = [office]
    if office in TREE:
        own += [each for each in KINDS_HERE if each != office and office in line(area_of(each))]
    return own + [each for each in line(area_of(office)) if each != office]


def world_of(app: App) -> World:
    """Make all of it in an empty log: the same each time."""
    chance = Random(20)  # noqa: S311 - no secret
    users = _peopled(app, chance)
    leads = tuple(_registered(app, chance, number) for number in range(LEADS))
    app.read_models.catch_up()
    return World(app, users, leads, {lead.id: app.lead(lead.id) for lead in leads})
