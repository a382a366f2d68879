"""Guards that several chapters share: who acts, who took part, what was signed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, Protocol

from domain.actor import HOLDERS, Actor, Level
from domain.errors import Fact, Missing
from domain.instants import day_of
from domain.law import cite
from domain.lead.base import LeadCommand
from domain.lead.dates import not_in_the_future, nothing_stated_ahead
from domain.lead.shapes import Officer, Paper
from domain.lead.signatures import SIGNATURES, SignatureRule
from domain.lead.stage import ASIDE, Stage
from domain.lead.state import Lead, Signature
from domain.lead.vocabulary import Matter
from domain.procedure import Failed, Guard, Situation, failed, guard
from domain.values.divisions import contains
from domain.words import EMPTY, NO, YES, Words

NEEDED_OFFICERS = 2


@guard("permission.role", "office officer-assignment", zh="本人岗位不办理此事项", en="this post does not do that")
def works_on_leads(_: Lead, command: LeadCommand, situation: Situation) -> Failed | None:
    """Auditors and operators read, archivists archive; the rest is the work of handlers and leaders."""
    if command.posts & set(situation.actor.roles):
        return None
    found, needed = situation.actor.roles or "—", tuple(sorted(command.posts))
    return Failed((Fact(Words("岗位", "roles"), found, needed),), Missing())


@guard("permission.office", "R737 5", "office officer-assignment", zh="不在本单位辖区", en="outside the office's area")
def within_area(lead: Lead, _: LeadCommand, situation: Situation) -> Failed | None:
    """An office acts on leads of its own area, or on those it answers for."""
    actor = situation.actor
    if lead.stage is Stage.UNREGISTERED or in_area(lead, actor):
        return None
    return Failed((Fact(Words("线索所在地", "the lead's area"), lead.division, actor.division),), Missing())


class Located(Protocol):
    """Something that lies somewhere and that an office answers for: a lead, a row of its ledger."""

    @property
    def division(self) -> str:
        """Where it lies."""
        ...

    @property
    def office(self) -> str:
        """Who answers for it."""
        ...


def in_area(lead: Located, actor: Actor) -> bool:
    """Whether a lead lies in the actor's area, or his own office answers for it."""
    return lead.office == actor.office or contains(actor.division, lead.division)


@guard("permission.recused", "APL 43", zh="应当回避的人员不得办理", en="a recused officer takes no part")
def not_recused(lead: Lead, _: LeadCommand, situation: Situation) -> Failed | None:
    """Who has an interest keeps out, also where the lead he is recused from is the other one of two."""
    actor = situation.actor.id
    barred = next((each for each in touched(lead, situation) if actor in each.recused), None)
    if barred is None:
        return None
    found = actor if barred.id == lead.id else f"{actor}（{barred.number}）"
    return Failed((Fact(Words("已回避", "recused"), found),), Missing())


def touched(lead: Lead, situation: Situation) -> tuple[Lead, ...]:
    """The lead judged, and the others that are read because the act is written into them too."""
    read = situation.states.values()
    return (lead, *(each for each in read if isinstance(each, Lead) and each.id != lead.id))


@guard("officers.recused", "APL 43", zh="应当回避的人员不得参与或承办", en="nobody named may be recused")
def nobody_recused(lead: Lead, command: LeadCommand, situation: Situation) -> Failed | None:
    """Recusal holds for whoever takes part, confirms or gets the lead; only its lifting may name him."""
    recused = [person for person in lead.recused if person in situation.officers]
    if command.lifts_recusal:
        return None
    return failed("已回避", "recused", tuple(recused), Words("未回避", "not recused")) if recused else None


@guard("lead.suspended", "office suspension-approval", zh="线索已中止，恢复后方可办理", en="suspended; resume it first")
def not_suspended(lead: Lead, _: LeadCommand, __: Situation) -> Failed | None:
    """A suspension holds up moves; it stops no clock and bars no way to the police."""
    return failed("中止状态", "suspended", YES, NO) if lead.suspended else None


STANDING = (works_on_leads, within_area, not_recused, nobody_recused, not_in_the_future, nothing_stated_ahead)
"""Every row of the lead's procedure carries these."""


def signed(matter: Matter) -> Guard:
    """The guard that the paper of a matter was signed by another who may, after what it rests on, before the act."""
    rule = SIGNATURES[matter]

    def check(lead: Lead, command: LeadCommand, situation: Situation) -> Failed | None:
        return unfit(matter, lead, command, situation, rule.target)

    words = Words(f"《{rule.words.zh}》须先经有权人员签批", f"{rule.words.en}: to be signed first")
    return Guard(f"signature.{matter}", words, (*rule.basis, *cite("office four-eyes")), check)


def unfit(matter: Matter, lead: Lead, command: LeadCommand, situation: Situation, target: str) -> Failed | None:
    """Why no paper on file serves whoever acts; ``target`` is the field of his command with the lead it is for.

    What was signed by somebody recused since is of no use any more: another leader signs anew. An outward paper carries
    the name and seal of the organ that signed it: only that organ acts upon it. A paper that serves a stage was signed
    at it, and not before the last act that counts there.
    """
    rule, signature = SIGNATURES[matter], lead.signature(matter, situation.actor.organ)
    barred = {person for each in touched(lead, situation) for person in each.recused}
    if signature is None or signature.signer in barred:
        missing = Words("未签批", "not signed")
        found = missing if signature is None else (Words("已回避", "recused"), signature.signer)
        return Failed((Fact(rule.words, found, rule.grade or rule.levels),), Missing(rule.levels, rule.grade))
    wanted = getattr(command, target) if target else ""
    other = _for_another(rule, signature, wanted, situation.actor)
    return other or _out_of_time(rule, signature, lead, command)


