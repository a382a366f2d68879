"""The shapes of answers that no type of the domain has: what each member is, in both languages."""

from datetime import datetime
from typing import Annotated, Any, NamedTuple

from domain.actor import Grade, Level
from domain.errors import LegalMove, Missing, Remedy
from domain.law import Measure, Offence, Tier
from domain.lead.stage import Stage
from domain.lead.state import Lead
from domain.transfer.state import Transfer
from domain.words import Words

Id = Annotated[str, Words("内部编号", "id")]
Number = Annotated[str, Words("线索编号", "number of the lead")]
Position = Annotated[int, Words("在日志中的位置", "position in the log")]
Version = Annotated[int, Words("版本，从 1 数起", "version, counted from 1")]
Recorded = Annotated[datetime, Words("录入时间", "when it was recorded")]
Person = Annotated[str, Words("经办人", "who did it")]
Following = Annotated[
    str | None, Words("下一页从这里接着读；没有下一页则为空", "where the next page goes on; null after the last")
]


class ReadAnswer(NamedTuple):
    """条文及其内容 An article opened: what it is called and what it says."""

    citation: Annotated[str, Words("引用", "citation")]
    name: Annotated[Words, Words("名称", "name")]
    text: Annotated[Words | None, Words("内容摘要；未收录则为空", "paraphrase; null where the register holds nothing")]
    office_rule: Annotated[bool, Words("办公规则，非法律规定", "office rule, not law")]


class FactAnswer(NamedTuple):
    """判断所依据的事实 A fact that a judgement looked at."""

    name: Annotated[Words, Words("事项", "what")]
    found: Annotated[object, Words("实际", "what was found")]
    needed: Annotated[object, Words("要求", "what was needed")]


class AlarmAnswer(NamedTuple):
    """达到的刑事线 A criminal line that is reached: an alarm that blocks nothing."""

    citation: Annotated[str, Words("条文", "article")]
    offence: Annotated[Offence, Words("罪名", "offence")]
    tier: Annotated[Tier, Words("档", "tier")]
    measure: Annotated[Measure, Words("按金额或人数", "by amount or people")]
    at_least: Annotated[int, Words("起点（分、人）", "from (分 or people)")]
    figure: Annotated[int, Words("实际（分、人）", "found (分 or people)")]
    condition: Annotated[Words | None, Words("还须具备", "if also")]
    confirmed: Annotated[bool, Words("已读原文", "read in the text itself")]


class ReceiptAnswer(NamedTuple):
    """办理结果 What a command left behind."""

    lead: Id
    number: Number
    stage: Annotated[Stage, Words("办理后的阶段", "the stage the lead was led to")]
    command_id: Annotated[str, Words("命令编号", "id of the command")]
    first: Annotated[int, Words("第一件事在日志中的位置", "first position in the log")]
    last: Annotated[int, Words("最后一件事在日志中的位置", "last position in the log")]
    streams: Annotated[dict[str, int], Words("各流的新版本", "stream → the version it reached")]
    events: Annotated[tuple[str, ...], Words("写入的事件", "the events that were stored")]
    numbers: Annotated[tuple[str, ...], Words("新给的编号、文号", "the numbers drawn")]
    duplicates: Annotated[tuple[str, ...], Words("可能重复的线索编号", "numbers of leads perhaps the same")]
    ask: Annotated[tuple[str, ...], Words("可能知情、应去核实的单位", "offices to ask: they may hold the same")]
    doubts: Annotated[tuple[Words, ...], Words("请核对", "what is odd but possible")]
    alarms: Annotated[tuple[AlarmAnswer, ...], Words("达到的刑事线", "criminal lines reached")]


class LeadAnswer(NamedTuple):
    """线索现在或某一时刻的样子 A lead as it stands, or stood."""

    lead: Annotated[Lead, Words("线索", "the lead")]
    told: Annotated[dict[str, Any], Words("登记时及更正后所述", "what was told when it came in, or put right")]
    alarms: Annotated[tuple[AlarmAnswer, ...], Words("达到的刑事线", "criminal lines reached")]
    version: Version
    of: Annotated[int, Words("现有版本", "the version it has by now")]


