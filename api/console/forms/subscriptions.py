"""The forms of subscriptions: what they ask, read as it was typed, shown again so with each mistake at its field."""

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, Field

from api.console.forms.controls import Control, Kind, with_mistakes
from api.console.saying import Saying
from api.console.seat import Seat
from domain.errors import Faults, InvalidInput
from domain.subscription.guards import LONGEST_OVERLAP
from domain.values.mistake import Mistake
from domain.words import Words
from projections.feeds.declaring import REGISTRY
from workflows.forms.mistakes import REQUIRED
from workflows.forms.plain import whole

NAMED_SO: Final = Words("小写字母、数字、短横，如 city-platform；不填自动编号",
                        "Small letters, digits, dashes, such as city-platform; made here if left empty")  # fmt: skip
OVERLAP: Final = "24"
"""Hours for which an old secret signs beside the new one, where nobody says otherwise."""
WITHIN: Final = Words("0 至 {longest}，不填为 {term}", "0 to {longest}, {term} if left empty")
NUMBER: Final = Words("整数", "a whole number")
SURE: Final = "yes"
NOT_SURE: Final = Mistake(
    "input.subscription.sure", Words("没有勾选", "It is not ticked"),
    Words("确要终止的，请勾选“我确认终止”", "Tick it if you mean to end it"),
    "office feed-subscriptions",
)  # fmt: skip


class Asked(BaseModel):
    """What was filled in for a new subscription."""

    url: str = Field(default="", max_length=2_000)
    account: str = Field(default="", max_length=64)
    id: str = Field(default="", max_length=64)
    types: list[str] = []
    key: str = Field(default="", alias="_key", max_length=255)


class Typed(BaseModel):
    """What was filled in on the page of one; no form of it has all of these."""

    first: str = Field(default="", max_length=20)
    last: str = Field(default="", max_length=20)
    hours: str = Field(default=OVERLAP, max_length=20)
    sure: list[str] = []
    key: str = Field(default="", alias="_key", max_length=255)

    def nothing(self) -> tuple[int, ...]:
        """Of a form that asks nothing."""
        return ()

    def overlap(self) -> tuple[int, ...]:
        """The hours. Raises ``Faults``."""
        return _numbers(hours=self.hours)

    def range(self) -> tuple[int, ...]:
        """First and last. Raises ``Faults`` with every mistake."""
        return _numbers(first=self.first, last=self.last)

    def meant(self) -> tuple[int, ...]:
        """Nothing, of whoever said that he means it. Raises ``Faults``."""
        if SURE not in self.sure:
            raise Faults((NOT_SURE.at("sure"),))
        return ()


def _numbers(**typed: str) -> tuple[int, ...]:
    found, wrong = list[int](), list[InvalidInput]()
    for field, text in typed.items():
        try:
            found.append(_number(text.strip(), field))
        except InvalidInput as fault:
            wrong.append(fault)
    if wrong:
        raise Faults(wrong)
    return tuple(found)


def _number(text: str, field: str) -> int:
    if not text:
        raise REQUIRED.at(field, **NUMBER._asdict())
    return whole(text, field)


def new(seat: Seat, asked: Asked, errors: Mapping[str, str]) -> tuple[Control, ...]:
    """The form of a new subscription."""
    say = seat.say
    accounts = tuple((each.id, say.aside(each.name, each.organ)) for each in seat.app.roster)
    types = tuple((name, say(each.words)) for name, each in REGISTRY.items())
    return with_mistakes(
        errors,
        Control("url", Kind.TEXT, say("接收地址", "Address"), say("以 https:// 开头", "It begins with https://"),
                required=True, value=asked.url),
        Control("account", Kind.ONE, say("按谁的权限推送", "By the rights of"), "", required=True, value=asked.account,
                choices=accounts),
        Control("id", Kind.TEXT, say("编号", "Id"), say(NAMED_SO), required=False, value=asked.id),
        Control("types", Kind.SEVERAL, say("只要这些类型（不选即全部）", "Only these types (none: all)"), "",
                required=False, value=asked.types, choices=types),
    )  # fmt: skip


def forms_of_one(say: Saying, typed: Typed, errors: Mapping[str, str], head: int) -> dict[str, tuple[Control, ...]]:
    """Those of one: what is done → its form. A range ends with the last row there is, where nobody names another."""
    so_far = say("目前到第 {head} 号", "{head} so far", head=head)
    last = typed.last or ("" if "last" in errors else str(head))
    within = say(WITHIN.fill(longest=LONGEST_OVERLAP, term=OVERLAP))
    sure = ((SURE, say("我确认终止", "I mean to end it")),)
    return {
        "replay": with_mistakes(
            errors,
            Control("first", Kind.NUMBER, say("起号", "From"), "", required=True, value=typed.first),
            Control("last", Kind.NUMBER, say("止号", "To"), so_far, required=True, value=last),
        ),
        "rotate": with_mistakes(
            errors,
            Control("hours", Kind.NUMBER, say("新旧并用几小时", "Hours together"), within, required=False,
                    value=typed.hours),
        ),
        "end": with_mistakes(
            errors,
            Control("sure", Kind.SEVERAL, say("确认", "Confirmation"),
                    say("终止后不能恢复，密钥随即销毁", "It cannot be undone, and its secrets are destroyed"),
                    required=True, value=(), choices=sure),
        ),
    }  # fmt: skip
