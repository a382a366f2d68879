"""Who may be given a lead, and who decides that somebody keeps out of it."""

from domain.actor import CASE_WORK, HOLDERS, Actor, Grade
from domain.errors import Fact, Missing
from domain.lead.closing.commands import StartFollowUp
from domain.lead.intake.commands import RegisterAssistance, RegisterLead
from domain.lead.intake.guards import answers_for
from domain.lead.standing.commands import AssignHandler, LiftRecusal, Recuse
from domain.lead.state import Lead
from domain.lead.verification.commands import StartVerification
from domain.procedure import Failed, Situation, failed, guard
from domain.words import EMPTY, NONE, Words

Handing = AssignHandler | RegisterLead | RegisterAssistance | StartFollowUp | StartVerification
Naming = Handing | Recuse | LiftRecusal


@guard("assign.roster", "office officer-assignment", zh="承办人须在名册内，且岗位为承办人或负责人",
       en="the officer must be in the roster, and work on leads")  # fmt: skip
def officer_known(_: Lead, command: Naming, situation: Situation) -> Failed | None:
    """Nobody unknown gets a lead; a lead is registered without a handler rather than with a stranger."""
    officer = _named(command)
    if not officer and isinstance(command, RegisterLead | RegisterAssistance):
        return None
    known = situation.officers.get(officer)
    if known is None:
        return failed("承办人", "officer", officer, Words("名册内", "in the roster"), fields=(_field(command),))
    if isinstance(command, Recuse | LiftRecusal) or CASE_WORK & set(known.roles):
        return None
    post = Fact(Words("岗位", "roles"), known.roles or "—", tuple(sorted(CASE_WORK)))
    return Failed((Fact(Words("承办人", "officer"), officer), post), fields=(_field(command),))


def _named(command: Naming) -> str:
    if isinstance(command, StartVerification):
        return command.officers[0].id if command.officers else ""
    return str(getattr(command, _field(command)))


def _field(command: Naming) -> str:
    """Where a command names him."""
    if isinstance(command, StartVerification):
        return "officers.1.id"
    if isinstance(command, StartFollowUp):
        return "responsible"
    return "officer" if isinstance(command, Recuse | LiftRecusal) else "handler"


@guard("assign.leader", "office leader-as-handler",
       zh="领导须由本机关或上级机关负责人指定为承办人；也可以改由非领导的人员承办",
       en="a leader is made handler by a leader of his office or above; or name an officer who is none")  # fmt: skip
def leader_by_leader(_: Lead, command: Handing, situation: Situation) -> Failed | None:
    """Who handles signs nothing: so nobody takes the leaders, one after another, away from signing and closing."""
    actor, named = situation.actor, situation.officers.get(_named(command))
    if named is None or named.position is None or _above(actor, named):
        return None
    found = (actor.office, actor.position or "—")
    needed = Words("本机关或上级机关负责人", "a leader of the office or above")
    facts = (Fact(Words("指定人", "who assigns"), found, needed), Fact(Words("承办人", "officer"), named.id))
    return Failed(facts, Missing((), Grade.RESPONSIBLE_LEADER), (_field(command),))


@guard("recuse.decider", "APL 43", "office recusal-decision",
       zh="回避由本人提出，或由本机关、上级机关负责人决定；正职和主持工作的负责人，由上级机关负责人决定；解除回避同样由其决定",
       en="an officer stands aside himself, or his or a higher leader decides; of a head, a higher one")  # fmt: skip
def decides_recusal(_: Lead, command: Recuse | LiftRecusal, situation: Situation) -> Failed | None:
    """Who may keep an officer out may keep out whom he likes: so it is the power of few, and a duty of oneself."""
    actor, officer = situation.actor, situation.officers.get(command.officer)
    stands_aside = isinstance(command, Recuse) and actor.id == command.officer
    if officer is None or stands_aside or _leads(actor, officer):
        return None
    found = (actor.office, actor.position or "—")
    head = officer.position in HOLDERS[Grade.PRINCIPAL_OR_ACTING]
    needed = (
        Words("上级机关负责人", "a leader above")
        if head
        else Words("本机关或上级机关负责人", "a leader of the office or above")
    )
    return Failed((Fact(Words("决定人", "who decides"), found, needed),), Missing((), Grade.RESPONSIBLE_LEADER))


def _leads(actor: Actor, officer: Actor) -> bool:
    """Whether the actor is a leader of the officer's office, or of one above it; a head is led from above alone."""
    if actor.id == officer.id or not _above(actor, officer):
        return False
    return actor.office != officer.office or officer.position not in HOLDERS[Grade.PRINCIPAL_OR_ACTING]


def _above(actor: Actor, officer: Actor) -> bool:
    """Whether the actor is a leader of the officer's office, or of one above it."""
    leads = actor.position in HOLDERS[Grade.RESPONSIBLE_LEADER]
    return leads and (actor.office == officer.office or answers_for(actor.office, officer.office))


@guard("recuse.is-recused", "office recusal-decision", zh="该人员未回避", en="the officer is not recused")
def was_recused(lead: Lead, command: LiftRecusal, _: Situation) -> Failed | None:
    """Only what was recorded can be lifted: where nobody is recused the move is none, whoever would be named."""
    if lead.recused and command.officer in lead.recused:
        return None
    named = (command.officer, ("officer",)) if lead.recused else (NONE, ())
    return failed("回避", "recused", named[0], Words("已回避", "recused"), fields=named[1])


@guard("recuse.reason", "office recusal-decision", zh="解除回避须写明理由", en="lifting a recusal needs reasons")
def lifting_reasoned(_: Lead, command: LiftRecusal, __: Situation) -> Failed | None:
    """Whoever reads it later asks why."""
    return (
        None if command.reason.strip() else failed("理由", "reasons", EMPTY, Words("有", "stated"), fields=("reason",))
    )
