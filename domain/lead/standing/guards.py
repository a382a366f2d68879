"""What must hold for signatures, grading, people, suspension, merging and notices."""

from domain.errors import Fact, Missing
from domain.instants import day_of
from domain.law import cite
from domain.lead.base import LeadCommand
from domain.lead.guards import act_day, in_area, may_sign, signed
from domain.lead.signatures import SIGNATURES
from domain.lead.stage import WORKING, Stage
from domain.lead.standing.commands import (
    CorrectFacts,
    Escalate,
    GradeRisk,
    LinkLeads,
    MergeLead,
    NotifyPolice,
    RequestSignature,
    Rung,
    SignPaper,
    SplitLead,
    Suspend,
    UnlinkLeads,
    UnmergeLead,
)
from domain.lead.state import Lead
from domain.lead.vocabulary import Matter
from domain.procedure import Failed, Guard, Situation, failed, guard
from domain.values.divisions import contains
from domain.words import EMPTY, NO, NONE, YES, Words

TOP_SCORE = 100
CITY_SIGNATURE = signed(Matter.CITY_ESCALATION)


@guard("sign.power", "office signature-before-act", "office own-name-and-seal", zh="签批人的层级或职级不足",
       en="the signer's level or grade does not suffice")  # fmt: skip
def power_to_sign(_: Lead, command: SignPaper, situation: Situation) -> Failed | None:
    """The table of signatures says who."""
    rule = SIGNATURES[command.matter]
    if may_sign(rule, situation):
        return None
    actor = situation.actor
    level = Fact(Words("层级", "level"), actor.level, rule.levels)
    grade = Fact(Words("职务", "position"), actor.position or "—", rule.grade or "—")
    return Failed((level, grade), Missing(rule.levels, rule.grade))


@guard("sign.four-eyes", "office four-eyes", zh="本阶段承办过的人不得自行签批",
       en="nobody signs papers of a stage he handled")  # fmt: skip
def not_the_handler(lead: Lead, _: SignPaper, situation: Situation) -> Failed | None:
    """Another pair of eyes: handing the lead on does not make the paper another's."""
    if situation.actor.id not in {lead.handler, *lead.handlers}:
        return None
    return Failed((Fact(Words("签批人", "signer"), situation.actor.id, Words("他人", "somebody else")),), Missing())


@guard(
    "sign.mark",
    "office document-numbers",
    zh="签发机关未配置机关代字，不能编号",
    en="the organ has no mark for numbers",
)
def organ_has_mark(_: Lead, command: SignPaper, situation: Situation) -> Failed | None:
    """Outward papers carry the organ's own number."""
    if not SIGNATURES[command.matter].document or not command.approved or situation.actor.mark:
        return None
    return failed("机关代字", "the organ's mark", EMPTY, Words("已配置", "set"))


@guard("sign.stage", "office signature-before-act", "office order-of-acts",
       zh="文书须在使用它的阶段内签批，且不早于所依据的事项",
       en="a paper is signed at the stage it serves, after what it rests on")  # fmt: skip
def serves_the_stage(lead: Lead, command: SignPaper | RequestSignature, _: Situation) -> Failed | None:
    """An approval given in advance would be one of facts nobody knew; to say no is always possible."""
    stages = SIGNATURES[command.matter].stages
    if not stages or (isinstance(command, SignPaper) and not command.approved):
        return None
    if lead.stage not in stages:
        return failed("当前阶段", "stage", lead.stage, tuple(stages))
    if act_day(command) < day_of(lead.latest):
        return failed("办理日期", "day of the act", act_day(command), f"≥ {day_of(lead.latest)}", fields=("occurred",))
    return None


@guard("sign.target", "office signature-before-act",
       zh="并案的签批须指明并入的另一件线索，其他签批不得指明",
       en="the paper of a merger names the other lead to merge into; no other paper names one")  # fmt: skip
def target_named(_: Lead, command: SignPaper | RequestSignature, __: Situation) -> Failed | None:
    """An approval for one lead is none for another; a refusal is of one too, and so is what is asked for."""
    wanted = bool(SIGNATURES[command.matter].target)
    if bool(command.target.strip()) is wanted and command.target != command.lead:
        return None
    return failed(
        "所指线索",
        "the other lead",
        command.target or EMPTY,
        Words("须指明", "named") if wanted else EMPTY,
        fields=("target",),
    )


