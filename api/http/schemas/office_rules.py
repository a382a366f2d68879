"""The shapes of office rules whose value can be set, and of what sets one."""

from datetime import date, datetime
from typing import Annotated, Final, NamedTuple

from pydantic import Field

from api.http.schemas.subscriptions import Form
from domain.words import Words

LARGEST: Final = 1_000_000
"""No bounds reach so far."""


class OfficeRuleForm(Form):
    """The value that a rule has from a day on."""

    value: int = Field(ge=0, le=LARGEST, description="取值 the value, counted in the rule's unit", examples=[4])
    paper: str = Field(max_length=200, description="依据文书 the written decision", examples=["示处办〔2026〕8号"])
    since: date | None = Field(
        default=None, strict=False, description="起始日，默认次日 first day; tomorrow", examples=["2027-01-01"]
    )


class OfficeRuleChange(NamedTuple):
    """一次设定 A value that was set."""

    value: Annotated[int, Words("取值", "value")]
    since: Annotated[date, Words("起始日", "first day")]
    paper: Annotated[str, Words("依据文书", "the written decision")]
    recorded_at: Annotated[datetime, Words("录入时间", "when it was entered")]
    actor: Annotated[str, Words("录入人账号", "id of who entered it")]
    position: Annotated[int, Words("在日志中的位置", "position in the log")]


class OfficeRuleAnswer(NamedTuple):
    """可设定取值的一条办公规则（非法律规定） An office rule, not law, whose value can be set."""

    rule: Annotated[str, Words("规则代号", "name of the rule")]
    text: Annotated[Words, Words("内容", "what it says")]
    value: Annotated[int, Words("当日取值", "value of the day")]
    unit: Annotated[str, Words("单位", "what it counts")]
    came: Annotated[int, Words("随程序的取值", "the value that it came with")]
    least: Annotated[int, Words("最小", "least")]
    most: Annotated[int, Words("最大", "most")]
    changes: Annotated[tuple[OfficeRuleChange, ...], Words("历次设定，新的在前", "what was set, newest first")]


class OfficeRulesAnswer(NamedTuple):
    """可设定取值的办公规则 Office rules whose value can be set."""

    on: Annotated[date, Words("日期", "day")]
    rules: Annotated[tuple[OfficeRuleAnswer, ...], Words("各条规则", "rules")]


class RuleSetAnswer(NamedTuple):
    """设定的结果 What a setting left behind."""

    rule: Annotated[str, Words("规则代号", "name of the rule")]
    command_id: Annotated[str, Words("命令编号", "id of the command")]
    first: Annotated[int, Words("在日志中的位置", "position in the log")]
