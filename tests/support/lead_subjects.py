"""Synthetic subjects of leads: firms that share words, streets, agents and owners, and are not the same."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from domain.duplicates.prints import Subject
from domain.values import resident_id, uscc

MARKS: Final = ("示例", "测试", "样本", "虚构")
CHARACTERS: Final = (
    "鑫宏盛华金源达恒瑞泰富利佳通丰聚诚德康安宝邦博财昌创东方光国海和惠吉建江杰京凯兰乐联龙美明宁"
    "鹏平启强庆荣润森尚世顺天万旺伟祥兴旭亚阳易银永优宇云泽长振正志中卓福成禾汇信元鸿晟锦嘉弘祺睿翔昊腾"
)
TRADES: Final = (
    "投资", "投资", "投资", "投资管理", "投资管理", "投资咨询", "资产管理", "财富管理", "信息咨询",
    "信息科技", "网络科技", "科技", "商贸", "电子商务", "健康管理", "健康咨询", "养老服务", "生物科技",
    "农业科技", "文化传媒", "文化传播", "教育咨询", "企业管理", "旅游服务", "酒店管理", "珠宝", "实业",
    "供应链管理", "新能源", "艺术品",
)  # fmt: skip
FORMS: Final = ("有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "合伙企业（有限合伙）")
PLACES: Final = (
    "济南",
    "济南",
    "济南",
    "济南市",
    "济南市槐荫区",
    "山东",
    "山东",
    "山东省",
    "",
    "",
    "青岛",
    "北京",
    "深圳",
)
SURNAMES: Final = "甲甲甲乙乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
GIVEN: Final = "一二三四五六七八九十百千金木水火土日月星"
VAGUE: Final = (
    "某投资公司",
    "养老项目",
    "不明理财门店",
    "楼下卖保健品的",
    "某养老院",
    "投资讲座",
    "老年会员卡",
    "扫码返利活动",
)
STREETS: Final = ("兴福", "匡山", "腊山", "张庄路", "段店北路", "玉清湖")


class Maker:
    """Makes subjects from one seed."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)  # noqa: S311 - the same register every time
        self._serial = 0
        self._registered: set[tuple[str, str, str]] = set()

    # subjects ---------------------------------------------------------------------------------------------------------

    def family(self) -> tuple[Subject, ...]:
        """Mostly one firm; sometimes several that resemble one another and are not the same."""
        kinds = (
            self._alone,
            self._siblings,
            self._branches,
            self._group,
            self._elsewhere,
            self._one_agent,
            self._person,
        )
        return self.dice.choices((*kinds, self._vague), weights=(80, 5, 2, 3, 2, 1, 6, 1))[0]()

    def _alone(self) -> tuple[Subject, ...]:
        return (self.firm(),)

    def _siblings(self) -> tuple[Subject, ...]:
        """Same street, same trade, a brand one character apart: 示例甲投资 and 示例乙投资."""
        place, trade, form, brand = self._parts()
        other = self.changed(brand, len(brand) - 1)
        while not self._registers(place, trade, other):
            other = self.changed(brand, len(brand) - 1)
        firm, sibling = self.firm(place + brand + trade + form), self.firm(place + other + trade + form)
        return firm, replace(sibling, address=firm.address) if self.chance(0.15) else sibling

    def _branches(self) -> tuple[Subject, ...]:
        """A franchise: one name, several branches, each with its own code if it is known."""
        head = self.firm()
        streets = self.dice.sample(STREETS, 3)
        return (head, *(self.firm(f"{head.name}{street}分公司", people=head.people) for street in streets))

    def _group(self) -> tuple[Subject, ...]:
        """One brand and owner, several trades."""
        place, trade, form, brand = self._parts()
        others = [other for other in self.dice.sample(sorted(set(TRADES)), 2) if self._registers(place, other, brand)]
        people = (self._name(),)
        return tuple(self.firm(place + brand + trade + form, people=people) for trade in (trade, *others))

    def _elsewhere(self) -> tuple[Subject, ...]:
        """One brand and trade in two cities."""
        place, trade, form, brand = self._parts()
        cities = [city for city in ("青岛", "北京", "深圳") if self._registers(city, trade, brand)]
        return tuple(self.firm(city + brand + trade + form) for city in (place, *cities[:1]))

    def _one_agent(self) -> tuple[Subject, ...]:
        """Firms registered by one agent: they share its telephone and its room."""
        first = self.firm()
        phone = (self._mobile(),)
        size = self.dice.randint(3, 8)
        return tuple(replace(self.firm(), phones=phone, address=first.address) for _ in range(size))

    def _person(self) -> tuple[Subject, ...]:
        number = self._resident() if self.chance(0.5) else ""
        phones = (self._mobile(),) if self.chance(0.6) or not number else ()
        return (Subject(name=self._name(), natural_person=True, resident_id=number, phones=phones),)

    def _vague(self) -> tuple[Subject, ...]:
        """A caller who does not know the name."""
        return (Subject(name=self.dice.choice(VAGUE), phones=(self._mobile(),) if self.chance(0.5) else ()),)

    def firm(self, name: str = "", people: tuple[str, ...] = ()) -> Subject:
        """A firm as leads describe them: much is missing."""
        return Subject(
            name=name or "".join(self._parts_in_order()),
            uscc=self._uscc() if self.chance(0.7) else "",
            people=people or ((self._name(),) if self.chance(0.8) else ()),
            phones=tuple(self._mobile() for _ in range(self.dice.choice((0, 1, 1, 1, 2)))),
            accounts=(self._account(),) if self.chance(0.35) else (),
            urls=(self._url(),) if self.chance(0.25) else (),
            apps=(f"{self.dice.choice(MARKS)}{self.characters(2)}宝",) if self.chance(0.1) else (),
            handles=(f"shili_{self._next()}",) if self.chance(0.2) else (),
            address=self._address() if self.chance(0.75) else "",
        )

    def _parts(self) -> tuple[str, str, str, str]:
        """Place, trade, form and brand of a new registration."""
        while True:
            brand = self.dice.choice(MARKS) + self.characters(self.dice.choice((1, 2, 2, 2, 3)))
            place, trade = self.dice.choice(PLACES), self.dice.choice(TRADES)
            if self._registers(place, trade, brand):
                return place, trade, self.dice.choice(FORMS), brand

    def _registers(self, place: str, trade: str, brand: str) -> bool:
        """One registrar never registers a brand twice in a trade; two registrars may."""
        registration = (place[:2] or "济南", trade, brand)
        is_new = registration not in self._registered
        self._registered.add(registration)
        return is_new

    def _parts_in_order(self) -> tuple[str, str, str, str]:
        place, trade, form, brand = self._parts()
        return place, brand, trade, form

    # facts ------------------------------------------------------------------------------------------------------------

    def chance(self, likelihood: float) -> bool:
        return self.dice.random() < likelihood

    def _next(self) -> int:
        self._serial += 1
        return self._serial

    def characters(self, number: int) -> str:
        return "".join(self.dice.choices(CHARACTERS, k=number))

    def changed(self, text: str, at: int) -> str:
        other = self.dice.choice([character for character in CHARACTERS if character != text[at]])
        return text[:at] + other + text[at + 1 :]

    def _name(self) -> str:
        return self.dice.choice(SURNAMES) + "".join(self.dice.choices(GIVEN, k=self.dice.choice((1, 2, 2))))

    def _digits(self, number: int) -> str:
        return "".join(self.dice.choices("0123456789", k=number))

    def _mobile(self) -> str:
        return "1" + self.dice.choice("356789") + self._digits(9)

    def _account(self) -> str:
        return "3700" + self._digits(15)

    def _url(self) -> str:
        return f"https://www.shili{self._next()}.example.com.cn".replace("example.", "") + self.dice.choice(
            ("", "/reg")
        )

    def _uscc(self) -> str:
        subject = f"MA{self._next():06d}"
        body = "91370104" + subject + uscc.subject_check(subject)
        return body + uscc.check_character(body)

    def _resident(self) -> str:
        born = date(1940, 1, 1) + timedelta(days=self.dice.randrange(22_000))
        body = f"370104{born:%Y%m%d}{self.dice.randrange(1000):03d}"
        return body + resident_id.check_character(body)

    def _address(self) -> str:
        house, block, room = self.dice.randint(1, 60), self.dice.randint(1, 12), self.dice.randint(101, 2609)
        return f"{self.dice.choice(STREETS)}街道示例路{house}号{block}号楼{room}室"