class EntryAnswer(NamedTuple):
    """时间线的一件事 One thing that happened, told in words."""

    position: Position
    stream: Annotated[str, Words("所在的流", "stream")]
    version: Version
    type: Annotated[str, Words("事件名", "name of the event")]
    move: Annotated[str, Words("流程表的行", "row of the procedure")]
    occurred: Annotated[datetime, Words("发生时间", "when it happened")]
    recorded_at: Recorded
    actor: Person
    words: Annotated[Words, Words("经过", "what happened")]
    reached: Annotated[Words | None, Words("到达的阶段", "the stage it led to")]


class TimelineAnswer(NamedTuple):
    """时间线 Everything that happened, oldest first."""

    lead: Id
    number: Number
    timeline: Annotated[tuple[EntryAnswer, ...], Words("各件事", "what happened")]
    following: Following


class EventAnswer(NamedTuple):
    """一个事件的原样 An event as it is stored, personal data masked where it is not opened."""

    position: Position
    version: Version
    type: Annotated[str, Words("事件名", "name of the event")]
    data: Annotated[dict[str, Any], Words("内容", "what it holds")]
    recorded_at: Recorded
    actor: Annotated[str, Words("经办人账号", "who did it")]
    office: Annotated[str, Words("经办单位代码", "office")]
    role: Annotated[str, Words("职务或层级", "position or level")]
    on_behalf_of: Annotated[str, Words("代何人", "on behalf of whom")]
    reason: Annotated[str, Words("理由", "reason")]
    channel: Annotated[str, Words("途径", "by which way in")]
    command_id: Annotated[str, Words("命令编号", "id of the command")]
    law: Annotated[str, Words("所用法规库的摘要值", "digest of the law register used")]


class HistoryAnswer(NamedTuple):
    """事件原样 The events of a lead as they are stored, oldest first."""

    lead: Id
    number: Number
    events: Annotated[tuple[EventAnswer, ...], Words("事件", "events")]
    following: Following


class ChangeAnswer(NamedTuple):
    """一项变化 A field that changed, and the event that made it what it is."""

    field: Annotated[str, Words("项", "field")]
    old: Annotated[object, Words("原来", "before")]
    new: Annotated[object, Words("现在", "after")]
    version: Version
    event: Annotated[str, Words("事件名", "name of the event")]
    actor: Annotated[str, Words("经办人账号", "who did it")]
    recorded_at: Recorded


class DiffAnswer(NamedTuple):
    """两个版本之间的变化 What changed between two points."""

    lead: Id
    before: Annotated[int, Words("起始版本", "from this version")]
    after: Annotated[int, Words("终止版本", "to this version")]
    changes: Annotated[tuple[ChangeAnswer, ...], Words("变化", "what changed")]


class DeniedAnswer(NamedTuple):
    """为何不能办 Why a move is not possible."""

    code: Annotated[str, Words("代码", "code")]
    words: Annotated[Words, Words("原因", "why")]
    rule: Annotated[str, Words("规则", "rule")]
    facts: Annotated[tuple[FactAnswer, ...], Words("事实", "facts")]
    missing: Annotated[Missing | None, Words("缺少的权限", "the power that is missing")]
    remedy: Annotated[Remedy | None, Words("先要办的事", "the act that has to come first")]


class GuardAnswer(NamedTuple):
    """填写后还要看的条件 A condition that looks at what is filled in."""

    code: Annotated[str, Words("代码", "code")]
    words: Annotated[Words, Words("条件", "condition")]


