"""From a denial to the refusal a reader gets: articles of the day of the act, who holds the power, the way out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final, cast

from domain.actor import CASE_WORK, Actor, Role
from domain.errors import Missing, NotFound, NotLegal, NotPermitted, Refusal, Remedy
from domain.lead.guards import signed
from domain.lead.signatures import SIGNATURES
from domain.lead.standing.commands import SignPaper
from domain.procedure import Act, Denied, command_name
from domain.words import Words
from workflows.desks import DESKS
from workflows.law import in_force
from workflows.ports import Roster

POSTS: Final[dict[str, frozenset[Role]]] = {
    row.id: cast("Any", row.command).posts for desk in DESKS.values() for row in desk.procedure.rows
}
"""Row → the posts that may make the move: a power is of no use to anybody else."""
SIGNED_FIRST: Final = {signed(matter).code: matter for matter in SIGNATURES}
"""Code of the guard → the matter whose paper a leader has to sign before the act."""
UNKNOWN: Final = {
    "lead": Words("没有这条线索，或不在您的权限内", "there is no such lead, or not for you"),
    "transfer": Words("没有这次移送，或不在您的权限内", "there is no such transfer, or not for you"),
}
"""Noun → the same words whether it never was or is not for whoever asks."""


def unknown(*, noun: str) -> NotFound:
    """What is asked for is not there (``lead.unknown``, ``transfer.unknown``)."""
    return NotFound(UNKNOWN[noun], code=f"{noun}.unknown")


def refusal_of(denied: Denied, actor: Actor, day: date, roster: Roster, command: Act | None = None) -> Refusal:
    """A ``NotPermitted`` when a power is missing, else a ``NotLegal``; ``day`` is that of the act."""
    kind = NotPermitted if denied.is_permission else NotLegal
    return kind(
        denied.words,
        code=denied.code,
        rule=denied.rule,
        basis=in_force(denied.basis, day),
        facts=denied.facts,
        legal=denied.legal,
        missing=_with_holders(denied, actor, roster),
        remedy=remedy_of(denied.code, actor, roster, command),
    )


def remedy_of(code: str, actor: Actor, roster: Roster, command: Act | None = None) -> Remedy | None:
    """Which paper has to be signed first, by whom; None where a code asks for no signature.

    A paper that serves one other lead alone names the one of the ``command``, or ``LEAD`` where none is filled in yet.
    An outward paper serves only the organ that signed it, so whoever is of the own organ is named first. Nobody signs
    for himself.
    """
    matter = SIGNED_FIRST.get(code)
    if matter is None:
        return None
    rule = SIGNATURES[matter]
    levels = (actor.level,) if rule.document and actor.level in rule.levels else rule.levels
    able = _able(roster, Missing(levels, rule.grade), SignPaper.posts, actor.division)
    others = [each for each in able if each.id != actor.id and (not rule.document or each.organ == actor.organ)]
    others.sort(key=lambda each: each.organ != actor.organ)
    by = Missing(levels, rule.grade, tuple(each.id for each in others))
    target = {"target": getattr(command, rule.target, "LEAD")} if rule.target else {}
    return Remedy(rule.words, command_name(SignPaper), {"matter": matter, "approved": True} | target, by)


def _with_holders(denied: Denied, actor: Actor, roster: Roster) -> Missing | None:
    missing = denied.missing
    if missing is None or not missing.levels:
        return missing
    able = _able(roster, missing, POSTS.get(denied.rule, CASE_WORK), actor.division)
    return replace(missing, holders=tuple(each.id for each in able))


def _able(roster: Roster, missing: Missing, posts: frozenset[Role], division: str) -> Iterator[Actor]:
    """Whoever holds a power over an area, in a post that uses it."""
    holders = (roster.actor(person) for person in roster.holders(missing.levels, missing.grade, division))
    return (each for each in holders if posts & set(each.roles))
