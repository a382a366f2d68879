"""The grammar of the command line: verbs and what they take, explained in the language of the run."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final, NoReturn

from api.cli.call import Call
from api.settings import ACTOR, DATA, LANG, Lang
from domain.errors import InvalidInput
from domain.words import Words

Run = Callable[[Call], int]

WHOLE: Final = Words(
    "处非：线索从发现到办结，依法办理，全程留痕，可回放、可核验。",
    "chufei: leads from discovery to closure, under the law.",
)
FLAGS: Final[tuple[tuple[str, dict[str, Any], Words], ...]] = (
    ("--data", {"metavar": "DIR"}, Words(f"数据文件夹（或 {DATA}）", f"the data folder (or {DATA})")),
    ("--as", {"metavar": "ID", "dest": "actor"}, Words(f"谁在办理：名册编号（或 {ACTOR}）", f"who acts (or {ACTOR})")),
    ("--lang", {"choices": [each.value for each in Lang]}, Words(f"语言（或 {LANG}）", f"language (or {LANG})")),
    ("--json", {"action": "store_true", "dest": "as_json"}, Words("输出 JSON", "print JSON")),
)


class Parser(argparse.ArgumentParser):
    """A parser whose mistakes are refusals like all others."""

    lang = Lang.ZH

    def error(self, message: str) -> NoReturn:
        """Raise ``InvalidInput`` (``input.usage``) with the usage as the way out."""
        usage = " ".join(self.format_usage().split())
        raise InvalidInput(
            self.prog, Words(f"用法有误：{message}", message), way_out=Words(usage, usage), code="input.usage"
        )


@dataclass(slots=True)
class Verbs:
    """Where verbs are added; groups of verbs nest."""

    into: "argparse._SubParsersAction[Parser]"
    lang: Lang

    def add(self, name: str, words: Words, run: Run | None = None) -> "Parser":
        """A verb; its parser takes further arguments."""
        text = pick(words, self.lang)
        parser = self.into.add_parser(name, help=text, description=text)
        if run is not None:
            parser.set_defaults(run=run)
        flags(parser, self.lang, inherited=True)
        return parser

    def group(self, name: str, words: Words) -> "Verbs":
        """A noun with verbs of its own."""
        return below(self.add(name, words), self.lang)


def pick(words: Words, lang: Lang) -> str:
    """The text in a language, with the percent signs that argparse would fill kept."""
    return (words.zh if lang is Lang.ZH else words.en).replace("%", "%%")


def flags(parser: Parser, lang: Lang, *, inherited: bool = False) -> None:
    """The flags every verb takes, before or behind its name."""
    for name, options, words in FLAGS:
        default = argparse.SUPPRESS if inherited else False if "action" in options else None
        parser.add_argument(name, help=pick(words, lang), default=default, **options)


def below(parser: Parser, lang: Lang) -> Verbs:
    """Verbs under a parser; one of them must be said."""
    title = pick(Words("动词", "verbs"), lang)
    made = parser.add_subparsers(title=title, metavar="…", required=True, dest=f"verb of {parser.prog}")
    return Verbs(made, lang)


def root(lang: Lang) -> tuple[Parser, Verbs]:
    """The parser without verbs, and where they go."""
    parser = Parser(prog="chufei", description=pick(WHOLE, lang))
    parser.add_argument("--version", action="version", version=f"chufei {version('chufei')}")
    flags(parser, lang)
    return parser, below(parser, lang)
