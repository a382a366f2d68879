"""What the members of our own shapes are, where no label of a form says it; and which are nobody's but the rules'."""

from collections.abc import Mapping
from typing import Any, Final

from api.ledger_columns import MORE, RISK_LEDGER
from domain.lead.state import Lead
from domain.transfer.state import Transfer
from domain.words import Words

HIDDEN: Final[Mapping[type, frozenset[str]]] = {
    Lead: frozenset({
        "absorbed", "counted", "graded_on", "handlers", "hands", "latest", "parts", "paused", "populated",
        "proposed_by", "tips", "turns",
    }),
    Transfer: frozenset({"latest", "members", "moved_lead"}),
}  # fmt: skip
"""Shape → what it remembers for its next decision alone: free to change, so it is told to nobody."""

_ROWS: Final = """
stage 阶段 stage
number 编号或文号 number
id 编号 id
recused 回避人员 recused
requests 已提请、待签批的文书 papers asked for and not answered
asker 提请人 asked by
signatures 已签批未用的文书 papers signed and not yet used
suspended 已中止 suspended
receipt 已签收 receipted
answered 已答复 answered
interview 约谈与整改 the interview in hand
inquiry 调查 the inquiry in hand
transfers 移送公安 transfers to the police
items 各项里程碑 the last milestone of each item
filed_from 立案前的阶段 stage before the police filed
filed_at 公安立案时间 when the police filed
closing_from 拟办结前的阶段 stage before closing
merged_from 并入前的阶段 stage before it was merged
merged_into 并入的线索 the lead it was merged into
links 关联线索 leads that are linked
carried 由原台账转入 where it stood in an older ledger
signer 签批人 who signed
minutes 已有笔录 minutes were taken
no_show 未到场 nobody came
rechecked 复查结果 result of the re-check
opened 已立项 opened
evidence 证据件数 pieces of evidence
opinions 意见件数 opinions
heard 已听取陈述申辩 the defence was heard
determined 已认定 determined
track 所在的流 its stream
mark 最近的标记 last mark
held 当时的阶段 stage held then
taken_up 已恢复办理 taken up again
begun 未结之日起 open since
by 何人 by whom
zh 中文 Chinese
en 英文 English
version 版本 version
accepted 签收时间 when it was receipted
notified 不予立案送达时间 when the decision not to file arrived
asked 提请复议时间 when reconsideration was asked
reconsidered 已复议 reconsidered
supervised_from 建议监督前的阶段 stage before supervision was suggested
ordered 已通知立案 filing was ordered
filed 立案通知送达时间 when the notice of filing arrived
levels 层级 levels
holders 何人可办 who holds it
words 名称 name
command 命令 command
form 表单 form
move 流程表的行 row of the procedure
label 名称 label
on 日期 day
organ 单位 organ
office 单位代码 office
since 进入本阶段时间 since when
at 时间 when
lead 内部编号 id of the lead
natural_person 对象为自然人 about a natural person
address 地址 address
building 楼宇 building
transfer 最近一次移送的标记 mark of the last transfer
position 在日志中的位置 position in the log
actor 何人 who
view 在何处查阅 in what view
register 台账 list
narrowed 按何条件 narrowed by what
ground 何种理由 on what ground
reason 理由 reason
channel 途径 by which way in
leads 线索件数 how many leads
updated_position 最近更新在日志中的位置 position of the last update
"""
MEMBERS: Final[Mapping[str, Words]] = {each.key: each.words for each in (*RISK_LEDGER.columns, *MORE)} | {
    name: Words(zh, en) for name, zh, en in (line.split(" ", 2) for line in _ROWS.strip().splitlines())
}
"""Member → what it is."""


def public(state: Any) -> dict[str, Any]:  # noqa: ANN401 - a state of ours
    """A state without what is nobody's but the rules'."""
    hidden = HIDDEN.get(type(state), frozenset())
    return {name: getattr(state, name) for name in state._fields if name not in hidden}
