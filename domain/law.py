"""How a rule points at its law: instruments, articles, criminal lines, powers and office rules, all dated."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain.actor import Grade, Level
from domain.catalogue import shape
from domain.words import Words

OFFICE = "office"

OFFICE_LABEL: Final = Words("办公规则，非法律规定", "office rule, not law")
"""Stands wherever an office rule is shown."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One article of one instrument, or one office rule (``instrument == "office"``).

    ``str(citation)`` gives back the short form: ``R737 24(3)``, ``R310 9 ¶1``, ``office minutes-two-officers``.
    """

    instrument: str
    article: str
    paragraph: str = ""

    def __str__(self) -> str:
        return f"{self.instrument} {self.article}".rstrip() + (f" ¶{self.paragraph}" if self.paragraph else "")

    @property
    def is_office_rule(self) -> bool:
        """Whether this is what the law leaves to the office: shown as "office rule, not law"."""
        return self.instrument == OFFICE


def cite(*texts: str) -> tuple[Citation, ...]:
    """Read short forms: ``cite("R737 18", "R310 9 ¶1", "office four-eyes")``."""
    citations: list[Citation] = []
    for text in texts:
        instrument, _, rest = text.partition(" ")
        article, _, paragraph = rest.partition(" ¶")
        citations.append(Citation(instrument, article, paragraph))
    return tuple(citations)


@dataclass(frozen=True, slots=True)
class Validity:
    """Days on which something holds: first and last day, both included; no last day while it is in force."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies within."""
        return self.since <= day and (self.until is None or day <= self.until)

    def overlaps(self, other: "Validity") -> bool:
        """Whether some day lies in both."""
        return self.covers(other.since) or other.covers(self.since)

    def within(self, other: "Validity") -> bool:
        """Whether every day of this one lies in the other."""
        return other.covers(self.since) and (
            other.until is None or (self.until is not None and self.until <= other.until)
        )

    def __str__(self) -> str:
        return f"{self.since} – {self.until or ''}".rstrip()


@shape
class Instrument:
    """A law, regulation, interpretation or notice. ``read`` says whether its full text was read.

    ``predecessor`` is the key of the text it replaced; ``unconfirmed`` says what about this entry is not confirmed.
    """

    key: str
    title: Words
    issuer: Words
    validity: Validity
    read: bool
    predecessor: str = ""
    unconfirmed: Words | None = None


@shape
class Article:
    """An article, or one item or paragraph of it, in our own paraphrase; the text of the instrument alone is binding.

    ``number`` is written as in citations (``24``, ``24(3)``); ``paragraphs`` and ``items`` count those of the text.
    """

    instrument: str
    number: str
    paragraph: str
    words: Words
    validity: Validity
    read: bool
    paragraphs: int = 1
    items: int = 0

    @property
    def citation(self) -> Citation:
        """What cites it."""
        return Citation(self.instrument, self.number, self.paragraph)


class Offence(StrEnum):
    """The offences with lines in figures."""

    DEPOSIT_TAKING = "illegal-deposit-taking"
    FRAUD = "fundraising-fraud"
    UNLICENSED_ISSUE = "unlicensed-issue"


class Party(StrEnum):
    """Whom a line is for."""

    ANY = "any"
    INDIVIDUAL = "individual"
    UNIT = "unit"


class Tier(StrEnum):
    """How high a line stands: where crime begins, and the two heavier grades."""

    ENTRY = "entry"
    HUGE = "huge"
    ESPECIALLY_HUGE = "especially-huge"


class Measure(StrEnum):
    """What a line counts: money in 分 or people."""

    AMOUNT = "amount"
    PERSONS = "persons"
    LOSS = "loss"


@shape
class Threshold:
    """A criminal line: reached from ``at_least`` on (分 or people). It raises an alarm and decides nothing (R310 3).

    ``condition`` is what else must be there and no figure shows; ``lowered`` marks lines that count only with an
    aggravating circumstance; ``confirmed`` is False where the text was not read.
    """

    citation: Citation
    offence: Offence
    party: Party
    tier: Tier
    measure: Measure
    at_least: int
    validity: Validity
    lowered: bool = False
    condition: Words | None = None
    confirmed: bool = True

    def concerns(self, *, is_unit: bool) -> bool:
        """Whether the line is for such an organiser."""
        return self.party in (Party.ANY, Party.UNIT if is_unit else Party.INDIVIDUAL)


@shape
class AuthorityRule:
    """Who may do an act: levels allowed, the approver's grade (None: the law names none), least number of officers."""

    act: str
    name: Words
    levels: tuple[Level, ...]
    approver: Grade | None
    officers: int
    basis: tuple[Citation, ...]
    validity: Validity


class Footing(StrEnum):
    """What an office rule stands on."""

    MODELLED = "modelled"
    PROPOSED = "proposed"
    UNCONFIRMED = "unconfirmed"


@shape
class OfficeRule:
    """What the law leaves to the office, dated. Never shown without ``OFFICE_LABEL``.

    ``like`` is the article a modelled rule follows; ``value`` its setting, counted in ``unit``. Where ``bounds`` stand,
    an office may set another number between them (``domain.rulebook``).
    """

    slug: str
    words: Words
    validity: Validity
    footing: Footing
    like: Citation | None = None
    value: int | str | None = None
    unit: str = ""
    bounds: tuple[int, int] | None = None

    @property
    def citation(self) -> Citation:
        """What cites it."""
        return Citation(OFFICE, self.slug)

    @property
    def label(self) -> Words:
        """``office rule, not law``, with what it stands on."""
        if self.like is not None:
            ground = Words(f"参照 {self.like}", f"modelled on {self.like}")
        else:
            ground = GROUNDS[self.footing]
        return Words(f"{OFFICE_LABEL.zh}（{ground.zh}）", f"{OFFICE_LABEL.en} ({ground.en})")


GROUNDS: Final = {
    Footing.MODELLED: Words("参照法条", "modelled on law"),
    Footing.PROPOSED: Words("自拟", "PROPOSED"),
    Footing.UNCONFIRMED: Words("未经核实", "UNCONFIRMED"),
}
