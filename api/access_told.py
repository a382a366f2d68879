"""A read on record as people read it, at a terminal and on a page: of what, in what view, why, by which way."""

from collections.abc import Mapping
from enum import Enum
from typing import Final

from api.registers.tables import REGISTERS
from api.tongue import Tongue
from domain.access import GROUNDS, OF_TIPS, Ground, View
from domain.lead.stage import Stage
from domain.lead.vocabulary import Business, Pretext, Source
from domain.values.risk_grade import RiskGrade
from domain.words import Words
from projections.access_register import AccessRow
from projections.risk_ledger import LEDGER
from workflows.forms.choices import words_of

LISTS: Final = {each.name: each.words for each in REGISTERS.values()} | {LEDGER.name: words_of(View.LEDGER)}
"""List → what people call it."""
NARROWED: Final = {
    "stage": Words("阶段", "stage"), "grade": Words("等级", "grade"), "source": Words("来源渠道", "channel"),
    "division": Words("区划", "area"), "due_by": Words("期限", "due by"), "office": Words("单位", "office"),
    "handler": Words("责任人", "handler"), "text": Words("文字", "text"), "lead": Words("线索", "lead"),
    "transferred": Words("是否移送", "transferred"), "since": Words("登记自", "registered from"),
    "until": Words("登记至", "registered to"), "closed_since": Words("办结自", "closed from"),
    "closed_until": Words("办结至", "closed to"), "street": Words("街道", "street"), "been": Words("到过", "has been"),
    "age": Words("停留天数", "days at the stage"), "pretext": Words("名目", "pretext"),
    "business": Words("业务类别", "business"),
}  # fmt: skip
"""By what a list was narrowed → what people call it."""
CHOICES: Final[Mapping[str, type[Enum]]] = {
    "stage": Stage, "been": Stage, "grade": RiskGrade, "source": Source, "pretext": Pretext, "business": Business,
}  # fmt: skip
ALLOWED: Final = Words("写明理由，经另一位负责人同意", "a reason in writing; another leader allowed it")
WAYS: Final = {
    "cli": Words("本机", "machine"), "http": Words("网络", "network"), "console": Words("网页", "pages"),
}  # fmt: skip
"""Way in → what people call it."""


def leads(say: Tongue, row: AccessRow) -> str:
    """Of one lead its number, of a list how many there were; a report by its own."""
    if row.view in OF_TIPS:
        return say(Words(f"举报 {row.number}", f"report {row.number}"))
    return row.number if row.leads == 1 else say(Words(f"{row.leads} 件", f"{row.leads} leads"))


def view(say: Tongue, row: AccessRow, names: Mapping[str, str]) -> str:
    """In what, of which list, by what that was narrowed; people and areas by their names."""
    seen, register = words_of(row.view), LISTS.get(row.register, Words(row.register, row.register))
    by = (_narrowed(say, each, names) for each in row.narrowed)
    told = [*([say(register)] if row.register and register != seen else []), *by]
    return say.aside(say(seen), say.listed(told)) if told else say(seen)


def why(say: Tongue, row: AccessRow) -> str:
    """The reason that was written, or that it was the work in hand. That of looking at who reported is sealed."""
    if row.view is View.INFORMANT:
        return say(ALLOWED)
    return say(GROUNDS[row.ground]) if row.ground is Ground.WORK else row.reason


def way(row: AccessRow) -> Words:
    """By which way in."""
    return WAYS.get(row.channel, Words(row.channel, row.channel))


def _narrowed(say: Tongue, text: str, names: Mapping[str, str]) -> str:
    """``stage=registered/verifying`` as people read it; of what may hold a name there is no value."""
    name, _, values = text.partition("=")
    name = name.replace("-", "_")  # as a flag it has hyphens
    kind, label = CHOICES.get(name), say(NARROWED.get(name, Words(name, name)))
    known = {str(each.value): say(words_of(each)) for each in kind} if kind else {}
    called = (known.get(each, names.get(each, each)) for each in values.split("/"))
    return say.colon(label, say.listed(called)) if values else label
