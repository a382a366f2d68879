"""Who may see who read what: auditors in their office's area, leaders for the leads that their organ answers for."""

from typing import Final

from api.app import App
from domain.access import RULE, audits, oversees, watches
from domain.actor import Actor, Role
from domain.errors import Fact, Missing, NotPermitted
from domain.instants import day_of
from domain.law import cite
from domain.lead.sight import shown_to
from domain.lead.state import Lead
from domain.words import Words
from projections.sight import Reader
from workflows.law import in_force

CODE: Final = "permission.oversight"
WORDS: Final = Words(
    "查阅记录由审计员在本单位辖区内查看，领导只看本机关负责的线索",
    "reads on record are for auditors of the area, and for leaders of the organ that answers for the lead",
)


def watched(app: App, actor: Actor, lead: Lead | None) -> tuple[Reader, bool]:
    """Whose leads the reads are of: of the reader's area or, where the second is true, of those his organ answers for.

    Raises ``NotPermitted`` (``permission.oversight``), also for this very ``lead``.
    """
    if not (watches(actor, lead) if lead is not None else audits(actor) or oversees(actor)):
        raise _refused(app, actor, lead)
    return Reader(actor.office, actor.division), not audits(actor)


def _refused(app: App, actor: Actor, lead: Lead | None) -> NotPermitted:
    """Who could: those who watch this lead, or the auditors to whom the asker's own area is shown."""
    able = (each for each in app.roster if (watches(each, lead) if lead is not None else _over(each, actor)))
    found, needed = actor.roles or "—", (Role.AUDITOR, Role.LEADER)
    return NotPermitted(
        WORDS, code=CODE, rule=CODE, basis=in_force(cite("PIPL 54", RULE), day_of(app.clock.now())),
        facts=(Fact(Words("岗位", "roles"), found, needed),), missing=Missing(holders=tuple(each.id for each in able)),
    )  # fmt: skip


def _over(auditor: Actor, actor: Actor) -> bool:
    return audits(auditor) and shown_to(auditor, actor)
