"""From a denial to the refusal a reader gets: articles of the day of the act, holders of the missing power."""

from dataclasses import replace
from datetime import date

from domain.actor import Actor
from domain.errors import Missing, NotLegal, NotPermitted, Refusal
from domain.procedure import Denied
from workflows.law import in_force
from workflows.ports import Roster


def refusal_of(denied: Denied, actor: Actor, day: date, roster: Roster) -> Refusal:
    """A ``NotPermitted`` when a power is missing, else a ``NotLegal``; ``day`` is that of the act."""
    kind = NotPermitted if denied.is_permission else NotLegal
    return kind(
        denied.words,
        code=denied.code,
        rule=denied.rule,
        basis=in_force(denied.basis, day),
        facts=denied.facts,
        legal=denied.legal,
        missing=_with_holders(denied.missing, actor, roster),
    )


def _with_holders(missing: Missing | None, actor: Actor, roster: Roster) -> Missing | None:
    if missing is None or not missing.levels:
        return missing
    return replace(missing, holders=roster.holders(missing.levels, missing.grade, actor.division))
