"""What must hold for opening an inquiry, investigating and determining."""

from domain.lead.guards import COORDINATING, act_day, of_the_area, two_certified
from domain.lead.inquiry.commands import (
    Determine,
    EvidenceKind,
    Ground,
    HearDefence,
    JurisdictionBy,
    OpenInquiry,
    RecordEvidence,
    RuleOutAfterInquiry,
)
from domain.lead.state import Lead
from domain.lead.vocabulary import Milestone, Track
from domain.procedure import Failed, Situation, failed, guard
from domain.words import EMPTY, NO, NONE, YES, Words

ALONE_NOT_ENOUGH = frozenset({Ground.NO_SHOW, Ground.SILENCE, Ground.OVERDUE})
APPROVED_BEFORE = frozenset({EvidenceKind.SEQUESTERING, EvidenceKind.ACCOUNT_QUERY})
RECORDED = frozenset({EvidenceKind.QUESTIONING, EvidenceKind.SITE})
"""Acts of which a record 笔录 is made (APL 55)."""
DISTRICT_DIGITS = 6
OF_UNITS = frozenset({JurisdictionBy.REGISTRATION})
OF_PERSONS = frozenset({JurisdictionBy.DOMICILE, JurisdictionBy.HABITUAL_RESIDENCE})


@guard("inquiry.suspicion", "R737 19", "office no-show-alone", "office overdue-alone",
       zh="须有涉嫌非法集资的依据；仅未到场、不回应或逾期不构成“涉嫌”",
       en="suspicion must rest on something; no-show, silence or delay alone is none")  # fmt: skip
def suspected(_: Lead, command: OpenInquiry, __: Situation) -> Failed | None:
    """No-show, silence or refusal is evidence; alone it is not suspicion."""
    if not set(command.grounds) - ALONE_NOT_ENOUGH:
        more = Words("另有依据", "something more")
        return failed("依据", "grounds", tuple(command.grounds) or "—", more, fields=("grounds",))
    if command.suspicion.strip():
        return None
    return failed("嫌疑情况", "suspicion", EMPTY, Words("有", "stated"), fields=("suspicion",))


@guard("inquiry.jurisdiction", "R737 20", zh="单位由登记地、个人由住所地或经常居住地的牵头部门调查认定，或经指定",
       en="competent: a unit's place of registration, a person's home, or who is designated")  # fmt: skip
def competent(lead: Lead, command: OpenInquiry, situation: Situation) -> Failed | None:
    """Cross-area conduct is determined where the unit is registered or the person lives (R737 20 ¶1)."""
    own = situation.actor.division[:DISTRICT_DIGITS]
    if command.jurisdiction is JurisdictionBy.DESIGNATED:
        return (
            None
            if command.designation
            else failed("指定管辖决定", "designation", NONE, Words("有", "one"), fields=("designation",))
        )
    grounds = OF_UNITS if lead.unit is not None else OF_PERSONS
    if command.jurisdiction not in grounds:
        return failed(
            "管辖依据", "ground of jurisdiction", command.jurisdiction, tuple(sorted(grounds)), fields=("jurisdiction",)
        )
    if command.competent_division.startswith(own):
        return None
    return failed("管辖地", "competent place", command.competent_division, own, fields=("competent_division",))


@guard("evidence.two-certified", "R737 21", "APL 42", zh="调查取证须两名以上持证人员并出示证件",
       en="two certificate holders, certificates shown")  # fmt: skip
def evidence_certified(lead: Lead, command: RecordEvidence, situation: Situation) -> Failed | None:
    """By law, in investigation (R737 21 ¶2): officers of the coordinating authority, or of one above it."""
    if not command.certificates_shown:
        return failed("出示执法证", "certificates shown", NO, YES, fields=("certificates_shown",))
    return two_certified(command.officers, situation, act_day(command), of_the_area(lead, COORDINATING))


@guard(
    "evidence.approval",
    "R737 21(4)",
    "ACL 18",
    zh="查询账户、封存须先经批准",
    en="queries and sequestering need approval first",
)
def approved_before(_: Lead, command: RecordEvidence, __: Situation) -> Failed | None:
    """The approval is a paper of the measure's own track; here its reference must stand."""
    if command.kind not in APPROVED_BEFORE or command.approval is not None:
        return None
    return failed("审批件", "approval", NONE, Words("有", "one"), fields=("approval",))


