"""What people call that which stands in addresses of pages and short forms: where it is wrong, it is told so."""

from typing import Final

from domain.words import Words
from workflows.forms.labels import LABELS

ADDRESSED: Final[dict[str, Words]] = {
    name: Words(*texts.split(" ", 1))
    for name, texts in {
        # what is looked for
        "text": "查找 find", "stage": "阶段 stage", "been": "曾到阶段 has been at",
        "age": "在本阶段天数 days at its stage", "division": "区划 area", "street": "街道 street",
        "office": "单位 office", "by": "办理人 by", "move": "办理事项 act", "rule": "规则 rule",
        # when
        "since": "不早于 from", "until": "不晚于 to", "due_by": "期限不晚于 due by",
        "closed_since": "办结不早于 closed from", "closed_until": "办结不晚于 closed to", "month": "月份 month",
        "before": "从 from", "version": "第几件 event", "done": "刚记录的 just recorded",
        # how it is shown
        "sort": "排序 sorted by", "desc": "倒序 the other way", "column": "列 columns", "size": "每页 per page",
        "names": "显示个人姓名 names shown", "all": "全部 all", "only": "只看 only", "after": "后面的 what follows",
        "format": "文件格式 kind of file", "next": "登录后去向 where to after the sign-in",
        "taken": "已重办 taken again", "left": "未办 left", "of": "导出内容 what is exported",
        # what short forms ask
        "days": "有效天数 days it holds", "hours": "新旧密钥并用小时 hours together", "password": "密码 password",
        "code": "验证码 code", "old": "原密码 old password", "new": "新密码 new password",
        "again": "再输一次 once more", "lang": "语言 language", "back": "返回何处 where to go back to",
        "shared": "本单位共用 for the whole office", "model": "台账名 which ledger", "stream": "事件流 stream",
        "registered": "登记日期 day of registration", "second": "另一行是另一线索 a further row is a lead of its own",
    }.items()
}  # fmt: skip


def named(field: str) -> Words | None:
    """What a field is called, of a list each of its items; None where nobody named it."""
    name = field.partition(".")[0]
    return ADDRESSED.get(name) or LABELS.get(name)


def field_words(field: str) -> Words:
    """What a field is called; one that nobody named keeps its own name."""
    return named(field) or Words(field, field)
