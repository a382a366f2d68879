"""Which registers there are and what stands in them: one table for the screen, for files and for machines."""

from typing import Any, Final

from api.registers.columns import Column, Kind, Register, Veil
from domain.errors import NotFound
from domain.words import Words
from projections.assisting_register import SORTS as ASSISTING_SORTS
from projections.assisting_register import assistances
from projections.building_register import SORTS as TENANT_SORTS
from projections.building_register import SUMS as BUILDING_SORTS
from projections.building_register import buildings, tenants
from projections.referral_register import SORTS as REFERRAL_SORTS
from projections.referral_register import referrals
from projections.registers import Page, RegisterFilter
from projections.subject_file import SORTS as FILE_SORTS
from projections.transfer_register import SORTS as TRANSFER_SORTS
from projections.transfer_register import TransferFilter, transfers

TEXT, ID, COUNT, MONEY = Kind.TEXT, Kind.ID, Kind.COUNT, Kind.MONEY
DAY, INSTANT, PEOPLE = Kind.DAY, Kind.INSTANT, Kind.PEOPLE
PRIVATE, OF_PERSON = Veil.ALWAYS, Veil.OF_PERSON


def column(key: str, words: str, kind: Kind = TEXT, width: int = 14, veil: Veil = Veil.NEVER) -> Column:
    """A column of files alone; ``words`` are ``中文 English``."""
    zh, _, en = words.partition(" ")
    return Column(key, Words(zh, en), kind, width, veil)


def seen(
    key: str, words: str, kind: Kind = TEXT, width: int = 14, veil: Veil = Veil.NEVER, *, spare: int = 0
) -> Column:
    """A column that the screen shows too."""
    made = column(key, words, kind, width, veil)
    return Column(made.key, made.words, kind, width, veil, seen=True, spare=spare)


NUMBER: Final = seen("number", "线索编号 number", ID, 18)
SUBJECT: Final = seen("subject", "对象 subject", TEXT, 28, OF_PERSON)
ORGAN: Final = column("organ", "登记单位 registered by", TEXT, 22)


def _transfers(
    connection: Any,  # noqa: ANN401 - the database's
    wanted: RegisterFilter,
    *,
    after: tuple[Any, ...] | None,
    limit: int,
) -> Page[Any]:
    narrowing = TransferFilter(
        lead=wanted.lead, office=wanted.office, division=wanted.division, shown_to=wanted.shown_to, sort=wanted.sort,
        descending=wanted.descending,
    )  # fmt: skip
    return transfers(connection, narrowing, after=after, limit=limit)