@guard(
    "sign.opinion", "office signature-before-act", zh="不同意的须写明意见", en="a refusal to sign states its reasons"
)
def no_with_reasons(_: Lead, command: SignPaper, __: Situation) -> Failed | None:
    """Whoever proposed it learns what to mend."""
    if command.approved or command.opinion.strip():
        return None
    return failed("意见", "opinion", EMPTY, Words("有", "stated"), fields=("opinion",))


@guard("grade.reasons", "office risk-grade-scheme", zh="评定风险等级须有理由", en="a grade needs reasons")
def reasons_given(_: Lead, command: GradeRisk, __: Situation) -> Failed | None:
    """Every change of grade has officer and reason."""
    return (
        None
        if any(r.strip() for r in command.reasons)
        else failed("等级依据", "reasons", 0, "≥ 1", fields=("reasons",))
    )


@guard("grade.score", "office risk-grade-scheme", zh="评分应在 0—100 之间", en="a score lies between 0 and 100")
def score_in_range(_: Lead, command: GradeRisk, __: Situation) -> Failed | None:
    """A score is optional."""
    if command.score is None or 0 <= command.score <= TOP_SCORE:
        return None
    return failed("评分", "score", command.score, "0–100", fields=("score",))


@guard("correct.area", "R737 5", "office lead-correction", zh="更正后的所在地须在本单位辖区内；不在的应当转办",
       en="a corrected place lies in one's own area; otherwise the lead is referred")  # fmt: skip
def stays_in_area(lead: Lead, command: CorrectFacts, situation: Situation) -> Failed | None:
    """A correction hands nothing over: what lies elsewhere goes by a letter, for a receipt. It may be more precise."""
    new, own = command.division, situation.actor.division
    if not new or contains(own, new) or contains(lead.division, new):
        return None
    return failed("所在地", "area", new, own, fields=("division",))


@guard("correct.subject", "R737 20 ¶1", "office lead-correction",
       zh="个人的线索不得更正为单位的线索；单位另行登记并关联",
       en="a person's lead is not corrected into a unit's: register the unit, and link the two")  # fmt: skip
def same_kind_of_subject(lead: Lead, command: CorrectFacts, _: Situation) -> Failed | None:
    """A lead is about one subject, and whether it is a unit or a person decides whose case it is."""
    if command.unit is None or lead.person is None:
        return None
    return failed("对象", "subject", Words("个人", "person"), Words("单位", "unit"), fields=("unit",))


@guard(
    "escalate.test",
    "office major-lead",
    zh="须符合重大线索标准之一",
    en="at least one limb of the major-lead test is met",
)
def major(_: Lead, command: Escalate, __: Situation) -> Failed | None:
    """What is major is the office's rule."""
    return None if command.tests else failed("符合的标准", "tests met", 0, "≥ 1", fields=("tests",))


@guard(
    "signature.city-escalation",
    "office city-escalation-signature",
    "office four-eyes",
    zh="向市上报须经签批",
    en="to the city only over a signature",
)
def signed_for_city(lead: Lead, command: Escalate, situation: Situation) -> Failed | None:
    """Automatic rungs stop at the district."""
    return CITY_SIGNATURE.check(lead, command, situation) if command.rung is Rung.CITY else None


@guard("police-notice.facts", "office police-notice", zh="通报须写明事实", en="a notice states facts")
def facts_stated(_: Lead, command: NotifyPolice, __: Situation) -> Failed | None:
    """Facts only."""
    return None if command.facts.strip() else failed("事实", "facts", EMPTY, Words("有", "stated"), fields=("facts",))


@guard("suspend.expected", "office suspension-approval", zh="预计恢复日期须晚于当日", en="the expected day lies ahead")
def expected_ahead(_: Lead, command: Suspend, __: Situation) -> Failed | None:
    """A suspension has an expected end."""
    if command.expected > act_day(command):
        return None
    return failed("预计恢复", "expected", command.expected, f"> {act_day(command)}", fields=("expected",))


@guard("resume.suspended", "office suspension-approval", zh="线索未中止", en="the lead is not suspended")
def is_suspended(lead: Lead, _: LeadCommand, __: Situation) -> Failed | None:
    """Only what was suspended resumes."""
    return None if lead.suspended else failed("中止状态", "suspended", NO, YES)


