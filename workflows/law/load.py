"""From the data files an office or a lawyer edits to the shapes of the register, one function per file."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final, TypeVar

from domain.actor import Grade, Level
from domain.law import (
    Article,
    AuthorityRule,
    Citation,
    Footing,
    Instrument,
    Measure,
    Offence,
    OfficeRule,
    Party,
    Threshold,
    Tier,
    Validity,
    cite,
)
from domain.values.money import YUAN
from workflows.law.reading import BadRegister, Table, rows, tables

E = TypeVar("E", bound=StrEnum)

FIGURES: Final = (
    ("amount_yuan", Measure.AMOUNT, YUAN),
    ("persons", Measure.PERSONS, 1),
    ("loss_yuan", Measure.LOSS, YUAN),
)
"""Key in the file, what it counts, units of the register per unit of the file."""


def instruments(place: str, values: object) -> Iterator[Instrument]:
    """``instruments.toml``: one table per instrument."""
    for key, table in tables(place, values):
        title, issuer = table.words(), table.inner_words("issuer")
        if issuer is None:
            msg = f"{table.place}: issuer is missing"
            raise BadRegister(msg)
        yield Instrument(
            key=key,
            title=title,
            issuer=issuer,
            validity=table.validity(),
            read=table.take("read", bool),
            predecessor=table.maybe("predecessor", str) or "",
            unconfirmed=table.inner_words("unconfirmed"),
        )
        table.done()


def articles(place: str, values: object, instrument: Instrument) -> Iterator[Article]:
    """``articles/<key>.toml``: one table per article, item (``24(3)``) or paragraph (``9 ¶1``)."""
    for text, table in tables(place, values):
        number, _, paragraph = text.partition(" ¶")
        yield Article(
            instrument=instrument.key,
            number=number,
            paragraph=paragraph,
            words=table.words(),
            validity=table.validity(instrument.validity),
            read=instrument.read,
            paragraphs=table.count("paragraphs", 1),
            items=table.count("items"),
        )
        table.done()


def thresholds(place: str, values: object, known: Mapping[str, Instrument]) -> Iterator[Threshold]:
    """``thresholds.toml``: a line with up to three figures becomes up to three thresholds."""
    for _, table in rows(place, values):
        citation = one_citation(table, "article")
        if citation.instrument not in known:
            msg = f"{table.place}: no instrument {citation.instrument}"
            raise BadRegister(msg)
        yield from _line(table, citation, known[citation.instrument].validity)
        table.done()


def _line(table: Table, citation: Citation, in_force: Validity) -> Iterator[Threshold]:
    offence, party = choice(table, "offence", Offence), choice(table, "party", Party)
    tier, validity = choice(table, "tier", Tier), table.validity(in_force)
    lowered, condition = table.maybe("lowered", bool) or False, table.inner_words("condition")
    confirmed = table.maybe("confirmed", bool) is not False
    figures = [(measure, table.count(key) * scale) for key, measure, scale in FIGURES]
    if not any(figure for _, figure in figures) or (lowered and condition is None):
        msg = f"{table.place}: a line needs a figure, and a lowered one its condition"
        raise BadRegister(msg)
    for measure, at_least in figures:
        if at_least:
            yield Threshold(
                citation=citation,
                offence=offence,
                party=party,
                tier=tier,
                measure=measure,
                at_least=at_least,
                validity=validity,
                lowered=lowered,
                condition=condition,
                confirmed=confirmed,
            )


def authority(place: str, values: object) -> Iterator[AuthorityRule]:
    """``authority.toml``: one table per act and dated version."""
    for act, table in rows(place, values):
        yield AuthorityRule(
            act=act,
            name=table.words(),
            levels=tuple(member(table, Level, text) for text in table.texts("levels")),
            approver=choice(table, "approver", Grade) if table.has("approver") else None,
            officers=table.count("officers"),
            basis=cite(*table.texts("basis")),
            validity=table.validity(),
        )
        table.done()


def office_rules(place: str, values: object) -> Iterator[OfficeRule]:
    """``office-rules.toml``: one table per rule and dated version."""
    for slug, table in rows(place, values):
        footing = choice(table, "footing", Footing)
        like = one_citation(table, "like") if table.has("like") else None
        if (footing is Footing.MODELLED) is not (like is not None):
            msg = f"{table.place}: `like` stands with a modelled rule, and only there"
            raise BadRegister(msg)
        value = table.setting("value")
        yield OfficeRule(
            slug=slug,
            words=table.words(),
            validity=table.validity(),
            footing=footing,
            like=like,
            value=value,
            unit=table.maybe("unit", str) or "",
            bounds=bounds(table, value),
        )
        table.done()


def bounds(table: Table, value: int | str | None) -> tuple[int, int] | None:
    """``least`` and ``most``: how far an office may set the value otherwise. Neither where it may not."""
    if not table.has("least"):
        return None
    least, most = table.count("least"), table.count("most")
    if not isinstance(value, int) or not least <= value <= most:
        msg = f"{table.place}: {value!r} is no number between least and most"
        raise BadRegister(msg)
    return least, most


def one_citation(table: Table, key: str) -> Citation:
    """The citation under a key."""
    return cite(table.take(key, str))[0]


def choice(table: Table, key: str, kind: type[E]) -> E:
    """One of the closed values under a key."""
    return member(table, kind, table.take(key, str))


def member(table: Table, kind: type[E], text: str) -> E:
    """The member with that value. Raises ``BadRegister``."""
    for each in kind:
        if each.value == text:
            return each
    msg = f"{table.place}: {text!r} is no {kind.__name__}"
    raise BadRegister(msg)
