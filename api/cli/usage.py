"""What argparse says of a command line it does not understand, in Chinese: it knows English only."""

import re
from collections.abc import Callable
from typing import Final

from domain.words import Words

TYPES: Final = {"int": "整数"}
"""Python's name of a type → what people call it."""


def _choices(text: str) -> str:
    return "、".join(each.strip("' ") for each in text.split(","))


def _kind(text: str) -> str:
    return TYPES.get(text, text)


SENTENCES: Final[tuple[tuple[re.Pattern[str], str, dict[str, Callable[[str], str]]], ...]] = (
    (re.compile(r"the following arguments are required: (?P<names>.+)"), "还缺 {names}", {"names": _choices}),
    (re.compile(r"one of the arguments (?P<names>.+) is required"), "{names} 须写其中一个", {}),
    (re.compile(r"not allowed with argument (?P<other>.+)"), "不能与 {other} 同时使用", {}),
    (re.compile(r"expected one argument"), "后面要写一个值", {}),
    (re.compile(r"expected at least one argument"), "后面至少要写一个值", {}),
    (re.compile(r"expected at most one argument"), "后面最多写一个值", {}),
    (re.compile(r"expected (?P<count>\d+) arguments?"), "后面要写 {count} 个值", {}),
    (re.compile(r"ignored explicit argument (?P<value>.+)"), "后面不能写值 {value}", {}),
    (re.compile(r"invalid (?P<kind>\w+) value: (?P<value>.+)"), "{value} 不是{kind}", {"kind": _kind}),
    (re.compile(r"invalid choice: (?P<value>.+?) \(choose from (?P<names>.+)\)"), "没有 {value}，可选：{names}",
     {"names": _choices}),
    (re.compile(r"unrecognized arguments: (?P<names>.+)"), "不认识 {names}", {}),
)  # fmt: skip
"""Sentence of argparse → ours, and how its parts are read out."""

_OF: Final = re.compile(r"argument (?P<name>\S+): (?P<rest>.+)", re.DOTALL)


def told(message: str) -> Words:
    """The mistake in both languages; what nobody translated yet stays as it is."""
    of = _OF.fullmatch(message)
    zh = _chinese(of["rest"]) if of else _chinese(message)
    return Words(f"{of['name']}：{zh}" if of else zh, message)


def _chinese(message: str) -> str:
    for pattern, sentence, readings in SENTENCES:
        found = pattern.fullmatch(message)
        if found:
            parts = found.groupdict()
            return sentence.format(**{name: readings.get(name, str)(text) for name, text in parts.items()})
    return message