def _other(lead: Lead, command: LeadCommand, field: str, situation: Situation) -> Failed | None:
    """A lead of a stranger's area is answered like one that does not exist."""
    other_id = getattr(command, field)
    other = situation.states.get(f"lead/{other_id}")
    registered = isinstance(other, Lead) and other.stage is not Stage.UNREGISTERED and in_area(other, situation.actor)
    if registered and other_id != lead.id:
        return None
    needed = Words("本辖区已登记", "registered in one's own area")
    return failed("另一线索", "the other lead", other_id, needed, fields=(field,))


@guard("link.other", "office merger-approval", zh="须指明另一已登记线索", en="name another registered lead")
def other_exists(lead: Lead, command: LinkLeads | MergeLead, situation: Situation) -> Failed | None:
    """Both leads are read in the same decision."""
    return _other(lead, command, "other" if isinstance(command, LinkLeads) else "into", situation)


@guard("link.known", "office merger-approval", zh="两线索之间没有关联", en="the leads are not linked")
def linked(lead: Lead, command: UnlinkLeads, _: Situation) -> Failed | None:
    """Only a link can be taken back: where there is none the move is none, whatever would be named."""
    if lead.links and command.other in lead.links:
        return None
    named = (command.other, ("other",)) if lead.links else (NONE, ())
    return failed("关联", "link", named[0], Words("已关联", "linked"), fields=named[1])


@guard(
    "merge.into-living", "office merger-approval", zh="并入的线索须在办理中", en="the lead merged into must be in hand"
)
def into_is_living(_: Lead, command: MergeLead, situation: Situation) -> Failed | None:
    """A closed lead is reopened first."""
    other = situation.states.get(f"lead/{command.into}")
    stage = other.stage if isinstance(other, Lead) else Stage.UNREGISTERED
    return (
        None
        if stage in WORKING
        else failed("并入线索阶段", "stage of the other", stage, Words("办理中", "in hand"), fields=("into",))
    )


@guard("merge.recusals", "APL 43", "office recusal", zh="本线索应回避的人员，须先在并入的线索登记回避",
       en="who is recused from this lead is first recused from the one it goes into")  # fmt: skip
def recusals_carried(lead: Lead, command: MergeLead, situation: Situation) -> Failed | None:
    """Otherwise a merger would bring the matter back to whoever has an interest in it."""
    other = situation.states.get(f"lead/{command.into}")
    barred = set(lead.recused) - set(other.recused if isinstance(other, Lead) else ())
    return failed("未在并入线索回避", "not recused there", tuple(sorted(barred)), "0") if barred else None


@guard("merge.determined", "R737 25", "office merger-approval", zh="已作出认定的线索，只能并入同样已作出认定的线索",
       en="what was determined goes only into a lead that was determined too")  # fmt: skip
def determination_carried(lead: Lead, command: MergeLead, situation: Situation) -> Failed | None:
    """Otherwise the lead it goes into closes as if there were nothing to stop and nobody to refund."""
    other = situation.states.get(f"lead/{command.into}")
    if not lead.inquiry.determined or (isinstance(other, Lead) and other.inquiry.determined):
        return None
    return failed("并入线索的认定", "determination there", NONE, Words("有", "made"))


def held_at_merger(stage: Stage) -> Guard:
    """M28 undone: back to exactly the stage held at the merger."""

    def check(lead: Lead, command: UnmergeLead, _: Situation) -> Failed | None:
        if command.into != lead.merged_into:
            return failed("并入的线索", "merged into", command.into, lead.merged_into or "—", fields=("into",))
        if lead.merged_from is stage:
            return None
        return failed("并案时阶段", "stage held at merger", lead.merged_from or "—", stage)

    words = Words("只能回到并案时所处阶段", "back to the stage held at the merger only")
    return Guard("unmerge.held", words, cite("office merger-approval"), check)


@guard("split.new", "office split-approval", zh="分出的线索编号已被占用", en="the new lead's id is taken")
def new_is_free(_: Lead, command: SplitLead, situation: Situation) -> Failed | None:
    """The new lead begins with its own stream."""
    other = situation.states.get(f"lead/{command.new_lead}")
    taken = isinstance(other, Lead) and other.stage is not Stage.UNREGISTERED
    return failed("新线索", "new lead", command.new_lead, Words("未占用", "free")) if taken else None
