"""The page of all integration events, for the people who build what reads them."""

from collections.abc import Iterator
from typing import Final

from domain.words import Words
from projections.feeds.declaring import REGISTRY, Declared, Field, describe, is_closed
from projections.feeds.events.base import OfLead
from projections.feeds.schemas import ATTRIBUTES
from workflows.forms.choices import CHOICES, words_of

OPENING: Final = """# 对外事件 · Integration events

由 `projections/feeds/events` 的声明生成（`make docs`），请勿手改。

Generated from the declarations in `projections/feeds/events` (`make docs`); do not edit.

姓名、人员编号、电话、地址、文书内容和任何自由文本都不出门；数额、人数只给档次。同一版本内只增加可选字段，其余改动用新版本。
Names, ids of people, phones, addresses, contents of papers and free text never leave; figures go as bands.
Within a version only optional fields are added; any other change is a new version.
"""
COMMON: Final = """## 每个线索事件都有 · In every event about a lead

线索在该事件之后的情况：从哪里读起都知道它到了哪一步。
How the lead stands after the event: whoever begins anywhere knows.
"""
HEAD: Final = "| 字段 field | 含义 meaning | 级别 class | 取值 values |\n|---|---|---|---|"


def page() -> str:
    """The whole page: the envelope, then each type."""
    rows = (f"| `{name}` | {_both(words)} |" for name, (_, words) in ATTRIBUTES.items())
    parts = [OPENING, "## 信封 · Envelope\n", "| 属性 attribute | 含义 meaning |\n|---|---|", *rows, ""]
    parts += [COMMON, HEAD, *(_row(each) for each in describe(OfLead)), ""]
    return "\n".join([*parts, *(line for name in sorted(REGISTRY) for line in _type(REGISTRY[name]))])


def _type(event: Declared) -> Iterator[str]:
    yield f"## `{event.name}`\n"
    yield f"{event.words.zh}。{event.words.en}\n"
    note = (event.shape.__doc__ or "").strip()
    if note:
        yield f"{note}\n"
    own = [each for each in event.fields if each not in describe(OfLead)]
    if own:
        yield HEAD
        yield from (_row(each) for each in own)
        yield ""


def _row(field: Field) -> str:
    name = f"`{field.key}`" + ("" if field.required else " ?") + ("[]" if field.many else "")
    return f"| {name} | {_both(field.told.words)} | {field.told.exposure} | {_values(field)} |"


def _values(field: Field) -> str:
    if not is_closed(field.kind):
        return f"`{field.told.form}`".replace("|", "\\|") if field.told.form else field.kind.__name__
    return "、".join(
        f"`{each.value}`" + (f" {words_of(each).zh}" if field.kind in CHOICES else "") for each in field.kind
    )


def _both(words: Words) -> str:
    return f"{words.zh}<br>{words.en}"