def _for_another(rule: SignatureRule, signature: Signature, wanted: str, actor: Actor) -> Failed | None:
    """Whether the paper is for another lead, of another organ, or signed by whoever acts upon it."""
    if signature.target != wanted:
        other = Fact(Words("签批所指线索", "lead it was signed for"), signature.target, wanted)
        return Failed((other,), Missing(rule.levels, rule.grade))
    if signature.signer == actor.id:
        return Failed((Fact(Words("签批人", "signer"), signature.signer, Words("他人", "somebody else")),), Missing())
    if not rule.document or signature.organ == actor.organ:
        return None
    organ = Fact(Words("签发机关", "organ that signed"), signature.organ, actor.organ)
    return Failed((organ,), Missing(_of_the_organ(rule, actor), rule.grade))


def _out_of_time(rule: SignatureRule, signature: Signature, lead: Lead, command: LeadCommand) -> Failed | None:
    """Whether the paper was signed after the act, or before what it rests on."""
    if signature.on > act_day(command):
        return failed("签批日期", "day of signing", signature.on, f"≤ {act_day(command)}")
    if rule.stages and signature.on < day_of(lead.latest):
        return failed("签批日期", "day of signing", signature.on, _anew(day_of(lead.latest)))
    return None


def _anew(first: date) -> Words:
    return Words(f"≥ {first}，重新签批", f"≥ {first}, sign anew")


def lapsed(signature: Signature, lead: Lead) -> bool:
    """Whether no act can use a signed paper any more: its stage was left, something came after it, or its signer went.

    A pause leads back: what was signed on its very day may still be used then.
    """
    stages = SIGNATURES[signature.matter].stages
    left = bool(stages) and (lead.stage not in {*stages, *ASIDE} or signature.on < day_of(lead.latest))
    return left or signature.signer in lead.recused


def _of_the_organ(rule: SignatureRule, actor: Actor) -> tuple[Level, ...]:
    """The level of the actor's own organ, if that may sign at all."""
    return (actor.level,) if actor.level in rule.levels else rule.levels


def may_sign(rule: SignatureRule, situation: Situation) -> bool:
    """Whether the actor's level and position satisfy a signature rule."""
    actor = situation.actor
    return actor.level in rule.levels and (rule.grade is None or actor.position in HOLDERS[rule.grade])


COORDINATING: Final = frozenset({Level.DISTRICT_AUTHORITY, Level.CITY_AUTHORITY, Level.PROVINCE})
"""Whose officers investigate (R737 21)."""
ENFORCING: Final = COORDINATING | {Level.INDUSTRY}
"""Whose officers inspect and interview (R737 18; APL 55)."""


def of_the_area(lead: Lead, levels: frozenset[Level] = ENFORCING) -> Callable[[Actor], bool]:
    """Whether a certificate holder counts: an organ of such a level, in whose area the lead lies."""
    return lambda person: person.level in levels and in_area(lead, person)


def certified(
    officers: Iterable[Officer], situation: Situation, day: date, counts: Callable[[Actor], bool]
) -> tuple[str, ...]:
    """The distinct officers who count and whose stated certificate is theirs and valid on the day."""
    good = (officer.id for officer in officers if not why_not(officer, situation.officers, day, counts))
    return tuple(dict.fromkeys(good))


def why_not(officer: Officer, roster: Mapping[str, Actor], day: date, counts: Callable[[Actor], bool]) -> Words | None:
    """Why somebody is no certificate holder who counts on the day; None if he is one."""
    person = roster.get(officer.id)
    if person is None:
        return Words("不在名册", "not in the roster")
    if not counts(person):
        return Words("所在机关无此权限", "of no organ with the power here")
    held = person.certificate
    if held is not None and not officer.certificate:
        return Words("未填证号", "no number stated")
    if held is None or held.number != officer.certificate:
        return not_his(officer, roster)
    ended = Words(f"有效期至 {held.valid_until}", f"valid until {held.valid_until}")
    return None if held.valid_until >= day else ended


def not_his(officer: Officer, roster: Mapping[str, Actor]) -> Words | None:
    """Why the number stated is not that of the officer's certificate; None if it is."""
    person = roster.get(officer.id)
    if person is None or person.certificate is None:
        return Words("名册中无执法证", "no certificate in the roster")
    same = person.certificate.number == officer.certificate
    return None if same else Words("证号与名册不符", "not the number of the roster")


def two_certified(
    officers: Iterable[Officer],
    situation: Situation,
    day: date,
    counts: Callable[[Actor], bool],
    field: str = "officers",
) -> Failed | None:
    """The shared body of the two-officer guards: at least two valid certificate holders who count took part.

    ``field`` is that of the command in which they are named.
    """
    good = certified(officers, situation, day, counts)
    if len(good) >= NEEDED_OFFICERS:
        return None
    found = good or "0"
    words = Words("有权机关的有效执法证人员", "certificate holders of an organ with the power")
    each = ((officer.id, why_not(officer, situation.officers, day, counts)) for officer in officers)
    reasons = (Fact(Words(name, name), reason) for name, reason in each if reason)
    return Failed((Fact(words, found, f"≥ {NEEDED_OFFICERS}"), *reasons), fields=(field,))


def on_paper(field: str, *basis: str) -> Guard:
    """The guard that the paper by which another's act is known can be found again."""

    def check(_: Lead, command: LeadCommand, __: Situation) -> Failed | None:
        paper: Paper = getattr(command, field)
        if paper.reference.strip():
            return None
        return failed("文书编号", "document", EMPTY, Words("有", "given"), fields=(f"{field}.reference",))

    return Guard("lead.paper", Words("须注明依据文书", "a document reference is needed"), cite(*basis), check)


def act_day(command: LeadCommand) -> date:
    """The day of the act."""
    return day_of(command.occurred)
