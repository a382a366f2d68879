"""From a denial to the refusal a reader gets: articles of the day of the act, who holds the power, the way out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple, cast

from domain.actor import CASE_WORK, Actor, Level, Role
from domain.errors import Fact, Missing, NotFound, NotLegal, NotPermitted, Refusal, Remedy
from domain.law import cite
from domain.lead.answering import ANSWERING, IN_HAND
from domain.lead.base import LeadCommand
from domain.lead.signatures import SIGNATURES
from domain.lead.standing.commands import SignPaper
from domain.lead.state import NEVER
from domain.procedure import Act, Denied, Procedure, Row, Situation, command_name
from domain.words import NONE, Words
from workflows.desks import DESKS
from workflows.law import in_force
from workflows.moves import bars
from workflows.ports import Roster
from workflows.procedures.lead.asking import SIGNED_FIRST

ROWS: Final[dict[str, tuple[Procedure, Row]]] = {
    row.id: (desk.procedure, row) for desk in DESKS.values() for row in desk.procedure.rows
}
"""Row → itself and its procedure. Rows of one id differ in what they ask of the state, not of the person."""
WHOSE: Final = frozenset({ANSWERING, IN_HAND})
"""Codes of guards that ask for the organ: it is among the levels of the row, and the holders are of it."""
SIGNING: Final = next(row.id for _, row in ROWS.values() if row.command is SignPaper)
"""The row by which papers are signed."""
UNKNOWN: Final = {
    "lead": Words("没有这条线索，或不在您的权限内", "there is no such lead, or not for you"),
    "subscription": Words("没有这个订阅，或不在您的权限内", "there is no such subscription, or not for you"),
    "tip": Words("没有这件举报，或不在您的权限内", "there is no such report, or not for you"),
    "informant": Words("这件举报没有留下身份，或不在您的权限内", "nobody named himself there, or it is not for you"),
    "transfer": Words("没有这次移送，或不在您的权限内", "there is no such transfer, or not for you"),
    "rulebook": Words("没有可以设定取值的这条办公规则", "no office rule of this name has a value to be set"),
    "directory": Words("还没有单位和人员名册，先装入", "there is no directory of offices and people yet; load one"),
}
"""Noun → the same words whether it never was or is not for whoever asks."""
AUDITORS: Final = Words("日志由审计员核验", "the log is verified by auditors")
NO_DEPUTY: Final = Words(
    "您今天不是此人的代理人；代理由管理员凭书面决定登记（chufei staff deputise）",
    "you do not stand in for that colleague today; an administrator enters it on a paper (chufei staff deputise)",
)
OUTSIDE: Final = Words(
    "公安机关、检察院不在系统内查阅线索；材料由移送书、通报函等书面送达",
    "police and procuratorate look up no leads here: what they get, they get on paper",
)


def unknown(*, noun: str) -> NotFound:
    """What is asked for is not there (``lead.unknown``, ``transfer.unknown``)."""
    return NotFound(UNKNOWN[noun], code=f"{noun}.unknown")


class Judged(NamedTuple):
    """What a denial was about: the state judged, the command (perhaps with nothing filled in), the situation."""

    state: object
    command: Act
    situation: Situation


def outsider(level: Level, day: date) -> NotPermitted:
    """An organ that is shown no lead asks (``permission.outsider``): said before anything is looked up."""
    code, found = "permission.outsider", Fact(Words("层级", "level"), level)
    return NotPermitted(
        OUTSIDE, code=code, rule=code, basis=in_force(cite("office outsiders-on-paper"), day), facts=(found,)
    )


def no_auditor(roles: tuple[Role, ...], day: date) -> NotPermitted:
    """Somebody else wants the log verified (``permission.verify``)."""
    code, found = "permission.verify", Fact(Words("岗位", "roles"), roles or NONE, Role.AUDITOR)
    return NotPermitted(AUDITORS, code=code, rule=code, basis=in_force(cite("PIPL 54"), day), facts=(found,))


def no_deputy(absent: str, stands_for: tuple[str, ...], day: date) -> NotPermitted:
    """Somebody acts in the name of a colleague for whom he does not stand in (``permission.on-behalf``)."""
    code, found = "permission.on-behalf", Fact(Words("代理", "stands in for"), stands_for or NONE, absent)
    basis = in_force(cite("office directory-deputies"), day)
    return NotPermitted(NO_DEPUTY, code=code, rule=code, basis=basis, facts=(found,), day=day)


def refusal_of(denied: Denied, actor: Actor, day: date, roster: Roster, judged: Judged | None = None) -> Refusal:
    """A ``NotPermitted`` when a power is missing, else a ``NotLegal``; ``day`` is that of the act."""
    kind = NotPermitted if denied.is_permission else NotLegal
    return kind(
        denied.words,
        code=denied.code,
        rule=denied.rule,
        basis=in_force(denied.basis, day),
        facts=denied.facts,
        legal=denied.legal,
        missing=_with_holders(denied, actor, roster, judged),
        remedy=remedy_of(denied.code, actor, roster, judged),
        fields=denied.fields,
        day=day,
    )


def remedy_of(code: str, actor: Actor, roster: Roster, judged: Judged | None = None) -> Remedy | None:
    """Which paper has to be signed first, by whom; None where a code asks for no signature.

    A paper that serves one other lead alone names the one of the command, or ``LEAD`` where none is filled in yet.
    An outward paper serves only the organ that signed it, so whoever is of the own organ is named first. Nobody signs
    for himself.
    """
    matter = SIGNED_FIRST.get(code)
    if matter is None:
        return None
    rule = SIGNATURES[matter]
    target = getattr(judged.command if judged else None, rule.target, "LEAD") if rule.target else ""
    signing = _signing(judged, SignPaper(lead="", occurred=NEVER, matter=matter, approved=True, target=target))
    levels = (actor.level,) if rule.document and actor.level in rule.levels else rule.levels
    able = _able(SIGNING, Missing(levels, rule.grade), actor.division, roster, signing)
    others = [each for each in able if each.id != actor.id and (not rule.document or each.organ == actor.organ)]
    others.sort(key=lambda each: each.organ != actor.organ)
    by = Missing(levels, rule.grade, tuple(each.id for each in others))
    form = {"matter": matter, "approved": True} | ({"target": target} if rule.target else {})
    return Remedy(rule.words, command_name(SignPaper), form, by)


def _signing(judged: Judged | None, signing: SignPaper) -> Judged | None:
    """The signature that is asked for, upon what was judged."""
    if judged is None or not isinstance(judged.command, LeadCommand):
        return None
    return judged._replace(command=replace(signing, lead=judged.command.lead, occurred=judged.command.occurred))


def _with_holders(denied: Denied, actor: Actor, roster: Roster, judged: Judged | None) -> Missing | None:
    """The power that is missing, and who has it: of a signature it is the power of the paper's own rule."""
    missing = denied.missing
    if denied.code in WHOSE:
        _, row = ROWS[denied.rule]
        missing = Missing(row.levels, row.grade)
    if missing is None or not missing.levels:
        return missing
    if denied.rule == SIGNING and judged is not None and hasattr(judged.command, "matter"):
        rule = SIGNATURES[cast("SignPaper", judged.command).matter]
        missing = Missing(rule.levels, rule.grade)
    able = _able(denied.rule, missing, actor.division, roster, judged)
    return replace(missing, holders=tuple(each.id for each in able))


def _able(rule: str, missing: Missing, division: str, roster: Roster, judged: Judged | None) -> Iterator[Actor]:
    """Whoever holds a power over an area, in a post that uses it, and is himself not in the way of this act."""
    posts = cast("Any", ROWS[rule][1].command).posts if rule in ROWS else CASE_WORK
    holders = (roster.actor(person) for person in roster.holders(missing.levels, missing.grade, division))
    return (each for each in holders if posts & set(each.roles) and (judged is None or _could(rule, each, judged)))


def _could(rule: str, person: Actor, judged: Judged) -> bool:
    """Whether nothing that a row asks of a person bars him: organ, area, recusal, four eyes. A paper is no person's."""
    if rule not in ROWS:
        return True
    procedure, row = ROWS[rule]
    seen = judged.situation._replace(actor=person)
    asked = (each for each in (*procedure.standing, *row.guards) if each.code not in SIGNED_FIRST)
    return not any(bars(each, judged.state, judged.command, seen) for each in asked)