@guard("evidence.signature", "APL 55", zh="询问、现场笔录须写明当事人是否签名",
       en="the record of a questioning or of an inspection says whether the party signed")  # fmt: skip
def signature_stated(_: Lead, command: RecordEvidence, __: Situation) -> Failed | None:
    """Nobody is taken to have signed because nobody said otherwise."""
    if command.kind not in RECORDED or command.signature is not None:
        return None
    return failed(
        "签名", "signature", Words("未写明", "not stated"), Words("签名、拒签或缺席", "signed, refused or absent"),
        fields=("signature",),
    )  # fmt: skip


@guard(
    "determine.evidence",
    "R737 21",
    "R737 23",
    zh="须有两人以上取证形成的证据",
    en="evidence taken by two officers is on file",
)
def evidence_on_file(lead: Lead, _: Determine | RuleOutAfterInquiry, __: Situation) -> Failed | None:
    """Every recorded act already had its two officers."""
    return None if lead.inquiry.evidence else failed("证据", "acts of evidence", 0, "≥ 1")


@guard("determine.opinions", "R737 19", zh="须有参加调查部门的意见", en="the participating departments gave opinions")
def opinions_given(lead: Lead, _: Determine, __: Situation) -> Failed | None:
    """The inquiry is organised with industry departments and regulators."""
    return None if lead.inquiry.opinions else failed("部门意见", "opinions", 0, "≥ 1")


@guard("determine.heard", "office due-process-determination", zh="须告知当事人并听取、答复其陈述申辩，载明救济途径",
       en="the party was told, heard and answered, remedies stated")  # fmt: skip
def party_heard(lead: Lead, _: Determine, __: Situation) -> Failed | None:
    """Due process before an adverse finding: an office rule, since R737 is silent."""
    return None if lead.inquiry.heard else failed("陈述申辩记录", "defence record", NONE, Words("有", "recorded"))


@guard("defence.complete", "office due-process-determination", zh="听取陈述申辩须答复并载明救济途径",
       en="a hearing answers the statement and states remedies")  # fmt: skip
def heard_and_answered(_: Lead, command: HearDefence, __: Situation) -> Failed | None:
    """Telling, hearing, answering and remedies belong together."""
    lacking = (() if command.answer.strip() else ("answer",)) + (
        () if command.remedies_stated else ("remedies_stated",)
    )
    if not lacking:
        return None
    incomplete, complete = Words("不全", "incomplete"), Words("齐全", "complete")
    return failed("答复与救济途径", "answer and remedies", incomplete, complete, fields=lacking)


@guard("determine.elements", "R737 2", zh="三个要件须全部具备", en="all three elements must be present")
def all_elements(_: Lead, command: Determine, __: Situation) -> Failed | None:
    """Licence, promise of return, unspecified people: all of them."""
    elements = command.elements
    present = sum(e.present for e in (elements.unlicensed, elements.promised_return, elements.unspecified_people))
    return None if present == 3 else failed("具备的要件", "elements present", present, 3, fields=("elements",))  # noqa: PLR2004 - the law's three


@guard(
    "determine.collective",
    "office collective-determination",
    zh="情节严重的须经集体讨论",
    en="serious cases: collective decision",
)
def collective_if_serious(_: Lead, command: Determine, __: Situation) -> Failed | None:
    """On the model of APL 57, which itself is for penalties."""
    if not command.serious or command.collective_decision is not None:
        return None
    return failed("集体讨论记录", "collective decision", NONE, Words("有", "one"), fields=("collective_decision",))


@guard(
    "rule-out.measures-released",
    "ACL 28",
    "R737 23",
    zh="排除前须先解除已采取的措施",
    en="release measures before ruling out",
)
def measures_released(lead: Lead, _: object, __: Situation) -> Failed | None:
    """A measure loses its ground when nothing illegal is found."""
    open_items = [i.item or "—" for i in lead.items if i.milestone is Milestone.MEASURE_IN_FORCE]
    if not open_items:
        return None
    return failed("未解除的措施", f"{Track.MEASURE}s in force", tuple(open_items), "0")
