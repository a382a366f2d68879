"""What somebody filled in to report: read with every mistake at once, nothing kept that he did not mean to say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple
from unicodedata import category

from api.tip_photos import ALL, FIELDS
from api.tips import Place
from domain.errors import Faults, InvalidInput
from domain.values.mistake import Mistake
from domain.values.phone import Phone
from domain.words import Words
from workflows.forms.plain import UNKEEPABLE


class Text(NamedTuple):
    """A field of the form: how much it takes, whether it must be there, whether it may have several lines."""

    most: int
    needed: bool = False
    several_lines: bool = False


TEXTS: Final[Mapping[str, Text]] = {
    "accused": Text(100, needed=True),
    "place": Text(200),
    "building": Text(100),
    "content": Text(5_000, needed=True, several_lines=True),
    "amount": Text(50),
    "began": Text(50),
    "manner": Text(500, several_lines=True),
}
"""Fields of ``SendTip`` that anybody may fill in."""
ANSWER: Final = Text(2_000, needed=True, several_lines=True)
QUESTION: Final = Text(5_000, needed=True, several_lines=True)
NAME: Final = Text(50, needed=True)
NAMED: Final = "named"
ANONYMOUS: Final = "anonymous"

MISSING: Final = Mistake(
    "input.tip.missing", Words("没有填写", "Nothing is filled in"),
    Words("此项必填，知道多少写多少", "It is needed; write what you know"), "office tip-desk",
)  # fmt: skip
LONG: Final = Mistake(
    "input.tip.long", Words("写得太长", "It is too long"),
    Words("请写 {most} 字以内，其余可凭回执码补充", "At most {most} characters; add the rest by your code"),
    "office tip-limits",
)  # fmt: skip
NO_PLACE: Final = Mistake(
    "input.tip.place", Words("没有选择地点", "No place is chosen"),
    Words("请选择所在街道；不清楚的选区里的单位", "Choose the street; if you do not know it, the district's office"),
    "office tip-desk",
)  # fmt: skip
NO_WAY: Final = Mistake(
    "input.tip.who", Words("没有选择实名或匿名", "Neither by name nor anonymous is chosen"),
    Words("请选一种", "Choose one"), "office tip-informant",
)  # fmt: skip
UNREAD: Final = Mistake(
    "input.tip.notice", Words("没有勾选已阅读举报须知", "The notice is not ticked as read"),
    Words("请读完须知后勾选", "Read the notice, then tick"), "R737 16",
)  # fmt: skip


def read_tip(
    typed: Mapping[str, str], offices: Sequence[Place], wrong: Iterable[InvalidInput] = ()
) -> tuple[Place, dict[str, str]]:
    """The office and the fields of ``SendTip``. Raises ``Faults``, with what was ``wrong`` besides among them.

    Whoever reports anonymously leaves neither name nor phone, also where he had begun to fill them in.
    """
    faults = [*wrong]
    told = {name: _text(typed, name, text, faults) for name, text in TEXTS.items()}
    place = next((each for each in offices if each.office == typed.get("office")), None)
    if place is None:
        faults.append(NO_PLACE.at("office"))
    if typed.get("who") == NAMED:
        told["name"] = _text(typed, "name", NAME, faults)
        told["phone"] = _phone(typed, faults)
    elif typed.get("who") != ANONYMOUS:
        faults.append(NO_WAY.at("who"))
    if not typed.get("read"):
        faults.append(UNREAD.at("read"))
    if faults or place is None:
        raise Faults(sorted(faults, key=lambda each: ORDER.index(each.field)))
    return place, told


def read_answer(text: str, wrong: Sequence[InvalidInput] = (), *, photos: bool = False) -> str:
    """What somebody adds; whoever adds a photo need not write. Raises ``Faults``, with what was ``wrong`` besides."""
    faults = [*wrong]
    written = _text({"answer": text}, "answer", ANSWER._replace(needed=not (photos or wrong)), faults)
    if faults:
        raise Faults(faults)
    return written


def read_question(text: str) -> str:
    """What an officer asks. Raises ``InvalidInput``: of an empty question nobody would know what is wanted of him."""
    faults: list[InvalidInput] = []
    written = _text({"question": text}, "question", QUESTION, faults)
    if faults:
        raise faults[0]
    return written


ORDER: Final = (
    "accused", "office", "place", "building", "content", "amount", "began", "manner",
    "who", "name", "phone", ALL, *FIELDS, "read",
)  # fmt: skip
"""The fields as they stand on the page."""


def _text(typed: Mapping[str, str], name: str, text: Text, faults: list[InvalidInput]) -> str:
    value = _clean(typed.get(name, ""), several_lines=text.several_lines)
    if text.needed and not value:
        faults.append(MISSING.at(name))
    if len(value) > text.most:
        faults.append(LONG.at(name, most=text.most))
    return value


def _phone(typed: Mapping[str, str], faults: list[InvalidInput]) -> str:
    if not typed.get("phone", "").strip():
        faults.append(MISSING.at("phone"))
        return ""
    try:
        return Phone.parse(typed["phone"]).number
    except InvalidInput as fault:
        faults.append(fault)
        return ""


def _clean(text: str, *, several_lines: bool) -> str:
    """As it was written, but for what nobody sees: his commas are his."""
    visible = "".join(each for each in UNKEEPABLE.sub("", text) if category(each) != "Cf")
    lines = [" ".join(each.split()) for each in visible.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() if several_lines else " ".join(lines).strip()
