"""Rows of inquiry and determination: M10, M12, M13, M14, M15."""

from typing import Final

from domain.lead.answering import decides
from domain.lead.dates import at_this_stage
from domain.lead.guards import signed
from domain.lead.inquiry import commands as c
from domain.lead.inquiry import guards as g
from domain.lead.inquiry.jurisdiction import place_on_file
from domain.lead.stage import Stage
from domain.lead.verification.guards import an_element_absent
from domain.lead.vocabulary import Matter
from domain.procedure import KEEP
from workflows.divisions.named import district_in
from workflows.procedures.rows import AUTHORITY, row

OPENING: Final = (g.suspected, g.competent, place_on_file(district_in), signed(Matter.INQUIRY_OPENING))
PAPERS: Final = ("启动调查认定审批表", "调查方案")

ROWS: Final = (
    row("M10", c.OpenInquiry, Stage.INTERVIEW, Stage.INVESTIGATING, "启动调查认定", "open the inquiry",
        AUTHORITY, "R737 18", "R737 19", guards=OPENING, documents=(*PAPERS, "未到场记录"), by=decides),
    row("M12", c.OpenInquiry, Stage.RECTIFYING, Stage.INVESTIGATING, "启动调查认定", "open the inquiry",
        AUTHORITY, "R737 18", "R737 19", guards=OPENING, documents=(*PAPERS, "复查报告"), by=decides),
    row("M13", c.OpenInquiry, (Stage.VERIFYING, Stage.MONITORING), Stage.INVESTIGATING, "启动调查认定",
        "open the inquiry", AUTHORITY, "R737 19", "R737 20", guards=OPENING, documents=PAPERS, by=decides),
    row("E13", c.RecordEvidence, Stage.INVESTIGATING, KEEP, "记录调查取证", "record evidence",
        AUTHORITY, "R737 21", guards=(at_this_stage, g.evidence_certified, g.approved_before, g.signature_stated),
        documents=("询问笔录", "现场笔录", "证据清单")),
    row("E13o", c.RecordOpinion, Stage.INVESTIGATING, KEEP, "记录部门意见", "record an opinion",
        AUTHORITY, "R737 19", guards=(at_this_stage,), documents=("部门意见",)),
    row("E15", c.HearDefence, Stage.INVESTIGATING, KEEP, "听取陈述申辩", "hear the defence",
        AUTHORITY, "office due-process-determination", guards=(at_this_stage, g.heard_and_answered),
        documents=("陈述申辩记录",)),
    row("M14", c.RuleOutAfterInquiry, Stage.INVESTIGATING, Stage.RULED_OUT, "调查后排除", "rule out after inquiry",
        AUTHORITY, "R737 23", "ACL 28", guards=(an_element_absent, g.evidence_on_file, g.measures_released,
        signed(Matter.INQUIRY_RULING_OUT)), documents=("调查报告", "排除结论", "解除决定"), by=decides),
    row("M15", c.Determine, Stage.INVESTIGATING, Stage.DETERMINED, "认定非法集资", "determine",
        AUTHORITY, "R737 19", "R737 21", "R737 23",
        guards=(g.all_elements, g.evidence_on_file, g.opinions_given, g.party_heard, g.collective_if_serious,
        signed(Matter.DETERMINATION)), documents=("调查报告", "陈述申辩记录", "认定意见书"), by=decides),
)  # fmt: skip
