"""What is in force on a day, and what a citation means on that day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NoReturn

from domain.errors import NotFound
from domain.law import Article, AuthorityRule, Citation, Instrument, OfficeRule, Threshold
from domain.words import Words
from workflows.law.build import register
from workflows.law.register import Register


@dataclass(frozen=True, slots=True)
class Rules:
    """The register on one day: instruments by key, articles by citation, powers by act, office rules by slug."""

    day: date
    instruments: Mapping[str, Instrument]
    articles: Mapping[Citation, Article]
    thresholds: tuple[Threshold, ...]
    authority: Mapping[str, AuthorityRule]
    office_rules: Mapping[str, OfficeRule]


@lru_cache(maxsize=1024)
def rules_on(day: date) -> Rules:
    """The rules in force on ``day`` (at UTC+8), from the shipped register."""
    whole = register()
    return Rules(
        day,
        MappingProxyType({key: each for key, each in whole.instruments.items() if each.validity.covers(day)}),
        MappingProxyType({key: each for key, each in whole.articles.items() if each.validity.covers(day)}),
        tuple(each for each in whole.thresholds if each.validity.covers(day)),
        MappingProxyType({each.act: each for each in whole.authority if each.validity.covers(day)}),
        MappingProxyType({each.slug: each for each in whole.office_rules if each.validity.covers(day)}),
    )


def resolve(citation: Citation, day: date) -> Article | OfficeRule:
    """What a citation means on a day.

    An item or paragraph without an entry of its own gives its whole article. Raises ``NotFound``: ``law.unknown`` for
    what the register does not hold, ``law.not-in-force`` for what did not hold on that day, with what held instead.
    """
    whole = register()
    if citation.is_office_rule:
        versions = whole.versions(citation.article)
        held = next((rule for rule in versions if rule.validity.covers(day)), None)
        return held or _refuse(citation, day, versions)
    if not citation.article:  # an instrument as a whole is nothing to read out, but it is known when it held
        known = whole.instruments.get(citation.instrument)
        _refuse(citation, day, () if known is None else (known,))
    article = whole.article(citation)
    if article is None or not article.validity.covers(day):
        _refuse(citation, day, () if article is None else (article,))
    return article


def in_force(citations: Iterable[Citation], day: date) -> tuple[Citation, ...]:
    """Those citations that hold on a day: a rule names predecessor and successor, a reader sees which counts.

    All of them where none holds, so that nothing is ever refused without a basis.
    """
    known = tuple(citations)
    missing = frozenset(unresolved(known, day))
    return tuple(citation for citation in known if citation not in missing) or known


def unresolved(citations: Iterable[Citation], day: date) -> tuple[Citation, ...]:
    """Those citations that mean nothing on a day, each once, in order. Empty is what a test wants to see."""
    missing = dict[Citation, None]()
    for citation in citations:
        try:
            resolve(citation, day)
        except NotFound:
            missing[citation] = None
    return tuple(missing)


def _refuse(citation: Citation, day: date, versions: tuple[Article | Instrument | OfficeRule, ...]) -> NoReturn:
    if not versions:
        detail = Words(f"法规库没有“{citation}”", f"the law register has no {citation}")
        raise NotFound(detail, code="law.unknown")
    periods = ", ".join(str(version.validity) for version in versions)
    instead = in_force_instead(register(), citation.instrument, day)
    zh = f"“{citation}”在 {day} 不生效（有效期 {periods}）" + (f"，当日适用 {instead}" if instead else "")
    en = f"{citation} does not hold on {day} (it holds {periods})" + (f"; {instead} does" if instead else "")
    raise NotFound(Words(zh, en), code="law.not-in-force")


def in_force_instead(whole: Register, key: str, day: date) -> str:
    """The key of the predecessor or successor in force on a day, or nothing."""
    line = {each.key: each.predecessor for each in whole.instruments.values()}
    related = {key}
    for _ in line:
        related |= {line[each] for each in related & line.keys() if line[each]}
        related |= {each for each, before in line.items() if before in related}
    held = (each for each in whole.instruments.values() if each.key in related and each.key != key)
    return next((each.key for each in held if each.validity.covers(day)), "")
