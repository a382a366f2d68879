"""Articles as people read them: instrument, number, paraphrase; an office rule says that it is none of the law."""

import re
from dataclasses import dataclass
from datetime import date

from domain.errors import NotFound
from domain.law import OFFICE_LABEL, Citation
from domain.words import Words
from workflows.law.build import register
from workflows.law.rules import resolve


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
    return Words(f"《{bare}》{_article(citation)}", f"{title.en}, {citation.article}{_paragraph(citation)}")


def _article(citation: Citation) -> str:
    found = re.fullmatch(r"(\d+)((?:\(\d+\))*)", citation.article)
    if found is None:
        return citation.article
    items = "".join(f"第{item}项" for item in re.findall(r"\d+", found[2]))
    clause = f"第{citation.paragraph}款" if citation.paragraph else ""
    return f"第{found[1]}条{clause}{items}"


def _paragraph(citation: Citation) -> str:
    return f" ¶{citation.paragraph}" if citation.paragraph else ""
