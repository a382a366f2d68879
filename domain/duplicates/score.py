"""How likely two leads are about one subject, and why: a table of evidence, combined as independent chances."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from math import prod
from typing import Final, TypeAlias

from domain.duplicates.names import Likeness, likeness
from domain.duplicates.prints import Kind, Print
from domain.values.firm_name import taken_apart
from domain.words import Words

THRESHOLD: Final = 0.7
"""From this score on two leads are shown as possible duplicates."""
RELATED: Final = 0.45
"""From this score on two leads are shown as related: the same people, phone or house, another subject."""
ByKind: TypeAlias = defaultdict[Kind, set[str]]
CROWD: Final = 4
"""A print found on more leads than this (an agent's telephone, a favourite brand) weighs half."""


class Verdict(StrEnum):
    """What to tell the officer who registers."""

    DUPLICATE = "duplicate"
    RELATED = "related"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of the table: the chance (0–1) that it alone means the same subject, and what to say.

    ``named_apart`` is the chance when both leads give a registered name and the names are not alike: firms share
    agents, offices and switchboards, seldom accounts.
    """

    weight: float
    words: Words
    named_apart: float = 0.0


BY_KIND: Final = {
    Kind.USCC: Evidence(0.99, Words("统一社会信用代码相同", "same unified social credit code"), 0.99),
    Kind.RESIDENT_ID: Evidence(0.99, Words("身份证号相同", "same resident identity number"), 0.99),
    Kind.ACCOUNT: Evidence(0.85, Words("收款账户相同", "same bank account"), 0.75),
    Kind.SITE: Evidence(0.8, Words("网站相同", "same web site"), 0.72),
    Kind.HANDLE: Evidence(0.75, Words("微信号、公众号或应用相同", "same WeChat name or app"), 0.6),
    Kind.PHONE: Evidence(0.75, Words("电话相同", "same telephone"), 0.45),
    Kind.PERSON: Evidence(0.46, Words("负责人或当事人姓名相同", "same name of a person"), 0.46),
    Kind.ADDRESS: Evidence(0.35, Words("地址相同", "same address"), 0.2),
}
BY_NAME: Final = {
    Likeness.SAME: Evidence(0.75, Words("名称相同（不计地名和组织形式）", "same name, place and legal form aside")),
    Likeness.SHORTENED: Evidence(0.72, Words("一个名称是另一个的简称", "one name is a short form of the other")),
    Likeness.MISTYPED: Evidence(
        0.72, Words("名称有笔误（两字颠倒或叠字）", "the name is mistyped: two characters swapped or one doubled")
    ),
    Likeness.ONE_CHARACTER: Evidence(0.72, Words("名称相差一字", "the names differ by one character")),
    Likeness.AS_SAID: Evidence(0.65, Words("口头名称相同", "the same name by hearsay")),
    Likeness.SOUNDS_ALIKE: Evidence(0.6, Words("名称音同或形近", "the names sound or look alike")),
    Likeness.OTHER_REGISTRATION: Evidence(
        0.6, Words("名称相同，但登记地域或组织形式不同", "same name, but registered elsewhere or in another form")
    ),
    Likeness.ONE_IN_BRAND: Evidence(0.4, Words("字号相差一字", "the brands differ by one character")),
    Likeness.SAME_BRAND: Evidence(0.35, Words("字号相同、行业不同", "same brand, another trade")),
    Likeness.OTHER_BRANCH: Evidence(0.35, Words("名称相近，但为不同分支机构", "like names, but different branches")),
    Likeness.OTHER_PLACE: Evidence(0.2, Words("名称相近，但地域不同", "like names, but other places")),
}
CONFLICTS: Final = {
    Kind.USCC: Evidence(0.6, Words("但统一社会信用代码不同", "but the unified social credit codes differ")),
    Kind.RESIDENT_ID: Evidence(0.6, Words("但身份证号不同", "but the identity numbers differ")),
}
"""Two different identities: the score is multiplied by this weight, so no other evidence reaches the threshold."""
CROWDED_BY: Final = {Likeness.SAME: Kind.CORE, Likeness.SHORTENED: Kind.BRAND}
"""Which print tells that a likeness of names is common."""
CROWDED: Final = Words("（多条线索共有，分量减半）", " (found on many leads, weighs half)")


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence that was found, for or against."""

    words: Words
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """How two leads compare: the score (0–1), and the reasons, the weightiest first. Says nothing of any value."""

    score: float
    reasons: tuple[Reason, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Duplicate, related or neither."""
        if self.score >= THRESHOLD:
            return Verdict.DUPLICATE
        return Verdict.RELATED if self.score >= RELATED else Verdict.UNRELATED


def score(one: Collection[Print], other: Collection[Print], crowded: Collection[Print] = frozenset()) -> Match:
    """Weigh two leads' prints; ``crowded`` are those found on more than ``CROWD`` leads."""
    ours, theirs = _by_kind(one), _by_kind(other)
    alike = _closest(ours, theirs)
    apart = alike is Likeness.NONE and _has_registered_name(ours) and _has_registered_name(theirs)
    reasons = [*_named_alike(alike, ours, theirs, crowded), *_shared(ours, theirs, crowded, apart=apart)]
    conflicts = [CONFLICTS[kind] for kind in CONFLICTS if _conflict(ours[kind], theirs[kind])]
    total = 1 - prod(1 - reason.weight for reason in reasons)
    total *= prod(conflict.weight for conflict in conflicts)
    reasons.sort(key=lambda reason: -reason.weight)
    return Match(round(total, 4), (*reasons, *(Reason(c.words, c.weight - 1) for c in conflicts)))


def _shared(one: ByKind, other: ByKind, crowded: Collection[Print], *, apart: bool) -> Iterator[Reason]:
    """One reason per kind of which the two have a print in common; it is crowded when all those prints are."""
    for kind, evidence in BY_KIND.items():
        common = one[kind] & other[kind]
        if common:
            weight = evidence.named_apart if apart else evidence.weight
            yield _reason(evidence.words, weight, crowd=_all_in(crowded, kind, common))


def _named_alike(alike: Likeness, one: ByKind, other: ByKind, crowded: Collection[Print]) -> Iterator[Reason]:
    """The reason the names give; a name or brand that many leads bear says less."""
    if alike is Likeness.NONE:
        return
    kind = CROWDED_BY.get(alike)
    crowd = kind is not None and _all_in(crowded, kind, one[kind] & other[kind])
    yield _reason(BY_NAME[alike].words, BY_NAME[alike].weight, crowd=crowd)


def _closest(one: ByKind, other: ByKind) -> Likeness:
    """The likeness of the two closest names."""
    found = {likeness(a, b) for a, b in product(one[Kind.NAME], other[Kind.NAME])}
    return next((grade for grade in Likeness if grade in found), Likeness.NONE)


def _has_registered_name(prints: ByKind) -> bool:
    return any(taken_apart(name).is_registered for name in prints[Kind.NAME])


def _all_in(crowded: Collection[Print], kind: Kind, values: set[str]) -> bool:
    return bool(values) and all(Print(kind, value) in crowded for value in values)


def _reason(words: Words, weight: float, *, crowd: bool) -> Reason:
    if not crowd:
        return Reason(words, weight)
    return Reason(Words(words.zh + CROWDED.zh, words.en + CROWDED.en), weight / 2)


def _by_kind(prints: Collection[Print]) -> ByKind:
    """Every kind is asked for, so all are sorted out at once."""
    found: defaultdict[Kind, set[str]] = defaultdict(set)
    for kind, value in prints:
        found[kind].add(value)
    return found


def _conflict(one: set[str], other: set[str]) -> bool:
    return bool(one) and bool(other) and not one & other
