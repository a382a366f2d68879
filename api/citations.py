"""Articles as people read them: instrument, number, paraphrase; an office rule says that it is none of the law."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.errors import NotFound
from domain.law import OFFICE_LABEL, Citation
from domain.words import Words
from workflows.law.build import register
from workflows.law.rules import resolve

PART: Final = re.compile(r"([一二三四五六七八九])(?:\(([一二三四五六七八九十])\)|\.(\d+))?")
"""A part of a notice, such as 一(九) or 三.1: it has no articles."""
NUMERALS: Final = {ord(numeral): str(at) for at, numeral in enumerate("一二三四五六七八九十", start=1)}


@dataclass(frozen=True, slots=True)
class Read:
    """A citation opened: what it is called and what it says; ``text`` is None where the register holds nothing."""

    citation: Citation
    name: Words
    text: Words | None

    def as_json(self) -> dict[str, object]:
        """For machines: ``citation``, ``name``, ``text``, ``office_rule``."""
        return {
            "citation": str(self.citation),
            "name": self.name,
            "text": self.text,
            "office_rule": self.citation.is_office_rule,
        }


def read(citation: Citation, day: date) -> Read:
    """What a citation says on a day, or said while it held."""
    text: Words | None
    try:
        text = resolve(citation, day).words
    except NotFound:
        former = register().article(citation)
        text = former.words if former else None
    return Read(citation, name_of(citation), text)


def name_of(citation: Citation) -> Words:
    """``《…条例》第24条第3项``; an office rule is called what it is, its id stands beside."""
    if citation.is_office_rule:
        return OFFICE_LABEL
    instrument = register().instruments.get(citation.instrument)
    title = instrument.title if instrument else Words(citation.instrument, citation.instrument)
    bare = title.zh.strip("《》")
    article = _article(citation)
    return Words(f"《{bare}》{article.zh}", f"{title.en}, {article.en}{_paragraph(citation)}")


def _article(citation: Citation) -> Words:
    part = PART.fullmatch(citation.article)
    if part is not None:
        item = f"（{part[2]}）" if part[2] else f"第{part[3]}项" if part[3] else ""
        return Words(f"第{part[1]}部分{item}", f"part {citation.article.translate(NUMERALS)}")
    found = re.fullmatch(r"(\d+)((?:\(\d+\))*)", citation.article)
    if found is None:
        return Words(citation.article, citation.article)
    items = "".join(f"第{item}项" for item in re.findall(r"\d+", found[2]))
    clause = f"第{citation.paragraph}款" if citation.paragraph else ""
    return Words(f"第{found[1]}条{clause}{items}", citation.article)


def _paragraph(citation: Citation) -> str:
    return f" ¶{citation.paragraph}" if citation.paragraph else ""
