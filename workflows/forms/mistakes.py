"""Everything that can be wrong with a form as such; what can be wrong with a value stands beside the value."""

from typing import Final

from domain.values.mistake import Mistake
from domain.words import Words

REQUIRED: Final = Mistake(
    "input.form.required", Words("没有填写", "Nothing is filled in"),
    Words("此项必填，{zh}", "It must be filled in, {en}"),
)  # fmt: skip
UNKNOWN: Final = Mistake(
    "input.form.unknown", Words("没有这一项", "There is no such field"),
    Words("可填的项：{zh}", "The fields are: {en}"),
)  # fmt: skip
TWICE: Final = Mistake(
    "input.form.twice", Words("填了两次", "It is filled in twice"), Words("只填一次", "Fill it in once")
)
NOT_AN_ID: Final = Mistake(
    "input.form.id", Words("只用小写字母、数字和短横", "Small letters, digits and dashes only"),
    Words("如 abc-01", "Such as abc-01"),
)  # fmt: skip
NOT_AN_OFFICE: Final = Mistake(
    "input.form.office", Words("不是单位代码", "Not an office code"),
    Words("区划代码，或再加短横和字母，如 370104014、370104-scjg",
          "The code of an area, or with a dash and letters after it, such as 370104014, 370104-scjg"),
)  # fmt: skip
NOT_ONE_PERSON: Final = Mistake(
    "input.form.one-person", Words("此处只写一个人的编号", "One person's id belongs here"),
    Words("多人以分号隔开，如 编号|执法证号；编号|执法证号", "Several with semicolons: id|certificate; id|certificate"),
)  # fmt: skip
NO_UNIT: Final = Mistake(
    "input.form.unit", Words("金额没有写单位", "The amount has no unit"),
    Words("写明单位，如 12.5万元、3800元", "Write the unit, such as 12.5万元 or 3800元"), "GB/T 15835-2011",
)  # fmt: skip
NOT_A_NUMBER: Final = Mistake(
    "input.form.number", Words("不是整数", "Not a whole number"), Words("如 12", "Such as 12"),
)  # fmt: skip
NEGATIVE: Final = Mistake(
    "input.form.negative", Words("不能为负数", "It cannot be negative"), Words("从 0 起", "From 0 up")
)
NOT_YES_OR_NO: Final = Mistake(
    "input.form.yes-or-no", Words("不是“是”或“否”", "Neither yes nor no"), Words("填 是 或 否", "Write yes or no")
)
NOT_A_CHOICE: Final = Mistake(
    "input.form.choice", Words("没有这个选项", "There is no such choice"), Words("可填：{zh}", "One of: {en}")
)
NOT_A_MOMENT: Final = Mistake(
    "input.form.moment", Words("不是时间", "Not a moment"),
    Words("如 2022-03-02 14:30（北京时间）", "Such as 2022-03-02 14:30 (Beijing time)"), "GB/T 7408",
)  # fmt: skip
NO_HOUR: Final = Mistake(
    "input.form.hour", Words("没有写几点", "The hour is not written"),
    Words("写到时分，如 2022-03-02 14:30（北京时间）", "Write the hour too, such as 2022-03-02 14:30 (Beijing time)"),
)  # fmt: skip
NOT_TEXT: Final = Mistake(
    "input.form.text", Words("此处应填文字", "A text belongs here"), Words("去掉方括号或花括号", "Without brackets")
)
BAD_CHARACTER: Final = Mistake(
    "input.form.character", Words("含有不能保存的字符", "It holds a character that cannot be kept"),
    Words("删去空字符、控制字符和残缺的字符", "Take out null, control and broken characters"), "GB/T 13000",
)  # fmt: skip
TOO_LONG: Final = Mistake(
    "input.form.long", Words("超过 {most} 字", "Longer than {most} characters"),
    Words("写要点，全文另存为文书", "Write the gist, keep the rest as a paper"),
)  # fmt: skip
LONGEST_NAME: Final = 200
"""Characters: several times what the longest firms and offices are called; what is longer is a description."""
LONG_NAME: Final = Mistake(
    "input.form.name-long",
    Words(f"名称超过 {LONGEST_NAME} 字", f"A name of more than {LONGEST_NAME} characters"),
    Words("只写全称", "The full name alone"),
)
MOST_PEOPLE: Final = 1_500_000_000
"""More than the whole country has: whoever writes more has slipped by a digit, or typed an amount."""
TOO_MANY_PEOPLE: Final = Mistake(
    "input.form.people",
    Words("人数超过全国人口", "More people than the country has"),
    Words("请核对位数；金额写入“涉及金额”", "Check the digits; an amount belongs into its own field"),
)
NOT_PARTS: Final = Mistake(
    "input.form.parts", Words("此处应分项填写", "This has parts to fill in"),
    Words("分项写 {dotted}，或按顺序以竖线隔开：{zh}", "Write {dotted}, or the parts in order with bars: {en}"),
)  # fmt: skip
