"""What must hold between the files of the register, so that no citation in it points nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from domain.law import Article, Citation, Validity
from workflows.law.reading import BadRegister
from workflows.law.register import Register


def check(register: Register) -> None:
    """Raise ``BadRegister`` with every fault found."""
    faults = [
        *_successions(register),
        *_articles(register),
        *_lines(register),
        *_versions("office rule", [(rule.slug, rule.validity) for rule in register.office_rules]),
        *_versions("act", [(rule.act, rule.validity) for rule in register.authority]),
        *_bases(register),
    ]
    if faults:
        raise BadRegister("\n".join(faults))


def _successions(register: Register) -> Iterator[str]:
    for each in register.instruments.values():
        if not each.predecessor:
            continue
        before = register.instruments.get(each.predecessor)
        if before is None:
            yield f"{each.key}: no predecessor {each.predecessor}"
        elif before.validity.until is None or before.validity.until >= each.validity.since:
            yield f"{each.key}: its predecessor {before.key} is still in force on {each.validity.since}"


def _articles(register: Register) -> Iterator[str]:
    for article in register.articles.values():
        instrument = register.instruments[article.instrument]
        if not article.validity.within(instrument.validity):
            yield f"{article.citation}: in force outside {instrument.key} ({instrument.validity})"
        if not _counted(register.articles, article):
            yield f"{article.citation}: the whole article is missing or has no such item or paragraph"


def _counted(articles: Mapping[Citation, Article], part: Article) -> bool:
    """Whether a part fits its whole; numbers that are not plain (三.2) stand for themselves."""
    number, _, items = part.number.partition("(")
    if not number.isdecimal() or (not items and not part.paragraph):
        return True
    whole = articles.get(Citation(part.instrument, number))
    item, paragraph = items.rstrip(")") or "1", part.paragraph or "1"
    return whole is not None and (not items or int(item) <= whole.items) and int(paragraph) <= whole.paragraphs


def _lines(register: Register) -> Iterator[str]:
    seen = set[object]()
    for line in register.thresholds:
        article = register.article(line.citation)
        if article is None or not line.validity.within(article.validity):
            yield f"line {line.citation}: no such article in force on all its days"
        if line.confirmed and article is not None and not article.read:
            yield f"line {line.citation}: confirmed, but the text was not read"
        key = (line.citation, line.offence, line.party, line.tier, line.measure, line.lowered, line.validity)
        if key in seen:
            yield f"line {line.citation}: stands twice"
        seen.add(key)


def _versions(what: str, rows: Sequence[tuple[str, Validity]]) -> Iterator[str]:
    for (name, first), (other, second) in combinations(rows, 2):
        if name == other and first.overlaps(second):
            yield f"{what} {name}: two versions hold on one day"


def _bases(register: Register) -> Iterator[str]:
    for rule in register.authority:
        for citation in rule.basis:
            if not _holds(register, citation, rule.validity):
                yield f"act {rule.act}: {citation} does not hold on {rule.validity.since}"
    for each in register.office_rules:
        if each.like is not None and register.article(each.like) is None:
            yield f"office rule {each.slug}: no article {each.like} to be modelled on"


def _holds(register: Register, citation: Citation, validity: Validity) -> bool:
    """Whether a citation resolves on the first day of a rule."""
    if citation.is_office_rule:
        return any(rule.validity.covers(validity.since) for rule in register.versions(citation.article))
    article = register.article(citation)
    return article is not None and article.validity.covers(validity.since)
