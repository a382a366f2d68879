"""The grammar of the command line: verbs and what they take, explained in the language of the run."""

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final, NoReturn

from api.cli.call import Call
from api.cli.exits import USAGE
from api.cli.text import wrapped
from api.cli.usage import told
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
    (
        "--as",
        {"metavar": "ID", "dest": "actor"},
        Words(f"谁在办理：名册中的账号（或 {ACTOR}）", f"who acts (or {ACTOR})"),
    ),
    ("--lang", {"choices": [each.value for each in Lang]}, Words(f"语言（或 {LANG}）", f"language (or {LANG})")),
    ("--json", {"action": "store_true", "dest": "as_json"}, Words("输出 JSON", "print JSON")),
)


def pick(words: Words, lang: Lang) -> str:
    """The text in a language, with the percent signs that argparse would fill kept."""
    return (words.zh if lang is Lang.ZH else words.en).replace("%", "%%")


class _Plain(argparse.HelpFormatter):
    """Help that breaks lines as all other texts are broken: no name at its hyphens, no mark at a line's beginning."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(" ".join(text.split()), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width - len(indent)))


class _Chinese(_Plain):
    """Help whose first word is Chinese."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """``用法：`` in front."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


FORMATS: Final = {Lang.ZH: _Chinese, Lang.EN: _Plain}
TITLES: Final = (Words("要写的", "arguments"), Words("选项", "options"))
LEAD: Final = Words("线索编号或内部编号", "a lead's number or id")
"""What every verb about a lead asks for."""
HELP: Final = Words("显示帮助", "show this help and leave")
VERSION: Final = Words("显示版本", "show the version and leave")


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language of the run and whose mistakes are refusals like all others."""

    def __init__(self, *, lang: Lang, **options: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=FORMATS[lang], **options)
        self.lang = lang
        self._positionals.title, self._optionals.title = (pick(words, lang) for words in TITLES)
        self.takes("-h", "--help", words=HELP, action="help")

    def takes(self, *names: str, words: Words, **options: Any) -> None:  # noqa: ANN401 - argparse's own
        """``add_argument`` with its help in the language of the run."""
        self.add_argument(*names, help=pick(words, self.lang), **options)

    def error(self, message: str) -> NoReturn:
        """Raise ``InvalidInput`` (``input.usage``) with the usage as the way out."""
        usage = " ".join(self.format_usage().split())
        raise InvalidInput(self.prog, told(message), way_out=Words(usage, usage), code="input.usage")


@dataclass(slots=True)
class Verbs:
    """Where verbs are added; groups of verbs nest."""

    into: "argparse._SubParsersAction[Parser]"
    lang: Lang

    def add(self, name: str, words: Words, run: Run | None = None) -> "Parser":
        """A verb; its parser takes further arguments."""
        text = pick(words, self.lang)
        parser = self.into.add_parser(name, help=text, description=text, lang=self.lang)
        if run is not None:
            parser.set_defaults(run=run, parser=parser)
        flags(parser, inherited=True)
        return parser

    def group(self, name: str, words: Words) -> "Verbs":
        """A noun with verbs of its own."""
        return below(self.add(name, words), self.lang)


def flags(parser: Parser, *, inherited: bool = False) -> None:
    """The flags every verb takes, before or behind its name."""
    for name, options, words in FLAGS:
        default = argparse.SUPPRESS if inherited else False if "action" in options else None
        parser.takes(name, words=words, default=default, **options)


def below(parser: Parser, lang: Lang) -> Verbs:
    """Verbs under a parser; where none is said, its help tells which there are."""
    title = pick(Words("有哪些动词", "verbs"), lang)
    parser.set_defaults(run=lambda call: _which(call, parser), parser=parser)
    made = parser.add_subparsers(title=title, metavar=pick(Words("动词", "VERB"), lang))
    return Verbs(made, lang)


def _which(call: Call, parser: Parser) -> int:
    """Nothing was asked."""
    call.out.verbatim(parser.format_help())
    return USAGE


def root(lang: Lang) -> tuple[Parser, Verbs]:
    """The parser without verbs, and where they go."""
    parser = Parser(prog="chufei", description=pick(WHOLE, lang), lang=lang)
    parser.takes("--version", words=VERSION, action="version", version=f"chufei {version('chufei')}")
    flags(parser)
    return parser, below(parser, lang)
