"""A refusal as a person can use it: what, by which rule, on which facts, who could, and what can be done instead."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Final

from api.citations import read
from api.cli.output import Out
from api.refused import as_json
from domain.actor import Actor
from domain.errors import About, ChufeiError, Fact, Faults, InvalidInput, LegalMove, Missing, Refusal, Remedy, Stated
from domain.words import Words
from workflows.forms.choices import words_of
from workflows.ports import Roster

COLUMN: Final = 10


def tell(
    out: Out, error: ChufeiError, *, day: date, actor: Actor | None = None, roster: Roster | None = None, lead: str = ""
) -> None:
    """Print the refusal or fault for people, or as ``{"error": …}`` for machines; ``lead`` as it was asked for.

    Articles are read as on the day of the act, or on ``day`` where there was none.
    """
    out.data({"error": as_json(error, day)})
    if isinstance(error, InvalidInput):
        out.line(f"✗ {out(error.title)}", "bold red")
    else:
        out.line(out.colon(f"✗ {out(error.title)}", out(error.detail)), "bold red")
        _pairs(out, (Words("代码", "code"), error.code))
    if isinstance(error, Faults):
        _faults(out, error.faults)
    if isinstance(error, InvalidInput):
        _faults(out, (error,))
    elif isinstance(error, Refusal):
        _pairs(out, (Words("规则", "rule"), error.rule))
        _basis(out, error, error.day or day)
        _facts(out, error.facts)
        if error.remedy is None:
            _missing(out, Words("谁可以", "who may"), error.missing, roster)
        else:
            tell_remedy(out, error.remedy, roster, lead)
        _legal(out, error.legal, actor)


def spoken(out: Out, value: Stated) -> list[str]:
    """What a fact holds, in the language of this run: words read out, members of lists by name, texts as they stand."""
    if isinstance(value, Words):
        return [out(value)]
    if isinstance(value, About):
        return [f"{out(words_of(value.kind))} {value.item}".strip()]
    if isinstance(value, Enum):
        return [out(words_of(value))]
    return [value] if isinstance(value, str) else [part for each in value for part in spoken(out, each)]


def _pairs(out: Out, *pairs: tuple[Words, str]) -> None:
    for head, text in pairs:
        if text:
            out.beside(f"  {out(head)}", text, COLUMN, "dim")


def _faults(out: Out, faults: Iterable[InvalidInput]) -> None:
    """Each mistake with its way out; fields with the same mistake share one telling."""
    alike: dict[tuple[str, str, str, str], list[str]] = {}
    for fault in faults:
        told = (out(fault.detail), fault.code, fault.rule, out(fault.way_out))
        alike.setdefault(told, []).append(fault.field)
    for (detail, code, rule, way_out), fields in alike.items():
        out.line()
        out.line(f"  {', '.join(fields)}", "bold")
        texts = ((Words("问题", "fault"), out.aside(detail, code)), (Words("规则", "rule"), rule),
                 (Words("怎么改", "way out"), way_out))  # fmt: skip
        for head, text in texts:
            if text:
                out.beside(f"    {out(head)}", text, COLUMN + 4, "dim")


def _basis(out: Out, error: Refusal, day: date) -> None:
    for number, citation in enumerate(error.basis):
        opened = read(citation, day)
        text = out.aside(out(opened.name), str(citation))
        head = f"  {out(Words('依据', 'basis'))}" if number == 0 else ""
        out.beside(head, text, COLUMN, "dim")
        if opened.text is not None:
            out.beside("", out(opened.text), COLUMN + 2)


def _facts(out: Out, facts: Iterable[Fact]) -> None:
    for number, fact in enumerate(facts):
        needed = f" → {out(Words('需要', 'needed'))} {' / '.join(spoken(out, fact.needed))}" if fact.needed else ""
        found = out.colon(out(fact.name), out.listed(spoken(out, fact.found)) + needed)
        out.beside(f"  {out(Words('事实', 'facts'))}" if number == 0 else "", found, COLUMN, "dim")


def power(out: Out, missing: Missing) -> str:
    """The levels and the grade that have a power, in words."""
    levels = out.listed(out(words_of(level)) for level in missing.levels)
    return " · ".join(filter(None, (levels, out(words_of(missing.grade)) if missing.grade else "")))


def tell_remedy(out: Out, remedy: Remedy, roster: Roster | None, lead: str) -> None:
    """The act that has to come first: what, by whom, and how it is typed."""
    words = Words("办理之前先签批《{zh}》", "have signed before the act: {en}").fill(**remedy.words._asdict())
    _pairs(out, (Words("怎么办", "way out"), out(words)))
    form = " ".join(f"{name}={_typed(out, value)}" for name, value in remedy.form.items())
    who = remedy.by.holders[0] if remedy.by.holders else "ID"
    out.beside("", f"chufei lead act {lead or 'LEAD'} {remedy.command} {form} --as {who}", COLUMN)
    _missing(out, Words("由谁", "by"), remedy.by, roster)


def _typed(out: Out, value: object) -> str:
    """A value as it may be typed into a form in the language of this run."""
    if isinstance(value, bool):
        return out(Words("是", "yes") if value else Words("否", "no"))
    if isinstance(value, Enum):
        return out(Words(words_of(value).zh, str(value.value)))
    return str(value)


def _missing(out: Out, head: Words, missing: Missing | None, roster: Roster | None) -> None:
    if missing is None or not (missing.levels or missing.holders):
        return
    people = {actor.id: actor for actor in roster} if roster is not None and missing.holders else {}
    named = [_holder(out, each, people.get(each)) for each in missing.holders]
    nobody = out(Words("名册里目前没有这样的人", "nobody in the roster at present"))
    lines = (power(out, missing), *(named or [nobody]))
    for number, line in enumerate(filter(None, lines)):
        out.beside(f"  {out(head)}" if number == 0 else "", line, COLUMN, "dim")


def _holder(out: Out, holder: str, person: Actor | None) -> str:
    return out.aside(f"{holder} {person.name}", person.organ) if person else holder


def _legal(out: Out, legal: Iterable[LegalMove], actor: Actor | None) -> None:
    mine = [move for move in legal if actor is None or actor.level in move.levels]
    named = dict.fromkeys(out.aside(out(move.label), move.command) for move in mine)
    if named:
        out.line()
        out.beside(f"  {out(Words('现在能办', 'legal now'))}", out.listed(named), COLUMN + 2, "dim")
