"""The shapes of ledgers, of the law register and of procedures as they are answered."""

from datetime import date, datetime
from typing import Annotated, Any, NamedTuple

from api.http.schemas.answers import EntryAnswer, Following, GuardAnswer
from api.registers.columns import Kind
from domain.actor import Grade, Level
from domain.lead.stage import Stage
from domain.lead.vocabulary import Matter
from domain.words import Words
from projections.access_register import AccessRow
from projections.ledger_rows import LedgerRow


class LedgerAnswer(NamedTuple):
    """台账的一页 A page of the risk ledger."""

    rows: Annotated[tuple[LedgerRow, ...], Words("线索", "leads")]
    following: Following


class ColumnAnswer(NamedTuple):
    """一列 A column of a table."""

    key: Annotated[str, Words("列", "key")]
    title: Annotated[Words, Words("名称", "title")]
    kind: Annotated[Kind, Words("内容的种类；money 为分，span 为微秒", "what it holds; money in 分, span in µs")]


class TableAnswer(NamedTuple):
    """一张表的一页 A page of a register or a return."""

    name: Annotated[str, Words("名称", "name")]
    title: Annotated[Words, Words("名称", "title")]
    columns: Annotated[tuple[ColumnAnswer, ...], Words("各列", "columns")]
    rows: Annotated[tuple[dict[str, Any], ...], Words("各行：列 → 值", "rows: key → value")]
    following: Following


class NamedAnswer(NamedTuple):
    """有这样一本台账、一个流程 That there is one."""

    name: Annotated[str, Words("名称", "name")]
    title: Annotated[Words, Words("名称", "title")]


class RegistersAnswer(NamedTuple):
    """有哪些台账 Which registers there are."""

    registers: Annotated[tuple[NamedAnswer, ...], Words("各本台账", "registers")]


class DutyMoveAnswer(NamedTuple):
    """一个现在能办的事项 A move that is possible now."""

    command: Annotated[str, Words("命令", "command")]
    move: Annotated[str, Words("流程表的行", "row of the procedure")]
    label: Annotated[Words, Words("名称", "label")]


class DutyAnswer(NamedTuple):
    """一件待办 A lead that waits for whoever asks, with what he can do now."""

    lead: Annotated[str, Words("内部编号", "id")]
    number: Annotated[str, Words("线索编号", "number")]
    subject: Annotated[str, Words("对象", "subject")]
    natural_person: Annotated[bool, Words("对象为自然人", "about a natural person")]
    office: Annotated[str, Words("单位代码", "office")]
    organ: Annotated[str, Words("单位", "organ")]
    division: Annotated[str, Words("区划", "area")]
    stage: Annotated[Stage, Words("阶段", "stage")]
    suspended: Annotated[bool, Words("已中止", "suspended")]
    handler: Annotated[str, Words("承办人", "handler")]
    deadline: Annotated[date | None, Words("期限", "due")]
    registered_at: Annotated[datetime | None, Words("登记时间", "registered")]
    moves: Annotated[
        tuple[DutyMoveAnswer, ...],
        Words("现在能办的；空：此线索的日志无法读出", "what is possible now; empty: its log cannot be read"),
    ]


class UnsignedAnswer(NamedTuple):
    """一件待签批的文书 A paper that waits for the signature of whoever asks."""

    lead: Annotated[str, Words("内部编号", "id")]
    number: Annotated[str, Words("线索编号", "number")]
    subject: Annotated[str, Words("对象", "subject")]
    natural_person: Annotated[bool, Words("对象为自然人", "about a natural person")]
    office: Annotated[str, Words("单位代码", "office")]
    organ: Annotated[str, Words("单位", "organ")]
    division: Annotated[str, Words("区划", "area")]
    stage: Annotated[Stage, Words("阶段", "stage")]
    matter: Annotated[Matter, Words("签批事项", "matter to sign")]
    target: Annotated[str, Words("所指线索", "the lead it is for")]
    asker: Annotated[str, Words("提请人", "asked by")]
    asking_organ: Annotated[str, Words("提请人的单位", "the asker's organ")]
    asked_at: Annotated[datetime, Words("提请时间", "asked at")]
    proposal: Annotated[str, Words("拟办意见", "proposal")]


class AskedAnswer(NamedTuple):
    """一件提请签批的文书 A paper that whoever asks asked to have signed; answered where ``said_at`` is there."""

    lead: Annotated[str, Words("内部编号", "id")]
    number: Annotated[str, Words("线索编号", "number")]
    subject: Annotated[str, Words("对象", "subject")]
    natural_person: Annotated[bool, Words("对象为自然人", "about a natural person")]
    office: Annotated[str, Words("单位代码", "office")]
    division: Annotated[str, Words("区划", "area")]
    stage: Annotated[Stage, Words("阶段", "stage")]
    matter: Annotated[Matter, Words("签批事项", "matter to sign")]
    target: Annotated[str, Words("所指线索", "the lead it is for")]
    asked_at: Annotated[datetime, Words("提请时间", "asked at")]
    said_at: Annotated[datetime | None, Words("签批时间", "answered at")]
    approved: Annotated[bool | None, Words("同意", "whether it was signed")]
    signer: Annotated[str | None, Words("签批人", "who answered")]
    word: Annotated[int | None, Words("签批所在位置", "position of the answer in the log")]


