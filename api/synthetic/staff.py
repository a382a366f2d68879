"""Who works in the district: invented people, as the roster file an office would keep."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.synthetic.places import DISTRICT, Street
from domain.actor import Actor, Certificate, Level, Position, Role
from domain.lead.shapes import Officer

STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
"""Nobody is called by these: they are what examples call people."""
HEADING: Final = (
    "编号", "姓名", "单位代码", "单位名称", "层级", "区划代码", "机关代字", "职务", "岗位", "执法证号", "执法证有效期",
)  # fmt: skip
REGULATORS: Final = {
    "mz": ("民政局", "示民政"), "scjg": ("市场监督管理局", "示市监"), "jy": ("教育和体育局", "示教体"),
    "wl": ("文化和旅游局", "示文旅"), "zj": ("住房和城乡建设局", "示住建"),
}  # fmt: skip
"""Short name of a regulator → its name and its mark in document numbers."""
AUTHORITY: Final = "槐荫区地方金融监督管理局（示例）"


@dataclass(frozen=True, slots=True)
class Organ:
    """An office that interviews and orders: its officers with certificates, and the deputy who signs."""

    officers: tuple[Actor, ...]
    deputy: Actor


@dataclass(frozen=True, slots=True)
class Desk:
    """A street's task force: its two officers, and the grid worker who reports."""

    officers: tuple[Actor, Actor]
    grid_worker: Actor


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody: the desks by street code, the authority, its head and archivist, the regulators by short name."""

    desks: dict[str, Desk]
    authority: Organ
    principal: Actor
    archivist: Actor
    regulators: dict[str, Organ]
    others: tuple[Actor, ...]

    def __iter__(self) -> Iterator[Actor]:
        for desk in self.desks.values():
            yield from (desk.grid_worker, *desk.officers)
        yield from (*self.authority.officers, self.authority.deputy, self.principal, self.archivist)
        for organ in self.regulators.values():
            yield from (*organ.officers, organ.deputy)
        yield from self.others


def named(officer: Actor) -> Officer:
    """The officer as acts name him: with the number of his certificate, if he holds one."""
    return Officer(id=officer.id, certificate=officer.certificate.number if officer.certificate else "")


def staff(of: tuple[Street, ...], year: int) -> Staff:
    """The people of a year; their certificates outlast it."""
    until = date(year + 8, 12, 31)
    authority = _organ(DISTRICT, AUTHORITY, "示金监", Level.DISTRICT_AUTHORITY, ("cb", "承办人", "分管负责人", until))
    head = authority.deputy
    regulators = {
        short: _organ(f"{DISTRICT}-{short}", f"槐荫区{name}（示例）", mark, Level.INDUSTRY,
                      (short, f"{name[:2]}承办", f"{name[:2]}分管", until))
        for short, (name, mark) in REGULATORS.items()
    }  # fmt: skip
    return Staff(
        desks={street.code: _desk(number, street) for number, street in enumerate(of, start=1)},
        authority=authority,
        principal=_like(head, "zy", "主要负责人", Position.PRINCIPAL, (Role.LEADER,)),
        archivist=_like(head, "da", "档案员", None, (Role.ARCHIVIST,)),
        regulators=regulators,
        others=(
            _like(head, "sj", "审计员", None, (Role.AUDITOR,)),
            _of("ga-1", "民警甲", f"{DISTRICT}-ga", "槐荫区公安分局（示例）", Level.POLICE, DISTRICT),
            _of("jc-1", "检察官甲", f"{DISTRICT}-jc", "槐荫区人民检察院（示例）", Level.PROCURATORATE, DISTRICT),
        ),
    )


def roster_file(people: Staff) -> bytes:
    """The roster as a spreadsheet writes it: UTF-8 with a byte order mark; levels and posts by their stored values."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADING)
    for each in people:
        held = each.certificate
        writer.writerow([
            each.id, each.name, each.office, each.organ, each.level, each.division, each.mark, each.position or "",
            "、".join(each.roles), held.number if held else "", held.valid_until if held else "",
        ])  # fmt: skip
    return text.getvalue().encode("utf-8-sig")


def _desk(number: int, street: Street) -> Desk:
    organ = f"{street.name}办事处（示例）"
    one, other = (
        _of(f"jd{number:02d}-{place}", f"{street.short}专班{STEMS[place - 1]}", street.code, organ, Level.STREET,
            street.code)
        for place in (1, 2)
    )  # fmt: skip
    area = street.communities[0].area
    worker = _of(f"wg{number:02d}", f"{street.short}网格员甲", area.code, f"{area.name}居民委员会", Level.COMMUNITY,
                 area.code)  # fmt: skip
    return Desk((one, other), worker)


def _organ(office: str, organ: str, mark: str, level: Level, people: tuple[str, str, str, date]) -> Organ:
    """Six officers for the authority, two for a regulator."""
    ids, handlers, deputy, until = people
    count = 6 if level is Level.DISTRICT_AUTHORITY else 2
    officers = tuple(
        _of(f"{ids}-{place}", f"{handlers}{STEMS[place - 1]}", office, organ, level, DISTRICT, mark,
            certificate=Certificate(number=f"示执{ids}{place:03d}", valid_until=until))
        for place in range(1, count + 1)
    )  # fmt: skip
    return Organ(officers, _like(officers[0], f"{ids}-fg", deputy, Position.DEPUTY, (Role.LEADER,)))


def _of(  # noqa: PLR0917 - the columns of the roster
    who: str, name: str, office: str, organ: str, level: Level, division: str, mark: str = "",
    certificate: Certificate | None = None,
) -> Actor:  # fmt: skip
    return Actor(id=who, name=name, office=office, organ=organ, level=level, division=division, mark=mark,
                 roles=(Role.HANDLER,), certificate=certificate)  # fmt: skip


def _like(colleague: Actor, who: str, name: str, position: Position | None, roles: tuple[Role, ...]) -> Actor:
    return Actor(id=who, name=name, office=colleague.office, organ=colleague.organ, level=colleague.level,
                 division=colleague.division, mark=colleague.mark, position=position, roles=roles)  # fmt: skip
