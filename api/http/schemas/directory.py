"""The shapes of offices and people as they are answered."""

from datetime import date, datetime
from typing import Annotated, NamedTuple

from domain.actor import Certificate, Level, Position, Role
from domain.directory.kinds import OfficeKind, Post
from domain.words import Words

Day = Annotated[date, Words("日期", "day")]
AccountId = Annotated[str, Words("人员账号", "the person's account")]
Name = Annotated[str, Words("姓名", "name")]
OfficeCode = Annotated[str, Words("单位代码", "code of the office")]
Since = Annotated[date, Words("自此日起；启用前即如此则为 0001-01-01", "first day; 0001-01-01 where it was so before")]
Until = Annotated[date | None, Words("至此日止；没有止期则为空", "last day; null where there is none")]


class ChangedAnswer(NamedTuple):
    """名册变更的结果 What a change of the directory left behind."""

    change: Annotated[str, Words("变更", "change")]
    label: Annotated[Words, Words("名称", "label")]
    command_id: Annotated[str, Words("命令编号", "id of the command")]
    first: Annotated[int, Words("第一件事在日志中的位置", "first position in the log")]
    last: Annotated[int, Words("最后一件事在日志中的位置", "last position in the log")]


class LoadedAnswer(NamedTuple):
    """装入名册文件的结果 What a staff file changed."""

    changes: Annotated[dict[str, int], Words("各类变更的件数", "change → how many")]
    not_in_file: Annotated[tuple[str, ...], Words("在册而不在文件中的人员账号", "accounts not in the file")]
    first: Annotated[int | None, Words("第一件事在日志中的位置；没有变更则为空", "first position in the log, or null")]
    last: Annotated[int | None, Words("最后一件事在日志中的位置；没有变更则为空", "last position in the log, or null")]


class OfficeAnswer(NamedTuple):
    """某日的一个单位 An office or a body, as it is on a day."""

    code: OfficeCode
    kind: Annotated[OfficeKind, Words("类别", "kind")]
    name: Annotated[str, Words("名称", "name")]
    division: Annotated[str, Words("区划代码", "area")]
    mark: Annotated[str, Words("机关代字", "mark in document numbers")]
    parent: Annotated[str, Words("上级单位代码", "code of the office above")]
    depth: Annotated[int, Words("在第几层，从 0 数起", "how deep it hangs, from 0")]
    members: Annotated[tuple[str, ...], Words("成员单位代码", "codes of member units")]
    since: Annotated[date, Words("自此日起如此；启用前即如此则为 0001-01-01", "so since; 0001-01-01 from before")]
    until: Until


class OfficesAnswer(NamedTuple):
    """某日的单位 The offices of a day."""

    on: Day
    offices: Annotated[tuple[OfficeAnswer, ...], Words("各单位", "offices")]


class PostAnswer(NamedTuple):
    """一个岗位 A post that is held."""

    post: Annotated[Post, Words("岗位", "post")]
    office: OfficeCode
    since: Since
    until: Until


class PersonAnswer(NamedTuple):
    """某日的一人 Somebody, as he is on a day."""

    id: AccountId
    name: Name
    office: Annotated[str, Words("本单位代码", "code of his own office")]
    posts: Annotated[tuple[PostAnswer, ...], Words("岗位", "posts")]
    roles: Annotated[tuple[Role, ...], Words("在本单位可做的工作", "kinds of work in his own office")]
    position: Annotated[Position | None, Words("职务", "position")]
    level: Annotated[Level | None, Words("层级", "level")]
    certificate: Annotated[Certificate | None, Words("执法证", "certificate")]


class PeopleAnswer(NamedTuple):
    """某日在册人员 Who was there on a day."""

    on: Day
    people: Annotated[tuple[PersonAnswer, ...], Words("人员", "people")]


class PowerAnswer(NamedTuple):
    """曾给予某人的一项 Something that was given to somebody, with the event that says so."""

    what: Annotated[Words, Words("事项", "what")]
    since: Since
    until: Until
    holds: Annotated[bool, Words("当日有效", "whether it holds on the day")]
    position: Annotated[int, Words("事件在日志中的位置", "where the event stands in the log")]
    recorded_at: Annotated[datetime, Words("录入时间", "when it was entered")]
    actor: Annotated[str, Words("录入人", "who entered it")]


class CapacityAnswer(NamedTuple):
    """能代表的一个单位 An office that somebody can act for."""

    office: OfficeCode
    organ: Annotated[str, Words("单位名称", "what the office is called")]
    level: Annotated[Level, Words("层级", "level")]
    division: Annotated[str, Words("区划代码", "area")]
    position: Annotated[Position | None, Words("职务", "position")]
    roles: Annotated[tuple[Role, ...], Words("可做的工作", "kinds of work")]
    stands_in_for: Annotated[tuple[str, ...], Words("可代谁办理", "for whom he may act")]


class PersonOnAnswer(NamedTuple):
    """某人某日的职权及出处 What somebody may do on a day, and by which events."""

    id: AccountId
    name: Name
    office: Annotated[str, Words("本单位代码", "code of his own office")]
    posts: Annotated[tuple[PostAnswer, ...], Words("岗位", "posts")]
    roles: Annotated[tuple[Role, ...], Words("在本单位可做的工作", "kinds of work in his own office")]
    position: Annotated[Position | None, Words("职务", "position")]
    level: Annotated[Level | None, Words("层级", "level")]
    certificate: Annotated[Certificate | None, Words("执法证", "certificate")]
    on: Day
    there: Annotated[bool, Words("当日在册", "whether he was there on the day")]
    capacities: Annotated[tuple[CapacityAnswer, ...], Words("当日能代表的单位", "offices he can act for on the day")]
    bodies: Annotated[tuple[str, ...], Words("所属机构代码", "codes of the bodies his offices belong to")]
    entries: Annotated[tuple[PowerAnswer, ...], Words("各项及其事件", "everything he was given, with its event")]