class MoveAnswer(NamedTuple):
    """一个事项 A move: whether it is possible now for whoever asks, and what it takes."""

    command: Annotated[str, Words("命令；POST /v1/leads/{lead}/命令", "command; POST /v1/leads/{lead}/command")]
    move: Annotated[str, Words("流程表的行", "row of the procedure")]
    label: Annotated[Words, Words("名称", "label")]
    possible: Annotated[bool, Words("现在我能办", "possible now, for me")]
    denied: Annotated[DeniedAnswer | None, Words("为何不能办", "why not")]
    depends_on: Annotated[tuple[GuardAnswer, ...], Words("填写后还要看的条件", "what depends on what is filled in")]
    target: Annotated[
        str | None, Words("到达的阶段；不变或不定则为空", "the stage it leads to; null where none or open")
    ]
    levels: Annotated[tuple[Level, ...], Words("哪些层级可办", "levels that may")]
    grade: Annotated[Grade | None, Words("须由何职级", "grade that it needs")]
    documents: Annotated[tuple[str, ...], Words("文书", "papers")]
    basis: Annotated[tuple[ReadAnswer, ...], Words("依据", "articles")]
    form: Annotated[dict[str, Any], Words("表单的 JSON Schema", "JSON Schema of its form")]


class MovesAnswer(NamedTuple):
    """现在能办什么、不能办什么 What is possible now, and what is not and why."""

    lead: Id
    number: Number
    stage: Annotated[Stage, Words("阶段", "stage")]
    actor: Annotated[str, Words("为谁", "for whom")]
    version: Annotated[int, Words("版本", "version")]
    moves: Annotated[tuple[MoveAnswer, ...], Words("事项", "moves")]


class TransfersAnswer(NamedTuple):
    """移送公安 The transfers of a lead to the police, as they are now."""

    lead: Id
    transfers: Annotated[tuple[Transfer, ...], Words("各次移送", "each transfer")]


class ProblemFaultAnswer(NamedTuple):
    """填写的一处错误 One mistake in what was sent."""

    field: Annotated[str, Words("项", "field")]
    pointer: Annotated[str, Words("在请求内容中的位置", "where it stands in the body")] = ""
    code: Annotated[str, Words("代码", "code")] = ""
    detail: Annotated[Words, Words("问题", "what is wrong")] = Words("", "")
    way_out: Annotated[Words, Words("怎么改", "way out")] = Words("", "")
    place: Annotated[str, Words("参数所在：query、path、header", "where a parameter stands")] = ""
    kind: Annotated[str, Words("问题的种类", "kind of mistake")] = ""


class ProblemAnswer(NamedTuple):
    """拒绝或故障（RFC 9457） A refusal or a fault; what does not apply is left out."""

    type: Annotated[str, Words("问题的说明页", "address of what it means")]
    title: Annotated[str, Words("题目", "title")]
    status: Annotated[int, Words("状态码", "status")]
    detail: Annotated[str, Words("说明，语言按 Accept-Language", "what it is, in the language asked for")]
    code: Annotated[str, Words("永久代码", "permanent code")]
    words: Annotated[Words, Words("说明", "what it is, in both languages")]
    kind: Annotated[str, Words("类别", "branch of the tree of errors")] = ""
    rule: Annotated[str, Words("规则", "rule")] = ""
    basis: Annotated[tuple[ReadAnswer, ...], Words("依据", "articles")] = ()
    facts: Annotated[tuple[FactAnswer, ...], Words("事实", "facts")] = ()
    fields: Annotated[tuple[str, ...], Words("须另行填写的项", "fields to fill in otherwise")] = ()
    missing: Annotated[Missing | None, Words("缺少的权限", "the power that is missing")] = None
    remedy: Annotated[Remedy | None, Words("先要办的事", "the act that has to come first")] = None
    legal: Annotated[tuple[LegalMove, ...], Words("现在能办的", "what is possible now")] = ()
    faults: Annotated[tuple[ProblemFaultAnswer, ...], Words("各处错误", "every mistake")] = ()
    field: Annotated[str, Words("项", "field")] = ""
    pointer: Annotated[str, Words("在请求内容中的位置", "where it stands in the body")] = ""
    way_out: Annotated[Words | None, Words("怎么改", "way out")] = None
    position: Annotated[int, Words("日志被破坏的位置；0：不知道", "where the log is damaged; 0: not known")] = 0
    event: Annotated[str, Words("该处事件的种类", "what kind of event stands there")] = ""
