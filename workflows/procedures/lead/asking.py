"""提请签批: the row by which a signature is asked for, by whoever may do the act it serves; other rows say who may."""

from typing import Final

from domain.errors import Missing
from domain.lead.guards import signed
from domain.lead.signatures import SIGNATURES
from domain.lead.stage import EVERY
from domain.lead.standing.commands import RequestSignature
from domain.lead.standing.guards import serves_the_stage, target_named
from domain.lead.standing.requests import not_asked_yet, not_signed_yet
from domain.lead.state import Lead
from domain.lead.vocabulary import Matter
from domain.procedure import KEEP, Failed, Row, Situation, failed, guard, lacking_power
from workflows.moves import bars, blank
from workflows.procedures.lead import closing, disposal, inquiry, interview, standing, verification
from workflows.procedures.rows import FIELD, row

SIGNED_FIRST: Final = {signed(matter).code: matter for matter in SIGNATURES}
"""Code of the guard → the matter whose paper a leader has to sign before the act."""
_CHAPTERS: Final = (verification, interview, inquiry, disposal, closing, standing)
_SERVED: Final[dict[Matter, tuple[Row, ...]]] = {
    matter: tuple(row for chapter in _CHAPTERS for row in chapter.ROWS if code in {each.code for each in row.guards})
    for code, matter in SIGNED_FIRST.items()
}
"""Matter → the rows of the acts that its paper serves."""


@guard("request.act", "office signature-request", zh="由可以办理文书所指事项的人提请签批",
       en="whoever may do the act that the paper serves asks for its signature")  # fmt: skip
def may_do_the_act(lead: Lead, command: RequestSignature, situation: Situation) -> Failed | None:
    """Nobody asks for what he cannot use. Whether the act's other conditions hold shows when it is done."""
    rows = _SERVED[command.matter]
    here = [row for row in rows if lead.stage in row.source]
    if not here:
        sources = tuple(dict.fromkeys(stage for row in rows for stage in row.source))
        return failed("当前阶段", "stage", lead.stage, sources)
    found = [_barring(row, lead, situation) for row in here]
    return None if None in found else found[0]


def _barring(act: Row, lead: Lead, situation: Situation) -> Failed | None:
    """Why somebody may not do an act: his level, his grade, or his organ."""
    lacking = lacking_power(act, situation.actor)
    if lacking is not None:
        return Failed(lacking.facts, lacking.missing)
    command = blank(act.command, lead.id, situation)
    barring = (bars(each, lead, command, situation) for each in act.guards if each.code not in SIGNED_FIRST)
    failure = next((each for each in barring if each is not None), None)
    return failure and Failed(failure.facts, Missing(act.levels, act.grade))


ROWS: Final = (
    row("E00q", RequestSignature, EVERY, KEEP, "提请签批", "ask for a signature",
        FIELD, "office signature-request", "office signature-before-act",
        guards=(serves_the_stage, target_named, may_do_the_act, not_asked_yet, not_signed_yet),
        while_suspended=True),
)  # fmt: skip
