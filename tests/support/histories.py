"""Histories as an office makes them: random commands, each judged and decided by the real tables, no database."""

from collections.abc import Iterator
from dataclasses import fields as dataclass_fields
from random import Random
from typing import Any, Final

from adapters.store.registry import catalogue
from adapters.store.upcasts import UPCASTS
from domain.actor import Actor, Level, Role
from domain.lead.decide import Decision
from domain.lead.disposal.commands import OpenTransfer
from domain.lead.standing import commands as standing
from domain.lead.vocabulary import Matter
from domain.procedure import Denied, Row, Situation, judge
from tests.golden.samples import sample
from tests.support.leads import NOW, ROLES, command
from tests.support.people import PEOPLE, Roster, someone
from tests.support.transfers import WALKS, walk
from workflows.desks import DESKS, fold
from workflows.people import named_officers
from workflows.procedures.lead import LEAD

SIGNED_BY: Final = PEOPLE["district-authority-deputy"]


def history(seed: int, *, leads: int = 4, tries: int = 400) -> tuple[Decision, ...]:
    """What each accepted command recorded, in order: ``(stream, event)`` pairs. The same seed, the same history."""
    office = _Office(Random(seed), [f"lead{number}" for number in range(leads)])  # noqa: S311 - dice, not secrets
    transfers = walk(WALKS[seed % len(WALKS)]).log
    return (*office.work(tries), *((pair,) for pair in transfers))


def one_of_each() -> tuple[Decision, ...]:
    """Every event that the product still writes, once in full and once as empty as can be, on streams of their own."""
    return tuple(
        ((f"{name.partition('.')[0]}/{'full' if full else 'bare'}", sample(cls, "", full=full)),)
        for name, cls in catalogue().items()
        if cls not in UPCASTS
        for full in (True, False)
    )


class _Office:
    def __init__(self, dice: Random, leads: list[str]) -> None:
        self._dice = dice
        self._leads = leads
        self._states: dict[str, Any] = {}

    def work(self, tries: int) -> Iterator[Decision]:
        for attempt in range(tries):
            decision = self._try(attempt)
            if decision:
                yield decision

    def _try(self, attempt: int) -> Decision:
        lead = self._dice.choice(self._leads)
        stream = f"lead/{lead}"
        stage = self._states[stream].stage if stream in self._states else LEAD.initial
        rows = [row for row in LEAD.rows if stage in row.source and row.command is not OpenTransfer]
        move = self._dice.choice(list(dict.fromkeys(row.id for row in rows)))
        row = self._dice.choice([row for row in rows if row.id == move])
        actor = _actor(row)
        asked = self._command(row, lead, actor, attempt)
        desk = DESKS[type(asked)]
        situation = Situation({}, actor, NOW, named_officers(asked, Roster()))
        streams = desk.reads(asked, situation)
        known = {each: self._states.get(each, fold(each, ())) for each in streams}
        situation = situation._replace(states=known)
        ruling = judge(desk.procedure, known[streams[0]].stage, known[streams[0]], asked, situation)
        if isinstance(ruling, Denied):
            return ()
        decision = desk.decide(asked, ruling, situation)
        for each, event in decision:
            self._states[each] = fold(each, [event], self._states.get(each))
        return decision

    def _command(self, row: Row, lead: str, actor: Actor, attempt: int) -> Any:  # noqa: ANN401 - any command
        changes: dict[str, object] = {"lead": lead}
        fields = {field.name for field in dataclass_fields(row.command)}
        if "division" in fields and "office" in fields:
            changes |= {"office": actor.office, "organ": actor.organ, "division": actor.division}
        if "other" in fields or "into" in fields:
            approved = self._approved(lead, Matter.MERGER)
            changes["other" if "other" in fields else "into"] = approved or self._dice.choice(self._leads)
        if "stated_stage" in fields:
            changes["stated_stage"] = row.target
        if "new_lead" in fields:
            changes["new_lead"] = f"part{attempt}"
        if row.command in {standing.SignPaper, standing.RequestSignature}:
            matter = self._dice.choice(list(Matter))
            changes |= {"matter": matter, "target": self._dice.choice(self._leads) if matter is Matter.MERGER else ""}
        return command(row.command, **changes)

    def _approved(self, lead: str, matter: Matter) -> str:
        """The other lead for which an approval was signed, if one is there."""
        known = self._states.get(f"lead/{lead}")
        return next((each.target for each in known.signatures if each.matter is matter), "") if known else ""


def _actor(row: Row) -> Actor:
    level = Level.DISTRICT_AUTHORITY if Level.DISTRICT_AUTHORITY in row.levels else row.levels[0]
    if row.command is standing.SignPaper:
        return SIGNED_BY
    return someone(level, row.grade, ROLES.get(row.id, Role.HANDLER))