REFERRALS: Final = Register(
    "referrals", Words("转办台账", "register of referrals"),
    (
        NUMBER, SUBJECT, ORGAN,
        column("kind", "类别 kind"),
        seen("at", "转出时间 sent", INSTANT, 17),
        seen("who", "承办单位 to", TEXT, 22),
        column("receiver_office", "承办单位代码 office", ID),
        column("paper", "转办文书 letter", ID, 20),
        column("said", "转办事由 reasons", TEXT, 28, PRIVATE),
        seen("status", "状态 status"),
        column("receipt", "回执 receipt", ID, 20),
        seen("receipted_at", "签收时间 receipted", INSTANT, 17, spare=1),
        column("received_by", "签收人 received by", TEXT, 12, PRIVATE),
        seen("returned_at", "退回时间 returned", INSTANT, 17, spare=2),
        column("returned_by", "退回单位 returned by", TEXT, 22),
        column("returned_because", "退回理由 because", TEXT, 28, PRIVATE),
        column("disputed", "管辖争议 disputed"),
        column("superior_decision", "指定管辖 superior's decision", ID, 20),
    ), lambda _: referrals, frozenset(REFERRAL_SORTS),
)  # fmt: skip
ASSISTANCES: Final = Register(
    "assistances", Words("协办台账", "register of assistance"),
    (
        NUMBER, SUBJECT,
        column("organ", "协办单位 assisting organ", TEXT, 22),
        seen("requester", "请求单位 asked by", TEXT, 22),
        seen("letter", "协查函 letter", ID, 20, spare=2),
        column("registered_at", "登记时间 taken on", INSTANT, 17),
        column("matter", "协查事项 matter", TEXT, 28, PRIVATE),
        seen("reply_by", "答复期限 due", DAY, 12),
        seen("status", "状态 status"),
        seen("answered_at", "答复时间 answered", INSTANT, 17, spare=1),
        column("answer", "复函 answer", ID, 20),
        column("findings", "查明情况 findings", TEXT, 28, PRIVATE),
        column("taken_over_at", "转本地时间 taken over", INSTANT, 17),
        column("decision", "指定管辖 decision", ID, 20),
        column("stage", "当前阶段 stage"),
    ), lambda _: assistances, frozenset(ASSISTING_SORTS),
)  # fmt: skip
TRANSFERS: Final = Register(
    "transfers", Words("移送台账", "register of transfers"),
    (
        seen("lead_number", "线索编号 number", ID, 18), SUBJECT,
        column("organ", "移送单位 organ", TEXT, 22),
        column("offence", "涉嫌罪名 offence", TEXT, 20),
        column("by_opinion", "检察意见启动 on opinion"),
        column("team", "专案组 team", PEOPLE, 20),
        column("suspected_at", "启动时间 suspected", INSTANT, 17),
        column("reported_at", "书面报告 reported", INSTANT, 17),
        column("approved_at", "批准时间 approved", INSTANT, 17),
        column("refused_at", "不批准时间 refused", INSTANT, 17),
        seen("number", "移送书 letter", ID, 22, spare=2),
        seen("police", "公安机关 police", TEXT, 22),
        seen("delivered_at", "送交时间 delivered", INSTANT, 17),
        column("receipted_at", "签收时间 receipted", INSTANT, 17),
        column("supplement_asked_at", "要求补正 more asked", INSTANT, 17),
        column("supplemented_at", "补送时间 supplemented", INSTANT, 17),
        column("re_routed_at", "转送时间 passed on", INSTANT, 17),
        seen("status", "状态 status"),
        seen("filed_on", "立案日期 filed on", DAY, 12, spare=1),
        column("case_number", "案号 case", ID, 20),
        column("filing_notice_at", "立案通知 filing notice", INSTANT, 17),
        column("not_filed_at", "不予立案 not filed", INSTANT, 17),
        column("reconsideration_at", "提请复议 reconsideration", INSTANT, 17),
        column("supervision_at", "建议监督 supervision", INSTANT, 17),
        column("filing_ordered_at", "通知立案 filing ordered", INSTANT, 17),
        column("ended_at", "终结时间 ended", INSTANT, 17),
        column("handed_over_at", "移交材料 handed over", INSTANT, 17),
        column("police_status_at", "侦办进展时间 status noted", INSTANT, 17),
        column("returned_at", "移回时间 returned", INSTANT, 17),
    ), lambda _: _transfers, frozenset(TRANSFER_SORTS),
)  # fmt: skip
SUBJECTS: Final = Register(
    "subjects", Words("一企一档", "subject files"),
    (
        SUBJECT,
        seen("identity", "统一社会信用代码/身份证号(脱敏) code", ID, 24, OF_PERSON, spare=1),
        seen("basis", "归档依据 filed by", TEXT, 18),
        column("division", "涉及区划 area", Kind.AREA, 20),
        seen("leads", "线索 leads", COUNT, 8),
        seen("working", "在办 open", COUNT, 8),
        seen("visits", "走访 visits", COUNT, 8),
        seen("interviews", "约谈 interviews", COUNT, 8),
        seen("orders", "责令 orders", COUNT, 8),
        seen("assistances", "协办 assisted", COUNT, 8, spare=4),
        seen("transfers", "移送 transfers", COUNT, 8, spare=3),
        seen("amount_fen", "万元 ¥10k", MONEY, 12),
        column("first_at", "首次登记 first", INSTANT, 17),
        seen("last_at", "最近更新 last", INSTANT, 17, spare=2),
    ), lambda app: app.subject_files.files, frozenset(FILE_SORTS),
)  # fmt: skip
BUILDINGS: Final = Register(
    "buildings", Words("楼宇底册", "register of buildings"),
    (
        seen("street", "街道 street", Kind.AREA, 16),
        seen("building", "楼宇 building", TEXT, 24),
        seen("leads", "线索 leads", COUNT, 8),
        seen("working", "在办 open", COUNT, 8),
        seen("firms", "企业 firms", COUNT, 8),
        seen("amount_fen", "万元 ¥10k", MONEY, 12),
    ), lambda _: buildings, frozenset(BUILDING_SORTS),
)  # fmt: skip
TENANTS: Final = Register(
    "tenants", Words("楼宇企业", "firms by building"),
    (
        seen("street", "街道 street", Kind.AREA, 16, spare=1),
        seen("building", "楼宇 building", TEXT, 24),
        seen("address", "楼层房间 floor and room", TEXT, 24, PRIVATE),
        SUBJECT,
        column("identity", "统一社会信用代码 code", ID, 24, OF_PERSON),
        NUMBER,
        seen("stage", "当前阶段 stage"),
        seen("amount_fen", "万元 ¥10k", MONEY, 12, spare=2),
    ), lambda _: tenants, frozenset(TENANT_SORTS),
)  # fmt: skip

REGISTERS: Final[dict[str, Register]] = {
    each.name: each for each in (REFERRALS, ASSISTANCES, TRANSFERS, SUBJECTS, BUILDINGS, TENANTS)
}


def register_named(name: str) -> Register:
    """The register of a name, in either language. Raises ``NotFound`` (``register.unknown``)."""
    for register in REGISTERS.values():
        if name in {register.name, register.words.zh}:
            return register
    names = [f"{each.name}（{each.words.zh}）" for each in REGISTERS.values()]
    words = Words("没有名为 {name} 的台账；有：{names}", "there is no register {name}; there are: {known}")
    raise NotFound(words.fill(name=name, names="、".join(names), known=", ".join(REGISTERS)), code="register.unknown")