class WorkListAnswer(NamedTuple):
    """待办的一页 A page of what waits."""

    actor: Annotated[str, Words("为谁", "for whom")]
    unsigned: Annotated[tuple[UnsignedAnswer, ...], Words("待签批，仅第一页", "papers to sign, on the first page")]
    asked: Annotated[
        tuple[AskedAnswer, ...],
        Words(
            "自己提请的：待签批的和七天内已答复的，仅第一页",
            "asked for: waiting, or answered within 7 days; first page",
        ),
    ]
    duties: Annotated[tuple[DutyAnswer, ...], Words("各件", "duties")]
    following: Following


class SubjectLeadAnswer(NamedTuple):
    """关于对象的一条线索 A lead about the subject."""

    lead: Annotated[str, Words("内部编号", "id")]
    number: Annotated[str, Words("线索编号", "number")]
    stage: Annotated[Stage, Words("阶段", "stage")]


class SubjectFileAnswer(NamedTuple):
    """一企一档 All that is known of a firm or person."""

    leads: Annotated[tuple[SubjectLeadAnswer, ...], Words("各条线索", "its leads")]
    entries: Annotated[tuple[EntryAnswer, ...], Words("经过，各件另有线索", "what happened; each with its lead beside")]


class AccessAnswer(NamedTuple):
    """查阅记录的一页 A page of reads of personal data."""

    reads: Annotated[tuple[AccessRow, ...], Words("各次查阅", "reads")]
    following: Following


class LawEntryAnswer(NamedTuple):
    """法规库的一条 An article, or an office rule."""

    citation: Annotated[str, Words("引用", "citation")]
    name: Annotated[Words, Words("名称", "name")]
    office_rule: Annotated[bool, Words("办公规则，非法律规定", "office rule, not law")]
    text: Annotated[Words, Words("内容摘要", "paraphrase")]
    since: Annotated[date, Words("自此日有效", "in force since")]
    until: Annotated[date | None, Words("至此日有效", "last day in force")]
    read: Annotated[bool, Words("已读原文", "read in the text itself")]


class LawEntriesAnswer(NamedTuple):
    """一部法规在某日的条文 The entries of an instrument on a day."""

    day: Annotated[date, Words("日期", "day")]
    entries: Annotated[tuple[LawEntryAnswer, ...], Words("各条", "entries")]


class InstrumentAnswer(NamedTuple):
    """一部法规 An instrument: a law, regulation, interpretation or notice."""

    key: Annotated[str, Words("代号", "key")]
    title: Annotated[Words, Words("名称", "title")]
    issuer: Annotated[Words, Words("发布机关", "issuer")]
    since: Annotated[date, Words("自此日有效", "in force since")]
    until: Annotated[date | None, Words("至此日有效", "last day in force")]


class InstrumentsAnswer(NamedTuple):
    """某日有效的法规 The instruments in force on a day."""

    day: Annotated[date, Words("日期", "day")]
    instruments: Annotated[tuple[InstrumentAnswer, ...], Words("各部法规", "instruments")]


class ProceduresAnswer(NamedTuple):
    """有哪些流程 Which procedures there are."""

    procedures: Annotated[tuple[NamedAnswer, ...], Words("各个流程", "procedures")]


class RowAnswer(NamedTuple):
    """流程表的一行 A row of a procedure."""

    move: Annotated[str, Words("行号", "id of the row")]
    command: Annotated[str, Words("命令", "command")]
    label: Annotated[Words, Words("名称", "label")]
    source: Annotated[tuple[str, ...], Words("从哪些阶段", "from which stages")]
    target: Annotated[str | None, Words("到哪个阶段；不变则为空", "to which stage; null where it stays")]
    levels: Annotated[tuple[Level, ...], Words("哪些层级可办", "levels that may")]
    grade: Annotated[Grade | None, Words("须由何职级", "grade that it needs")]
    documents: Annotated[tuple[str, ...], Words("文书", "papers")]
    basis: Annotated[tuple[str, ...], Words("依据", "articles")]
    guards: Annotated[tuple[GuardAnswer, ...], Words("条件", "conditions")]


class ProcedureAnswer(NamedTuple):
    """流程表 A procedure: its stages, its rows, its drawing."""

    name: Annotated[str, Words("名称", "name")]
    title: Annotated[Words, Words("名称", "title")]
    stages: Annotated[tuple[NamedAnswer, ...], Words("各阶段", "stages")]
    rows: Annotated[tuple[RowAnswer, ...], Words("各行", "rows")]
    drawing: Annotated[str, Words("流程图（Mermaid）", "drawing (Mermaid)")]


class CodeAnswer(NamedTuple):
    """一个代码 What a code of a problem means."""

    code: Annotated[str, Words("永久代码", "permanent code")]
    status: Annotated[int, Words("状态码", "status")]
    words: Annotated[Words, Words("含义；花括号处填具体内容", "what it means; braces are filled in")]
    way_out: Annotated[Words | None, Words("怎么改", "way out")]
    basis: Annotated[tuple[str, ...], Words("依据", "articles")]


class CodesAnswer(NamedTuple):
    """所有代码 Every code there is."""

    codes: Annotated[tuple[CodeAnswer, ...], Words("各个代码", "codes")]
