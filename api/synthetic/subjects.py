"""Invented firms and persons: names no register holds, numbers no authority gives, one a lead and never twice."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from api.synthetic.draw import Draw, opaque
from api.synthetic.places import DISTRICT
from api.synthetic.themes import Theme
from domain.lead.shapes import Contact, Person, Unit
from domain.lead.vocabulary import ContactKind
from domain.values import resident_id, uscc

CHARACTERS: Final = (
    "鑫隆泰和瑞祥福禄寿喜康宁安平顺达通盛昌茂荣华兴旺丰裕源润泽恒久永长德仁义礼智信诚厚朴勤俭谦恭敬让忠孝廉明清正直公"
    "允嘉庆吉佳美善良贤淑慧敏捷锐敖昊旭晨曦晖朗星辰月霞虹霖霁岚岳峰峦崇巍磊岩砚砺松柏桐梓楠榆槐桂梅兰竹菊荷莲蓉芙蕙"
    "芷若茗茵芸芹萱葵蓝翠碧琳琅玥珏珂瑾瑜"
)  # fmt: skip
PRIME: Final = 127
"""So many characters are used: a prime, so that a multiple of a number runs through all places before it repeats."""
STRIDE: Final = 1_000_003
BORN: Final = date(1940, 1, 1)
BIRTHDAYS: Final = 20_000
HOMES: Final = ("370104", "370102", "370103", "370105", "370112", "370113", "370114", "370115", "370116", "370117",
                "370124", "370126")  # fmt: skip
AUTHORITY: Final = "0"
"""No authority registers under this first character (GB 32100-2015 begins at 1)."""
ORDER: Final = "000"
"""No person is given this order number: a day's births are counted from 001 (GB 11643)."""
PREFIX: Final = "142"
"""A number range that no operator gives to people."""
PERSON_EVERY: Final = 10


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a lead is about, with what people noted of him; ``key`` is the same for all leads about the same subject."""

    key: str
    unit: Unit | None
    person: Person | None
    contacts: tuple[Contact, ...]

    @property
    def name(self) -> str:
        """As the ledger shows it."""
        return self.unit.name if self.unit else self.person.name if self.person else ""


def subject(seed: int, number: int, theme: Theme) -> Subject:
    """The subject of the lead ``number`` (from 0, below two million): every tenth is a natural person."""
    draw, words = Draw("subject", seed, number), brand(seed, number)
    key = opaque("subject", seed, number)
    phone = Contact(kind=ContactKind.PHONE, value=f"{PREFIX}{number:08d}")
    account = Contact(kind=ContactKind.ACCOUNT, value=f"0000{number:015d}")
    site = Contact(kind=ContactKind.URL, value=f"https://s{number}.example")
    contacts = tuple(each for each, often in ((phone, 80), (account, 35), (site, 25)) if draw.chance(often))
    if number % PERSON_EVERY == PERSON_EVERY - 1:
        person = Person(
            ref=opaque("person", seed, number), name=f"虚构{words[:3]}", residence="示例小区1号楼",
            resident_id=invented_resident_id(number // PERSON_EVERY),
        )  # fmt: skip
        return Subject(key, None, person, contacts)
    unit = Unit(
        name=f"济南示例{words}{theme.trade}有限公司", uscc=invented_uscc(number) if draw.chance(75) else "",
        registered_place="山东省济南市槐荫区示例路", representative=f"虚构{words[::-1]}",
    )  # fmt: skip
    return Subject(key, unit, None, contacts)


def brand(seed: int, number: int) -> str:
    """Four characters; two brands differ in two of them at least, so that one slip of the pen makes no other firm."""
    place = (number * STRIDE + seed * 7_919) % PRIME**3
    digits = [place % PRIME, place // PRIME % PRIME, place // PRIME**2]
    check = (digits[0] + 2 * digits[1] + 3 * digits[2]) % PRIME
    return "".join(CHARACTERS[digit] for digit in (*digits, check))


def invented_uscc(number: int) -> str:
    """A code whose check characters fit and that no authority gave."""
    inner = f"{number:08d}"
    body = f"{AUTHORITY}0{DISTRICT}{inner}{uscc.subject_check(inner)}"
    return body + uscc.check_character(body)


def invented_resident_id(number: int) -> str:
    """A number whose check fits, with a real day of birth and an order that nobody has; 240,000 differ."""
    home, day = divmod(number % (BIRTHDAYS * len(HOMES)), BIRTHDAYS)
    body = f"{HOMES[home]}{BORN + timedelta(days=day):%Y%m%d}{ORDER}"
    return body + resident_id.check_character(body)


def retold(first: Subject, draw: Draw) -> Subject:
    """The same subject as somebody else reports it: misspelt or shortened, some of the numbers left out."""
    if first.unit is None:
        person = replace(first.person, ref=opaque("again", first.key), residence="") if first.person else None
        return replace(first, person=person)
    name, at = first.unit.name, draw.between(4, 6)
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    said = draw.weighted({name: 35, swapped: 20, name.removeprefix("济南").removesuffix("有限公司"): 45})
    return replace(
        first,
        unit=replace(first.unit, name=said, uscc=first.unit.uscc if draw.chance(40) else "", representative=""),
        contacts=first.contacts[: draw.between(0, len(first.contacts))],
    )
